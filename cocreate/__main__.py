"""The entry: no command opens the window, a command runs without a screen and without loading Qt."""

from __future__ import annotations

import sys


def main() -> int:
    args = sys.argv[1:]
    if args:
        from cocreate.cli import main as command_line

        return command_line(args)
    from cocreate.app import main as window

    return window()


if __name__ == "__main__":
    sys.exit(main())
