"""The entry: no command opens the window, a command runs without a screen and without loading Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> int:
    """Run what the command line asks for; the exit code."""
    args = sys.argv[1:]
    is_window, library = asks_for_window(args)
    if not is_window:
        from cocreate.cli import main as command_line

        return command_line(args)
    from cocreate.app import main as window

    return window(library=library)


def asks_for_window(args: Sequence[str]) -> tuple[bool, Path | None]:
    """Whether there is no command, and the library that is named all the same."""
    if len(args) == 1 and args[0].startswith("--library="):
        args = args[0].split("=", 1)
    if len(args) == 2 and args[0] == "--library":
        return True, Path(args[1]).expanduser()
    return not args, None


if __name__ == "__main__":
    sys.exit(main())
