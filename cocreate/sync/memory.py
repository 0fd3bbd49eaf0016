"""What a round knows of its own library, and what one opening remembers between rounds. Runs at the store's desk.

Nothing that is remembered here is needed to be correct later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from cocreate.model.ranges import Ranges
from cocreate.model.store import Store
from cocreate.sync.pictures import Album

Sign = tuple[int, int, int]  # size, mtime and inode: they save re-reading, and decide nothing else
FOREIGN = "foreign"  # whole, but of another workshop: left alone


@dataclass(frozen=True, slots=True)
class Seen:
    """A whole file, as last read."""

    digest: str
    kind: str  # steps | resend | have | foreign
    steps: Ranges
    head: dict[str, Any]
    is_proven: bool = False  # written by this very library, whatever it remembers of it


@dataclass(frozen=True, slots=True)
class Peer:
    """What another opened library said last: what it has, what it misses, and how often it asked."""

    number: int
    have: Ranges
    want: Ranges
    ask: int


@dataclass
class Memory:
    seen: dict[str, tuple[Sign, Seen]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # digests of files whose steps are committed
    given: set[str] = field(default_factory=set)  # digests of files written
    peers: dict[str, Peer] = field(default_factory=dict)
    earlier: set[str] = field(default_factory=set)  # digests that stood there one round ago
    lack: Ranges = field(default_factory=dict)
    want: Ranges = field(default_factory=dict)
    ask: int = 0
    idle: int = 0
    pause: int = 0
    answered: set[tuple[str, int]] = field(default_factory=set)
    last_have: str = ""
    have_number: int = 0
    is_swept: bool = False
    album: Album = field(default_factory=Album)


_MEMORIES: WeakKeyDictionary[Store, dict[tuple[str, str], Memory]] = WeakKeyDictionary()


def recall(store: Store, share: str, scope: str) -> Memory:
    """The memory of this opening. Two `Folder`s of one opening share it: their numbers must never go back."""
    return _MEMORIES.setdefault(store, {}).setdefault((share, scope), Memory())


@dataclass(frozen=True, slots=True)
class Us:
    """This library as a round needs it. `written` (path to digest) follows what the round writes."""

    library: Path | None
    device: str
    secret: str
    replica: str
    mine: tuple[str, ...]
    written: dict[str, str]
    is_known: bool  # a round with this folder ended well before


def who_we_are(store: Store, share: str, scope: str) -> Us:
    return Us(
        store.path, store.device, store.secret, store.replica, tuple(store.mine()), store.written(f"{scope}/"),
        bool(store.setting(_known(share, scope))),
    )  # fmt: skip


def know(store: Store, share: str, scope: str) -> None:
    """Remember that this folder holds the workshop: if it does not later, somebody is asked before it is filled."""
    store.setting(_known(share, scope), "1")


def _known(share: str, scope: str) -> str:
    return f"folder/{scope}/{share}"
