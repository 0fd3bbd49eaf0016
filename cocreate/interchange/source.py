"""The bytes of a file that somebody chose, whatever it turns out to be. Reads; knows nothing of ideas."""

from __future__ import annotations

import os
import select
import stat
from pathlib import Path

from cocreate.errors import FileTrouble, reason
from cocreate.interchange.decode import too_large
from cocreate.interchange.plan import MAX_MB

SILENCE = 3.0  # seconds that a pipe may stay silent


def read_bytes(path: Path, most: int = MAX_MB) -> bytes:
    """The bytes of a file of at most `most` MB. `FileTrouble` when it cannot be read; never waits for ever."""
    limit = most * 1024 * 1024
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileTrouble("“{name}” is a folder. Choose a file.", name=path.name)
        if found.st_size > limit:
            raise too_large(path.name, most)
        if stat.S_ISREG(found.st_mode) or not hasattr(os, "O_NONBLOCK"):
            with path.open("rb") as file:
                data = file.read(limit + 1)
        else:
            data = _poured(path, limit)
        if len(data) > limit:
            raise too_large(path.name, most)
        return data
    except FileNotFoundError:
        raise FileTrouble("“{name}” is not there. Check the path.", name=path) from None
    except PermissionError:
        raise FileTrouble("“{name}” may not be read. Ask for access, or copy it.", name=path) from None
    except ValueError:  # a NUL in the name
        raise FileTrouble("“{name}” is not there. Check the path.", name=path) from None
    except OSError as error:
        raise FileTrouble(
            "“{name}” cannot be read ({why}). Copy it to this computer and try again.", name=path, why=reason(error)
        ) from error


def _poured(path: Path, limit: int) -> bytes:
    """What a pipe or a device gives. Some never begin and some never end."""
    got = bytearray()
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        while len(got) <= limit:
            if not select.select([handle], [], [], SILENCE)[0]:
                raise FileTrouble("“{name}” is no file, and nothing comes from it. Save it as a file first.", name=path)
            part = os.read(handle, 1 << 20)
            if not part:
                break
            got += part
    finally:
        os.close(handle)
    return bytes(got)
