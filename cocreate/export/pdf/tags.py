"""The structure of a tagged PDF while it is drawn: elements, marks, places, links, outline. `post.py` writes it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

MARKS = frozenset({"P", "H1", "H2", "H3", "TD", "TH", "Figure", "TOCI"})


@dataclass(slots=True)
class Mark:
    """Content `mcid` of a page, counted from 0."""

    page: int
    mcid: int


@dataclass(slots=True)
class Link:
    """A rectangle (in points from the bottom left) that leads to a named place."""

    page: int
    box: tuple[float, float, float, float]
    place: str
    words: str


@dataclass(slots=True)
class Element:
    """One structure element; its kids in reading order."""

    tag: str
    alt: str = ""
    kids: list[Element | Mark | Link] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """An entry of the outline."""

    level: int
    title: str
    place: str


class Tags:
    """The tree under construction. Parts of one element on several pages share a key and become one."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.places: dict[str, tuple[int, float]] = {}  # name: page and height
        self.headings: list[Heading] = []
        self._stack = [self.root]
        self._next: dict[int, int] = {}
        self._by_key: dict[Hashable, Element] = {}

    @property
    def current(self) -> Element:
        return self._stack[-1]

    def open(self, tag: str, key: Hashable = None, alt: str = "") -> Element:
        element = self._by_key.get(key) if key is not None else None
        if element is None:
            element = Element(tag, alt)
            self.current.kids.append(element)
            if key is not None:
                self._by_key[key] = element
        self._stack.append(element)
        return element

    def close(self) -> None:
        self._stack.pop()

    def drop_dead_links(self) -> None:
        """Take out links to parts that this template leaves out."""
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            element.kids = [k for k in element.kids if not isinstance(k, Link) or k.place in self.places]
            waiting += [k for k in element.kids if isinstance(k, Element)]

    def mark(self, page: int) -> int:
        """A new mark on this page for the current element."""
        mcid = self._next.get(page, 0)
        self._next[page] = mcid + 1
        self.current.kids.append(Mark(page, mcid))
        return mcid
