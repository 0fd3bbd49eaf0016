"""The board's commands: what each does, what it refuses, and that each is one step that one undo takes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.errors import Refused
from cocreate.model import order
from cocreate.model.blobs import MOST_BYTES
from cocreate.model.commands import (
    AcceptClusters,
    AcceptedCluster,
    AddBoard,
    AddFrame,
    AddLabel,
    AddOutcome,
    AddParticipants,
    AddSketch,
    AttachImage,
    Command,
    CreateRound,
    DissolveCluster,
    EditFrame,
    EditLink,
    EditTag,
    GroupNotes,
    LinkNotes,
    MergeNotes,
    Move,
    MoveItems,
    NewImage,
    NewLink,
    NewNote,
    NewParticipant,
    NewTag,
    OpenRound,
    PasteItems,
    PutBoard,
    PutNotes,
    RemoveBoard,
    RemoveFrame,
    RemoveItems,
    RemoveRound,
    RemoveTag,
    Resize,
    ResizeNotes,
    SendNotes,
    Stroke,
    TagNotes,
    VoidRound,
)
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.model.store import Store
from model.kit import ME, B, W, add, live, store, tables


@pytest.fixture
def s() -> Store:
    """Four notes a, b, c, d."""
    made = store(workshop=True)
    for k, name in enumerate("abcd"):
        add(made, name, f"text {name}", place=(200.0 * k, 0.0))
    return made


def run(s: Store, *commands: Command) -> WorkshopSnapshot:
    for one in commands:
        s.run(one, ME)
    return s.snapshot(W)


def read(s: Store) -> str:
    """Ids of the notes in reading order."""
    return "".join(n.id for n in s.snapshot(W).notes)


def takes_back(s: Store, command: Command) -> None:
    """The command is one step, and one undo leaves no trace of it in what is shown."""
    before = s.snapshot(W)
    steps = len(s.steps(W, s.have(W), 1 << 30))
    s.run(command, ME)
    assert len(s.steps(W, s.have(W), 1 << 30)) == steps + 1
    after = s.snapshot(W)
    s.undo(W, ME.id)
    assert shown(s.snapshot(W)) == shown(before)
    s.redo(W, ME.id)
    assert shown(s.snapshot(W)) == shown(after)


def shown(snapshot: WorkshopSnapshot) -> dict[str, object]:
    return {name: value for name, value in vars(snapshot).items() if isinstance(value, tuple)}


# ---- order --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "after", "becomes"),
    [
        ("d", None, "dabc"), ("d", "a", "adbc"), ("ad", "b", "badc"), ("a", "d", "bcda"), ("b", "gone", "bacd"),
        ("c", "b", "abcd"),
    ],
)  # fmt: skip
def test_notes_are_put_behind_another(s: Store, ids: str, after: str | None, becomes: str) -> None:
    s.run(PutNotes(scope=W, note_ids=tuple(ids), after_id=after), ME)
    assert read(s) == becomes


def test_a_column_orders_its_own_notes_and_takes_new_ones(s: Store) -> None:
    run(s, AddFrame(scope=W, board_id=B, frame_id="f", title="Now", place=(0, 0), size=(300, 900), layout="column"))
    run(s, PutNotes(scope=W, note_ids=("c", "a"), frame_id="f", places=(("c", (1, 1)), ("a", (1, 2)))))
    takes_back(s, PutNotes(scope=W, note_ids=("d",), frame_id="f", after_id="c"))
    column = [n for n in s.snapshot(W).notes if n.frame_id == "f"]
    assert [n.id for n in column] == ["c", "d", "a"]
    assert live(s, "a").place == (1.0, 2.0)
    with pytest.raises(Refused):
        s.run(PutNotes(scope=W, note_ids=("d",), frame_id="nowhere"), ME)


def test_a_note_put_into_a_theme_is_pinned_there(s: Store) -> None:
    run(s, GroupNotes(scope=W, board_id=B, cluster_id="t", note_ids=("a",)))
    run(s, PutNotes(scope=W, note_ids=("b",), cluster_id="t", after_id="a"))
    assert (live(s, "b").cluster_id, live(s, "b").is_pinned) == ("t", True)
    run(s, PutNotes(scope=W, note_ids=("b",), cluster_id=None))
    assert (live(s, "b").cluster_id, live(s, "b").is_pinned) == (None, False)


@given(st.lists(st.sampled_from(["1", "2", "3", "4", "2V"]), max_size=8).map(sorted), st.data())
def test_there_is_room_between_equal_keys(keys: list[str], data: st.DataObject) -> None:
    """Two laptops may give the same key; ids break the tie, and nothing else can come between."""
    at, count = data.draw(st.integers(0, len(keys))), data.draw(st.integers(1, 5))
    found, rest = order.insert(keys, at, count)
    assert len(found) == count
    line = [*keys[:at], *found, *rest, *keys[at + len(rest) :]]
    assert line[at - 1 if at else 0 :] == sorted(line[at - 1 if at else 0 :])
    assert len(set(line[at : at + count + len(rest)])) == count + len(rest)
    assert not at or found[0] > keys[at - 1]
    assert at + len(rest) >= len(keys) or line[at + count + len(rest) - 1] < keys[at + len(rest)]


# ---- sizes, boards, frames, labels ----------------------------------------------------------------


def test_a_note_has_a_size_within_limits(s: Store) -> None:
    assert live(s, "a").size == (160.0, 160.0)
    takes_back(s, ResizeNotes(scope=W, sizes=(Resize("a", (5, 5), (300.5, 10)), Resize("gone", (0, 0), (1, 1)))))
    assert live(s, "a").size == (300.5, 80.0)
    assert live(s, "a").place == (5.0, 5.0)
    with pytest.raises(Refused):
        s.run(ResizeNotes(scope=W, sizes=(Resize("a", (0, 0), (float("nan"), 9)),)), ME)


def test_notes_go_to_another_board_and_leave_their_theme_behind(s: Store) -> None:
    run(s, GroupNotes(scope=W, board_id=B, cluster_id="t", note_ids=("a", "b")))
    run(s, AddBoard(scope=W, board_id="b2", title="Later"))
    takes_back(s, SendNotes(scope=W, board_id="b2", places=(("a", (9, 9)),)))
    a = live(s, "a")
    assert (a.board_id, a.cluster_id, a.place, a.is_pinned) == ("b2", None, (9.0, 9.0), False)


def test_boards_have_an_order_and_the_last_one_stays(s: Store) -> None:
    run(s, AddBoard(scope=W, board_id="b2", title="Two"), AddBoard(scope=W, board_id="b3", title="Three"))
    shown = run(s, PutBoard(scope=W, board_id="b3", after_id=B))
    assert [b.id for b in shown.boards] == [B, "b3", "b2"]
    run(s, RemoveBoard(scope=W, board_id="b2"), RemoveBoard(scope=W, board_id="b3"))
    with pytest.raises(Refused, match="one board"):
        s.run(RemoveBoard(scope=W, board_id=B), ME)


def test_a_board_goes_with_all_that_lies_on_it(s: Store) -> None:
    run(
        s, AddBoard(scope=W, board_id="b2", title="Two"),
        AddLabel(scope=W, board_id=B, label_id="l", text="Heading", place=(0, 0)),
        GroupNotes(scope=W, board_id=B, cluster_id="t", note_ids=("a",)),
    )  # fmt: skip
    takes_back(s, RemoveBoard(scope=W, board_id=B))
    left = s.snapshot(W)
    assert (len(left.notes), len(left.clusters), len(left.board_labels)) == (0, 0, 0)


def test_a_board_with_a_vote_on_it_stays(s: Store) -> None:
    run(s, AddBoard(scope=W, board_id="b2", title="Two"))
    vote(s, ("a", "b"))
    with pytest.raises(Refused, match="voted"):
        s.run(RemoveBoard(scope=W, board_id=B), ME)
    run(s, VoidRound(scope=W, round_id="v", reason="late"), RemoveBoard(scope=W, board_id=B))


def vote(s: Store, notes: tuple[str, ...]) -> None:
    run(
        s, AddParticipants(scope=W, participants=(NewParticipant("p", "Anna"),)),
        CreateRound(scope=W, round_id="v", title="Vote", subject="note", subject_ids=notes),
        OpenRound(scope=W, round_id="v"),
    )  # fmt: skip


def frame(s: Store, name: str, **more: object) -> None:
    run(s, AddFrame(scope=W, board_id=B, frame_id=name, title=name, place=(0, 0), size=(900, 900), **more))  # type: ignore[arg-type]


def test_frames_lie_in_frames_but_never_in_themselves(s: Store) -> None:
    frame(s, "outer")
    frame(s, "middle", parent_id="outer")
    frame(s, "inner", parent_id="middle")
    for parent in ("outer", "middle", "inner"):
        with pytest.raises(Refused, match="in itself"):
            s.run(EditFrame(scope=W, frame_id="outer", parent_id=parent), ME)
    run(s, PutNotes(scope=W, note_ids=("a",), frame_id="middle"))
    takes_back(s, RemoveFrame(scope=W, frame_id="middle"))
    left = {f.id: f.parent_id for f in s.snapshot(W).frames}
    assert left == {"outer": None, "inner": "outer"}
    assert live(s, "a").frame_id == "outer"


def test_a_matrix_has_four_words_or_none(s: Store) -> None:
    frame(s, "m", layout="matrix", axes=("low", "high", "cheap", "dear"), cells=("", "", "", ""))
    held = s.snapshot(W).frames[0]
    assert (held.layout, held.axes, held.cells) == ("matrix", ("low", "high", "cheap", "dear"), ())
    for wrong in ({"axes": ("a", "b")}, {"columns": -1}, {"columns": 41}, {"layout": "heap"}, {"cells": ("x",) * 5}):
        with pytest.raises(Refused):
            s.run(EditFrame(scope=W, frame_id="m", **wrong), ME)  # type: ignore[arg-type]


def test_a_mixed_selection_moves_and_goes_as_one(s: Store) -> None:
    frame(s, "f")
    run(s, AddLabel(scope=W, board_id=B, label_id="l", text="Heading", place=(0, 0)))
    takes_back(s, MoveItems(scope=W, moves=(Move("a", (7, 7)),), frames=(("f", (8, 8)),), labels=(("l", (9, 9)),)))
    shown = s.snapshot(W)
    assert (live(s, "a").place, shown.frames[0].place, shown.board_labels[0].place) == ((7, 7), (8, 8), (9, 9))
    takes_back(s, RemoveItems(scope=W, note_ids=("a", "gone"), frame_ids=("f",), label_ids=("l",)))
    with pytest.raises(Refused):
        s.run(RemoveItems(scope=W, note_ids=("a",)), ME)


# ---- links and tags ---------------------------------------------------------------------------------


def test_a_link_changes_its_kind_and_turns(s: Store) -> None:
    run(s, LinkNotes(scope=W, link_id="l", from_id="a", to_id="b"))
    takes_back(s, EditLink(scope=W, link_id="l", link_kind="conflicts_with", is_turned=True))
    (link,) = s.snapshot(W).links
    assert (link.from_id, link.to_id, link.link_kind) == ("b", "a", "conflicts_with")
    with pytest.raises(Refused):
        s.run(EditLink(scope=W, link_id="l", link_kind="likes"), ME)


def test_a_tag_goes_from_all_notes_and_may_come_back(s: Store) -> None:
    run(s, TagNotes(scope=W, note_ids=("a", "b"), tag_id="t", name="blue"))
    run(s, EditTag(scope=W, tag_id="t", name="sea", colour="sky"))
    takes_back(s, RemoveTag(scope=W, tag_id="t"))
    assert (s.snapshot(W).tags, s.snapshot(W).note_tags) == ((), ())
    shown = run(s, TagNotes(scope=W, note_ids=("a",), tag_id="t"))
    assert [(t.name, t.colour) for t in shown.tags] == [("sea", "sky")]
    assert len(shown.note_tags) == 1


# ---- pictures and strokes -----------------------------------------------------------------------------


def test_a_picture_is_kept_once_by_its_content(s: Store) -> None:
    digest = s.keep(b"png")
    assert s.keep(b"png") == digest
    assert s.blob(digest) == b"png"
    assert s.blob("0" * 64) is None
    takes_back(s, image("a", digest))
    (held,) = s.snapshot(W).attachments
    assert (held.note_id, held.width, held.height, held.size) == ("a", 40, 30, 3)
    assert s.blobs_of(W) == {digest: 3}
    assert s.missing_blobs(W) == []
    assert s.faults() == []
    for wrong in ("0" * 64, "../../etc/passwd", digest.upper()):
        with pytest.raises(Refused):
            s.run(image("a", wrong), ME)
    for data in (b"", bytes(MOST_BYTES + 1)):
        with pytest.raises(Refused):
            s.keep(data)


def image(note: str, digest: str) -> AttachImage:
    return AttachImage(
        scope=W, note_id=note, attachment_id=f"i-{note}", digest=digest, media_type="image/png", size=3, width=40,
        height=30,
    )  # fmt: skip


def test_a_damaged_picture_is_a_fault_and_never_shown(s: Store) -> None:
    digest = s.keep(b"png")
    with s._db.begin():
        s._db.exec_driver_sql("UPDATE blob SET data = ?", (b"pmg",))
    assert s.blob(digest) is None
    assert s.faults() == [f"blob {digest}"]


def test_a_picture_whose_bytes_are_elsewhere_is_missing(s: Store) -> None:
    other = store()
    digest = s.keep(b"png")
    run(s, image("a", digest))
    other.merge(W, s.steps(W, s.have(W)))
    assert (other.blobs_of(W), other.missing_blobs(W)) == ({}, [digest])
    other.keep(b"png")
    assert (other.blobs_of(W), other.missing_blobs(W)) == ({digest: 3}, [])


def test_a_stroke_is_short_and_near(s: Store) -> None:
    takes_back(s, AddSketch(scope=W, note_id="a", strokes=(Stroke(id="k", points=(0, 0, 10.04, -3)),)))
    assert s.snapshot(W).sketches[0].points == (0.0, 0.0, 10.0, -3.0)
    for points in ((), (1.0,), (1.0, 2.0, 3.0), (1.0,) * 2002, (float("nan"), 0.0), (1e9, 0.0)):
        with pytest.raises(Refused):
            s.run(AddSketch(scope=W, note_id="a", strokes=(Stroke(id="x", points=points),)), ME)


# ---- merging ideas ----------------------------------------------------------------------------------


def full(s: Store) -> None:
    """b has everything that an idea can have."""
    run(
        s, TagNotes(scope=W, note_ids=("b",), tag_id="t", name="blue"),
        LinkNotes(scope=W, link_id="l1", from_id="b", to_id="c"),
        LinkNotes(scope=W, link_id="l2", from_id="a", to_id="b"),
        LinkNotes(scope=W, link_id="l3", from_id="a", to_id="c"),
        image("b", s.keep(b"png")), AddSketch(scope=W, note_id="b", strokes=(Stroke(id="k", points=(0, 0, 1, 1)),)),
        CreateRound(scope=W, round_id="draft", title="Vote", subject="note", subject_ids=("b", "c", "d")),
        AddOutcome(scope=W, outcome_id="o", text="We bake", sources=(("note", "b"),)),
    )  # fmt: skip
    add(s, "child", "builds on b", parent_id="b", author_id="p2")


def test_one_idea_stands_for_several_and_nothing_is_lost(s: Store) -> None:
    full(s)
    takes_back(s, MergeNotes(scope=W, into_id="a", from_ids=("b",), text="text a, text b"))
    shown = s.snapshot(W)
    assert (live(s, "a").text, live(s, "b").text, live(s, "b").merged_into) == ("text a, text b", "text b", "a")
    assert "b" in {n.id for n in shown.notes}, "its text, number and author stay"
    assert ("a", "t") in {(t.note_id, t.tag_id) for t in shown.note_tags}
    assert {(k.from_id, k.to_id) for k in shown.links} == {("a", "c")}, "no link to itself, none twice"
    assert [i.note_id for i in shown.attachments] == ["a"]
    assert [k.note_id for k in shown.sketches] == ["a"]
    assert live(s, "child").parent_id == "a"
    assert {o.subject_id for o in shown.options} == {"a", "c", "d"}
    assert [x.subject_id for x in shown.outcome_sources] == ["a"]
    assert s.faults() == []


def test_merging_again_follows_the_one_that_stands(s: Store) -> None:
    run(s, MergeNotes(scope=W, into_id="b", from_ids=("c",)), MergeNotes(scope=W, into_id="a", from_ids=("b",)))
    assert (live(s, "b").merged_into, live(s, "c").merged_into) == ("a", "a")
    for into, gone in (("a", "a"), ("b", "d"), ("a", "c")):
        with pytest.raises(Refused, match="one already"):
            s.run(MergeNotes(scope=W, into_id=into, from_ids=(gone,)), ME)


def test_an_idea_that_was_voted_on_is_not_merged_away(s: Store) -> None:
    vote(s, ("a", "b"))
    with pytest.raises(Refused, match="voted"):
        s.run(MergeNotes(scope=W, into_id="c", from_ids=("a",)), ME)
    takes_back(s, MergeNotes(scope=W, into_id="a", from_ids=("c",)))
    run(s, VoidRound(scope=W, round_id="v", reason="late"), MergeNotes(scope=W, into_id="d", from_ids=("b",)))
    assert {o.subject_id for o in s.snapshot(W).options} == {"a", "b"}, "the list of a vote stays as it was"


def test_a_draft_vote_that_was_removed_stops_no_merge(s: Store) -> None:
    run(
        s, CreateRound(scope=W, round_id="draft", title="Vote", subject="note", subject_ids=("a", "b")),
        RemoveRound(scope=W, round_id="draft"), MergeNotes(scope=W, into_id="c", from_ids=("b",)),
    )  # fmt: skip
    assert live(s, "b").merged_into == "c"


def test_a_proposal_brings_back_a_theme_that_was_dissolved_meanwhile(s: Store) -> None:
    run(
        s, GroupNotes(scope=W, board_id=B, cluster_id="k", note_ids=("a", "b"), title="Kept"),
        DissolveCluster(scope=W, cluster_id="k"),
    )  # fmt: skip
    texts = tuple((n, f"text {n}") for n in "abcd")
    themes = (AcceptedCluster(cluster_id="k", title="New", place=(0, 0), notes=(("c", (0, 0)), ("d", (0, 200)))),)
    takes_back(s, AcceptClusters(scope=W, board_id=B, clusters=themes, texts=texts))
    (theme,) = s.snapshot(W).clusters
    assert (theme.id, theme.title) == ("k", "Kept")
    assert [n.id for n in s.snapshot(W).members["k"]] == ["c", "d"]


def test_a_dissolved_theme_whose_ideas_all_changed_stays_away(s: Store) -> None:
    run(
        s, GroupNotes(scope=W, board_id=B, cluster_id="k", note_ids=("a", "b"), title="Kept"),
        DissolveCluster(scope=W, cluster_id="k"),
    )  # fmt: skip
    themes = (
        AcceptedCluster(cluster_id="k", title="", place=(0, 0), notes=(("c", (0, 0)),)),
        AcceptedCluster(cluster_id="m", title="New", place=(0, 0), notes=(("d", (0, 0)),)),
    )
    run(s, AcceptClusters(scope=W, board_id=B, clusters=themes, texts=(("c", "older words"), ("d", "text d"))))
    assert [c.id for c in s.snapshot(W).clusters] == ["m"]


# ---- pasting ------------------------------------------------------------------------------------------


def paste(**more: object) -> PasteItems:
    notes = (NewNote(id="n1", text="one", place=(0, 0)), NewNote(id="n2", text="two", place=(0, 0), size=(300, 200)))
    return PasteItems(scope=W, board_id=B, notes=notes, **more)  # type: ignore[arg-type]


def test_a_paste_brings_everything_in_one_step(s: Store) -> None:
    takes_back(
        s,
        paste(
            tags=(NewTag(id="t1", name="Blue", colour="sky"),), tagged=(("n1", "t1"), ("n2", "t1"), ("n2", "unknown")),
            links=(NewLink(id="l", from_id="n1", to_id="n2", link_kind="depends_on"),),
            images=(
                NewImage(id="i1", note_id="n1", digest=s.keep(b"png"), media_type="image/png"),
                NewImage(id="i2", note_id="n1", digest="0" * 64, media_type="image/png"),
            ),
            strokes=(("n1", Stroke(id="k", points=(0, 0, 1, 1))),),
            frames=(AddFrame(scope=W, board_id=B, frame_id="f", title="Now", place=(0, 0), size=(500, 500)),),
            labels=(AddLabel(scope=W, board_id=B, label_id="l1", text="Heading", place=(0, 0)),),
        ),
    )  # fmt: skip
    shown = s.snapshot(W)
    parts = (shown.notes, shown.tags, shown.note_tags, shown.links, shown.attachments, shown.sketches, shown.frames)
    assert [len(part) for part in (*parts, shown.board_labels)] == [6, 1, 2, 1, 1, 1, 1, 1]
    assert live(s, "n2").size == (300.0, 200.0)
    assert live(s, "n2").number == 6


def test_a_pasted_tag_is_the_one_of_the_same_name(s: Store) -> None:
    run(s, TagNotes(scope=W, note_ids=("a",), tag_id="t", name="Blue"))
    shown = run(s, paste(tags=(NewTag(id="t9", name="blue"),), tagged=(("n1", "t9"),)))
    assert [t.id for t in shown.tags] == ["t"]
    assert ("n1", "t") in {(t.note_id, t.tag_id) for t in shown.note_tags}


def wrongly(s: Store) -> list[Command]:
    return [
        PasteItems(scope=W, board_id=B),
        paste(links=(NewLink(id="l", from_id="n1", to_id="n1"),)),
        paste(strokes=(("n1", Stroke(id="k", points=())),)),
        PasteItems(scope=W, board_id=B, notes=(NewNote(id="a", text="there already", place=(0, 0)),)),
        PasteItems(scope=W, board_id="nowhere", notes=(NewNote(id="x", text="x", place=(0, 0)),)),
    ]


def test_a_refused_paste_leaves_nothing_behind(s: Store) -> None:
    held = tables(s)
    for one in wrongly(s):
        with pytest.raises(Refused):
            s.run(one, ME)
        assert tables(s) == held
