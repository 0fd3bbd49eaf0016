"""The doors of clustering: texts or ideas in, a proposal out. It changes nothing and asks no network.

`suggest` is what the product uses; `group` and `place` are the plain doors of the benchmark and take the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from cocreate.errors import Refused
from cocreate.insight.arrange import Board, centres_of
from cocreate.insight.embedding import LSA_TOP, Embedder, Rows, WordsEmbedder, best_embedder, embed, with_words
from cocreate.insight.graph import Labels
from cocreate.insight.holds import Settled, loose, settle
from cocreate.insight.naming import ignoring
from cocreate.insight.points import Points, fold_notes
from cocreate.insight.proposing import Ground, proposals, reasons, twins
from cocreate.insight.similar import like as nearest_like
from cocreate.insight.values import Held, Idea, Proposed, Reason, Suggestion, Twin, Wish

__all__ = [
    "MOST_IDEAS", "Held", "Idea", "Proposed", "Reason", "Suggestion", "Twin", "Wish",
    "group", "heirs", "like", "place", "suggest",
]  # fmt: skip

MOST_IDEAS = 10_000
FEWEST_TEXTS = 6  # under so many different texts there is nothing to find: only what is held is shown
FEWER = (0.8, 0.5, 0.35, 0.25)  # resolutions, one click each way, on to the next if nothing changed
MORE = (1.3, 1.8, 2.5, 3.5)
SAME_CLUSTER = 0.5  # overlap (Jaccard) from which a new cluster takes over the id, colour and place of a former one

Progress = Callable[[float], None]


def group(texts: Sequence[str]) -> list[int]:
    """One label a text, 0, 1, 2 … in order of first occurrence; never told how many clusters there are. No tray."""
    labels = place(texts, [-1] * len(texts))
    names: dict[int, int] = {}
    return [names.setdefault(label, len(names)) for label in labels]


def place(texts: Sequence[str], fixed: Sequence[int]) -> list[int]:
    """One label a text: `fixed[i] >= 0` comes back unchanged, a free text (-1) gets one of those or a new one above."""
    if len(texts) != len(fixed):
        raise ValueError(f"{len(texts)} texts, {len(fixed)} fixed labels")
    _check_count(len(texts))
    if not texts:
        return []
    names = sorted({f for f in fixed if f >= 0})
    at = {name: i for i, name in enumerate(names)}
    points = fold_notes(texts, [at.get(f, -1) for f in fixed])
    rows = _board_rows(best_embedder(), points.texts)
    active = points.active if points.active.any() else ~points.active
    labels = Board(rows[active], points.fixed[active]).by_resolution()
    every = np.empty(len(rows), dtype=np.int64)
    every[active] = labels
    every[~active] = np.argmax(rows[~active] @ centres_of(rows[active], labels).T, axis=1)
    top = max(names, default=-1)
    fresh: dict[int, int] = {}
    out = []
    for label in every[points.of_note].tolist():
        out.append(names[label] if label < len(names) else fresh.setdefault(label, top + 1 + len(fresh)))
    return out


def suggest(
    ideas: Sequence[Idea],
    wish: Wish = Wish(),  # noqa: B008 - frozen
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> Suggestion:
    """Propose clusters for the ideas of a board; every idea is in exactly one of its clusters or in its tray.

    Raises `Refused` above 10,000 ideas, `ValueError` for an id that comes twice. `progress` hears the share done, 0
    to 1; whatever it raises ends the work.
    """
    tell = progress or _quiet
    _check_count(len(ideas))
    tell(0.0)
    ground = _ground(ideas, wish)
    engine = embedder or best_embedder()
    tell(0.1)
    plain = embed(engine, ground.points.texts, lambda share: tell(0.1 + 0.5 * share))
    ground.rows = _stripped_rows(engine, plain, ground.points.texts, wish)
    tell(0.7)
    ground.stand(_settled(ground.points, ground.rows, wish))
    tell(0.85)
    clusters = proposals(ground)
    told = reasons(ground)
    tell(0.95)
    pairs = twins(ground, None if _words_only(engine) else plain)
    unsure = tuple(n.id for n, sure in zip(ground.notes, ground.sure, strict=True) if not sure)
    tell(1.0)
    return Suggestion(clusters, unsure, told, pairs, _engine_name(engine, len(ground.points.texts)))


def heirs(suggestion: Suggestion, former: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Which former cluster (id to notes) each new proposal (by key) continues, so that id, colour and place stay.

    The greatest overlap first; each former cluster has one heir, and held clusters are not asked.
    """
    taken = {c.held for c in suggestion.clusters if c.held}
    found = []
    for cluster in suggestion.clusters:
        for old, notes in former.items():
            both = len(set(notes) & set(cluster.notes))
            share = both / max(1, len(set(notes) | set(cluster.notes)))
            if cluster.held is None and old not in taken and share >= SAME_CLUSTER:
                found.append((-share, cluster.key, old))
    out: dict[str, str] = {}
    for _, key, old in sorted(found):
        if key not in out and old not in out.values():
            out[key] = old
    return out


def _ground(ideas: Sequence[Idea], wish: Wish) -> Ground:
    """The notes in their order of work, and what is held among them."""
    notes, keys = Ground.sort(ideas)
    at = {note.id: i for i, note in enumerate(notes)}
    if len(at) != len(notes):
        raise ValueError("two ideas have the same id")
    here = {h.id: [at[n] for n in h.notes if n in at] for h in wish.clusters}
    held = tuple(sorted((h for h in wish.clusters if here[h.id]), key=lambda h: h.id))
    fixed = [-1] * len(notes)
    for number, cluster in enumerate(held):
        for i in here[cluster.id]:
            if fixed[i] not in (-1, number):
                raise ValueError(f"note {notes[i].id} is held in two clusters")
            fixed[i] = number
    apart = [(at[a], at[b]) for a, b in wish.apart if a in at and b in at and a != b]
    return Ground(notes, wish, held, fold_notes([n.text for n in notes], fixed, apart, keys))


def _settled(points: Points, rows: Rows, wish: Wish) -> Settled:
    """Which clusters are shown, and which points are sure of theirs."""
    active = points.active
    part, fixed, weights = rows[active], points.fixed[active], points.weights[active]
    back = {int(p): i for i, p in enumerate(np.flatnonzero(active))}
    apart = [(back[a], back[b]) for a, b in points.apart if a in back and b in back]
    board = Board(part, fixed)

    def shown(labels: Labels, keep_all: bool = False) -> Settled:
        return settle(part, labels, weights, fixed, keep_all, apart)

    if wish.k is not None:
        found = shown(board.by_number(max(1, wish.k)), keep_all=True)
    elif len({points.keys[p] for p in back}) < FEWEST_TEXTS:
        found = loose(part, fixed)
    else:
        found = _by_grain(
            wish.grain,
            lambda r: shown(board.by_resolution(r)),
            lambda k: shown(board.by_number(k), keep_all=True),
        )
    return _with_the_silent(found, active, rows)


def _by_grain(grain: int, by_resolution: Callable[[float], Settled], by_number: Callable[[int], Settled]) -> Settled:
    """Each click of "fewer" or "more" changes the number of clusters where it can.

    The graph is asked at the next resolutions first; where it has no other answer, the tree is asked for one cluster
    more or less.
    """
    best, way = by_resolution(1.0), 1 if grain > 0 else -1
    ladder = iter(MORE if grain > 0 else FEWER)
    for _ in range(min(2, abs(grain))):
        tries = chain((by_resolution(r) for r in ladder), (by_number(k) for k in [best.shown + way] if k))
        best = next((t for t in tries if t.shown and (t.shown - best.shown) * way > 0), best)
    return best


def _with_the_silent(found: Settled, active: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], rows: Rows) -> Settled:
    """All points again: those without a letter wait in the tray, near the cluster that is closest."""
    labels = np.full(len(rows), -1, dtype=np.int64)
    sure, members = np.zeros(len(rows), dtype=np.bool_), np.zeros(len(rows), dtype=np.bool_)
    labels[active], sure[active], members[active] = found.labels, found.sure, found.members
    if found.shown:
        centres = centres_of(rows[members], labels[members])
        labels[~active] = np.argmax(rows[~active] @ centres.T, axis=1)
    place = np.flatnonzero(active).tolist()
    return Settled(labels, sure, members, found.shown, tuple((place[p], c) for p, c in found.barred))


def _board_rows(embedder: Embedder, texts: Sequence[str]) -> Rows:
    rows = embed(embedder, texts)
    return rows if _words_only(embedder) else with_words(rows, texts)


def _stripped_rows(embedder: Embedder, plain: Rows, texts: Sequence[str], wish: Wish) -> Rows:
    """The board rows, made from what is left of the texts when the words that carry no theme are taken out."""
    drop = ignoring(wish.ignore)
    if drop is not None:
        left = [drop.sub(" ", text).strip() for text in texts]
        return _board_rows(embedder, [new or old for new, old in zip(left, texts, strict=True)])
    return plain if _words_only(embedder) else with_words(plain, texts)


def _words_only(embedder: Embedder) -> bool:
    return isinstance(embedder, WordsEmbedder)


def _engine_name(embedder: Embedder, count: int) -> str:
    return embedder.name if _words_only(embedder) or count > LSA_TOP else f"{embedder.name} + words"


def _check_count(count: int) -> None:
    if count > MOST_IDEAS:
        raise Refused(
            "Themes can be suggested for at most {most} ideas at once, and there are {count}. "
            "Select a part of the board and try again.",
            most=MOST_IDEAS,
            count=count,
        )


def _quiet(_share: float) -> None:
    """Nobody listens."""


def like(text: str, ideas: Sequence[Idea], most: int = 12, progress: Progress | None = None) -> list[tuple[str, float]]:
    """(id, cosine) of the ideas nearest to a text in meaning, nearest first: of this workshop or of earlier ones."""
    tell = progress or _quiet
    tell(0.0)
    engine = best_embedder()
    found = nearest_like(text, [i.text for i in ideas], lambda texts: embed(engine, texts, tell), most)
    return [(ideas[pair.b].id, pair.score) for pair in found]
