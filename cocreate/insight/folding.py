"""Folds texts to what they say, so that equal ideas are one point and their order does not matter. Plain Python.

Case, spaces and punctuation do not count; letters, digits and combining marks of every script do.
"""

from __future__ import annotations

import re
import unicodedata

# Between ASCII letters and digits: what keeps two numbers apart, and what counts for nothing.
_DIGITS_APART = re.compile(r"(?<=[0-9])[^a-z0-9]+(?=[0-9])")
_OTHER = re.compile(r"[^a-z0-9\0]+")
# Pictures and invisible joiners that Unicode counts among the marks: they follow an emoji, not a letter.
_NO_LETTER = {chr(c) for c in range(0xFE00, 0xFE10)} | {"\u20e3"}


def says_something(text: str) -> bool:
    """Whether there is a letter or digit in it: signs and pictures alone carry no theme."""
    return any(c.isalnum() for c in text)


def fold(text: str) -> str:
    """The key of a text: texts with one key are the same idea. Signs alone stay as they are, without outer spaces.

    Between two digits a gap stays a gap, because 1.5 is not 15. Marks belong to the letter before them: without
    them the Thai words for rice and white would be one. The Turkish dotless i folds with i, as its capital does.
    """
    if text.isascii():  # the same by two searches
        return _OTHER.sub("", _DIGITS_APART.sub("\0", text.lower())).replace("\0", " ") or text.strip()
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = plain.replace("i\u0307", "i").replace("ı", "i")
    out: list[str] = []
    gap = False
    for c in plain:
        if c.isalnum():
            if gap and out and out[-1].isdigit() and c.isdigit():
                out.append(" ")
            out.append(c)
            gap = False
        elif out and not gap and unicodedata.category(c).startswith("M") and c not in _NO_LETTER:
            out.append(c)
        else:
            gap = True
    return "".join(out) or text.strip()


def words_of(text: str) -> list[str]:
    """Its words without case and signs, in order."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
