"""Snapshots: frozen copies of a whole workshop, the only thing that leaves the store. They only look things up.

The kinds of rows are in `rows`; whoever reads a snapshot imports them from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cocreate.model.rows import (
    CIRCLES,
    COLOURS,
    COMMUNITY,
    INKS,
    LAYOUTS,
    LINK_KINDS,
    NOTE_SIZE,
    ROLES,
    ROWS,
    ActionItem,
    Attachment,
    Board,
    Circle,
    Cluster,
    Decision,
    DissentNote,
    Frame,
    Label,
    Link,
    Note,
    NoteTag,
    NotSame,
    Outcome,
    OutcomeSource,
    Participant,
    Person,
    Point,
    RevealedBallot,
    RoundOption,
    RoundResult,
    RoundState,
    Row,
    Sketch,
    Tag,
    VotingRound,
    Workshop,
    field_names,
)  # fmt: skip

__all__ = [
    "CIRCLES", "COLOURS", "COMMUNITY", "INKS", "LAYOUTS", "LINK_KINDS", "NOTE_SIZE", "ROLES", "ROWS", "SECTIONS",
    "ActionItem", "Attachment", "Board", "Circle", "Cluster", "Decision", "DissentNote", "Frame", "Label", "Link",
    "NotSame", "Note", "NoteTag", "Outcome", "OutcomeSource", "Participant", "Person", "Point", "RevealedBallot",
    "RoundOption", "RoundResult", "RoundState", "Row", "Sketch", "Tag", "VotingRound", "Workshop", "WorkshopSnapshot",
    "field_names", "labels", "reading_order",
]  # fmt: skip


@dataclass(frozen=True)
class WorkshopSnapshot:
    """Everything of one workshop at one moment, without removed rows. Picklable; what export and insight receive.

    Tuples are in reading order: by fractional order key, then id. Ballots of a round before reveal are not here.
    """

    workshop: Workshop
    stamp: str = ""  # the latest step that is in it
    boards: tuple[Board, ...] = ()
    frames: tuple[Frame, ...] = ()
    notes: tuple[Note, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    links: tuple[Link, ...] = ()
    participants: tuple[Participant, ...] = ()
    rounds: tuple[VotingRound, ...] = ()
    options: tuple[RoundOption, ...] = ()
    results: tuple[RoundResult, ...] = ()  # by round, then position
    revealed_ballots: tuple[RevealedBallot, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    outcome_sources: tuple[OutcomeSource, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    tags: tuple[Tag, ...] = ()
    note_tags: tuple[NoteTag, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    board_labels: tuple[Label, ...] = ()
    sketches: tuple[Sketch, ...] = ()
    dissent_notes: tuple[DissentNote, ...] = ()
    decisions: tuple[Decision, ...] = ()
    not_same: tuple[NotSame, ...] = ()
    cast: Mapping[str, int] = field(default_factory=dict)  # ballots so far per open or closed round: turnout only

    @cached_property
    def by_id(self) -> dict[str, Row]:
        return {row.id: row for rows in vars(self).values() if isinstance(rows, tuple) for row in rows}

    @cached_property
    def ideas(self) -> tuple[Note, ...]:
        """Notes by number: the order of the appendix."""
        return tuple(sorted(self.notes, key=lambda n: (n.number, n.id)))

    @cached_property
    def labels(self) -> dict[str, str]:
        return labels(self.notes)

    @cached_property
    def members(self) -> dict[str, tuple[Note, ...]]:
        """Notes of each cluster, in reading order. A cluster without notes is absent: use `.get(id, ())`."""
        found: defaultdict[str, list[Note]] = defaultdict(list)
        known = {c.id for c in self.clusters}
        for note in self.notes:
            if note.cluster_id in known:
                found[str(note.cluster_id)].append(note)
        return {cluster: tuple(notes) for cluster, notes in found.items()}

    @cached_property
    def loose(self) -> tuple[Note, ...]:
        """Notes that lie in no cluster."""
        known = {c.id for c in self.clusters}
        return tuple(n for n in self.notes if n.cluster_id not in known)

    def options_of(self, round_id: str) -> tuple[RoundOption, ...]:
        return tuple(o for o in self.options if o.round_id == round_id)

    def results_of(self, round_id: str) -> tuple[RoundResult, ...]:
        """Results in rank order; empty until the round is revealed."""
        return tuple(r for r in self.results if r.round_id == round_id)

    def sources_of(self, outcome_id: str) -> tuple[OutcomeSource, ...]:
        return tuple(s for s in self.outcome_sources if s.outcome_id == outcome_id)

    def owner_of(self, item: ActionItem) -> str:
        """The owner's name, or an empty text."""
        owner = self.by_id.get(item.owner_id or "")
        return owner.name if isinstance(owner, Participant) else ""

    @cached_property
    def points(self) -> dict[str, RoundResult]:
        """Note or cluster id to its result in the latest revealed round on it."""
        subject = {o.id: o.subject_id for o in self.options}
        shown = [r for r in self.rounds if r.state == "revealed"]
        out: dict[str, RoundResult] = {}
        for one in sorted(shown, key=lambda r: (r.revealed_at, r.id)):
            out |= {subject[r.option_id]: r for r in self.results_of(one.id) if r.option_id in subject}
        return out


def labels(notes: Iterable[Note]) -> dict[str, str]:
    """What is printed for a note's number: `12`, or `12b` where two laptops gave the same number.

    Deterministic: equal numbers are told apart by age, then id, whichever laptop asks.
    """
    same: defaultdict[int, list[Note]] = defaultdict(list)
    for note in notes:
        same[note.number].append(note)
    out: dict[str, str] = {}
    for number, found in same.items():
        for k, note in enumerate(sorted(found, key=lambda n: (n.written_at, n.id))):
            out[note.id] = f"{number}{_letters(k)}"
    return out


def _letters(k: int) -> str:
    """Nothing for the first, then b, c … z, ba, bb …"""
    out = ""
    while k > 0:
        k, digit = divmod(k, 26)
        out = chr(ord("a") + digit) + out
    return out


SECTIONS: dict[str, str] = {
    "board": "boards", "frame": "frames", "note": "notes", "cluster": "clusters", "link": "links",
    "participant": "participants", "voting_round": "rounds", "round_option": "options", "round_result": "results",
    "revealed_ballot": "revealed_ballots", "outcome": "outcomes", "outcome_source": "outcome_sources",
    "action_item": "action_items", "tag": "tags", "note_tag": "note_tags", "attachment": "attachments",
    "label": "board_labels", "sketch": "sketches", "dissent_note": "dissent_notes", "decision": "decisions",
    "not_same": "not_same",
}  # fmt: skip


def reading_order(row: Row) -> tuple[Any, ...]:
    """The sort key of rows within a section of the snapshot."""
    if isinstance(row, RoundResult):
        return (row.round_id, row.position, row.option_id)
    if isinstance(row, RevealedBallot):
        return (row.round_id, row.leaf)
    return (getattr(row, "order", ""), row.id)
