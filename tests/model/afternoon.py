"""Commands as a busy facilitator might give them, for tests that compare two ways to the same rows."""

from __future__ import annotations

import random
from hashlib import sha256

from cocreate.model.commands import (
    KEEP,
    AddActionItem,
    AddBoard,
    AddFrame,
    AddLabel,
    AddOutcome,
    AddParticipants,
    AddSketch,
    AttachImage,
    CloseRound,
    ColourNotes,
    Command,
    CreateRound,
    DissolveCluster,
    EditBoard,
    EditCluster,
    EditFrame,
    EditLabel,
    EditLink,
    EditNote,
    EditOutcome,
    EditTag,
    EditWorkshop,
    GroupNotes,
    LinkNotes,
    MergeClusters,
    MergeNotes,
    Move,
    MoveItems,
    MoveNotes,
    NameCluster,
    NewNote,
    NewParticipant,
    NewTag,
    OpenRound,
    PasteItems,
    PlaceFrame,
    PutBoard,
    PutNotes,
    RemoveAttachments,
    RemoveBoard,
    RemoveFrame,
    RemoveItems,
    RemoveNotes,
    RemoveParticipants,
    RemoveSketches,
    RemoveTag,
    Resize,
    ResizeNotes,
    RestoreNotes,
    RevealRound,
    SendNotes,
    Stroke,
    TagNotes,
    UngroupNotes,
    UntagNotes,
    VoidRound,
)
from cocreate.model.snapshot import COLOURS
from model.kit import B, W

PICTURE = sha256(b"a picture").hexdigest()  # keep b"a picture" first


def any_command(r: random.Random, k: int) -> Command:
    """A command as a busy facilitator might give it; many will be refused."""
    n = [f"n{r.randrange(12)}" for _ in range(3)]
    c, c2, f, v = f"c{r.randrange(4)}", f"c{r.randrange(4)}", f"f{r.randrange(3)}", f"v{r.randrange(3)}"
    p = r.random() * 900
    moves = tuple(Move(i, (p, -p), f, c) for i in n)
    made: list[Command] = [
        GroupNotes(scope=W, board_id=B, cluster_id=c, note_ids=tuple(n), title=r.choice(["", "Theme"])),
        EditNote(scope=W, note_id=n[0], text=f"text {k}"),
        MoveNotes(scope=W, moves=moves),
        ColourNotes(scope=W, note_ids=tuple(n), colour=r.choice(COLOURS)),
        RemoveNotes(scope=W, note_ids=(n[0],)),
        RestoreNotes(scope=W, note_ids=tuple(n)),
        LinkNotes(scope=W, link_id=f"l{k}", from_id=n[0], to_id=n[1]),
        TagNotes(scope=W, note_ids=(n[0],), tag_id="t", name="blue"),
        UntagNotes(scope=W, note_ids=(n[0],), tag_id="t"),
        UngroupNotes(scope=W, note_ids=(n[0],)),
        NameCluster(scope=W, cluster_id=c, title=f"Theme {k}"),
        EditCluster(scope=W, cluster_id=c, summary=f"why {k}"),
        MergeClusters(scope=W, into_id=c, from_ids=(c2,)),
        DissolveCluster(scope=W, cluster_id=c),
        AddFrame(scope=W, board_id=B, frame_id=f, title="Frame", place=(p, p), size=(300, 300)),
        PlaceFrame(scope=W, frame_id=f, place=(p, 0), size=(10, 10), moves=moves),
        RemoveFrame(scope=W, frame_id=f),
        AddParticipants(scope=W, participants=(NewParticipant(f"p{k}", f"Anna {k}"),)),
        RemoveParticipants(scope=W, participant_ids=(f"p{r.randrange(max(1, k))}",)),
        CreateRound(scope=W, round_id=v, title="Vote", subject="note", subject_ids=tuple(n)),
        OpenRound(scope=W, round_id=v),
        CloseRound(scope=W, round_id=v),
        RevealRound(scope=W, round_id=v),
        VoidRound(scope=W, round_id=v, reason="late"),
        AddOutcome(scope=W, outcome_id=f"o{r.randrange(3)}", text="We bake", sources=(("note", n[0]),)),
        EditOutcome(scope=W, outcome_id=f"o{r.randrange(3)}", sources=(("cluster", c),)),
        AddActionItem(scope=W, item_id=f"i{k}", text="Buy flour", due="2026-05-01"),
        EditWorkshop(scope=W, title=f"Bread {k}"),
        *_of_the_board(r, k, n, (c, f), p),
    ]
    return r.choice(made)


def _of_the_board(r: random.Random, k: int, n: list[str], homes: tuple[str, str], p: float) -> list[Command]:
    c, f = homes
    stroke = Stroke(id=f"k{k}", points=(0.0, p / 10, 3.5, 4.0))
    return [
        ResizeNotes(scope=W, sizes=(Resize(n[0], (p, p), (200 + p, 300)),)),
        PutNotes(scope=W, note_ids=(n[0],), after_id=n[1], frame_id=f),
        PutNotes(scope=W, note_ids=(n[0], n[1]), cluster_id=c, places=((n[0], (p, 1)),)),
        MergeNotes(scope=W, into_id=n[0], from_ids=(n[1], n[2]), text=r.choice([KEEP, f"both {k}"])),
        EditFrame(scope=W, frame_id=f, parent_id=r.choice([None, f"f{r.randrange(3)}"]), layout="matrix",
                  axes=("low", "high", "cheap", "dear"), columns=r.randrange(5)),
        AddBoard(scope=W, board_id=f"b{r.randrange(3)}", title="More"),
        PutBoard(scope=W, board_id=B, after_id=f"b{r.randrange(3)}"),
        EditBoard(scope=W, board_id=B, title=f"Board {k}"),
        RemoveBoard(scope=W, board_id=f"b{r.randrange(3)}"),
        SendNotes(scope=W, board_id=f"b{r.randrange(3)}", places=((n[0], (p, p)), (n[1], (p, 0)))),
        AddLabel(scope=W, board_id=B, label_id=f"t{k}", text="Hello", place=(p, p), colour="ink"),
        EditLabel(scope=W, label_id=f"t{r.randrange(max(1, k))}", text=f"Hello {k}", type_size=40),
        MoveItems(scope=W, moves=(Move(n[0], (p, p)),), frames=((f, (p, p)),), labels=((f"t{k - 1}", (p, 0)),)),
        RemoveItems(scope=W, note_ids=(n[0],), frame_ids=(f,), label_ids=(f"t{r.randrange(max(1, k))}",)),
        EditLink(scope=W, link_id=f"l{r.randrange(max(1, k))}", link_kind="depends_on", is_turned=True),
        AddSketch(scope=W, note_id=n[0], strokes=(stroke,)),
        RemoveSketches(scope=W, sketch_ids=(f"k{r.randrange(max(1, k))}",)),
        AttachImage(scope=W, note_id=n[0], attachment_id=f"a{k}", digest=PICTURE, media_type="image/png", width=9),
        RemoveAttachments(scope=W, attachment_ids=(f"a{r.randrange(max(1, k))}",)),
        EditTag(scope=W, tag_id="t", name=f"tag {k}", colour="rose"),
        RemoveTag(scope=W, tag_id="t"),
        PasteItems(scope=W, board_id=B, notes=(NewNote(id=f"n{k}-copy", text="copy", place=(p, p)),),
                   tags=(NewTag(id=f"t{k}", name="blue"),), tagged=((f"n{k}-copy", f"t{k}"),),
                   strokes=((f"n{k}-copy", stroke),)),
    ]  # fmt: skip
