"""Writes an export to disk: whole or not at all, and never over a file that nobody agreed to replace."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from cocreate.errors import FileTrouble, reason

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{word}{n}" for word in ("COM", "LPT") for n in range(10))}  # Windows
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_file(path: str | os.PathLike[str], data: bytes, *, force: bool = False) -> Path:
    """Writes beside the target, syncs, renames. A file that is there stays, unless `force`. Gives the path back.

    Raises FileTrouble; then the target is as it was and nothing is left beside it.
    """
    target = Path(path)
    write_files({target: data}, force=force)
    return target


def write_files(files: Mapping[Path, bytes], *, force: bool = False, check: Callable[[], None] = lambda: None) -> None:
    """Several at once: all lie whole beside their targets before the first gets its name.

    `check` is called before each, and a last time before the names; what it raises ends the work without a trace.
    """
    beside: dict[Path, Path] = {}
    target = Path()
    try:
        for target, data in files.items():
            check()
            need_free(target, force)
            beside[target] = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.part")
            _write(beside[target], data)
        check()
        for target in files:
            need_free(target, force)  # somebody may have been faster
        for target in files:
            _rename(beside[target], target)
        for folder in {target.parent for target in files}:
            _sync_folder(folder)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _told(error, target) from error
    finally:
        for part in beside.values():
            with contextlib.suppress(OSError, ValueError):
                part.unlink(missing_ok=True)


def need_folder(folder: Path) -> None:
    """Makes a folder that is not there yet, in one that is. Raises FileTrouble."""
    try:
        folder.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        raise _told(error, folder) from error


def safe_name(text: str, otherwise: str, most: int = 60) -> str:
    """A text as the name of a file on every system, without an ending; `otherwise` when nothing of it can be kept."""
    kept = "".join(c if c in " -_" or unicodedata.category(c)[0] in "LNM" else " " for c in text)
    name = " ".join(unicodedata.normalize("NFC", kept).split())[:most].rstrip()
    return f"{name}_" if name.upper() in _DEVICES else name or otherwise


def need_free(target: Path, force: bool) -> None:
    """Raises FileTrouble where a file is that nobody agreed to replace, or a folder."""
    if os.path.isdir(target):
        raise FileTrouble("{name} is a folder. Choose a file name.", name=target.name or str(target))
    if not force and os.path.lexists(target):
        raise _taken(target)


def _rename(part: Path, target: Path) -> None:
    try:
        os.replace(part, target)
    except PermissionError as error:  # the folder took the new file, so it is about the one that is there
        raise FileTrouble(
            "{name} cannot be replaced: another program has it open. Close it there, or choose another name.",
            name=target.name,
        ) from error  # fmt: skip


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
