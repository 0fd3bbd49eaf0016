"""The shared folder as a place: where things lie in it, writing whole files, and its faults as sentences. No store."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from cocreate.errors import FileTrouble, FolderChanged, Refused, Trouble, reason

FORMAT = "1"
HOME = "CoCreate"
TMP = ".tmp-"
NEVER_READ = ("blob", "out")  # laid down for people or fetched by name, not scanned for steps
SCOPE = re.compile(r"[0-9a-z][0-9a-z_-]{0,63}")
DOCUMENT = re.compile(r"[^\x00-\x1f/\\:*?\"<>|.][^\x00-\x1f/\\:*?\"<>|]{0,99}")

README = """This folder belongs to CoCreate. Laptops of one team exchange a workshop through it.

Leave the files as they are: do not rename, edit or move them. Nothing here is needed to open
the documents in the folders called "out" (PDF and CSV).

Deze map is van CoCreate. De laptops van een team wisselen er een workshop mee uit.

Laat de bestanden zoals ze zijn: niet hernoemen, bewerken of verplaatsen. De documenten (PDF en
CSV) staan in de mappen "out".
"""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def home_of(share: Path) -> Path:
    return share / HOME / FORMAT


def need_share(share: Path) -> None:
    """The folder is there and is a folder, or FileTrouble."""
    if share.is_dir():
        return
    if os.path.lexists(share) and not share.is_symlink():
        raise FileTrouble("{name} is a file, not a folder. Choose a folder.", name=share.name)
    raise FileTrouble("The shared folder {name} is not there. Connect it, or choose another folder.", name=share.name)


def need_outside(library: Path | None, share: Path) -> None:
    """A sync client that copies an open library damages it."""
    if library is not None and Path(os.path.realpath(library)).is_relative_to(os.path.realpath(share)):
        raise Refused(
            "Your library lies in the shared folder {name}, where it can be damaged. Choose another shared folder.",
            name=share.name,
        )


def need_scope(scope: str) -> None:
    if not SCOPE.fullmatch(scope):
        raise Refused("This workshop cannot be put in a shared folder. Export it as a file instead.")


def changed(share: Path) -> FolderChanged:
    """What to ask about a folder that held a workshop before and does not now. Raises OSError."""
    with os.scandir(share) as entries:
        is_empty = next(entries, None) is None
    if is_empty:
        return FolderChanged(
            "The folder {name} is empty now, but it held this workshop before. Publish again, or choose another "
            "folder.", name=share.name,
        )  # fmt: skip
    return FolderChanged(
        "The folder {name} held this workshop before, but does not hold it now. Publish again, or choose another "
        "folder.", name=share.name,
    )  # fmt: skip


def sentence(error: OSError, share: Path) -> Trouble:
    """What to tell people about a fault of the folder. Local work is safe whatever happened."""
    name = share.name
    if error.errno in _FULL:
        return FileTrouble(
            "The shared folder {name} is full. Free some space; your changes are safe here and go out then.", name=name
        )
    if error.errno in _CLOSED:
        return FileTrouble(
            "You may not write in the shared folder {name}. Ask for access, or choose another folder.", name=name
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileTrouble("The shared folder {name} is not there. Connect it, or choose another folder.", name=name)
    return FileTrouble(
        "The shared folder {name} cannot be used now ({why}). Try again, or choose another folder.",
        name=name,
        why=reason(error),
    )


def directory(share: Path, *parts: str) -> Path:
    """A directory below the share, made if absent. Never makes the share itself, never goes through a link."""
    at = share
    for part in parts:
        at = at / part
        with contextlib.suppress(FileExistsError):
            os.mkdir(at)
        if not stat.S_ISDIR(os.lstat(at).st_mode):
            raise FileTrouble("{name} in the shared folder is no real folder. Move it away and try again.", name=part)
    return at


def put(folder: Path, name: str, data: bytes) -> bool:
    """Write beside, sync, rename, sync the directory. False if the same bytes stood there already."""
    final = folder / name
    with contextlib.suppress(OSError):
        if not final.is_symlink() and final.stat().st_size == len(data) and final.read_bytes() == data:
            return False
    beside = folder / f"{TMP}{uuid4().hex}"
    try:
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, final)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # Windows has no directory handles to sync
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return True


def read(path: Path, limit: int) -> bytes:
    """At most `limit` + 1 bytes of a regular file; a link or a pipe that took its place meanwhile is not followed."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:
        return file.read(limit + 1)


def sweep(folder: Path) -> None:
    """Remove halves that an earlier crash left in a directory where only this library writes."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{TMP}*"):
            with contextlib.suppress(OSError):
                left.unlink()


def explain_home(share: Path) -> None:
    """Lay the README beside the data, for whoever finds the folder."""
    folder = directory(share, HOME, FORMAT)
    if not (folder / "README.txt").exists():
        put(folder, "README.txt", README.encode())


def workshops_in(share: Path) -> list[str]:
    """Scopes that have data in the shared folder, so that a second laptop can join. Raises FileTrouble."""
    need_share(share)
    home = home_of(share)
    try:
        if home.is_symlink() or not home.is_dir():
            return []
        with os.scandir(home) as entries:
            found = [e.name for e in entries if SCOPE.fullmatch(e.name) and e.is_dir(follow_symlinks=False)]
        return sorted(name for name in found if (home / name / "steps").is_dir())
    except OSError as error:
        raise sentence(error, share) from error


def publish_documents(
    share: Path, scope: str, files: dict[str, bytes], beat: Callable[[], None] = lambda: None
) -> Path:
    """Lay readable documents (PDF, CSV) in the workshop's `out` folder; a file of the same name is replaced whole.

    They are never read back. `beat` is called between files. Returns the folder. Raises Refused or FileTrouble; then
    no half file is left.
    """
    need_share(share)
    need_scope(scope)
    for name in files:
        if not DOCUMENT.fullmatch(name):
            raise FileTrouble("{name} cannot be a file name everywhere. Choose another name.", name=name[:60])
    try:
        explain_home(share)
        folder = directory(share, HOME, FORMAT, scope, "out")
        for name, data in files.items():
            beat()
            put(folder, name, data)
    except OSError as error:
        raise sentence(error, share) from error
    return folder
