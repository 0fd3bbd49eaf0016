"""What an export says, worked out from a snapshot: themes by number, standings of votes, evidence.."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from cocreate.export.redact import released, withheld
from cocreate.export.verdict import POINTED, VOTED, amount, backing, figure, firmness, score
from cocreate.export.wording import idea_name
from cocreate.model.snapshot import (
    ActionItem,
    Cluster,
    Note,
    Outcome,
    Participant,
    RoundResult,
    Sketch,
    VotingRound,
    WorkshopSnapshot,
)  # fmt: skip
from cocreate.model.trail import Trail
from cocreate.voting.methods import METHODS
from cocreate.words import Words

NO_TRAIL = Trail()


@dataclass(frozen=True)
class Theme:
    """A cluster as the reader meets it. `number` counts in reading order, parents before their children."""

    number: int
    cluster: Cluster
    title: str
    notes: tuple[Note, ...]  # without merged ones: those stand with the note that took them in
    parent: str = ""  # title of the theme it lies in


@dataclass(frozen=True)
class Standing:
    """One option of a vote with its result."""

    title: str
    name: str  # number of the idea or theme, as printed
    subject_id: str
    points: int
    supporters: int
    rank: int
    is_tied: bool
    option_id: str
    figure: str  # what it got, in the words of its method: see `verdict.figure`, `backing`, `score` and `amount`
    backing: str
    score: str
    amount: str
    firmness: str = ""  # see `verdict.firmness`

    @property
    def has_votes(self) -> bool:
        """Whether anybody said something about it: a score of nothing is said, too."""
        return self.points > 0 or self.supporters > 0


@dataclass(frozen=True)
class Vote:
    round: VotingRound
    standings: tuple[Standing, ...]  # by rank
    ties: tuple[tuple[Standing, ...], ...]  # groups with votes that share a rank

    @property
    def has_order(self) -> bool:
        """Whether the first in the order are the ones that are chosen: with money it is what still fits."""
        method = METHODS.get(self.round.method)
        return method is None or not method.has_money


@dataclass(frozen=True)
class Ground:
    """An idea or theme that an outcome rests on."""

    title: str
    name: str
    subject_id: str
    is_theme: bool


class Facts:
    """Everything derived, made once per export. The snapshot in it is already released."""

    def __init__(
        self, snapshot: WorkshopSnapshot, t: Words, *, anonymous: bool = False, trail: Trail = NO_TRAIL
    ) -> None:
        """`trail` adds removed ideas and how the others were grouped, for a report that shows them."""
        self.withheld = withheld(snapshot)
        self.snapshot = released(snapshot, anonymous=anonymous)
        self.removed = released(replace(snapshot, notes=trail.removed), anonymous=anonymous).notes
        self.placings = trail.placings
        self.is_anonymous = anonymous
        self.t = t

    # ---------------------------------------------------------------------------------------------- ideas

    @cached_property
    def names(self) -> dict[str, str]:
        """Note id to `I-001`; a removed idea keeps its number, and no live one changes for it."""
        known = {note: idea_name(label) for note, label in self.snapshot.labels.items()}
        taken = {*known.values()}
        for note in self.removed:
            name = next(x for x in (idea_name(f"{note.number}{s}") for s in _suffixes()) if x not in taken)
            known[note.id] = name
            taken.add(name)
        return known

    @cached_property
    def _notes(self) -> dict[str, Note]:
        return {note.id: note for note in self.snapshot.notes}

    def is_merged(self, note: Note) -> bool:
        return self._home(note) != note.id

    def _home(self, note: Note) -> str:
        """The note that holds it in the end; itself if it was not merged, or if merges run in a ring."""
        seen, at = {note.id}, note
        while (into := self._notes.get(at.merged_into or "")) is not None:
            if into.id in seen:
                return note.id
            seen.add(into.id)
            at = into
        return at.id

    @cached_property
    def merged(self) -> dict[str, tuple[Note, ...]]:
        """Note id to the notes that were merged into it, also by way of others, by number."""
        found: defaultdict[str, list[Note]] = defaultdict(list)
        for note in self.snapshot.ideas:
            if self.is_merged(note):
                found[self._home(note)].append(note)
        return {into: tuple(notes) for into, notes in found.items()}

    @cached_property
    def authors(self) -> dict[str, str]:
        """Participant id to name."""
        return {p.id: p.name for p in self.snapshot.participants if p.name}

    def author(self, note: Note) -> str:
        return self.authors.get(note.author_id or "", "")

    def points(self, subject_id: str) -> int | None:
        """Points in the latest vote on it, or None if it was never voted on."""
        found = self.standing(subject_id)
        return found.points if found else None

    def standing(self, subject_id: str) -> Standing | None:
        """How an idea or theme stands in the latest vote on it, or None if it was never voted on."""
        return self._latest_standings.get(subject_id)

    @cached_property
    def _latest_standings(self) -> dict[str, Standing]:
        return {s.subject_id: s for vote in self.votes for s in vote.standings}

    def is_pointed(self, notes: Iterable[Note]) -> bool:
        """Whether every vote on these ideas counted points; otherwise a column says what each got in words."""
        told = {note.id for note in notes}
        return all(v.round.method in POINTED for v in self.votes if any(s.subject_id in told for s in v.standings))

    def ranked(self, notes: tuple[Note, ...]) -> list[Note]:
        """Most points first, then by number."""
        return sorted(notes, key=lambda n: (-(self.points(n.id) or 0), n.number, n.id))

    @cached_property
    def sketches(self) -> dict[str, tuple[Sketch, ...]]:
        """Strokes of the pen by note id."""
        found: defaultdict[str, list[Sketch]] = defaultdict(list)
        for stroke in self.snapshot.sketches:
            found[stroke.note_id].append(stroke)
        return {note: tuple(strokes) for note, strokes in found.items()}

    # ---------------------------------------------------------------------------------------------- themes

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """Themes in reading order; those without ideas and without children are left out."""
        clusters = self.snapshot.clusters
        known = {c.id: c for c in clusters}
        children: defaultdict[str, list[Cluster]] = defaultdict(list)
        tops: list[Cluster] = []
        for cluster in clusters:
            parent = known.get(cluster.parent_id or "")
            if parent is None or parent.parent_id in known or parent.id == cluster.id:
                tops.append(cluster)  # nesting is one level deep; anything else is read flat
            else:
                children[parent.id].append(cluster)
        ordered = [(c, parent) for top in tops for c, parent in ((top, None), *((k, top) for k in children[top.id]))]
        out: list[Theme] = []
        for cluster, parent in ordered:
            notes = tuple(n for n in self.snapshot.members.get(cluster.id, ()) if not self.is_merged(n))
            if notes or children[cluster.id]:
                n = len(out) + 1
                out.append(Theme(n, cluster, self._title(cluster, n), notes, parent.title if parent else ""))
        return tuple(out)

    def _title(self, cluster: Cluster, n: int) -> str:
        return " ".join(cluster.title.split()) or self.t("Theme {n}", n=n)

    @cached_property
    def theme_of(self) -> dict[str, Theme]:
        """Note id to its theme; merged notes too."""
        by_cluster = {theme.cluster.id: theme for theme in self.themes}
        return {n.id: by_cluster[n.cluster_id] for n in self.snapshot.notes if n.cluster_id in by_cluster}

    @cached_property
    def theme_by_cluster(self) -> dict[str, Theme]:
        return {theme.cluster.id: theme for theme in self.themes}

    @cached_property
    def linked_themes(self) -> dict[str, tuple[Theme, ...]]:
        """Cluster id to the themes that links of its ideas lead to, or come from."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for link in self.snapshot.links:
            ends = [self.theme_of[n].cluster.id for n in (link.from_id, link.to_id) if n in self.theme_of]
            if len(ends) == 2 and ends[0] != ends[1]:
                found[ends[0]].add(ends[1])
                found[ends[1]].add(ends[0])
        return {one: tuple(x for x in self.themes if x.cluster.id in others) for one, others in found.items()}

    @cached_property
    def loose(self) -> tuple[Note, ...]:
        """Unmerged notes without a theme."""
        return tuple(n for n in self.snapshot.notes if n.id not in self.theme_of and not self.is_merged(n))

    # ---------------------------------------------------------------------------------------------- votes

    @cached_property
    def votes(self) -> tuple[Vote, ...]:
        """Revealed votes, oldest first."""
        return tuple(self._vote(r) for r in sorted(self.snapshot.rounds, key=lambda r: (r.revealed_at, r.order, r.id)))

    @cached_property
    def latest(self) -> Vote | None:
        """The vote that page 1 shows: the newest that no other vote replaced and in which somebody voted."""
        replaced = {vote.round.supersedes_id for vote in self.votes}
        found = [v for v in self.votes if v.round.id not in replaced and any(s.has_votes for s in v.standings)]
        return found[-1] if found else None

    def _vote(self, round_: VotingRound) -> Vote:
        results = {r.option_id: r for r in self.snapshot.results_of(round_.id)}
        last = 1 + sum(1 for r in results.values() if r.points > 0)
        rows: list[Standing] = []
        for option in self.snapshot.options_of(round_.id):
            found = results.get(option.id) or RoundResult(id="", round_id=round_.id, option_id=option.id, rank=last)
            title = " ".join(option.title.split()) or self._subject_title(option.subject_id)
            told = self.t, round_, found
            rows.append(
                Standing(
                    title, self._subject_name(option.subject_id), option.subject_id, found.points, found.supporters,
                    found.rank, False, option.id, figure(*told), backing(*told),
                    score(*told), amount(*told), firmness(self.t, found),
                )
            )  # fmt: skip
        rows.sort(key=lambda s: (s.rank, -s.points, -s.supporters))  # stable: ties keep the order of the options
        groups: defaultdict[int, list[Standing]] = defaultdict(list)
        for row in rows:
            if row.has_votes:  # what nobody voted on is not level with anything
                groups[row.rank].append(row)
        marked = tuple(replace(s, is_tied=len(groups[s.rank]) > 1) for s in rows)
        ties: defaultdict[int, list[Standing]] = defaultdict(list)
        for s in marked:
            if s.is_tied and s.has_votes:
                ties[s.rank].append(s)
        return Vote(round_, marked, tuple(tuple(group) for _, group in sorted(ties.items())))

    def _subject_title(self, subject_id: str) -> str:
        if note := self._notes.get(subject_id):
            return note.text
        theme = self.theme_by_cluster.get(subject_id)
        return theme.title if theme else self.t("Untitled")

    def _subject_name(self, subject_id: str) -> str:
        if subject_id in self.names:
            return self.names[subject_id]
        theme = self.theme_by_cluster.get(subject_id)
        return str(theme.number) if theme else ""

    @cached_property
    def votes_cast(self) -> int:
        """Dots, credits and choices one by one; a ballot that scores, ranks or compares is one vote."""
        return sum(
            sum(s.points for s in vote.standings) if vote.round.method in VOTED else vote.round.ballots
            for vote in self.votes
        )

    # ---------------------------------------------------------------------------------------------- outcomes

    def outcomes_of(self, note: Note) -> tuple[Outcome, ...]:
        """The outcomes that rest on an idea, on the one that holds it, or on its theme."""
        home = self._home(note)
        theme = self.theme_of.get(home)
        subjects = {note.id, home, theme.cluster.id if theme else ""}
        found = {outcome for subject in subjects for outcome in self._outcomes_on.get(subject, ())}
        return tuple(o for o in self.snapshot.outcomes if o.id in found)

    @cached_property
    def _outcomes_on(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for source in self.snapshot.outcome_sources:
            found[source.subject_id].add(source.outcome_id)
        return found

    def gathered(self, ground: Ground) -> tuple[Note, ...]:
        """The ideas behind a theme or an idea that an outcome rests on."""
        if ground.is_theme:
            return self.theme_by_cluster[ground.subject_id].notes
        return (self._notes[ground.subject_id], *self.merged.get(ground.subject_id, ()))

    def ground(self, outcome: Outcome) -> list[Ground]:
        """What an outcome rests on: themes, then ideas."""
        out: list[Ground] = []
        for source in self.snapshot.sources_of(outcome.id):
            if theme := self.theme_by_cluster.get(source.subject_id):
                out.append(Ground(theme.title, str(theme.number), theme.cluster.id, True))
            elif note := self._notes.get(source.subject_id):
                out.append(Ground(note.text, self.names[note.id], note.id, False))
        return sorted(out, key=lambda g: (not g.is_theme, len(g.name), g.name, g.subject_id))

    def support(self, outcome: Outcome) -> tuple[Vote, tuple[Standing, ...]] | None:
        """The vote an outcome rests on, with the standings of what it rests on."""
        vote = next((v for v in self.votes if v.round.id == outcome.round_id), None)
        if vote is None:
            return None
        subjects = {s.subject_id for s in self.snapshot.sources_of(outcome.id)}
        return vote, tuple(s for s in vote.standings if s.subject_id in subjects)

    def decision_name(self, outcome: Outcome) -> str:
        return self._decision_names[outcome.id]

    @cached_property
    def _decision_names(self) -> dict[str, str]:
        return {o.id: self.t("D{n}", n=n) for n, o in enumerate(self.snapshot.outcomes, 1)}

    def item_name(self, item: ActionItem) -> str:
        return self._item_names[item.id]

    @cached_property
    def _item_names(self) -> dict[str, str]:
        return {item.id: f"A{n}" for n, item in enumerate(self.snapshot.action_items, 1)}

    def items_of(self, outcome_id: str | None) -> tuple[ActionItem, ...]:
        """Action items that follow from an outcome; with None those that follow from none."""
        known = {o.id for o in self.snapshot.outcomes}
        return tuple(
            i for i in self.snapshot.action_items if (i.outcome_id if i.outcome_id in known else None) == outcome_id
        )

    def owner(self, item: ActionItem) -> str:
        owner = self.snapshot.by_id.get(item.owner_id or "")
        return owner.name if isinstance(owner, Participant) else ""


def _suffixes() -> Iterator[str]:
    """Nothing, then x, xx, …: no letter that `snapshot.labels` gives before its twenty-third."""
    return ("x" * k for k in count())
