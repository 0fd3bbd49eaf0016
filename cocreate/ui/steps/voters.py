"""Who has a ballot and who has voted; never what anybody voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cocreate.model.snapshot import Participant
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Avatar, Badge, ElidedLabel
from cocreate.ui.workshop import parts


class VoterList(QWidget):
    """One line for each person: a mark when they have voted, else a button to fill in their ballot."""

    ballot_asked = Signal(str)  # participant id
    voter_added = Signal(str)  # participant id

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, str, str]] = []
        self.buttons: dict[str, Button] = {}
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.XS)
        parts.column(self).addLayout(self.list)

    def show_voters(
        self, people: Sequence[Participant], known: Mapping[str, bool], present: Sequence[Participant]
    ) -> None:
        """`known`: participant id to whether the ballot is cast. Present people without a ballot can get one."""
        late = {p.id for p in present} - set(known)
        lines = [
            (p.id, p.name, ("done" if known[p.id] else "waits") if p.id in known else "late")
            for p in people
            if p.id in known or (known and p.id in late)
        ]
        if lines == self._shown:
            return
        self._shown = lines
        parts.clear(self.list)
        self.buttons = {}
        for participant_id, name, state in lines:
            self.list.addWidget(self._line(participant_id, name, state))

    def _line(self, participant_id: str, name: str, state: str) -> QWidget:
        out = QWidget()
        words = ElidedLabel(name)
        end: QWidget
        if state == "done":
            end = Badge(tr("Voted"), "ok")
            end.setAccessibleName(tr("{name} has voted", name=name))
        else:
            asked = self.ballot_asked if state == "waits" else self.voter_added
            text = tr("Fill in") if state == "waits" else tr("Give ballot")
            spoken = tr("Fill in the ballot of {name}", name=name) if state == "waits" else ""
            end = Button(text, kind="link", name=spoken or tr("Give {name} a ballot", name=name))
            end.clicked.connect(lambda: asked.emit(participant_id))
            end.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.buttons[participant_id] = end
        line = parts.row(Avatar(name), words, end)
        line.setStretch(1, 1)
        out.setLayout(line)
        out.setMinimumHeight(theme.TARGET)
        return out
