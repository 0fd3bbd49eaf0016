"""The tables of the library as typed SQLAlchemy classes: the schema, and nothing else."""

from cocreate.model.records.base import Base, Record
from cocreate.model.records.board import (
    Attachment,
    Board,
    Cluster,
    Frame,
    Label,
    Link,
    Note,
    NoteTag,
    NotSame,
    Sketch,
    Tag,
    Workshop,
)
from cocreate.model.records.journal import Blob, Change, Conflict, Mine, Quarantine, Setting, Step, Written
from cocreate.model.records.outcome import ActionItem, Outcome, OutcomeSource
from cocreate.model.records.people import Circle, Participant, Person
from cocreate.model.records.voting import (
    Ballot,
    Credential,
    Decision,
    DissentNote,
    RevealedBallot,
    RoundOption,
    RoundResult,
    Vote,
    VotingRound,
)

RECORDS: dict[str, type[Record]] = {
    cls.__tablename__: cls
    for cls in (
        Workshop, Board, Frame, Note, Cluster, Link, Person, Circle, Participant, VotingRound, RoundOption,
        RoundResult, RevealedBallot, Outcome, OutcomeSource, ActionItem, Tag, NoteTag, Attachment, Label, Sketch,
        DissentNote, Decision, NotSame,
    )
}  # fmt: skip

__all__ = [
    "RECORDS", "ActionItem", "Attachment", "Ballot", "Base", "Blob", "Board", "Change", "Circle", "Cluster",
    "Conflict", "Credential", "Decision", "DissentNote", "Frame", "Label", "Link", "Mine", "NotSame", "Note",
    "NoteTag", "Outcome", "OutcomeSource", "Participant", "Person", "Quarantine", "Record", "RevealedBallot",
    "RoundOption", "RoundResult", "Setting", "Sketch", "Step", "Tag", "Vote", "VotingRound", "Workshop", "Written",
]  # fmt: skip
