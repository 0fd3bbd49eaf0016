"""The tree of themes and ideas as a Qt model; it holds ids and texts of one snapshot and never edits anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr

Index = QModelIndex | QPersistentModelIndex
ID = Qt.ItemDataRole.UserRole
LOOSE = ""  # id of the group of ideas without a theme


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    shown: str
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class _Group:
    line: _Line
    notes: tuple[_Line, ...]


class OutlineModel(QAbstractItemModel):
    """Two levels: a theme (or the loose ideas), then its ideas."""

    renamed = Signal(str, str)  # id, new text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[_Group, ...] = ()

    def show_snapshot(self, snap: WorkshopSnapshot) -> bool:
        """Take over what changed. True when the tree was built anew (expansion and selection are then lost)."""
        fresh = _read(snap)
        if fresh == self._groups:
            return False
        if _shape(fresh) != _shape(self._groups):
            self.beginResetModel()
            self._groups = fresh
            self.endResetModel()
            return True
        old, self._groups = self._groups, fresh
        for k, (before, now) in enumerate(zip(old, fresh, strict=True)):
            if before.line != now.line:
                self.dataChanged.emit(self.index(k, 0), self.index(k, 0))
            for j, (a, b) in enumerate(zip(before.notes, now.notes, strict=True)):
                if a != b:
                    where = self.index(j, 0, self.index(k, 0))
                    self.dataChanged.emit(where, where)
        return False

    def find(self, row_id: str) -> QModelIndex:
        """Where an idea or a theme stands; invalid when it is not in the tree."""
        for k, group in enumerate(self._groups):
            if group.line.id == row_id and row_id != LOOSE:
                return self.index(k, 0)
            for j, note in enumerate(group.notes):
                if note.id == row_id:
                    return self.index(j, 0, self.index(k, 0))
        return QModelIndex()

    def is_group(self, index: Index) -> bool:
        return index.isValid() and index.internalId() == 0

    # ---- Qt

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].notes) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._line(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.shown
        if role in (Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return line.text
        if role == ID:
            return line.id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            word = tr("Theme {text}", text=line.shown) if self.is_group(index) else tr("Idea {text}", text=line.shown)
            return word if line.id else line.shown
        if role == Qt.ItemDataRole.FontRole and self.is_group(index):
            return theme.font("strong")
        if role == Qt.ItemDataRole.DecorationRole and line.colour:
            return _dot(line.colour)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        line = self._line(index)
        if role != Qt.ItemDataRole.EditRole or not line.id or not text or text == line.text:
            return False
        self.renamed.emit(line.id, text)  # the command's step brings the new text back
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        out = super().flags(index)
        return out | Qt.ItemFlag.ItemIsEditable if index.isValid() and self._line(index).id else out

    def _line(self, index: Index) -> _Line:
        if index.internalId() == 0:
            return self._groups[index.row()].line
        return self._groups[index.internalId() - 1].notes[index.row()]


def _read(snap: WorkshopSnapshot) -> tuple[_Group, ...]:
    names = snap.labels
    out = []
    for cluster in snap.clusters:
        notes = snap.members.get(cluster.id, ())
        title = cluster.title or tr("Unnamed theme")
        shown = tr("{title} ({n})", title=title, n=len(notes))
        lines = tuple(_Line(n.id, f"{names[n.id]}  {' '.join(n.text.split())}", n.text, n.colour) for n in notes)
        out.append(_Group(_Line(cluster.id, shown, cluster.title, ""), lines))
    if snap.loose:
        lines = tuple(_Line(n.id, f"{names[n.id]}  {' '.join(n.text.split())}", n.text, n.colour) for n in snap.loose)
        out.append(_Group(_Line(LOOSE, tr("Loose ideas ({n})", n=len(lines)), tr("Loose ideas"), ""), lines))
    return tuple(out)


def _shape(groups: tuple[_Group, ...]) -> list[tuple[str, list[str]]]:
    return [(g.line.id, [n.id for n in g.notes]) for g in groups]


def _dot(colour: str) -> QIcon:
    """The note's colour as a small square; the number goes with it, so colour alone says nothing."""
    paper = theme.current().note(colour)
    picture = QPixmap(20, 20)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(paper.edge))
    painter.setBrush(QColor(paper.paper))
    painter.drawRoundedRect(2, 2, 16, 16, 4, 4)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)
