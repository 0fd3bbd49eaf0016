"""Every edit there is, one frozen class each: the phone, the window, tests and the command line use the same."""

from cocreate.model.actor import Actor
from cocreate.model.commands.adopting import AdoptWorkshop, adoption, copied
from cocreate.model.commands.base import COMMANDS, KEEP, Command, Keep, label_of, new_id
from cocreate.model.commands.boards import AddBoard, EditBoard, PutBoard, RemoveBoard
from cocreate.model.commands.casting import AddVoters, CastBallot, EnterBallots, SeatVoter, SpoilBallot
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
from cocreate.model.commands.deciding import AddDissent, DecideRound, RemoveDissent, RevealRound
from cocreate.model.commands.frames import AddFrame, EditFrame, PlaceFrame, RemoveFrame
from cocreate.model.commands.labels import AddLabel, EditLabel, MoveItems, RemoveItems
from cocreate.model.commands.links import EditLink, LinkNotes
from cocreate.model.commands.listing import OrderClusters, PinNotes, RetagNotes
from cocreate.model.commands.merges import KeepApart, MergeNotes
from cocreate.model.commands.notes import (
    AddNotes,
    ColourNotes,
    EditNote,
    Move,
    MoveNotes,
    NewNote,
    NewTheme,
    PutNotes,
    RemoveNotes,
    Resize,
    ResizeNotes,
    RestoreNotes,
    SendNotes,
)  # fmt: skip
from cocreate.model.commands.outcomes import (
    AddActionItem,
    AddOutcome,
    EditActionItem,
    EditOutcome,
    RemoveActionItem,
    RemoveOutcome,
)  # fmt: skip
from cocreate.model.commands.paste import DuplicateItems, NewImage, NewLink, NewTag, PasteItems
from cocreate.model.commands.pictures import AddSketch, AttachImage, RemoveAttachments, RemoveSketches, Stroke
from cocreate.model.commands.restore import RestoreTo
from cocreate.model.commands.rounds import CloseRound, CreateRound, EditRound, OpenRound, RemoveRound, VoidRound
from cocreate.model.commands.tags import EditTag, RemoveTag, TagNotes, UntagNotes
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
    "COMMANDS", "KEEP", "AcceptClusters", "AcceptedCluster", "Actor", "AddActionItem", "AddBoard", "AddCircle",
    "AddDissent", "AddFrame", "AddLabel", "AddNotes", "AddOutcome", "AddParticipants", "AddPerson", "AddSketch",
    "AddVoters", "AdoptWorkshop", "AttachImage", "CastBallot", "CloseRound", "ColourNotes", "Command", "CreateRound",
    "CreateWorkshop",
    "DecideRound", "DissolveCluster", "DuplicateItems", "EditActionItem", "EditBoard", "EditCluster", "EditFrame",
    "EditLabel", "EditLink", "EditNote", "EditOutcome", "EditParticipant", "EditRound", "EditTag", "EditWorkshop",
    "EnterBallots",
    "GroupNotes", "Keep", "KeepApart", "LinkNotes", "MergeClusters", "MergeNotes", "Move", "MoveCluster", "MoveItems",
    "MoveNotes", "NameCluster", "NewImage", "NewLink", "NewNote", "NewParticipant", "NewTag", "NewTheme", "OpenRound",
    "OrderClusters", "PasteItems", "PinNotes", "PlaceFrame", "PutBoard", "PutNotes", "RemoveActionItem",
    "RemoveAttachments", "RemoveBoard", "RemoveDissent", "RemoveFrame", "RemoveItems", "RemoveNotes",
    "RemoveOutcome", "RemoveParticipants", "RemoveRound", "RemoveSketches", "RemoveTag", "RemoveWorkshop", "Resize",
    "ResizeNotes", "RestoreNotes", "RestoreTo", "RestoreWorkshop", "RetagNotes", "RevealRound", "SeatVoter",
    "SendNotes", "SpoilBallot", "Stroke", "TagNotes", "UngroupNotes", "UntagNotes", "VoidRound", "adoption", "copied",
    "label_of", "new_id",
]  # fmt: skip
