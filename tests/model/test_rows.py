"""Rows, their columns, their order and their printed numbers; and that the mirror is the snapshot."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.errors import Refused
from cocreate.model import order
from cocreate.model.commands import (
    COMMANDS,
    KEEP,
    Actor,
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
from cocreate.model.mirror import Mirror
from cocreate.model.records import RECORDS
from cocreate.model.schema import LOUD, SHAPES
from cocreate.model.snapshot import COLOURS, ROWS, Note, field_names, labels
from model.kit import ME, B, W, add, store, tables, wire


def test_snapshots_have_the_columns_of_the_records() -> None:
    assert ROWS.keys() == RECORDS.keys()
    for kind, record in RECORDS.items():
        assert {"id", "scope", *field_names(kind)} == set(record.__table__.columns.keys()), kind


def test_loud_fields_exist() -> None:
    for kind, names in LOUD.items():
        assert names <= SHAPES[kind].keys(), kind


def test_every_default_fits_its_own_shape() -> None:
    for kind, shapes in SHAPES.items():
        for name, shape in shapes.items():
            value = list(shape.default) if isinstance(shape.default, tuple) else shape.default
            assert shape.fits(value), (kind, name)


# ---- fractional order ---------------------------------------------------------------------------

LOWEST_ENDS_IN_ZERO = st.text(alphabet=order._DIGITS, min_size=1, max_size=6).filter(lambda k: not k.endswith("0"))


@given(LOWEST_ENDS_IN_ZERO, LOWEST_ENDS_IN_ZERO)
def test_there_is_always_a_key_between_two(a: str, b: str) -> None:
    if a == b:
        with pytest.raises(ValueError, match="first"):
            order.between(a, b)
        return
    low, high = sorted((a, b))
    middle = order.between(low, high)
    assert low < middle < high
    assert not middle.endswith("0"), "a key that ends in 0 leaves no room below"


@given(LOWEST_ENDS_IN_ZERO, st.booleans())
def test_ends_are_open(a: str, up: bool) -> None:
    key = order.between(a, "") if up else order.between("", a)
    assert (a < key) if up else (key < a)
    assert not key.endswith("0")


@given(LOWEST_ENDS_IN_ZERO | st.just(""), LOWEST_ENDS_IN_ZERO | st.just(""), st.integers(0, 300))
def test_spread_keys_ascend_inside_their_bounds(a: str, b: str, count: int) -> None:
    low, high = (a, b) if not b or a < b else (b, a)
    if low == high != "":
        return
    keys = order.spread(low, high, count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(low < k for k in keys)
    assert not high or all(k < high for k in keys)
    assert not any(k.endswith("0") for k in keys)


def test_keys_stay_short_over_a_long_afternoon() -> None:
    last = ""
    for _ in range(20_000):
        before = last
        (last,) = order.spread(last, "", 1)
        assert before < last
    assert len(last) <= 18


# ---- labels ---------------------------------------------------------------------------------------


def test_equal_numbers_are_told_apart_by_age() -> None:
    notes = [Note(id=i, number=n, written_at=t) for i, n, t in (("z", 12, 1), ("a", 12, 2), ("m", 13, 0), ("b", 12, 2))]
    assert labels(notes) == {"z": "12", "a": "12b", "b": "12c", "m": "13"}


@given(st.permutations([Note(id=str(k), number=5, written_at=k % 3) for k in range(30)]))
def test_labels_do_not_depend_on_who_asks(notes: list[Note]) -> None:
    first = labels(sorted(notes, key=lambda n: n.id))
    assert labels(notes) == first
    assert len(set(first.values())) == 30


PICTURE = sha256(b"a picture").hexdigest()

# ---- mirror ---------------------------------------------------------------------------------------


def _any(r: random.Random, k: int) -> Command:
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


@pytest.mark.parametrize("seed", range(4))
def test_the_mirror_and_another_device_follow_every_step(seed: int) -> None:
    r, s, other = random.Random(seed), store(workshop=True), store()
    assert s.keep(b"a picture") == PICTURE
    for k in range(12):
        add(s, f"n{k}")
    mirror = Mirror(s.snapshot(W))
    s.listeners.append(mirror.apply)
    done = 0
    for k in range(300):
        try:
            told = r.choice([s.undo, s.redo])(W, ME.id) if r.random() < 0.2 else s.run(_any(r, k), ME)
            done += told is not None and bool(told.stamp)
        except Refused:
            continue
        if k % 10 == 0:
            assert mirror.snapshot() == s.snapshot(W)
    assert mirror.snapshot() == s.snapshot(W)
    assert done > 50
    assert s.faults() == []
    other.merge(W, wire(s))
    assert tables(other) == tables(s)
    assert other.faults() == []


def test_every_command_has_a_label_and_a_docstring_or_a_plain_name() -> None:
    for name, cls in COMMANDS.items():
        assert cls.label, name
        assert cls.label[0].isupper(), name
        assert not cls.label.endswith("."), name


def test_roles_are_known() -> None:
    assert Actor("u").role == "facilitator"
    for cls in COMMANDS.values():
        assert cls.roles <= {"facilitator", "scribe", "participant", "guest"}
