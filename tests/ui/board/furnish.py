"""A board with one of everything that can lie on it: for pixel tests and for pictures to look at."""

from __future__ import annotations

import hashlib
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QImage, QLinearGradient, QPainter

from cocreate.model.commands import (
    AddFrame,
    AddLabel,
    AddNotes,
    AddSketch,
    AttachImage,
    GroupNotes,
    LinkNotes,
    NewNote,
    Stroke,
    TagNotes,
)  # fmt: skip

from .desk import ME, Desk

TEXTS = (
    "Bake bread for new neighbours and write their name on the bag",
    "🚲 Lend a cargo bike on Saturdays 👩‍👩‍👧 for families",
    "مكتبة صغيرة في كل شارع لتبادل الكتب",
    "ספסל בכל פינה כדי שאפשר יהיה לנוח",
    "每条街上都有一个小图书馆，大家可以交换书籍",
    "Verduurzamingscoördinatiebijeenkomst per wijk",
    "A plan with very many words, so many that they have to shrink a little before they fit on the paper at all, "
    "and when even that is not enough the end is cut off with three dots, which the room reads as a hint to open it.",
    "Short",
)


@cache
def painting() -> bytes:
    """A small picture as PNG."""
    image = QImage(240, 160, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, 160))
    sky.setColorAt(0, Qt.GlobalColor.darkCyan)
    sky.setColorAt(1, Qt.GlobalColor.yellow)
    painter.fillRect(image.rect(), sky)
    painter.setBrush(Qt.GlobalColor.darkGreen)
    painter.drawEllipse(60, 90, 220, 140)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


def furnish(desk: Desk) -> None:
    """One of everything, through the store."""
    scope, board, run = desk.view.scope, desk.view.board_id, desk.store.run
    frames = {
        "area": ("Open area", (0.0, 0.0), (560.0, 380.0), "area", None),
        "inner": ("An area in it", (300.0, 60.0), (230.0, 290.0), "area", "area"),
        "column": ("First things first", (620.0, 0.0), (192.0, 200.0), "column", None),
        "row": ("Today", (880.0, 0.0), (420.0, 192.0), "row", None),
        "grid": ("Parking place", (880.0, 270.0), (376.0, 376.0), "grid", None),
        "matrix": ("Worth and work", (1340.0, 0.0), (620.0, 560.0), "matrix", None),
    }
    for name, (title, place, size, layout, parent) in frames.items():
        axes = ("little worth", "much worth", "little work", "much work") if layout == "matrix" else ()
        cells = ("Dreams", "Projects", "Fillers", "Do it now") if layout == "matrix" else ()
        run(
            AddFrame(
                scope=scope, board_id=board, frame_id=name, title=title, place=place, size=size, layout=layout,
                parent_id=parent, axes=axes, cells=cells, colour="sky" if name == "area" else "stone",
            ),
            ME,
        )  # fmt: skip
    spots = [
        ("a", 0, (60, 100), "area", "sun"), ("b", 1, (330, 130), "inner", "mint"),
        ("c", 2, (636, 16), "column", "sky"), ("d", 3, (636, 188), "column", "rose"),
        ("e", 4, (896, 16), "row", "lilac"), ("f", 5, (1068, 16), "row", "lime"),
        ("g", 6, (896, 286), "grid", "peach"), ("h", 7, (1068, 286), "grid", "stone"),
        ("i", 0, (1420, 60), "matrix", "sun"), ("j", 5, (1700, 330), "matrix", "sky"),
    ]  # fmt: skip
    notes = [
        NewNote(id=i, text=TEXTS[k], place=(float(x), float(y)), frame_id=f, colour=c) for i, k, (x, y), f, c in spots
    ]
    loose = [
        NewNote(id=f"l{k}", text=f"{TEXTS[k % 2]} {k}", place=(k % 3 * 230.0, 760.0 + k // 3 * 200), colour="sun")
        for k in range(6)
    ]
    notes += loose
    notes.append(NewNote(id="wide", text=TEXTS[6], place=(760.0, 760.0), size=(320.0, 240.0), colour="sky"))
    notes.append(NewNote(id="pic", text="What it could look like", place=(1140.0, 760.0), size=(200.0, 240.0)))
    notes.append(NewNote(id="pen", text="Drawn", place=(1400.0, 760.0), colour="mint"))
    run(AddNotes(scope=scope, board_id=board, notes=tuple(notes)), ME)
    run(GroupNotes(scope=scope, board_id=board, cluster_id="theme", note_ids=("l3", "l4", "l5"), title="Streets"), ME)
    links = (
        ("builds_on", "l0", "l1"), ("conflicts_with", "l1", "l2"),
        ("depends_on", "l0", "l4"), ("builds_on", "j", "wide"),
    )  # fmt: skip
    for k, (kind, a, b) in enumerate(links):
        run(LinkNotes(scope=scope, link_id=f"link{k}", from_id=a, to_id=b, link_kind=kind), ME)
    for k, name in enumerate(("quick win", "budget", "needs a permit from the city")):
        run(TagNotes(scope=scope, note_ids=("a", "i", "wide")[: 3 - k], tag_id=f"t{k}", name=name, colour="rose"), ME)
    run(TagNotes(scope=scope, note_ids=("l0",), tag_id="t0", name="quick win"), ME)
    data = painting()
    digest = desk.store.keep(data)
    assert digest == hashlib.sha256(data).hexdigest()
    run(
        AttachImage(
            scope=scope, note_id="pic", attachment_id="att", digest=digest, media_type="image/png", name="park.png",
            size=len(data), width=240, height=160,
        ),
        ME,
    )  # fmt: skip
    wave = tuple(
        v for k in range(30) for v in (20.0 + 4 * k, 80.0 + 30 * ((k % 10) / 5 - 1) * (1 if k % 20 < 10 else -1))
    )
    strokes = (
        Stroke(id="s1", points=wave),
        Stroke(id="s2", points=(30, 30, 60, 20, 90, 40, 130, 25), colour="rose", width=5),
    )
    run(AddSketch(scope=scope, note_id="pen", strokes=strokes), ME)
    run(
        AddLabel(
            scope=scope, board_id=board, label_id="head", text="What helps in our street?", place=(0, -90), type_size=44
        ),
        ME,
    )
    run(
        AddLabel(
            scope=scope, board_id=board, label_id="side", text="A remark beside it, in two lines because it is long",
            place=(1600, 760), type_size=20, colour="rose", width=220,
        ),
        ME,
    )  # fmt: skip
