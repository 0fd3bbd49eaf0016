"""The pages of the board: matrices large, texts, strokes and pictures of notes, each where it lay."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO

import pikepdf
from PIL import Image

from cocreate.export.pdf import build_pdf
from cocreate.export.verify import inspect
from cocreate.model.snapshot import Attachment, Frame, Label, Sketch, WorkshopSnapshot

from . import sample


def picture(colour: str = "#0B6E6E") -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), colour).save(out, "PNG")
    return out.getvalue()


def furnished() -> tuple[WorkshopSnapshot, dict[str, bytes]]:
    """A board with a matrix beside the themes, texts, strokes, and pictures on two notes."""
    made = sample.workshop(40, themes=5)
    right = max(n.place[0] for n in made.notes) + 400
    matrix = Frame(
        id="m", board_id="b", title="Effort and effect", layout="matrix", place=(right, 0.0), size=(1300.0, 1100.0),
        axes=("Little effort", "Much effort", "Little effect", "Much effect"), order="m",
        cells=("Do now", "Plan", "Perhaps", "Leave"),
    )  # fmt: skip
    inside = [(right + 80.0 + 300 * k, 120.0 + 250 * (k % 4)) for k in range(4)]
    notes = [
        replace(n, place=inside[k - 30], frame_id="m", cluster_id=None, colour="lilac") if 30 <= k < 34 else n
        for k, n in enumerate(made.notes)
    ]
    notes[30] = replace(notes[30], size=(220.0, 160.0))
    blobs = {hashlib.sha256(data).hexdigest(): data for data in (picture(), picture("#B3261E"), b"no picture")}
    pictured = zip(("n0000", "n0030", "n0031", "n0032"), [*blobs, "f" * 64], strict=True)
    return replace(
        made, notes=tuple(notes), frames=(matrix,),
        board_labels=(
            Label(id="l1", board_id="b", text="What we saw\nin the room", place=(right, 1250.0), type_size=64),
            Label(id="l2", board_id="b", text="tiny words", place=(right, 1500.0), type_size=8, colour="rose"),
        ),
        sketches=(
            Sketch(id="s1", note_id="n0001", points=(10, 120, 40, 60, 90, 130, 140, 40), colour="ink", width=4),
            Sketch(id="s2", note_id="n0033", points=(80, 80), colour="sky", width=12),
        ),
        attachments=tuple(
            Attachment(id=f"at{k}", note_id=note, digest=digest, media_type="image/png", name="x.png")
            for k, (note, digest) in enumerate(pictured)
        ),
    ), blobs  # fmt: skip


def images(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return sum(isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image" for o in pdf.objects)


def test_a_matrix_stands_on_a_page_of_its_own_with_its_axes_and_quarters() -> None:
    snapshot, blobs = furnished()
    report = inspect(build_pdf(snapshot, pictures=blobs))
    assert report.findings == []
    page = report.pages[report.places["frame-m"] - 1]
    for said in ("Effort and effect", "Little effort", "Much effect", "Do now", "Leave", "4 ideas"):
        assert said in page
    assert "I-031" in page  # with its words


def test_texts_of_the_board_are_drawn_or_said() -> None:
    snapshot, _ = furnished()
    data = build_pdf(snapshot)
    board = inspect(data).pages[inspect(data).places["board"] - 1]
    assert "What we saw in the room" in board
    assert "tiny words" not in board
    with pikepdf.open(BytesIO(data)) as pdf:
        alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert any("tiny words" in alt and "Do now" in alt for alt in alts)


def test_pictures_are_shown_once_made_anew_and_those_that_are_missing_are_counted() -> None:
    snapshot, blobs = furnished()
    report = inspect(data := build_pdf(snapshot, pictures=blobs))
    assert images(data) == 2
    assert "2 pictures are not in this report." in report.pages[report.places["board"] - 1]
    assert build_pdf(snapshot, pictures=blobs) == data
    assert "not in this report" not in " ".join(inspect(build_pdf(sample.workshop(12, themes=2))).pages)


def test_strokes_are_vectors() -> None:
    snapshot, _ = furnished()
    with_strokes, without = build_pdf(snapshot), build_pdf(replace(snapshot, sketches=()))

    def round_ends(data: bytes) -> int:
        with pikepdf.open(BytesIO(data)) as pdf:
            return sum(str(op) == "J" for page in pdf.pages for _, op in pikepdf.parse_content_stream(page))

    assert round_ends(with_strokes) > round_ends(without)


def test_a_tall_board_stands_upright() -> None:
    made = sample.workshop(12, themes=0, voted=False)
    tall = tuple(replace(n, place=(0.0, 180.0 * k)) for k, n in enumerate(made.notes))
    for notes, is_wide in ((made.notes, True), (tall, False)):
        data = build_pdf(replace(made, notes=notes))
        with pikepdf.open(BytesIO(data)) as pdf:
            _, _, wide, high = pdf.pages[inspect(data).places["board"] - 1].mediabox
        assert (wide > high) == is_wide
