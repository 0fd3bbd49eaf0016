"""Every edit there is, one frozen class each: the phone, the window, tests and the command line use the same."""

from cocreate.model.commands.base import COMMANDS, KEEP, Actor, Command, Keep, label_of, new_id
from cocreate.model.commands.clusters import (
    AcceptClusters,
    AcceptedCluster,
    DissolveCluster,
    EditCluster,
    GroupNotes,
    MergeClusters,
    MoveCluster,
    NameCluster,
    UngroupNotes,
)  # fmt: skip
from cocreate.model.commands.frames import AddFrame, EditFrame, PlaceFrame, RemoveFrame
from cocreate.model.commands.notes import (
    AddNotes,
    ColourNotes,
    EditNote,
    LinkNotes,
    Move,
    MoveNotes,
    NewNote,
    NewTheme,
    RemoveLinks,
    RemoveNotes,
    RestoreNotes,
    TagNotes,
    UntagNotes,
)  # fmt: skip
from cocreate.model.commands.outcomes import (
    AddActionItem,
    AddOutcome,
    EditActionItem,
    EditOutcome,
    RemoveActionItem,
    RemoveOutcome,
)  # fmt: skip
from cocreate.model.commands.rounds import (
    AddVoters,
    CastBallot,
    CloseRound,
    CreateRound,
    EditRound,
    OpenRound,
    RemoveRound,
    RevealRound,
    VoidRound,
)  # fmt: skip
from cocreate.model.commands.workshop import (
    AddCircle,
    AddParticipants,
    AddPerson,
    CreateWorkshop,
    EditParticipant,
    EditWorkshop,
    NewParticipant,
    RemoveParticipants,
    RemoveWorkshop,
    RestoreWorkshop,
)  # fmt: skip

__all__ = [
    "COMMANDS", "KEEP", "AcceptClusters", "AcceptedCluster", "Actor", "AddActionItem", "AddCircle", "AddFrame",
    "AddNotes", "AddOutcome", "AddParticipants", "AddPerson", "AddVoters", "CastBallot", "CloseRound",
    "ColourNotes", "Command", "CreateRound", "CreateWorkshop", "DissolveCluster", "EditActionItem", "EditCluster",
    "EditFrame", "EditNote", "EditOutcome", "EditParticipant", "EditRound", "EditWorkshop", "GroupNotes", "Keep",
    "LinkNotes", "MergeClusters", "Move", "MoveCluster", "MoveNotes", "NameCluster", "NewNote", "NewParticipant",
    "NewTheme", "OpenRound", "PlaceFrame", "RemoveActionItem", "RemoveFrame", "RemoveLinks", "RemoveNotes",
    "RemoveOutcome", "RemoveParticipants", "RemoveRound", "RemoveWorkshop", "RestoreNotes", "RestoreWorkshop",
    "RevealRound", "TagNotes", "UngroupNotes", "UntagNotes", "VoidRound", "label_of", "new_id",
]  # fmt: skip
