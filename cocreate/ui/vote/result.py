"""The revealed result beside the board: bars with points, people and firmness, spreads, coverage, ties in words."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from cocreate.export import verdict as said
from cocreate.export.opinion_words import opinions_of
from cocreate.export.three_ways_words import rows, ways_lines, ways_of
from cocreate.export.verdict import Line, Spread, Verdict
from cocreate.model.snapshot import VotingRound, WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.camps import CampPanel
from cocreate.ui.widgets.labels import Badge, Label
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts
from cocreate.voting.opinions import LEAST_VOTERS
from cocreate.voting.three_ways import Ways
from cocreate.words import words

if TYPE_CHECKING:
    from cocreate.ui.live import Live


class Bar(QWidget):
    """A length between none and all."""

    def __init__(self, share: float, role: str) -> None:
        super().__init__()
        self._share, self._role = share, role
        self.setFixedHeight(theme.S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("pressed"))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self._share > 0:
            painter.setBrush(now.colour(self._role))
            painter.drawRoundedRect(QRectF(0, 0, max(self.width() * self._share, theme.S), self.height()), 4, 4)


class Columns(QWidget):
    """Voters per step of a scale; the words beside it say the same."""

    def __init__(self, one: Spread) -> None:
        super().__init__()
        self._one = one
        self.setFixedHeight(theme.XL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, counts = theme.current(), self._one.counts
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        step, top = self.width() / len(counts), max(counts) or 1
        for k, n in enumerate(counts):
            painter.setBrush(now.colour("pressed"))
            painter.drawRect(QRectF(k * step, self.height() - 2, step - 2, 2))
            painter.setBrush(now.colour("warn" if self._one.is_split else "accent"))
            high = self.height() * n / top
            painter.drawRect(QRectF(k * step, self.height() - high, step - 2, high))


class ResultRow(QWidget):
    """Rank, option, figure, supporters and how firm it is."""

    def __init__(self, found: Verdict, line: Line, is_shared: bool) -> None:
        super().__init__()
        t, held = words(tr.language), found.round
        told = [said.figure(t, held, line.result), said.supporters(t, held, line.result)]
        joint = " " if held.method in ("dots", "quadratic") else " · "  # “from 8 people” goes on, “11 ballots” does not
        self.words = joint.join(part for part in told if part)
        self.setAccessibleName(tr("Place {rank}: {title}, {words}", rank=line.result.rank, title=line.title,
                                  words=self.words))  # fmt: skip
        inside = parts.column(self, 0, theme.XS)
        place = Label(f"{line.result.rank}", "strong", tabular=True)
        head = parts.row(place, parts.label(line.title, "strong" if line.is_in else "body"))
        head.setStretch(1, 1)
        head.setAlignment(place, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        if line.spreads:
            for one in line.spreads:
                inside.addWidget(Columns(one))
                inside.addWidget(parts.label(said.spread_words(t, one), "caption"))
        else:
            inside.addWidget(Bar(line.share, "accent" if line.is_in or line.result.rank == 1 else "muted"))
        firm = said.firmness(t, line.result)
        told = [self.words, firm, tr("shared place") if is_shared else ""]
        foot = parts.row(parts.label(" · ".join(text for text in told if text), "caption"))
        foot.setStretch(0, 1)
        if line.is_fair:
            foot.addWidget(Badge(tr("fair"), "ok"))
        inside.addLayout(foot)


class Meter(QWidget):
    """How many of those who chose anything have a choice in it."""

    def __init__(self, name: str, reach: int, chose: int, is_strong: bool) -> None:
        super().__init__()
        inside = parts.column(self, 0, theme.XS)
        self.words = said.coverage(words(tr.language), reach, chose)
        inside.addWidget(parts.label(name, "strong"))
        inside.addWidget(parts.label(self.words, "caption"))
        inside.addWidget(Bar(reach / chose if chose else 0.0, "ok" if is_strong else "muted"))


class WaysPanel(Panel):
    """A ranking counted three ways: a sentence where they agree, else what each puts first, side by side."""

    def __init__(self) -> None:
        super().__init__("inset")
        self.column = parts.column(self, theme.M, theme.S)
        self.hide()

    def show_ways(self, ways: Ways | None, titles: Mapping[str, str]) -> None:
        parts.clear(self.column)
        self.setVisible(ways is not None)
        if ways is None:
            return
        t = words(tr.language)
        head, *_ = ways_lines(t, ways, titles)
        self.column.addWidget(parts.label(head, "caption" if ways.agree else "strong"))
        for name, told in [] if ways.agree else rows(t, ways, titles):
            self.column.addWidget(parts.label(name, "caption"))
            self.column.addWidget(parts.label(told))


class ResultList(QWidget):
    """All options in rank order, then what makes the result firm and fair."""

    def __init__(self, live: Live) -> None:
        super().__init__()
        self._live = live
        self._shown: tuple[object, ...] | None = None
        self.rows: list[ResultRow] = []
        self.meters: list[Meter] = []
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.L)
        self.voices = QVBoxLayout()
        self.voices.setSpacing(theme.M)
        self.ways = WaysPanel()
        self.camps = CampPanel()
        self.ties = parts.label("", "caption")
        self.cut = parts.label("", "caption")
        self.act = parts.label("", "body")
        self.act_box = Panel("inset")
        parts.column(self.act_box, theme.M).addWidget(self.act)
        self.dissent = parts.label("", "caption")
        inside = parts.column(self, 0, theme.M)
        inside.addLayout(self.list)
        inside.addLayout(self.voices)
        for widget in (self.cut, self.ways, self.ties, self.camps, self.act_box, self.dissent):
            inside.addWidget(widget)

    def show_result(self, snap: WorkshopSnapshot, held: VotingRound) -> Verdict:
        t = words(tr.language)
        found = said.verdict(snap, held, t)
        mark = (held.id, len(found.lines), found.decision, found.dissent)
        if self._shown == mark:
            return found
        self._shown = mark
        self.camps.hide()
        if held.ballots >= LEAST_VOTERS:
            self._live.start(self._look_for_camps(snap, held, found))
        parts.clear(self.list)
        parts.clear(self.voices)
        ranks = [line.result.rank for line in found.lines]
        self.rows = [
            ResultRow(found, line, bool(line.result.points) and ranks.count(line.result.rank) > 1)
            for line in found.lines
        ]
        for row in self.rows:
            self.list.addWidget(row)
        self._show_voices(found)
        self._say(self.cut, said.cut_words(t, found))
        self.ways.show_ways(ways_of(snap, held), found.titles)
        self._say(self.ties, [*tie_sentences(found), *said.ties(t, found)])
        self._say(self.act, [text for text in [said.decided(t, found)] if text])
        self.act_box.setVisible(bool(self.act.text()))
        self._say(self.dissent, dissent_words(found))
        return found

    async def _look_for_camps(self, snap: WorkshopSnapshot, held: VotingRound, found: Verdict) -> None:
        """Off this thread: with a hundred voters it takes most of a second."""
        opinions = await asyncio.to_thread(opinions_of, snap, held)
        if isValid(self) and self._shown is not None and self._shown[0] == held.id:
            self.camps.show_opinions(opinions, found.titles)

    def _show_voices(self, found: Verdict) -> None:
        held = found.round
        self.meters = []
        if not held.cut or not held.chose:
            return
        self.meters.append(Meter(tr("Most support"), held.plain_reach, held.chose, is_strong=False))
        if found.has_fair:
            self.meters.append(Meter(tr("Fair shortlist"), held.fair_reach, held.chose, is_strong=True))
        for meter in self.meters:
            self.voices.addWidget(meter)
        t = words(tr.language)
        for line in found.fair:
            self.voices.addWidget(parts.label(said.payment(t, held, line), "caption"))

    @staticmethod
    def _say(label: Label, lines: list[str]) -> None:
        label.setText("\n".join(lines))
        label.setVisible(bool(lines))


def dissent_words(found: Verdict) -> list[str]:
    """Every objection, with what it is about and who signed it."""
    out = []
    for note, author in found.dissent:
        about = found.titles.get(note.option_id, "")
        text = tr("Against: {text}", text=note.text)
        if about:
            text = tr("Against {title}: {text}", title=about, text=note.text)
        out.append(f"{text} ({author})" if author else text)
    return out


def tie_sentences(found: Verdict) -> list[str]:
    """One sentence for each tie among options that got something."""
    t, same = words(tr.language), {}  # type: ignore[var-annotated]
    for line in found.lines:
        if line.result.points:
            same.setdefault(line.result.rank, []).append(line)
    out = []
    for rank, tied in sorted(same.items()):
        if len(tied) > 1:
            names = [line.title for line in tied]
            joined = tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
            if len({line.result.points for line in tied}) > 1:  # level by duels, not by points
                out.append(tr("A tie for place {rank}: {names}.", rank=rank, names=joined))
                continue
            each = said.figure(t, found.round, tied[0].result)
            out.append(tr("A tie for place {rank}: {names}, with {points} each.", rank=rank, names=joined, points=each))
    return out
