"""What the commands of the command line share: the library, the named workshop, and how results are told."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cocreate.errors import FileTrouble, LibraryTrouble, Refused, reason
from cocreate.model.commands import Actor
from cocreate.paths import default_library, log_dir
from cocreate.words import Words

if TYPE_CHECKING:
    from cocreate.model.library import Library
    from cocreate.model.queries import WorkshopSummary

MOST_NAMED = 8  # candidates in one sentence
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")  # in a name they would break the line, or the terminal


class UsageError(Exception):
    """The command line does not follow the grammar."""


class Session:
    """One run of the command line. Results go to standard output, messages to standard error."""

    def __init__(self, t: Words, is_json: bool) -> None:
        self.t, self.is_json = t, is_json
        self.library = default_library()
        self.is_library_told = False
        self.warnings: list[str] = []
        self.files: list[dict[str, object]] = []
        self.result: dict[str, object] = {}
        self._store: Library | None = None
        self._is_line_open = False

    # ---- library

    def store(self, may_create: bool = False) -> Library:
        """The library, opened at the first call. A path that was given must exist, unless it `may_create` one."""
        if self._store is None:
            from cocreate.model.library import open_library  # late: help needs no SQLAlchemy

            if self.is_library_told and not may_create and not self.library.exists():
                raise LibraryTrouble(
                    "There is no library at {path}. Check the path, or make one with: cocreate new.", path=self.library
                )
            self._store = open_library(self.library)
        return self._store

    @property
    def actor(self) -> Actor:
        """The same actor as the window's, so that undo there takes back what was done here."""
        return Actor(f"f-{self.store().device}")

    def workshop(self, wanted: str) -> WorkshopSummary:
        """The one workshop with this title or id, or that begins with it; `Refused` with the candidates otherwise."""
        every = self.store().workshops()
        name = wanted.strip().casefold()
        found = (
            [w for w in every if w.title.casefold() == name]
            or [w for w in every if len(name) >= 2 and w.id.startswith(name)]
            or [w for w in every if len(name) >= 2 and w.title.casefold().startswith(name)]
        )
        if len(found) == 1:
            return found[0]
        listed = ", ".join(f"{w.title} ({w.id[:8]})" for w in (found or every)[:MOST_NAMED])
        if found:
            raise Refused(
                "More than one workshop is called “{name}”. Name one by its id: {listed}.", name=wanted, listed=listed
            )
        if not every:
            raise Refused("There is no workshop yet. Make one with: cocreate new.")
        raise Refused("There is no workshop “{name}”. Choose one of: {listed}.", name=wanted, listed=listed)

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    # ---- telling

    def say(self, text: str) -> None:
        """A line for a person; with --json standard output belongs to the object alone."""
        self._end_line()
        print(_line(text), file=sys.stderr if self.is_json else sys.stdout)

    def warn(self, text: str) -> None:
        self._end_line()
        self.warnings.append(text)
        print(_line(text), file=sys.stderr)

    def progress(self, text: str) -> Callable[[float], None] | None:
        """A progress line on a terminal; None elsewhere."""
        if not sys.stderr.isatty():
            return None

        def tell(share: float) -> None:
            print(f"\r{text} {share:4.0%} ", end="", file=sys.stderr, flush=True)
            self._is_line_open = True

        return tell

    def finish(self, ok: bool) -> None:
        self._end_line()
        if self.is_json:
            print(json.dumps({"ok": ok, "files": self.files, "warnings": self.warnings, **self.result}))

    def fail(self, sentence: str) -> None:
        """Tell what went wrong. Never raises: it may be the output itself that fails."""
        said = {"ok": False, "error": sentence, "files": self.files, "warnings": self.warnings}
        with contextlib.suppress(OSError):
            self._end_line()
            print(_line(sentence), file=sys.stderr)
        with contextlib.suppress(OSError):
            if self.is_json:
                print(json.dumps(said))

    def _end_line(self) -> None:
        if self._is_line_open:
            print(file=sys.stderr)
            self._is_line_open = False

    # ---- files

    def write(self, path: Path, data: bytes, force: bool) -> None:
        """Write a whole file or none, and report it."""
        from cocreate.export.files import write_file

        write_file(path, data, force=force)
        self.report(path, data)

    def report(self, path: Path, data: bytes) -> None:
        self.files.append({"path": str(path), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        size = max(1, round(len(data) / 1024))
        self.say(self.t("Wrote {path} ({size} KB).", path=path, size=size))


def _line(text: str) -> str:
    return text.translate(_CONTROLS)


def folder(path: Path) -> Path:
    """The folder, made if it is not there; FileTrouble when it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise FileTrouble("{name} is a file. Choose a folder.", name=path) from None
    except OSError as error:
        raise FileTrouble(
            "The folder {name} cannot be made ({why}). Choose another folder.", name=path, why=reason(error)
        ) from error
    return path


def unexpected(t: Words) -> str:
    """One sentence for an exception that nobody foresaw; it is written to the log."""
    path = log()
    if path is None:
        return t("Something happened that CoCreate did not expect. Nothing that was saved is lost.")
    return t("Something happened that CoCreate did not expect. The details are in {path}.", path=path)


def log() -> Path | None:
    """Append the present exception to the log; None when that cannot be written either."""
    path = log_dir() / "cocreate.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(
                f"{datetime.now(UTC).isoformat()} cocreate {' '.join(sys.argv[1:2])}\n{traceback.format_exc()}\n"
            )
    except OSError:
        return None
    return path
