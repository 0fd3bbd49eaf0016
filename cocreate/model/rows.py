"""The kinds of rows: one frozen class each, with the same fields as the record in `records/` (a test compares them).

No SQL and no behaviour. A default here is the value of a field whose change was never journalled, so a default never
changes once released.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar, Literal

Point = tuple[float, float]

NOTE_SIZE = 160.0  # side of a new note on the board, in board units
COMMUNITY = "community"  # the scope of people and circles, which belong to no single workshop

COLOURS = ("sun", "peach", "rose", "lilac", "sky", "mint", "lime", "stone")
CIRCLES = ("me", "team", "organisation", "partners", "suppliers", "customers", "prospects", "fans")
ROLES = ("facilitator", "scribe", "participant", "guest")
LINK_KINDS = ("builds_on", "conflicts_with", "depends_on")
LAYOUTS = ("area", "column", "row", "grid", "matrix")
INKS = ("ink", *COLOURS)  # colours of labels and sketches; ink is the text colour of the theme

RoundState = Literal["draft", "open", "closed", "revealed", "void"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A frozen record. `scope` is the workshop (or `community`) whose journal holds it."""

    kind: ClassVar[str] = ""
    id: str
    scope: str = ""
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop(Row):
    """An ideation session, from preparation to follow-up. Its id is its scope."""

    kind: ClassVar[str] = "workshop"
    title: str = ""
    question: str = ""  # the question for the room
    request: str = ""  # what is asked of the reader of the report
    place: str = ""  # where it is held
    held_on: str = ""  # ISO date, or empty
    language: str = "en"
    created_at: int = 0  # milliseconds since 1970, UTC
    is_demo: bool = False
    ignored: tuple[str, ...] = ()  # words that carry no theme: place names, the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Row):
    kind: ClassVar[str] = "board"
    title: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Row):
    """A named area of a board; a column is a frame laid out as a list. Frames may lie in frames."""

    kind: ClassVar[str] = "frame"
    board_id: str = ""
    title: str = ""
    layout: str = "area"  # a word of LAYOUTS
    place: Point = (0.0, 0.0)  # top left, board units
    size: Point = (480.0, 360.0)  # width, height
    colour: str = "stone"
    order: str = ""
    parent_id: str | None = None  # the frame that it lies in
    columns: int = 0  # of a grid; 0 = as many as fit
    axes: tuple[str, ...] = ()  # of a matrix: left, right, bottom, top
    cells: tuple[str, ...] = ()  # names of a matrix's quarters, in reading order


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Row):
    """One idea on the board. `number` is given once per workshop; two laptops may give the same (see `labels`)."""

    kind: ClassVar[str] = "note"
    board_id: str = ""
    number: int = 0
    text: str = ""
    place: Point = (0.0, 0.0)  # top left, board units
    colour: str = "sun"
    frame_id: str | None = None
    cluster_id: str | None = None
    is_pinned: bool = False  # a person put it in its cluster
    author_id: str | None = None  # participant
    parent_id: str | None = None  # the note it builds on
    merged_into: str | None = None  # the note that stands for it now
    order: str = ""
    source: str = ""  # file hash and source id of an imported note
    written_at: int = 0  # milliseconds since 1970, UTC
    size: Point = (NOTE_SIZE, NOTE_SIZE)  # width, height


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Row):
    """A group of notes; its title is the theme."""

    kind: ClassVar[str] = "cluster"
    board_id: str = ""
    title: str = ""
    is_named: bool = False  # a person gave the title; a re-run never changes it
    summary: str = ""
    colour: str = "stone"
    place: Point = (0.0, 0.0)  # top left of its block
    parent_id: str | None = None
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Row):
    kind: ClassVar[str] = "link"
    from_id: str = ""
    to_id: str = ""
    link_kind: str = "builds_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    """Somebody known to this library beyond one workshop. Lives in the scope `community`."""

    kind: ClassVar[str] = "person"
    name: str = ""
    language: str = ""
    circle_id: str | None = None
    note_to_others: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle(Row):
    """A circle around the individual: me, team, organisation … fans. Lives in the scope `community`."""

    kind: ClassVar[str] = "circle"
    circle_kind: str = "team"
    name: str = ""
    parent_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Row):
    """A person's seat in one workshop."""

    kind: ClassVar[str] = "participant"
    name: str = ""
    person_id: str | None = None
    role: str = "participant"
    circle: str = ""  # a word of CIRCLES, or empty
    is_present: bool = True  # in the room, so entitled to vote
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingRound(Row):
    """A vote on a frozen list. Ballots stay outside the journal until the round is revealed."""

    kind: ClassVar[str] = "voting_round"
    title: str = ""
    method: str = "dots"
    subject: str = "cluster"  # note | cluster | outcome | action_item: what is voted on
    budget: int = 5  # dots or credits each
    cap: int = 2  # the most that one person gives one option
    state: RoundState = "draft"
    home_device: str = ""  # the only device that may change an opened round
    seed: str = ""  # last key of the tie order, drawn when opened
    opened_at: int = 0
    closed_at: int = 0
    revealed_at: int = 0
    eligible: int = 0  # people who could vote, counted at close
    ballots: int = 0  # ballots cast, counted at close
    void_reason: str = ""
    supersedes_id: str | None = None
    order: str = ""
    most: int = 0  # options on one ballot; 0: any number
    seats: int = 0  # of the shortlist; 0: none is asked for
    money: int = 0  # to be spent on options, in whole units
    criteria: tuple[tuple[str, int], ...] = ()  # title and weight of each; ballots call them c1, c2 …
    config: str = ""  # SHA-256 of all that was frozen when the round opened, hex
    spoiled: int = 0  # paper ballots that could not be counted
    channels: tuple[tuple[str, int], ...] = ()  # ballots by channel, counted at close; the sum alone where one has few
    # Written by the reveal; -1 where the method has no such figure.
    abstained: int = 0
    cut: int = 0  # seats that the figures below are about
    margin: int = -1  # points between the last winner and the first loser
    to_change: int = -1  # ballots whose absence would change the shortlist
    chose: int = 0  # voters who chose anything
    plain_reach: int = 0  # of them with a choice among the winners by totals
    fair_reach: int = -1  # of them with a choice in the fair shortlist
    concordance: str = ""  # Kendall's W as a fraction
    root: str = ""  # one hash over all ballots, hex


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOption(Row):
    kind: ClassVar[str] = "round_option"
    round_id: str = ""
    subject_id: str = ""  # note, cluster, outcome or action item
    title: str = ""  # as it stood when the round opened
    order: str = ""
    cost: int = 0  # in a round with money


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult(Row):
    """What the room decided about one option. Written by the reveal, in rank order."""

    kind: ClassVar[str] = "round_result"
    round_id: str = ""
    option_id: str = ""
    position: int = 0  # 1 = first, by the tie order declared before opening
    rank: int = 0  # options with equal points share a rank: a tie is shown as a tie
    points: int = 0
    supporters: int = 0
    broken_by: str = ""  # the key of the tie order that put it before the next one
    fair_place: int = 0  # in the fair shortlist, 1 = first; 0: not in it
    paid: str = ""  # what each supporter paid for that, as a fraction of the price; empty after completion
    firmness: int = -1  # per mille of redrawn rooms in which it is among the winners
    spread: tuple[tuple[str, int], ...] = ()  # voters by "step" or "criterion:step" of a scale


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentNote(Row):
    """A reason against, freely given and without a name unless its author signs."""

    kind: ClassVar[str] = "dissent_note"
    round_id: str = ""
    option_id: str = ""  # empty: about the whole
    text: str = ""
    author_id: str | None = None  # participant
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Row):
    """What the decider takes from a result: an act of its own, apart from the tally. One a round; its id is the
    round's."""

    kind: ClassVar[str] = "decision"
    round_id: str = ""
    option_ids: tuple[str, ...] = ()
    decider: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSame(Row):
    """Two notes that a person said are not the same. Its id is both ids, the lower first, so it is said once."""

    kind: ClassVar[str] = "not_same"
    a_id: str = ""
    b_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealedBallot(Row):
    """A ballot without a name, published by the reveal from five ballots on, in the order of its leaf hash."""

    kind: ClassVar[str] = "revealed_ballot"
    round_id: str = ""
    leaf: str = ""
    votes: tuple[tuple[str, int], ...] = ()  # (key, value), sorted; a key is an option, or option:criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Row):
    """A decision of the room, with its evidence in `OutcomeSource` rows."""

    kind: ClassVar[str] = "outcome"
    text: str = ""
    detail: str = ""  # why, how, or what dissent remains
    round_id: str | None = None  # the tally it rests on
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSource(Row):
    kind: ClassVar[str] = "outcome_source"
    outcome_id: str = ""
    subject: str = "cluster"  # note | cluster
    subject_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Row):
    kind: ClassVar[str] = "action_item"
    text: str = ""
    owner_id: str | None = None  # participant
    due: str = ""  # ISO date, or empty
    first_step: str = ""
    success_sign: str = ""
    state: str = "open"  # open | done | moved | dropped
    outcome_id: str | None = None
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Row):
    kind: ClassVar[str] = "tag"
    name: str = ""
    colour: str = "stone"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTag(Row):
    """Its id is `note:tag`, so a tag given twice is one tag."""

    kind: ClassVar[str] = "note_tag"
    note_id: str = ""
    tag_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Row):
    """A picture or file on a note; its bytes are stored once by content."""

    kind: ClassVar[str] = "attachment"
    note_id: str = ""
    digest: str = ""  # SHA-256 of the bytes, hex
    media_type: str = ""
    name: str = ""
    size: int = 0  # bytes
    width: int = 0  # pixels; 0 where it is no picture
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Row):
    """A text that lies on the board by itself: a heading, a remark. Not an idea, so it is never voted on."""

    kind: ClassVar[str] = "label"
    board_id: str = ""
    text: str = ""
    place: Point = (0.0, 0.0)  # top left, board units
    type_size: int = 28  # height of the type, board units
    colour: str = "ink"  # a word of INKS
    width: int = 0  # board units; 0 = as wide as its longest line


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch(Row):
    """One stroke of the pen on a note."""

    kind: ClassVar[str] = "sketch"
    note_id: str = ""
    points: tuple[float, ...] = ()  # x, y, x, y … in board units from the top left of the note
    colour: str = "ink"  # a word of INKS
    width: int = 3  # board units


ROWS: dict[str, type[Row]] = {
    cls.kind: cls
    for cls in (
        Workshop, Board, Frame, Note, Cluster, Link, Person, Circle, Participant, VotingRound, RoundOption,
        RoundResult, RevealedBallot, Outcome, OutcomeSource, ActionItem, Tag, NoteTag, Attachment, Label, Sketch,
        DissentNote, Decision, NotSame,
    )
}  # fmt: skip


def field_names(kind: str) -> tuple[str, ...]:
    """The journalled fields of a kind: all but `id` and `scope`."""
    return _FIELDS[kind]


_FIELDS = {kind: tuple(f.name for f in fields(cls) if f.name not in ("id", "scope")) for kind, cls in ROWS.items()}
