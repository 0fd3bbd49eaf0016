"""Walks XML with expat and refuses what it could be abused for: entities of its own, depth, a document type's files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from cocreate.errors import FileTrouble

MAX_DEPTH = 200
MAX_ELEMENTS = 1_000_000

Start = Callable[[str, Mapping[str, str]], None]


class _Refused(Exception):
    """The document tries something that no list of ideas needs."""


def walk(
    data: bytes, name: str, start: Start, end: Callable[[str], None], text: Callable[[str], None],
    most: int = MAX_ELEMENTS,
) -> None:  # fmt: skip
    """Call back per element, with names without their namespace. `FileTrouble` when it is not sound XML."""
    if data.count(b"<") > 2 * most:  # masses are seen before the first call: an element has two marks at most
        raise _too_much(name)
    parser = expat.ParserCreate()
    depth = count = 0

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > most:
            raise _Refused
        start(tag.rpartition(":")[2] if ":" in tag else tag, attributes)

    def finish(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag.rpartition(":")[2] if ":" in tag else tag)

    def refuse(*_: object) -> None:  # no entity, no question of where it leads
        raise _Refused

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, finish, text
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except _Refused:
        raise _too_much(name) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileTrouble("“{name}” is damaged. Save it again, or ask for a fresh copy.", name=name) from error


def _too_much(name: str) -> FileTrouble:
    return FileTrouble(
        "“{name}” holds constructs that no list of ideas needs, so it was not read. Save the ideas as CSV.", name=name
    )
