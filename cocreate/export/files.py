"""Writes an export to disk: whole or not at all, and never over a file that nobody agreed to replace."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from cocreate.errors import FileTrouble, reason

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_file(path: str | os.PathLike[str], data: bytes, *, force: bool = False) -> Path:
    """Writes beside the target, syncs, renames. A file that is there stays, unless `force`. Gives the path back.

    Raises FileTrouble; then the target is as it was and nothing is left beside it.
    """
    target = Path(path)
    if os.path.isdir(target):
        raise FileTrouble("{name} is a folder. Choose a file name.", name=target.name or str(target))
    if not force and os.path.lexists(target):
        raise _taken(target)
    beside = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.part")
    try:
        _write(beside, data)
        if not force and os.path.lexists(target):  # somebody was faster
            raise _taken(target)
        os.replace(beside, target)
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _told(error, target) from error
    finally:
        with contextlib.suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)
    return target


def _write(path: Path, data: bytes) -> None:
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """So that the name survives a power cut too. Not every platform can, and the bytes are safe already."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _taken(target: Path) -> FileTrouble:
    return FileTrouble("{name} is already there. Choose another name, or allow it to be replaced.", name=target.name)


def _told(error: OSError | ValueError, target: Path) -> FileTrouble:
    name, folder = target.name, str(target.parent)
    if isinstance(error, ValueError):
        return FileTrouble("{name} is no file name. Choose another one.", name=repr(name)[:60])
    if error.errno in _FULL:
        return FileTrouble("There is no room for {name}. Free some space, or choose another place.", name=name)
    if error.errno in _CLOSED:
        return FileTrouble("You may not write in {folder}. Choose another folder.", folder=folder)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileTrouble("The folder {folder} is not there. Choose another folder.", folder=folder)
    if error.errno == errno.ENAMETOOLONG:
        return FileTrouble("This name is too long: {name}. Choose a shorter one.", name=name[:60])
    return FileTrouble(
        "{name} could not be written ({reason}). Choose another folder.", name=name, reason=reason(error)
    )
