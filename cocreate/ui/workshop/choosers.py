"""Small questions answered by a few letters: which theme, which tag, which colour, which other idea. They only ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cocreate.model.snapshot import COLOURS, Cluster, Note
from cocreate.ui.i18n import tr
from cocreate.ui.palette import Entry, Palette
from cocreate.ui.widgets.colours import colour_name

if TYPE_CHECKING:
    from cocreate.ui.workshop.edits import Edits


def ask_theme(host: QWidget, edits: Edits) -> Palette:
    """Send the selected ideas to a theme; a title that is not there yet makes one."""
    counts = {c: len(edits.members(c)) for c in edits.mirror.rows["cluster"]}
    entries = [
        Entry(c.title or tr("Unnamed theme"), partial(edits.send_to, c.id), "layers",
              tr.plural("{n} idea", "{n} ideas", n=counts[c.id]))
        for c in edits.mirror.all(Cluster)
    ]  # fmt: skip
    entries.append(Entry(tr("Loose ideas"), partial(edits.send_to, ""), "ungroup"))

    def more(query: str) -> list[Entry]:
        title = query.strip()
        known = {(c.title or "").casefold() for c in edits.mirror.all(Cluster)}
        if title.casefold() in known:
            return []
        return [Entry(tr("New theme: {title}", title=title), partial(edits.group, title), "plus")]

    return _ask(host, entries, more, tr("Send to a theme"), tr("To which theme"))


def ask_tag(host: QWidget, edits: Edits) -> Palette:
    """Give the selected ideas a tag, or take it away where all have it."""
    entries = [
        Entry(tag.name, partial(edits.toggle_tag, tag.id), "check" if has else "tag",
              tr("Take away") if has else "")
        for tag, has in edits.tags()
    ]  # fmt: skip

    def more(query: str) -> list[Entry]:
        name = query.strip()
        if name.casefold() in {tag.name.casefold() for tag, _ in edits.tags()}:
            return []
        return [Entry(tr("New tag: {name}", name=name), partial(edits.tag, name), "plus")]

    return _ask(host, entries, more, tr("Tag ideas"), tr("Which tag"))


def ask_colour(host: QWidget, edits: Edits) -> Palette:
    entries = [Entry(colour_name(c), partial(edits.colour, c), "palette") for c in COLOURS]
    return _ask(host, entries, None, tr("Colour"), tr("Which colour"))


def ask_link(host: QWidget, edits: Edits) -> Palette:
    """Link the selected idea to another one."""
    own = {n.id for n in edits.notes()}
    entries = [
        Entry(" ".join(note.text.split()), partial(edits.link, note.id), "link", f"{note.number}")
        for note in edits.mirror.all(Note)
        if note.id not in own and note.merged_into is None
    ]
    return _ask(host, entries, None, tr("Link to another idea"), tr("To which idea"))


def _ask(host: QWidget, entries: list[Entry], more: object, name: str, hint: str) -> Palette:
    palette = Palette(host.window(), entries, more, name=name, hint=hint)  # type: ignore[arg-type]
    palette.appear()
    return palette
