"""How a search sees a text: folded words, without case and accents, each with its place. Pure; no SQL.

Every word of the question must begin a word of the text. Chinese, Japanese, Thai and Khmer are written without
spaces, so there each character is a word and a question finds it inside. An emoji is a word as well.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

VERSION = f"1/{unicodedata.unidata_version}"  # an index made by other rules is made anew
Range = tuple[int, int]  # first character and the one after the last, in code points (Qt counts UTF-16 units)

_ASCII = re.compile(r"[a-z0-9]+|[$+<=>^`|~]")
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
                        "\uf900-\ufaff\U00020000-\U0003ffff]")  # fmt: skip
MOST_PARTS = 64  # of a question; what comes behind is not asked
_MARKS = 10  # combining classes below are vowel signs and the like, which make another word


class Word(NamedTuple):
    """A folded word; `ends[k]` is the place behind the character of the text that gave `text[k]`."""

    text: str
    start: int
    ends: tuple[int, ...]


@lru_cache(4096)
def fold(char: str) -> str:
    """What is left of a character: é and É are e, ß is ss, joiners and accents by themselves are nothing."""
    if unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(c for c in plain if unicodedata.combining(c) < _MARKS).casefold()


def words(text: str) -> list[Word]:
    """The words of a text in their order."""
    if text.isascii():
        found = ((m.group(), m.start()) for m in _ASCII.finditer(text.lower()))
        return [Word(word, at, tuple(range(at + 1, at + len(word) + 1))) for word, at in found]
    out: list[Word] = []
    letters: list[str] = []
    ends: list[int] = []
    start = 0

    def close() -> None:
        if letters:
            out.append(Word("".join(letters), start, tuple(ends)))
        letters.clear()
        ends.clear()

    for at, char in enumerate(text):
        folded = fold(char)
        if not folded and ends:
            ends[-1] = at + 1  # an accent by itself belongs to the letter before
        for c in folded:
            kind = unicodedata.category(c)[0]
            if kind not in "LMNS":
                close()
            elif kind == "S" or _NO_SPACES.match(c):
                close()
                out.append(Word(c, at, (at + 1,)))
            else:
                if not letters:
                    start = at
                letters.append(c)
                ends.append(at + 1)
    close()
    return out


@lru_cache(1 << 14)
def folded(text: str) -> str:
    """The words of a text, each with a space before it: what the index holds, and what `matches` looks through."""
    if text.isascii():
        return "".join(f" {word}" for word in _ASCII.findall(text.lower()))
    return "".join(f" {word.text}" for word in words(text))


@lru_cache(64)  # every note of a board is asked the same
def phrases(question: str) -> tuple[str, ...]:
    """The parts of a question, folded: a text must hold each, its last word begun at least."""
    found = (folded(part) for part in question.split())
    return tuple(dict.fromkeys(part for part in found if part))[:MOST_PARTS]


def matches(text: str, question: str) -> bool:
    """Whether a text answers the question; an empty question is answered by every text."""
    seen = folded(text)
    return all(part in seen for part in phrases(question))


def ranges(text: str, question: str) -> tuple[Range, ...]:
    """The places that answer the question, in order and apart; none where the text does not answer it."""
    held = words(text)
    out: list[Range] = []
    for phrase in phrases(question):
        *whole, begun = phrase.split()
        hits = [
            (held[k].start, held[k + len(whole)].ends[len(begun) - 1])
            for k in range(len(held) - len(whole))
            if held[k + len(whole)].text.startswith(begun) and [w.text for w in held[k : k + len(whole)]] == whole
        ]
        if not hits:
            return ()
        out += hits
    return _apart(out)


def _apart(found: list[Range]) -> tuple[Range, ...]:
    out: list[Range] = []
    for start, end in sorted(found):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return tuple(out)
