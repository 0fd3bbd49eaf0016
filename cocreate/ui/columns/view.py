"""The columns side by side: one selection over all of them, cards carried between them. It sends no command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from cocreate.ui import theme
from cocreate.ui.columns import groups
from cocreate.ui.columns.card_list import SIDE, CardList
from cocreate.ui.columns.cards import Cards
from cocreate.ui.columns.carrying import Carrying
from cocreate.ui.columns.lane import WIDTH, LaneView
from cocreate.ui.columns.model import ColumnsModel
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Choice
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts


class ColumnsView(QWidget):
    """`selected` follows a person's choice here; the other signals say what is wanted."""

    selected = Signal(tuple)
    asked = Signal(str)  # what a key wants: a word of `card_list.KEYS`
    menu_asked = Signal(QPoint)
    moved = Signal(tuple, str, str, str)  # ids, from column, to column, before which note
    written = Signal(str, str)  # text, column
    titled = Signal(str, str, str)  # kind, id, title
    likeness_asked = Signal(tuple)  # id and text of every note, in reading order
    arrangement_changed = Signal()  # grouping, sorting or what is folded

    def __init__(self, model: ColumnsModel) -> None:
        super().__init__()
        self.model = model
        self.cards = Cards(model, WIDTH - 2 * SIDE)
        self.lanes: dict[str, LaneView] = {}
        self.folded: set[str] = set()
        self._ids: tuple[str, ...] = ()
        self._carrying: Carrying | None = None
        self._is_following = False
        self._lay_out()
        model.lanes_changed.connect(self._sync)
        model.filled.connect(self._filled)
        model.found_changed.connect(self.repaint_cards)
        theme.events.changed.connect(self._dress)
        self._sync()

    def _lay_out(self) -> None:
        self.by = Choice(
            [("theme", tr("By theme")), ("frame", tr("By frame")), ("tag", tr("By tag")), ("colour", tr("By colour"))],
            self.model.by, name=tr("Columns by"),
        )  # fmt: skip
        self.sort = Choice([], name=tr("Order within a column"))
        for choice in (self.by, self.sort):
            choice.setSizeAdjustPolicy(choice.SizeAdjustPolicy.AdjustToContents)
        self.how = Label("", "caption")
        self.by.changed.connect(self.group_by)
        self.sort.changed.connect(self.sort_by)
        self.tools = QWidget()  # stands beside the switch of the views
        self.tools.setLayout(parts.row(self.by, self.sort, self.how, spacing=theme.S))
        outer = parts.column(self, 0, 0)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setProperty("role", "clear")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.held = QWidget()
        self.held.setProperty("role", "clear")
        self.row = QHBoxLayout(self.held)
        self.row.setContentsMargins(theme.M, 0, theme.M, theme.S)
        self.row.setSpacing(theme.M)
        self.row.addStretch(1)
        self.area.setWidget(self.held)
        outer.addWidget(self.area, 1)
        self._offer_sorts()

    # ---- how they stand

    def arrangement(self) -> dict[str, object]:
        """What `arrange` takes: plain values for the settings."""
        return {"by": self.model.by, "sort": self.model.sort, "folded": sorted(self.folded)}

    def arrange(self, kept: dict[str, object]) -> None:
        """Go back to how the columns were left; what does not fit is ignored."""
        folded = kept.get("folded")
        self.folded = {str(k) for k in folded} if isinstance(folded, list) else set()
        self.by.set_value(str(kept.get("by", "theme")))
        self.model.group_by(self.by.value())
        sort = str(kept.get("sort", "order"))
        self._offer_sorts()
        self.sort.set_value(sort if sort != "likeness" else "order")
        self.model.sort_by(self.sort.value())
        for key, lane in self.lanes.items():
            lane.fold(key in self.folded)

    def group_by(self, by: str) -> None:
        self.model.group_by(by)
        self.arrangement_changed.emit()

    def sort_by(self, sort: str) -> None:
        """Another order; that of likeness is worked out elsewhere and comes by `show_likeness`."""
        self.how.setText(tr("Looking for what is alike …") if sort == "likeness" else "")
        if sort == "likeness":
            self.likeness_asked.emit(tuple(self.model.texts()))
        else:
            self.model.sort_by(sort)
        self.arrangement_changed.emit()

    def show_likeness(self, ids: Iterable[str], is_meaning: bool) -> None:
        """Stand in this order, in which neighbours are alike; say on what that rests."""
        if self.sort.value() != "likeness":
            return
        self.how.setText(tr("Alike by meaning") if is_meaning else tr("Alike by shared words"))
        self.model.sort_by("likeness", {i: k for k, i in enumerate(ids)})

    def _offer_sorts(self) -> None:
        mirror, chosen = self.model._mirror, self.model.sort
        names = {
            "order": tr("In list order"), "votes": tr("Most votes first"), "time": tr("Newest first"),
            "author": tr("By author"), "letters": tr("A to Z"), "likeness": tr("Alike together"),
        }  # fmt: skip
        self.cards.shows_authors = mirror is not None and groups.shows_authors(mirror)
        if not self.cards.shows_authors:
            del names["author"]
        self.sort.clear()
        for key, name in names.items():
            self.sort.addItem(name, key)
        self.sort.set_value(chosen)

    # ---- columns

    def _sync(self) -> None:
        """Make the columns those of the model, in its order; one that stays keeps its place in its list."""
        old, self.lanes = self.lanes, {}
        for k, (key, model) in enumerate(self.model.lanes.items()):
            lane = old.pop(key, None)
            if lane is None or lane.model is not model:
                if lane is not None:
                    self._drop(lane)
                lane = LaneView(model, self.cards)
                self._wire(lane, key)
                lane.fold(key in self.folded)
            lane.show_lane()
            self.lanes[key] = lane
            if self.row.indexOf(lane) != k:
                self.row.insertWidget(k, lane)
        for lane in old.values():
            self._drop(lane)
        for one, other in pairwise(self.lanes.values()):
            QWidget.setTabOrder(one.list, other.list)

    def _drop(self, lane: LaneView) -> None:
        if self._carrying is not None and lane in (self._carrying.source, self._carrying.target):
            self._end_carrying()
        self.row.removeWidget(lane)
        lane.hide()
        lane.deleteLater()

    def _wire(self, lane: LaneView, key: str) -> None:
        lane.list.chosen.connect(lambda mods: self._chosen(lane, mods))
        lane.list.asked.connect(lambda word: self._asked(lane, word))
        lane.list.menu_asked.connect(self.menu_asked)
        lane.list.lifted.connect(lambda at: self._lift(lane, at))
        lane.list.carried.connect(self._carry)
        lane.list.put_down.connect(self._put_down)
        lane.written.connect(lambda text: self.written.emit(text, key))
        lane.titled.connect(lambda text: self.titled.emit(lane.model.lane.kind, key, text))
        lane.folded.connect(lambda on: self.fold(key, on))

    def fold(self, key: str, is_folded: bool) -> None:
        """Fold a column to a strip, or open it."""
        lane = self.lanes.get(key)
        if lane is None:
            return
        (self.folded.add if is_folded else self.folded.discard)(key)
        lane.fold(is_folded)
        (lane if is_folded else lane.list).setFocus(Qt.FocusReason.OtherFocusReason)
        self.arrangement_changed.emit()

    def _filled(self) -> None:
        self._offer_sorts()
        self.select(self._ids, reveal=False)

    # ---- selection

    def select(self, ids: Iterable[str], reveal: bool = True) -> None:
        """Show a selection made elsewhere, and scroll to it; says nothing back."""
        self._ids = tuple(ids)
        chosen = set(self._ids)
        for lane in self.lanes.values():
            here = {i for i in chosen if lane.model.lane.key in self.model.lane_keys(i)}
            if here or lane.list.selectionModel().hasSelection():
                lane.list.select_ids(here)
        if reveal and self._ids:
            self.reveal(self._ids[-1])

    def reveal(self, note_id: str) -> None:
        """Bring a note, and its column, into view."""
        keys = self.model.lane_keys(note_id)
        if keys and (lane := self.lanes.get(keys[0])) is not None:
            lane.list.make_current(note_id)
            self._show_lane(lane)

    def _show_lane(self, lane: LaneView) -> None:
        self.area.ensureWidgetVisible(lane, theme.XL, 0)

    def _chosen(self, lane: LaneView, mods: Qt.KeyboardModifier) -> None:
        """Without Ctrl or Shift the choice is of this column alone."""
        here = lane.list.ids()
        adds = bool(mods & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        kept = [i for i in self._ids if lane.model.row_of(i) < 0] if adds else []
        if not adds:
            for other in self.lanes.values():
                if other is not lane and other.list.selectionModel().hasSelection():
                    other.list.select_ids(set())
        ids = (*kept, *here)
        if ids != self._ids:
            self._ids = ids
            self.selected.emit(ids)

    def current(self) -> LaneView | None:
        """The column that has the keyboard, else the first that is open."""
        focus = self.window().focusWidget()
        held = next((lane for lane in self.lanes.values() if focus is not None and lane.isAncestorOf(focus)), None)
        return held or next((lane for lane in self.lanes.values() if not lane.is_folded), None)

    def setFocus(self, _reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard goes to a column."""
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Where the selection is, else the first column."""
        keys = self.model.lane_keys(self._ids[-1]) if self._ids else ()
        lane = self.lanes.get(keys[0]) if keys else self.current()
        if lane is not None:
            lane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- keys

    def _asked(self, lane: LaneView, word: str) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "left": lambda: self._go(lane, -1), "right": lambda: self._go(lane, 1),
            "to_left": lambda: self._send(lane, -1), "to_right": lambda: self._send(lane, 1),
            "write": lane.write, "rename": lambda: self.edit(lane.list), "escape": self._escape,
        }  # fmt: skip
        if word in deeds:
            deeds[word]()
        else:
            self.asked.emit(word)

    def edit(self, cards: CardList | None = None) -> None:
        """Edit the current card in its place."""
        lane = self.current()
        cards = cards or (lane.list if lane is not None else None)
        if cards is not None and cards.currentIndex().isValid():
            cards.scrollTo(cards.currentIndex())
            cards.edit(cards.currentIndex())

    def write(self) -> None:
        """A new note at the foot of the column that has the keyboard."""
        if (lane := self.current()) is not None:
            lane.write()
            self._show_lane(lane)

    def _beside(self, lane: LaneView, by: int) -> LaneView | None:
        every = list(self.lanes.values())
        at = every.index(lane) + by
        return every[at] if 0 <= at < len(every) else None

    def _go(self, lane: LaneView, by: int) -> None:
        """To the card at about the same height in the next column."""
        there = self._beside(lane, by)
        while there is not None and (there.is_folded or not there.model.notes):
            there = self._beside(there, by)
        if there is None:
            return
        y = lane.list.visualRect(lane.list.currentIndex()).center().y()
        row = min(max(there.list.row_at(y + there.list.verticalOffset()), 0), len(there.model.notes) - 1)
        there.list.setFocus(Qt.FocusReason.TabFocusReason)
        there.list.setCurrentIndex(there.model.index(row))
        there.list.chosen.emit(Qt.KeyboardModifier.NoModifier)
        self._show_lane(there)

    def _send(self, lane: LaneView, by: int) -> None:
        """The selected cards go to the next column."""
        there, ids = self._beside(lane, by), tuple(lane.list.ids())
        if there is not None and ids:
            self.moved.emit(ids, lane.model.lane.key, there.model.lane.key, "")
            there.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escape(self) -> None:
        if self._carrying is not None:
            self._carrying.source.list.end_carrying()
            self._end_carrying()
        elif self._ids:
            self.select(())
            self.selected.emit(())

    # ---- carrying

    def _lift(self, lane: LaneView, at: QPoint) -> None:
        ids = tuple(i for key in self.lanes for i in self.lanes[key].list.ids() if i)
        if not ids:
            return
        self._carrying = Carrying(self, lane, at, tuple(dict.fromkeys(ids)), self.cards)
        self._carrying.timer.timeout.connect(self._creep)
        self._carrying.timer.start()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _carry(self, at: QPoint) -> None:
        if self._carrying is not None:
            self._carrying.move(at, list(self.lanes.values()), self.model.sort == "order")

    def _creep(self) -> None:
        """Scroll while something is held at the rim."""
        held = self._carrying
        if held is None:
            return
        dx, dy = held.creep(self.area.viewport())
        if dx:
            bar = self.area.horizontalScrollBar()
            bar.setValue(bar.value() + dx)
        if dy and held.target is not None:
            bar = held.target.list.verticalScrollBar()
            bar.setValue(bar.value() + dy)
        if dx or dy:
            self._carry(held.at)

    def _put_down(self, at: QPoint) -> None:
        held = self._carrying
        if held is None:
            return
        self._carry(at)
        source, target, before = held.source.model.lane.key, held.target, held.before
        ids = held.ids
        self._end_carrying()
        if target is not None:
            self.moved.emit(ids, source, target.model.lane.key, before)

    def _end_carrying(self) -> None:
        held, self._carrying = self._carrying, None
        self.unsetCursor()
        if held is not None:
            held.end()

    # ---- looks

    def mark(self, question: str) -> None:
        """Mark the words of a question in the cards."""
        self.cards.mark(question)
        self.repaint_cards()

    def repaint_cards(self) -> None:
        for lane in self.lanes.values():
            lane.list.viewport().update()

    def _dress(self, *_: object) -> None:
        self.cards.dress()
        for lane in self.lanes.values():
            lane.list.forget_layout()
            lane.list.viewport().update()
