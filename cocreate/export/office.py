"""What slides and document share: the room that words take, the date and language of a file, bytes that stay equal."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cocreate.export.clean import shown_line
from cocreate.export.facts import Facts
from cocreate.export.wording import last_change, say_date

LEADING = 1.22  # height of a line, times the size of its type
_NARROW = frozenset("ijlftrI.,:;'|!()[]{}-·’“”\"/ ")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def title_of(facts: Facts) -> str:
    shop = facts.snapshot.workshop
    return shown_line(shop.question) or shown_line(shop.title) or facts.t("Untitled workshop")


def about(facts: Facts) -> str:
    """Title, day, place and people in one line, and whether it is a draft."""
    t, shop, n = facts.t, facts.snapshot.workshop, len(facts.snapshot.participants)
    held = say_date(t, shop.held_on or last_change(facts.snapshot).date().isoformat())
    parts = [shown_line(shop.title) if shown_line(shop.question) else "", held, shown_line(shop.place)]
    if n:
        parts.append(t.plural("{n} person", "{n} people", n=n))
    if facts.withheld or not facts.snapshot.outcomes:
        parts.append(t("Draft"))
    return " · ".join(part for part in parts if part)


def stamp(properties: Any, facts: Facts) -> None:
    """Title, language and date of the file: those of the workshop, not of the moment."""
    when: datetime = last_change(facts.snapshot).astimezone(UTC).replace(tzinfo=None)
    properties.title, properties.language = title_of(facts)[:255], facts.t.language
    properties.author = properties.last_modified_by = "CoCreate"
    properties.created = properties.modified = when
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.revision = 1


def repacked(data: bytes) -> bytes:
    """The same file with fixed dates inside, so that equal workshops have equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def is_right_to_left(text: str) -> bool:
    """Whether its first letter is of a script that runs from the right."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def lines(text: str, size: float, width: float) -> int:
    """How many lines a text takes, on the safe side: which font stands in elsewhere cannot be known. Points."""
    count, used = 1, 0.0
    for word in text.split():
        long = sum(map(_em, word)) * size
        if used and used + _em(" ") * size + long > width:
            count, used = count + 1, 0.0
        used += long + (_em(" ") * size if used else 0.0)
        if used > width:
            count, used = count + int(used // width), used % width
    return count


def height(texts: Sequence[str], size: float, width: float, gap: float = 0.0) -> float:
    """Points that paragraphs take, with a gap between them."""
    return sum(lines(text, size, width) * size * LEADING + gap for text in texts) - (gap if texts else 0.0)


def shortened(text: str, size: float, width: float, most: int) -> str:
    """Cut after a word, with an ellipsis, where it would take more lines than `most`."""
    if lines(text, size, width) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines(f"{text[:middle]}…", size, width) <= most else (low, middle - 1)
    cut = text[:low]
    return (cut.rpartition(" ")[0] if " " in cut[low // 2 :] else cut).rstrip() + "…"


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.38
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if char in "mwMW%@&":
        return 0.92
    return 0.72 if char.isupper() or ord(char) > 0x2000 else 0.6
