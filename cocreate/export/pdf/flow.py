"""Lays blocks on pages, one after the other. Knows nothing of what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cocreate.export.pdf.blocks import Block, Gap, Turn
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.style import MARGIN, Size, landscape

TOP, FOOT = MARGIN, MARGIN + 14
PART_GAP = 40.0  # above a part that starts in the middle of a page
Furniture = Callable[[Pen], None]


def room_of(size: Size) -> float:
    """Height for content on a page."""
    return size[1] - TOP - FOOT


def width_of(size: Size) -> float:
    return size[0] - 2 * MARGIN


class Flow:
    """One pass over a story on paper of this size. `furniture` is called once per page; it may raise to cancel."""

    def __init__(self, pen: Pen, furniture: Furniture, paper: Size) -> None:
        self.pen, self.furniture, self.paper, self.size = pen, furniture, paper, paper
        self.y = TOP
        self._open = False

    @property
    def _bottom(self) -> float:
        return self.size[1] - FOOT

    def run(self, story: Sequence[Block]) -> None:
        i = 0
        while i < len(story):
            block = story[i]
            if isinstance(block, Turn):
                size = landscape(self.paper) if block.is_wide else self.paper
                left = self._bottom - self.y - PART_GAP
                if block.unless and self._open and size == self.size and left >= self._wanted(story, i, block.unless):
                    self.y += PART_GAP
                else:
                    self._turn(size)
                i += 1
                continue
            group = [block]
            while group[-1].keeps and i + len(group) < len(story) and not isinstance(story[i + len(group)], Turn):
                group.append(story[i + len(group)])
            self._place_group(group)
            i += len(group)
        self._close()

    def _wanted(self, story: Sequence[Block], at: int, most: float) -> float:
        """Room that the part after the turn at `at` wants: all of it, or `most`."""
        width, total = width_of(self.size), 0.0
        for block in story[at + 1 :]:
            if isinstance(block, Turn) or total >= most:
                break
            total += block.before + block.height(width)
        return min(total, most)

    def _place_group(self, group: list[Block]) -> None:
        width = width_of(self.size)
        needed = sum(b.before + b.height(width) for b in group[:-1]) + group[-1].before + group[-1].least(width)
        if self._open and self.y > TOP and self.y + needed > self._bottom + 0.01:
            self._turn(self.size)
        for block in group:
            self._place(block)

    def _place(self, block: Block) -> None:
        rest: Block | None = block
        while rest is not None:
            self._start()
            width, fresh = width_of(self.size), self.y == TOP
            if isinstance(rest, Gap) and fresh:
                return
            air = 0.0 if fresh else rest.before
            room = self._bottom - self.y - air + 0.01
            tall = rest.height(width)
            parts = None if tall <= room else rest.split(width, room)
            if tall > room and parts is None and not fresh:
                self._turn(self.size)
                continue
            now, rest = parts or (rest, None)
            now.draw(self.pen, MARGIN, self.y + air, width)
            self.y += air + now.height(width)
            if rest is not None:
                self._turn(self.size)

    def _start(self) -> None:
        if not self._open:
            self.pen.start_page(self.size)
            self.furniture(self.pen)
            self.y, self._open = TOP, True

    def _close(self) -> None:
        if self._open:
            self.pen.end_page()
            self._open = False

    def _turn(self, size: Size) -> None:
        self._close()
        self.size, self.y = size, TOP
