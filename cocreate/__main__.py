"""The entry: no command opens the window, a command runs without a screen and without loading Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def main() -> int:
    """Run what the command line asks for; the exit code."""
    args = sys.argv[1:]
    is_window, library = asks_for_window(args)
    if not is_window:
        from cocreate.cli import main as command_line

        return command_line(args)
    return open_window(library)


def open_window(library: Path | None = None, then: Callable[..., Any] | None = None) -> int:
    """Show the window, then live in it; `then` comes instead of the second part, for tests and benchmarks."""
    from cocreate.paths import cache_dir
    from cocreate.ui import quick_start

    quick_start.begin(cache_dir())
    from cocreate import app

    return app.main(library=library, then=then or app.live)


def asks_for_window(args: Sequence[str]) -> tuple[bool, Path | None]:
    """Whether there is no command, and the library that is named all the same."""
    if len(args) == 1 and args[0].startswith("--library="):
        args = args[0].split("=", 1)
    if len(args) == 2 and args[0] == "--library":
        return True, Path(os.path.expanduser(args[1]))
    return not args, None


if __name__ == "__main__":
    sys.exit(main())
