"""Turns settled clusters into what a person reads: titles, order, spots, reasons and twins. Changes no cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from cocreate.insight.embedding import Rows, unit
from cocreate.insight.folding import fold
from cocreate.insight.holds import Settled, measure, nearest_notes
from cocreate.insight.layout import spots
from cocreate.insight.naming import Namer, Theme, is_unspaced, title_of
from cocreate.insight.points import Points
from cocreate.insight.similar import Pair, by_meaning, by_words
from cocreate.insight.values import Held, Idea, Name, Proposed, Reason, Twin, Wish

NEAREST = 2  # notes in a reason


class Ground:
    """One board while a suggestion is made of it. `members[c]` are the places of the notes shown in cluster c,
    most typical first; clusters below the number of held ones are held."""

    def __init__(self, notes: tuple[Idea, ...], wish: Wish, held: tuple[Held, ...], points: Points) -> None:
        self.notes, self.wish, self.held, self.points = notes, wish, held, points
        self.texts = [n.text for n in notes]
        self.rows: Rows = np.zeros((len(points.keys), 1), dtype=np.float32)

    @staticmethod
    def sort(ideas: Sequence[Idea]) -> tuple[tuple[Idea, ...], list[str]]:
        """By folded text, then id: whatever the order of the board, the work is the same. And the folded texts."""
        found = sorted(((fold(i.text), i) for i in ideas), key=lambda one: (one[0], one[1].id))
        return tuple(i for _, i in found), [key for key, _ in found]

    def stand(self, settled: Settled) -> None:
        """Take over the clusters that are shown."""
        points = self.points
        self.labels: list[int] = settled.labels[points.of_note].tolist()
        self.sure: list[bool] = settled.sure[points.of_note].tolist()
        self.holds = measure(self.rows, settled.labels, points.weights, settled.members, settled.barred)
        self.note_rows: Rows = self.rows[points.of_note]
        shown: list[list[int]] = [[] for _ in range(settled.shown)]
        for i, (label, sure) in enumerate(zip(self.labels, self.sure, strict=True)):
            if sure:
                shown[label].append(i)
        sums = np.zeros((settled.shown, self.rows.shape[1]), dtype=np.float32)
        for c, m in enumerate(shown):
            sums[c] = self.note_rows[m].sum(0)
        self.centres = unit(sums)
        self.members = [self._typical_first(c, m) for c, m in enumerate(shown)]
        self.keys = self._keys()
        self.namer = Namer(self.texts, self.wish.ignore, self.wish.locale)
        self.themes = self.namer.themes([[self.texts[i] for i in m] for m in self.members])

    def _typical_first(self, cluster: int, members: list[int]) -> list[int]:
        near = np.round(self.note_rows[members] @ self.centres[cluster], 6)
        return [members[i] for i in np.argsort(-near, kind="stable")]

    def _keys(self) -> list[str]:
        """Held clusters go by their id, new ones by number, the largest first."""
        keys = [h.id for h in self.held] + [""] * (len(self.members) - len(self.held))
        new = sorted(range(len(self.held), len(self.members)), key=lambda c: (-len(self.members[c]), self.members[c]))
        for number, c in enumerate(new, 1):
            keys[c] = f"new-{number}"
        return keys


def proposals(ground: Ground) -> tuple[Proposed, ...]:
    """Held clusters in the order of the wish, also those without notes, then the new ones, the largest first."""
    at = {key: c for c, key in enumerate(ground.keys)}
    held = {h.id: h for h in ground.wish.clusters}
    order = [*held, *sorted((k for k in at if k not in held), key=lambda k: int(k.removeprefix("new-")))]
    members = {key: ground.members[at[key]] if key in at else [] for key in order}
    nowhere = np.zeros(ground.rows.shape[1], dtype=np.float32)
    centres = [(ground.centres[at[key]] if key in at else nowhere).tolist() for key in order]
    stay = {i: held[key].spot for i, key in enumerate(order) if key in held}
    where = spots(
        [len(members[key]) for key in order], centres, {i: spot for i, spot in stay.items() if spot is not None}
    )
    out = []
    for key, spot in zip(order, where, strict=True):
        texts = [ground.texts[i] for i in members[key]]
        terms = _terms(ground, ground.themes[at[key]], texts) if key in at else ()
        title = held[key].title if key in held else None
        if title is None:
            title = title_of(terms, texts[0], texts) if texts else ""
        notes = tuple(ground.notes[i].id for i in members[key])
        names = _names(ground, at[key], members[key]) if terms else ()
        out.append(Proposed(key, key if key in held else None, notes, title, terms, (*notes, "")[0], spot, names))
    return tuple(out)


def _names(ground: Ground, cluster: int, members: Sequence[int]) -> tuple[Name, ...]:
    return tuple(
        Name(title, tuple(ground.notes[i].id for i in members if ground.namer.says(ground.texts[i], phrase)))
        for title, phrase in ground.namer.candidates(ground.themes[cluster])
    )


def _terms(ground: Ground, theme: Theme, texts: Sequence[str]) -> tuple[str, ...]:
    return () if is_unspaced(texts) else ground.namer.terms(theme)


def reasons(ground: Ground) -> tuple[Reason, ...]:
    """One for every note, in the order of work."""
    near = _nearest(ground)
    out = []
    for i, note in enumerate(ground.notes):
        label, point = ground.labels[i], int(ground.points.of_note[i])
        second = int(ground.holds.second[point])
        terms: tuple[str, ...] = ()
        if label >= 0 and not is_unspaced([note.text]):
            terms = ground.namer.shared(note.text, ground.themes[label])
        out.append(
            Reason(
                note=note.id,
                cluster=ground.keys[label] if label >= 0 else "",
                terms=terms,
                nearest=tuple((ground.notes[j].id, cosine) for j, cosine in near[i]),
                own=float(ground.holds.own[point]),
                second=ground.keys[second] if second >= 0 else None,
                margin=float(ground.holds.margin[point]),
            )
        )
    return tuple(out)


def _nearest(ground: Ground) -> list[list[tuple[int, float]]]:
    """The nearest notes within the cluster; of a note that has no fellow there, on the whole board."""
    out: list[list[tuple[int, float]]] = [[] for _ in ground.notes]
    asked: defaultdict[int, list[int]] = defaultdict(list)
    for i, label in enumerate(ground.labels):
        asked[label].append(i)
    for label, notes in asked.items():
        among = sorted(ground.members[label]) if label >= 0 else []
        for i, found in zip(notes, nearest_notes(ground.note_rows, notes, among, NEAREST), strict=True):
            out[i] = found
    lonely = [i for i, found in enumerate(out) if not found]
    every = range(len(ground.notes))
    for i, found in zip(lonely, nearest_notes(ground.note_rows, lonely, every, NEAREST), strict=True):
        out[i] = found
    return out


def twins(ground: Ground, sentence: Rows | None) -> tuple[Twin, ...]:
    """Notes that may be one, surest first. `sentence`: the sentence vectors of the points, None without a model."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for note, point in zip(ground.notes, ground.points.of_note.tolist(), strict=True):
        same[ground.points.keys[point]].append(note.id)
    out = [Twin(ids[0], other, "equal", 1.0) for key, ids in same.items() if key for other in ids[1:]]
    first = {key: p for p, key in reversed(list(enumerate(ground.points.keys))) if ground.points.speaks[p]}
    places = sorted(first.values())
    if sentence is None:
        pairs: list[Pair] = by_words([ground.points.texts[p] for p in places])
    else:
        pairs = by_meaning(sentence[places])
    ids = [same[ground.points.keys[p]][0] for p in places]
    out += [Twin(ids[p.a], ids[p.b], p.kind, p.score) for p in pairs]
    apart = {frozenset(pair) for pair in ground.wish.apart}
    return tuple(t for t in out if frozenset((t.a, t.b)) not in apart)
