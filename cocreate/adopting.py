"""A workshop from a file comes into the library: anew, back from the removed ones, or as a copy. No Qt."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cocreate.export.package import Package
from cocreate.model.commands import Actor, RestoreWorkshop, adoption, copied
from cocreate.model.store import Store


class Arrival(NamedTuple):
    """Which workshop it is now, and how that came: `new`, `copy`, `back` (it was removed) or `here` (it was there)."""

    scope: str
    how: Literal["new", "copy", "back", "here"]


def adopt(store: Store, package: Package, actor: Actor, *, is_copy: bool = False) -> Arrival:
    """Take the workshop in. One that the library knows is left as it is, unless a copy is asked for.

    Raises Refused for rows that no library takes; then nothing has changed.
    """
    scope = package.snapshot.workshop.id
    if not is_copy and (held := store.workshop(scope)) is not None:
        if not held.removed:
            return Arrival(scope, "here")
        store.run(RestoreWorkshop(scope=scope), actor)
        return Arrival(scope, "back")
    command = copied(package.snapshot) if is_copy else adoption(package.snapshot)
    store.run(command, actor)
    for data in package.pictures.values():
        store.receive(command.scope, data)
    return Arrival(command.scope, "copy" if is_copy else "new")
