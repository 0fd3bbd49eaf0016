"""Two habits of the interpreter that cost the start a quarter of its time; it makes no window and imports none of ours.

quick_start.begin()    # before anything of Qt is imported
quick_start.end()      # when the window is on the screen and everything is imported
"""

from __future__ import annotations

import gc
import sys


def begin() -> None:
    """Import without looking for garbage, and without PySide reading the source of every module again.

    PySide's import hook looks for its own name in the source of all that is imported, to know where its optional
    `snake_case` names may be switched on. Nothing here asks for those, so every module may be answered for with no.
    """
    gc.disable()
    import PySide6  # noqa: F401  # brings the hook along

    hook = sys.modules.get("shibokensupport.feature")
    if hasattr(hook, "_mod_uses_pyside"):
        hook._mod_uses_pyside = lambda _module: False  # type: ignore[union-attr]


def end() -> None:
    """Look for garbage again, but not among what is imported by now: it stays for good."""
    gc.enable()
    gc.freeze()
