"""The revealed result as bars with points and supporters; ties are said in words."""

from __future__ import annotations

from collections import Counter, defaultdict

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.model.snapshot import RoundResult, VotingRound, WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts


class Bar(QWidget):
    """A length between none and the most points of the round."""

    def __init__(self, share: float, is_first: bool) -> None:
        super().__init__()
        self._share, self._is_first = share, is_first
        self.setFixedHeight(theme.S)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.pressed))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self._share > 0:
            painter.setBrush(QColor(now.accent if self._is_first else now.muted))
            painter.drawRoundedRect(QRectF(0, 0, max(self.width() * self._share, theme.S), self.height()), 4, 4)


class ResultRow(QWidget):
    """Rank, option, points and supporters."""

    def __init__(self, title: str, line: RoundResult, most: int, is_shared: bool = False) -> None:
        super().__init__()
        points = tr.plural("{n} point", "{n} points", n=line.points)
        people = tr.plural("from {n} person", "from {n} people", n=line.supporters)
        self.words = tr("{points} {people}", points=points, people=people)
        self.setAccessibleName(tr("Place {rank}: {title}, {words}", rank=line.rank, title=title, words=self.words))
        inside = parts.column(self, 0, theme.XS)
        place = Label(f"{line.rank}", "strong", tabular=True)
        head = parts.row(place, parts.label(title))
        head.setStretch(1, 1)
        head.setAlignment(place, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        inside.addWidget(Bar(line.points / most if most else 0.0, line.rank == 1))
        foot = parts.row(parts.label(self.words, "caption"))
        foot.setStretch(0, 1)
        if is_shared:
            foot.addWidget(Label(tr("shared place"), "caption"))
        inside.addLayout(foot)


class ResultList(QWidget):
    """All options in rank order."""

    select_requested = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, int] = ("", 0)
        self.ties = parts.label("", "caption")
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.L)
        inside = parts.column(self, 0, theme.M)
        inside.addLayout(self.list)
        inside.addWidget(self.ties)

    def show_result(self, snap: WorkshopSnapshot, held: VotingRound) -> None:
        lines = snap.results_of(held.id)
        if self._shown == (held.id, len(lines)):
            return
        self._shown = (held.id, len(lines))
        titles = {o.id: o.title or tr("Unnamed theme") for o in snap.options_of(held.id)}
        most = max((line.points for line in lines), default=0)
        parts.clear(self.list)
        shared = {rank for rank, n in Counter(line.rank for line in lines if line.points).items() if n > 1}
        for line in lines:
            self.list.addWidget(ResultRow(titles.get(line.option_id, ""), line, most, line.rank in shared))
        said = tie_sentences(lines, titles)
        self.ties.setText("\n".join(said))
        self.ties.setVisible(bool(said))


def tie_sentences(lines: tuple[RoundResult, ...], titles: dict[str, str]) -> list[str]:
    """One sentence for each tie among options that got points."""
    same: defaultdict[int, list[RoundResult]] = defaultdict(list)
    for line in lines:
        if line.points:
            same[line.rank].append(line)
    out = []
    for rank, tied in sorted(same.items()):
        if len(tied) > 1:
            names = [titles.get(line.option_id, "") for line in tied]
            joined = tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
            points = tr.plural("{n} point", "{n} points", n=tied[0].points)
            out.append(
                tr("A tie for place {rank}: {names}, with {points} each.", rank=rank, names=joined, points=points)
            )
    return out
