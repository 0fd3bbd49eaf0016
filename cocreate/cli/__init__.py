"""The command line: the main job without a screen. Loads no Qt, and each command loads only what it uses."""

from cocreate.cli.main import main

__all__ = ["main"]
