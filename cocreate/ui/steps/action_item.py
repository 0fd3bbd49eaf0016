"""One action item to read and change: what, who, by when; what is missing is said with the word open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from cocreate.model.commands import AddParticipants, EditActionItem, NewParticipant, RemoveActionItem, new_id
from cocreate.model.snapshot import ActionItem, WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Choice
from cocreate.ui.widgets.dates import DateField
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import fields, parts

if TYPE_CHECKING:
    from cocreate.ui.live import Live


class OwnerField(Choice):
    """A participant from the list, or a name typed anew."""

    def __init__(self, live: Live, on_owner: Callable[[str | None], None]) -> None:
        super().__init__([("", "")], name=tr("Owner"))
        self.setEditable(True)
        self.setProperty("role", "quiet")
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._live = live
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("Type or choose a name"))
        line.setAccessibleName(tr("Owner"))
        completer = self.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._owner: str | None = None
        self._tell = on_owner
        self.changed.connect(lambda _: self._take())
        line.editingFinished.connect(self._take)

    def show_owner(self, owner_id: str | None, snap: WorkshopSnapshot) -> None:
        line = self.lineEdit()
        wanted = [("", ""), *((p.name, p.id) for p in snap.participants)]
        if [(self.itemText(k), str(self.itemData(k))) for k in range(self.count())] != wanted:
            typing = line.text() if line is not None and line.hasFocus() else None
            self.clear()
            for name, row_id in wanted:
                self.addItem(name, row_id)
            if typing is not None and line is not None:
                line.setText(typing)
        if line is None or not line.hasFocus() or owner_id != self._owner:
            self._owner = owner_id
            self.set_value(owner_id or "")
            if line is not None:
                line.setCursorPosition(0)  # a long name is read from its beginning

    def _take(self) -> None:
        """A known name is that person; a new one is added to the participants first."""
        name = " ".join(self.currentText().split())[:80]
        known = {self.itemText(k).casefold(): str(self.itemData(k)) for k in range(self.count())}
        if not name:
            owner: str | None = None
        elif name.casefold() in known:
            owner = known[name.casefold()]
        else:
            owner = new_id()
            person = NewParticipant(id=owner, name=name, is_present=False)
            self._live.send(AddParticipants(scope=self._live.scope, participants=(person,)))
        if owner != self._owner:
            self._owner = owner
            self._tell(owner)


class ActionItemCard(Panel):
    """What, who, by when."""

    def __init__(self, live: Live) -> None:
        super().__init__("inset")
        self._live, self._id = live, ""
        self.text = fields.SavedArea(tr("Action item"), quiet="quiet")
        self.text.setFont(theme.font("strong"))
        self.owner = OwnerField(live, lambda owner: self._edit(owner_id=owner))
        self.due = DateField(tr("By when"))
        self.due.label.hide()
        self.due.edit.setProperty("role", "quiet")
        facts = parts.Facts()
        self.an_owner, self.no_owner = facts.add(tr("Owner"), self.owner, tr("Owner open"))
        self.a_date, self.no_date = facts.add(tr("By when"), self.due, tr("Date open"))
        self.remove = parts.tool(tr("Remove action item"), "trash-2", self._remove)
        self.text.committed.connect(lambda text: self._edit(text=text) if text else None)
        self.due.changed.connect(lambda iso: self._edit(due=iso))
        inside = parts.column(self, theme.XS, theme.XS)
        head = parts.row(self.text, self.remove, spacing=0)
        head.setAlignment(self.remove, Qt.AlignmentFlag.AlignTop)
        head.setStretch(0, 1)
        inside.addLayout(head)
        facts.setContentsMargins(11, 0, 0, theme.XS)  # the names stand below the words of the field
        inside.addWidget(facts)

    def show_item(self, item: ActionItem, snap: WorkshopSnapshot) -> None:
        self._id = item.id
        self.text.show_text(item.text)
        self.owner.show_owner(item.owner_id, snap)
        self.due.set_value(item.due)
        has_owner = bool(snap.owner_of(item))
        self.an_owner.setVisible(has_owner)
        self.no_owner.setVisible(not has_owner)
        self.a_date.setVisible(bool(item.due))
        self.no_date.setVisible(not item.due)

    def _edit(self, **values: object) -> None:
        self._live.send(EditActionItem(scope=self._live.scope, item_id=self._id, **values))  # type: ignore[arg-type]

    def _remove(self) -> None:
        self._live.send(RemoveActionItem(scope=self._live.scope, item_id=self._id))
