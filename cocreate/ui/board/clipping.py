"""The selection in the forms that other programs take: our own, text, table and picture. It changes no board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage, QPainter

from cocreate.export.tables import safe_cell
from cocreate.model.clip import Clip, clip_of, read_clip
from cocreate.model.snapshot import Cluster, Note
from cocreate.ui import theme
from cocreate.ui.board.arrange import reading
from cocreate.ui.i18n import tr

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

OWN = "application/x-cocreate-clip+json"
PICTURE_SIDE = 4000  # px at most
SCALE = 2.0
MARGIN = 24.0  # board units round a picture


def selected(view: BoardView) -> Clip:
    """A copy of what is selected; a theme counts as its notes."""
    model = view.model
    notes = list(dict.fromkeys(n for i in view.selection for n in _notes_of(view, i)))
    frames = [i for i in view.selection if i in model.frames]
    return clip_of(view.mirror, notes, frames, [i for i in view.selection if i not in model.frames])


def _notes_of(view: BoardView, row_id: str) -> list[str]:
    model = view.model
    if row_id in model.clusters:
        return [n.id for s in model.members.get(row_id, ()) if (n := model.notes[s]) is not None]
    return [row_id] if row_id in model.slots else []


def mime(view: BoardView, clip: Clip) -> QMimeData:
    """Everything but the picture: with one, chat and mail programs would take it instead of the words."""
    notes = reading(clip.notes)
    data = QMimeData()
    data.setData(OWN, clip.to_json().encode())
    texts = [" ".join(n.text.split()) for n in notes] + [row.text for row in clip.labels]
    data.setText("\n".join(texts))
    if notes:
        rows = _table(view, clip, notes)
        data.setData("text/csv", "".join(_line(row, ",") for row in rows).encode())
        data.setData("text/tab-separated-values", "".join(_line(row, "\t") for row in rows).encode())
    return data


def own(data: QMimeData) -> Clip | None:
    """What was copied from a board, this one or another."""
    if not data.hasFormat(OWN):
        return None
    return read_clip(bytes(data.data(OWN).data()).decode("utf-8", "replace"))


def picture(view: BoardView, slots: Sequence[int]) -> QImage:
    """These notes as they look, at twice their size as far as that fits."""
    area = view.model.rect_of(slots).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    scale = min(SCALE, PICTURE_SIDE / max(area.width(), area.height()))
    image = QImage(round(area.width() * scale), round(area.height() * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.current().canvas))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-area.left(), -area.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lowest_first = sorted(slots, key=lambda s: view.model.z[s])
    view.layer.papers.draw_notes(painter, lowest_first, scale, is_sharp=False)
    painter.end()
    return image


def _table(view: BoardView, clip: Clip, notes: Sequence[Note]) -> list[tuple[str, ...]]:
    tags = {tag.id: tag.name for tag in clip.tags}
    borne: dict[str, list[str]] = {}
    for pair in clip.note_tags:
        borne.setdefault(pair.note_id, []).append(tags[pair.tag_id])
    rows: list[tuple[str, ...]] = [(tr("Number"), tr("Idea"), tr("Theme"), tr("Tags"))]
    for note in notes:
        cluster: Cluster | None = view.model.clusters.get(note.cluster_id or "")
        number = view.model.labels.get(note.id, "") if note.number else ""
        rows.append((number, note.text, cluster.title if cluster else "", ", ".join(sorted(borne.get(note.id, [])))))
    return rows


def _line(cells: Sequence[str], mark: str) -> str:
    """One row, quoted where it must be; a cell is never taken for a formula."""
    safe = [safe_cell(cell) for cell in cells]
    quoted = [f'"{c.replace(chr(34), chr(34) * 2)}"' if any(x in c for x in (mark, '"', "\n")) else c for c in safe]
    return mark.join(quoted) + "\r\n"
