"""Three habits of the interpreter that cost the start a third of its time; it makes no window and imports none of ours.

quick_start.begin(cache_dir())    # before anything of Qt is imported
quick_start.end()                 # when the window is on the screen and everything is imported
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import marshal
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

SUM = 4  # bytes of check sum before the kept code


def begin(cache: Path) -> None:
    """Import without looking for garbage, and spare PySide what it does again at every start (see below)."""
    gc.disable()
    _import_pyside(KeptCode(cache / f"pyside-{sys.implementation.cache_tag}-{sys.hexversion:x}.code"))
    _let_sources_be()


def end() -> None:
    """Look for garbage again, but not among what is imported by now: it stays for good."""
    gc.enable()
    gc.freeze()


def _import_pyside(kept: KeptCode) -> None:
    made = builtins.compile
    builtins.compile = kept.wrap(made)
    try:
        import PySide6  # noqa: F401
    finally:
        builtins.compile = made
    kept.save()


def _let_sources_be() -> None:
    """PySide's import hook looks for its own name in the source of every module, to know where its optional
    `snake_case` names may be switched on. Nothing here asks for those, so every module may be answered for with no.
    """
    hook = sys.modules.get("shibokensupport.feature")
    if hasattr(hook, "_mod_uses_pyside"):
        hook._mod_uses_pyside = lambda _module: False  # type: ignore[union-attr]


class KeptCode:
    """The bytecode of the Python files that PySide carries as source inside its library.

    Python keeps the bytecode of modules that are files; these it would compile at every start, for 30 ms. What does not
    fit (another version, a damaged file, no room to write) is compiled as ever.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._used: dict[str, CodeType] = {}
        self._found: dict[str, CodeType] = {}
        with contextlib.suppress(OSError):
            data = file.read_bytes()
            if data[:SUM] == _sum(data[SUM:]):  # damaged bytecode would end the process at every start
                self._found = marshal.loads(data[SUM:])

    def wrap(self, made: Callable[..., Any]) -> Callable[..., Any]:
        """`compile`, with a memory for PySide's files."""

        def compiled(source: Any, filename: Any, mode: str, *args: Any, **more: Any) -> Any:
            name = str(filename)
            if mode != "exec" or not name.startswith(("shibokensupport/", "signature_bootstrap")):
                return made(source, filename, mode, *args, **more)
            text = source if isinstance(source, bytes) else str(source).encode()
            key = f"{name} {len(text)} {zlib.crc32(text):08x}"
            code = self._found.get(key) or made(source, filename, mode, *args, **more)
            self._used[key] = code
            return code

        return compiled

    def save(self) -> None:
        """Write what was used, if that is not what was found."""
        if self._used.keys() == self._found.keys() or sys.dont_write_bytecode:
            return
        beside = self.file.with_suffix(f".{os.getpid()}")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            data = marshal.dumps(self._used)
            beside.write_bytes(_sum(data) + data)
            beside.replace(self.file)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(SUM, "big")
