"""Who has a ballot, how they vote and who has voted; never what anybody voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cocreate.model.snapshot import Participant
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button, Menu
from cocreate.ui.widgets.labels import Avatar, Badge, ElidedLabel
from cocreate.ui.workshop import parts

if TYPE_CHECKING:
    from cocreate.model.ballots import Seat

MOST_OFFERED = 24  # people in the menu of proxies


class VoterList(QWidget):
    """A line that adds up, then one line for each person: a mark when they have voted, else what they can do."""

    ballot_asked = Signal(str)  # participant id
    voter_added = Signal(str)  # participant id
    seat_asked = Signal(str, str, str)  # participant id, channel, who votes for them ("" for nobody)
    spoil_asked = Signal(str)  # participant id
    round_asked = Signal()  # hand the laptop to everybody who still has to vote

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, str, str, str]] = []
        self._people: dict[str, Participant] = {}
        self.buttons: dict[str, Button] = {}
        self.menus: dict[str, Button] = {}
        self.sums = parts.label("", "caption")
        self.pass_on = Button(tr("Pass the laptop round"), icon="users", on_click=self.round_asked.emit)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.XS)
        outer = parts.column(self, 0, theme.M)
        outer.addWidget(self.sums)
        outer.addWidget(self.pass_on)
        outer.addLayout(self.list)

    def show_voters(
        self, people: Sequence[Participant], seats: Mapping[str, Seat], present: Sequence[Participant], spoiled: int
    ) -> None:
        """`seats`: participant id to how they vote. Present people without a ballot can get one."""
        self._people = {p.id: p for p in people}
        late = {p.id for p in present} - set(seats)
        lines = [
            (p.id, p.name, *self._state(seats.get(p.id))) for p in people if p.id in seats or (seats and p.id in late)
        ]
        used = sum(seat.used for seat in seats.values())
        self.sums.setText(
            tr(
                "{all} ballots given out = {cast} cast + {unused} unused + {spoiled} spoiled",
                all=len(seats), cast=used - spoiled, unused=len(seats) - used, spoiled=spoiled,
            )
        )  # fmt: skip
        self.sums.setVisible(bool(seats))
        self.pass_on.setVisible(any(state in ("room", "proxy") for _, _, state, _ in lines))
        if lines == self._shown:
            return
        self._shown = lines
        parts.clear(self.list)
        self.buttons, self.menus = {}, {}
        for one in lines:
            self.list.addWidget(self._line(*one))

    def _state(self, seat: Seat | None) -> tuple[str, str]:
        """(done | room | paper | proxy | late, name of the holder)."""
        if seat is None:
            return "late", ""
        holder = self._people.get(seat.held_by or "")
        return ("done" if seat.used else seat.channel), holder.name if holder else ""

    def _line(self, participant_id: str, name: str, state: str, holder: str) -> QWidget:
        out = QWidget()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(ElidedLabel(name))
        if said := self._how(state, holder):
            names.addWidget(ElidedLabel(said, "caption"))
        names.addStretch(1)
        line = parts.row(Avatar(name))
        line.addLayout(names, 1)
        for widget in self._end(participant_id, name, state):
            line.addWidget(widget)
        out.setLayout(line)
        out.setMinimumHeight(theme.TARGET)
        return out

    @staticmethod
    def _how(state: str, holder: str) -> str:
        if state == "proxy":
            return tr("{name} votes for them", name=holder)
        return tr("on paper") if state == "paper" else ""

    def _end(self, participant_id: str, name: str, state: str) -> list[QWidget]:
        if state == "done":
            mark = Badge(tr("Voted"), "ok")
            mark.setAccessibleName(tr("{name} has voted", name=name))
            return [mark]
        asked = self.voter_added if state == "late" else self.ballot_asked
        text, spoken = tr("Fill in"), tr("Fill in the ballot of {name}", name=name)
        if state == "late":
            text, spoken = tr("Give ballot"), tr("Give {name} a ballot", name=name)
        elif state == "paper":
            text, spoken = tr("Type in"), tr("Type in the paper ballot of {name}", name=name)
        button = Button(text, kind="link", name=spoken)
        button.clicked.connect(lambda: asked.emit(participant_id))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.buttons[participant_id] = button
        if state == "late":
            return [button]
        more = parts.tool(tr("How {name} votes", name=name), "ellipsis", lambda: self.open_menu(participant_id, state))
        self.menus[participant_id] = more
        return [button, more]

    def open_menu(self, participant_id: str, state: str) -> Menu:
        """Ways to vote that this person does not use now."""
        menu = Menu(self)
        if state != "room":
            menu.add(tr("Votes in the room"), lambda: self.seat_asked.emit(participant_id, "room", ""), icon="user")
        if state != "paper":
            menu.add(tr("Votes on paper"), lambda: self.seat_asked.emit(participant_id, "paper", ""), icon="file-text")
        else:
            menu.add(
                tr("Paper ballot cannot be counted"), lambda: self.spoil_asked.emit(participant_id), icon="circle-x",
                danger=True,
            )  # fmt: skip
        others = [p for p in self._people.values() if p.id != participant_id and p.is_present][:MOST_OFFERED]
        for other in others:
            by_proxy = partial(self.seat_asked.emit, participant_id, "proxy", other.id)
            menu.add(tr("{name} votes for them", name=other.name), by_proxy, icon="users")
        menu.below(self.menus[participant_id])
        return menu
