"""What the tests of the shared folder share: a folder seen by a store of this very thread, and looks at its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from model.kit import W

from cocreate.model.store import Store
from cocreate.sync import Desk, Folder
from cocreate.sync.folder import A_DAY

T = TypeVar("T")


def at_once(store: Store) -> Desk:
    """A desk on this very thread."""

    def desk(work: Callable[[Store], T], /) -> T:
        return work(store)

    return desk


def open_folder(store: Store, share: Path, scope: str = W, *, rest: float = A_DAY) -> Folder:
    return Folder(at_once(store), share, scope, rest=rest)


def segments(share: Path, kind: str = "*") -> list[Path]:
    return sorted(share.glob(f"CoCreate/1/*/{kind}/*/*.ccs"))


def contents(share: Path) -> dict[str, bytes]:
    return {str(p.relative_to(share)): p.read_bytes() for p in share.rglob("*") if p.is_file()}


def halves(share: Path) -> list[Path]:
    return list(share.rglob(".tmp-*"))


def said(folder: Folder) -> str:
    error = folder.sync().error
    return "" if error is None else str(error)
