"""The ideas as OPML 2.0 for outliners and mind maps: theme, theme in it, idea, merged idea. Writes no file."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from cocreate.export.clean import clean, clean_line
from cocreate.export.facts import Facts, Theme
from cocreate.export.wording import last_change
from cocreate.model.snapshot import Note

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # whatever the locale


def ideas_opml(facts: Facts) -> bytes:
    """Each branch says in `category` whether it is a theme or an idea; ideas in no theme stand beside the themes."""
    shop, when = facts.snapshot.workshop, last_change(facts.snapshot)
    title = clean_line(shop.question) or clean_line(shop.title) or facts.t("Untitled workshop")
    moment = f"{when.day:02d} {_MONTHS[when.month - 1]} {when:%Y %H:%M:%S} GMT"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">',
        f"<head><title>{escape(title)}</title><dateModified>{moment}</dateModified></head>", "<body>",
    ]  # fmt: skip
    is_open = False
    for theme in facts.themes:
        if is_open and not theme.parent:
            lines.append("</outline>")
        lines += _theme(facts, theme)
        is_open = is_open or not theme.parent
        if theme.parent:
            lines.append("</outline>")
    lines += ["</outline>"] if is_open else []
    lines += [line for note in facts.loose for line in _idea(facts, note)]
    return "\n".join([*lines, "</body>", "</opml>", ""]).encode()


def _theme(facts: Facts, theme: Theme) -> Iterator[str]:
    """The branch, still open: a theme may lie in it."""
    yield f'<outline text={quoteattr(clean_line(theme.title))} category="theme">'
    for note in theme.notes:
        yield from _idea(facts, note)


def _idea(facts: Facts, note: Note) -> Iterator[str]:
    """The idea, and in it those that were merged into it."""
    merged = facts.merged.get(note.id, ())
    yield f'<outline text={quoteattr(clean(note.text))} category="idea"{"" if merged else "/"}>'
    for one in merged:
        yield f'<outline text={quoteattr(clean(one.text))} category="idea"/>'
    if merged:
        yield "</outline>"
