"""What can be done with a closed or revealed vote: decide, object, verify, take a picture, vote again.

It opens the sheets and sends what they give back; the panel owns the round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cocreate.export.verdict import Verdict, verdict
from cocreate.model.journal import Stepped
from cocreate.model.snapshot import VotingRound, WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.after import DecideSheet, DissentSheet, VerifySheet
from cocreate.ui.vote.chart import SLIDE, picture, png, svg
from cocreate.ui.widgets.buttons import Button, Segmented
from cocreate.ui.widgets.sheet import Sheet
from cocreate.ui.workshop import parts
from cocreate.words import words

if TYPE_CHECKING:
    from cocreate.ui.steps.vote import VotePanel


class PictureKindSheet(Sheet):
    """Pixels or vectors; closes with `png` or `svg`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Result as picture"), parent)
        self.kind = Segmented([("png", tr("PNG picture")), ("svg", tr("SVG drawing"))], "png", name=tr("Kind of file"))
        self.said = parts.label("", "muted")
        self.kind.changed.connect(self._say)
        self.body.addWidget(parts.label(tr("Kind of file"), "strong"))
        self.body.addWidget(self.kind)
        self.body.addWidget(self.said)
        self.add_button(tr("Cancel"), None)
        self.add_button(tr("Save picture"), self.kind.value, kind="primary")
        self._say()

    def _say(self, *_: object) -> None:
        if self.kind.value() == "svg":
            self.said.setText(tr("Sharp at any size. Words stay words, in Inter where the reader has it."))
        else:
            size = tr("{width} × {height} pixels.", width=SLIDE.width(), height=SLIDE.height())
            self.said.setText(tr("Fits every slide. {size}", size=size))


REGROUPS = ("AcceptClusters", "GroupNotes", "MergeClusters", "DissolveCluster")  # steps after which themes differ


class ResultDeeds(QWidget):
    """Quiet buttons below a result."""

    def __init__(self, panel: VotePanel) -> None:
        super().__init__()
        self._panel = panel
        self._asked: set[str] = set()  # rounds about which a person said what becomes of them
        self._snap: WorkshopSnapshot | None = None
        self._round: VotingRound | None = None
        self.decide = Button(tr("Record the decision"), icon="flag", on_click=self.ask_decision)
        self.object = Button(tr("Add objection"), kind="quiet", icon="message-square", on_click=self.ask_objection)
        self.verify = Button(tr("Verify my vote"), kind="quiet", icon="search", on_click=self.ask_code)
        self.copy = Button(tr("Copy picture"), kind="quiet", icon="copy", on_click=self.copy_picture)
        self.save = Button(tr("Save picture"), kind="quiet", icon="image", on_click=self.save_picture)
        self.again = Button(tr("Vote again"), kind="quiet", icon="refresh-cw", on_click=self._vote_again)
        outer = parts.column(self, 0, theme.XS)
        for button in (self.decide, self.object, self.verify, self.copy, self.save, self.again):
            outer.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        panel.live.stepped.connect(self._stepped)

    def show_round(self, snap: WorkshopSnapshot, held: VotingRound) -> None:
        self._snap, self._round = snap, held
        for button in (self.decide, self.verify, self.copy, self.save, self.again):
            button.setVisible(held.state == "revealed")

    @property
    def found(self) -> Verdict:
        assert self._snap is not None
        assert self._round is not None
        return verdict(self._snap, self._round, words(tr.language))

    # ---- sheets

    def ask_decision(self) -> None:
        self._open(DecideSheet(self, self.found))

    def ask_objection(self) -> None:
        assert self._snap is not None
        assert self._round is not None
        self._open(DissentSheet(self, self._round, self._snap.options_of(self._round.id), self._snap.participants))

    def ask_code(self) -> None:
        assert self._snap is not None
        found = self.found
        VerifySheet(self, found, [b for b in self._snap.revealed_ballots if b.round_id == found.round.id]).open()

    def copy_picture(self) -> None:
        """The result as a picture of the size of a slide, to be pasted into one."""
        QGuiApplication.clipboard().setImage(picture(self.found))
        self._panel.told.emit(tr("The picture is copied. Paste it into a slide or a mail."))

    def save_picture(self) -> None:
        """The same picture as a file; which kind is asked."""
        sheet = PictureKindSheet(self)
        sheet.closed.connect(self._kind_answered)
        sheet.open()

    def _kind_answered(self, kind: object) -> None:
        if kind in ("png", "svg"):
            self._panel.picture_requested.emit(kind, (svg if kind == "svg" else png)(self.found))

    def _open(self, sheet: Sheet) -> None:
        sheet.closed.connect(self._send)
        sheet.open()

    def _send(self, command: object) -> None:
        if command is not None:
            self._panel.live.send(command)  # type: ignore[arg-type]

    def _vote_again(self) -> None:
        if self._round is not None:
            self._panel.vote_again(self._round.id)

    # ---- themes changed after a vote on them

    def _stepped(self, stepped: Stepped) -> None:
        """Regrouping after a vote asks once: the result keeps its frozen titles, or a new round takes its place."""
        mirror = self._panel.live.mirror
        if stepped.label not in REGROUPS or stepped.is_undo or stepped.is_foreign or mirror is None:
            return
        rounds = [r for r in mirror.snapshot().rounds if r.state == "revealed"]
        held = rounds[-1] if rounds else None
        if held is None or held.subject != "cluster" or held.id in self._asked or not self.window().isVisible():
            return
        self._asked.add(held.id)
        sheet = Sheet(tr("The themes changed after a vote"), self.window())
        sheet.body.addWidget(parts.label(tr("The result keeps the themes as they were called when the vote opened.")))
        sheet.body.addWidget(
            parts.label(tr("Or vote again on the new themes; the report then shows the new vote first."), "muted")
        )
        sheet.add_button(tr("Vote again"), held.id, icon="refresh-cw")
        sheet.add_button(tr("Keep the result"), None, kind="primary")
        sheet.closed.connect(self._regrouping_answered)
        sheet.open()

    def _regrouping_answered(self, round_id: object) -> None:
        if isinstance(round_id, str):
            self._panel.step_requested.emit("vote")
            self._panel.vote_again(round_id)
