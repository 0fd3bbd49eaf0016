"""Share: one card for the manager, one for the team, one for everything; what is made is made elsewhere."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from cocreate.export.redact import withheld
from cocreate.ui.i18n import relative_day, tr
from cocreate.ui.share.cards import Done, DoneStrip, Fold, PresetCard, TroubleStrip, line_of, quiet, reveal
from cocreate.ui.share.options import OptionsBox
from cocreate.ui.share.presets import presets
from cocreate.ui.share.wishes import Wishes
from cocreate.ui.widgets.progress import ProgressRow
from cocreate.ui.workshop import parts
from cocreate.ui.workshop.panel import Next, StepPanel


class SharePanel(StepPanel):
    """`asked(word)`: a preset, `elsewhere:` and a preset, `preview`, `copy`, `copy_picture` or `format:` and a key."""

    key = "share"
    asked = Signal(str)
    cancel_requested = Signal()

    def build(self) -> None:
        self._is_busy = False
        self.progress: ProgressRow | None = None
        self._came_from: QWidget | None = None  # had the keyboard before the progress
        self.done: DoneStrip | None = None
        self.trouble: TroubleStrip | None = None
        self.title = parts.label(tr("Share"), "title")
        self.state = parts.label("", "muted")
        self.slot = QVBoxLayout()
        self.options = OptionsBox()
        self.options.changed.connect(self._say_presets)
        self.preview = quiet(tr("Preview"), "eye", partial(self.asked.emit, "preview"))
        self.cards = {
            p.key: PresetCard(
                p,
                partial(self.asked.emit, p.key),
                partial(self.asked.emit, f"elsewhere:{p.key}"),
                *([self.preview] if p.key == "manager" else []),
            )
            for p in presets(Wishes())
        }
        self.column.addWidget(self.title)
        self.column.addWidget(self.state)
        self.column.addLayout(self.slot)
        for card in self.cards.values():
            self.column.addWidget(card)
        self.column.addWidget(self._small_things())
        self.formats = QVBoxLayout()
        self.formats.setSpacing(0)
        others = QWidget()
        others.setLayout(self.formats)
        self.more = Fold(tr("More formats"), others)
        self.fold = Fold(tr("Options"), self.options)
        self.column.addWidget(self.more)
        self.column.addWidget(self.fold)
        self.show_formats([])

    def _small_things(self) -> QWidget:
        self.copy = quiet(tr("Copy the summary"), "copy", partial(self.asked.emit, "copy"))
        self.copy_picture = quiet(tr("Copy the board"), "image", partial(self.asked.emit, "copy_picture"))
        self.takeaway = quiet(tr("Personal pages"), "user", partial(self.asked.emit, "takeaway"))
        self.small = [self.copy, self.copy_picture, self.takeaway]
        return line_of(*self.small)

    # ---- what is shown

    def show_wishes(self, wishes: Wishes) -> None:
        """The options, and the words of the cards that follow from them."""
        self.options.show_wishes(wishes)
        self._say_presets()

    def show_place(self, preset: str, said: str) -> None:
        """Where a preset goes, in one line; an empty text for a place that is not chosen yet."""
        words = tr("To {place}", place=said) if said else tr("You choose where.")
        self.cards[preset].show_place(words, bool(said))

    def show_published(self, moment_ms: int, folder: str) -> None:
        """When and where it was last published; 0 for never."""
        if moment_ms:
            clock = datetime.fromtimestamp(moment_ms / 1000).strftime("%H:%M")
            day = relative_day(moment_ms)
            said = tr("Published: {day}, {clock}, in {folder}", day=day, clock=clock, folder=folder)
        else:
            said = tr("Folder: {folder}", folder=folder) if folder else tr("Not published yet.")
        self.cards["team"].show_place(said, bool(folder))

    def show_formats(self, formats: list[tuple[str, str, str]]) -> None:
        """The formats to save one by one: key, title, and the ending of the file."""
        parts.clear(self.formats)
        self.format_buttons = {
            key: parts.LinkRow(title, ending, partial(self.asked.emit, f"format:{key}"))
            for key, title, ending in (*formats, ("picture", tr("Board as picture"), "png, svg"))
        }
        for button in self.format_buttons.values():
            self.formats.addWidget(button)

    def show_progress(self, text: str, share: float = 0.0) -> None:
        """Work is under way: its words, its bar, and Cancel."""
        if self.progress is None:
            at = self._focus_within(self)
            row = ProgressRow(text)
            row.cancelled.connect(self.cancel_requested)
            self._put(row, row.cancel)
            self.progress, self._came_from = row, at
        self.progress.set_share(share, text)
        self._set_busy(True)

    def end_progress(self) -> None:
        self._set_busy(False)
        before, row = self._came_from, self.progress
        was_there = row is not None and (self._focus_within(row) is not None or not row.cancel.isEnabled())
        if before is not None and isValid(before) and was_there:  # a Cancel that was pressed has lost it already
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.clear_strip()

    def show_done(self, done: Done) -> None:
        """What was saved, and what can be done with it."""
        strip = DoneStrip(done, self.clear_strip)
        self._put(strip, strip.buttons[0])
        self.done = strip

    def show_trouble(self, said: str, preset: str) -> None:
        """What went wrong with a preset, and the ways on."""
        ways = [
            (tr("Choose another place"), "folder-open", partial(self.asked.emit, f"elsewhere:{preset}")),
            (tr("Try again"), "refresh-cw", partial(self.asked.emit, preset)),
        ]
        strip = TroubleStrip(said, ways, self.clear_strip)
        self._put(strip, strip.ways[0])
        self.trouble = strip

    def clear_strip(self) -> None:
        parts.clear(self.slot)
        self.progress, self.done, self.trouble = None, None, None

    def show_snapshot(self) -> None:
        """Whether documents made now are drafts, and why."""
        snap = self.shown
        if held := withheld(snap):
            said = tr.plural(
                "{n} vote is not revealed yet: documents say Draft and hold nothing of it.",
                "{n} votes are not revealed yet: documents say Draft and hold nothing of them.", n=held,
            )  # fmt: skip
        elif not snap.outcomes:
            said = tr("Nothing is decided yet: documents say Draft.")
        else:
            said = tr("The outcome is there: documents say Final.")
        self.state.setText(said)

    def next_step(self) -> Next:
        return Next(tr("Make the PDF"), "file-text", tr("One document that says what was decided."), not self._is_busy)

    def take_next(self) -> None:
        self.asked.emit("manager")

    # ---- inside

    def _put(self, strip: QWidget, first: QWidget) -> None:
        """Show what is new at the top; the keyboard goes there when it is on this page, else it stays where it is."""
        is_here = self._focus_within(self) is not None
        self.clear_strip()
        self.slot.addWidget(strip)
        strip.show()  # now, not with the next turn of the loop: what is hidden takes no keyboard
        if is_here:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, strip, partial(reveal, strip))

    def _focus_within(self, area: QWidget | None) -> QWidget | None:
        """What has the keyboard, if it lies in an area."""
        at = self.window().focusWidget()
        return at if at is not None and area is not None and area.isAncestorOf(at) else None

    def _say_presets(self, _wishes: object = None) -> None:
        for preset in presets(self.options.wishes):
            self.cards[preset.key].show_preset(preset)

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy != self._is_busy:
            self._is_busy = is_busy
            for card in self.cards.values():
                card.set_busy(is_busy)
            for button in (*self.small, *self.format_buttons.values()):
                button.setEnabled(not is_busy)
            self.next_changed.emit()
