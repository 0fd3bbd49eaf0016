"""Reader of OPML and FreeMind maps: branches of the first level are themes, everything below them ideas. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cocreate.interchange.plan import MAX_THEME, ImportPlan, ReportLine, has_words, make_plan
from cocreate.interchange.xml import walk

MAX_BRANCHES = 100_000


@dataclass
class _Branch:
    text: str
    children: list[_Branch] = field(default_factory=list)
    kind: str = ""  # theme or idea, where our own export says so


class _Tree:
    """Grows while the document is walked."""

    def __init__(self) -> None:
        self.root = _Branch("")
        self._at = [self.root]
        self._rich = 0
        self._words: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("outline", "node"):
            said = attributes.get("text") or attributes.get("TEXT") or attributes.get("title") or ""
            note = attributes.get("_note", "")
            branch = _Branch("\n".join(part for part in (said, note) if part.strip()))
            branch.kind = attributes.get("category", "")
            self._at[-1].children.append(branch)
            self._at.append(branch)
        elif tag == "richcontent" or self._rich:
            self._rich += 1

    def text(self, text: str) -> None:
        if self._rich:
            self._words.append(text)

    def end(self, tag: str) -> None:
        if self._rich:
            self._rich -= 1
            if tag in ("p", "li", "br", "div"):
                self._words.append("\n")
            if not self._rich:
                lines = (" ".join(line.split()) for line in "".join(self._words).split("\n"))
                branch = self._at[-1]
                branch.text = "\n".join(part for part in (branch.text, *lines) if part)
                self._words.clear()
        elif tag in ("outline", "node"):
            self._at.pop()


def read_outline(data: bytes, name: str, digest: str, report: list[ReportLine]) -> ImportPlan:
    """The plan of an outline. A single root is the subject: an idea of its own, and its branches are the themes."""
    tree = _Tree()
    walk(data, name, tree.start, tree.end, tree.text, MAX_BRANCHES)
    tops, loose = tree.root.children, list[str]()
    if tops and all(top.kind in ("theme", "idea") for top in tops):
        ideas = list(_ours(tops))
    else:
        if len(tops) == 1 and tops[0].children:
            loose, tops = [tops[0].text], tops[0].children
        ideas = [*((text, "") for text in loose), *(pair for top in tops for pair in _under(top))]
    kept = [(k + 1, text, theme) for k, (text, theme) in enumerate(ideas) if has_words(text)]
    if len(kept) < len(ideas):
        report.append(ReportLine("dropped", "{n} branches without words were left out.", {"n": len(ideas) - len(kept)}))
    return make_plan(name, digest, kept, report)


def _ours(tops: Sequence[_Branch]) -> Iterator[tuple[str, str]]:
    """Ideas of an outline that says what is a theme, also within a theme."""
    waiting = [(top, "") for top in reversed(tops)]
    while waiting:
        branch, theme = waiting.pop()
        if branch.kind == "theme" and branch.children:
            theme = " ".join(branch.text.split())
        else:
            yield branch.text, theme
        waiting += [(child, theme) for child in reversed(branch.children)]


def _under(top: _Branch) -> Iterator[tuple[str, str]]:
    """Ideas of one branch with its title as theme; a title that is too long for one is an idea as well."""
    title = " ".join(top.text.split())
    if not top.children or len(title) > MAX_THEME or "\n" in top.text or not has_words(title):
        yield top.text, title[:MAX_THEME] if top.children else ""
    waiting = list(reversed(top.children))
    has_idea = False
    while waiting:
        branch = waiting.pop()
        has_idea = has_idea or has_words(branch.text)
        yield branch.text, title
        waiting += reversed(branch.children)
    if top.children and not has_idea:
        yield top.text, ""
