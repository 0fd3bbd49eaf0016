"""Draws the pictures of README.md from the real window and the demo workshop: `python docs/make_pictures.py [folder]`.

It works in a library of its own that is gone afterwards, and needs no screen.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

SIZE, LARGE = (1280, 720), (1600, 960)  # of a step, and of the first picture
COLOURS = 256  # of the palette of a picture: flat surfaces need no more, and the file is half
PICTURES = ("board", "prepare", "ideas", "themes", "vote", "outcomes", "share")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


async def draw(window: object, target: Path) -> None:
    """Go through the six steps and write one picture of each."""
    from cocreate.ui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    await window.errands.open_demo()
    assert window.room is not None
    page, board = window.room.page, window.room.board

    async def take(name: str, step: str, before: Callable[[], Awaitable[None]] | None = None) -> None:
        page.show_step(step)
        page.set_selection(())
        await rest()
        board.fit()
        if before is not None:
            await before()
        await rest()
        save(window, target / f"{name}.png")

    async def write() -> None:
        assert page.snapshot is not None
        chosen = {n.id for c in page.snapshot.clusters[:2] for n in page.snapshot.members[c.id]}
        page.set_selection(chosen)
        board.zoom_selection()
        page.set_selection([n.id for n in page.snapshot.notes[:1]])

    async def suggest() -> None:
        came = asyncio.Event()
        page.themes.proposal_changed.connect(lambda _: came.set())
        page.themes.ask()
        await came.wait()
        page.themes.proposal.first_reason()

    async def hand_over() -> None:
        page.vote.fresh.click()
        page.take_next()
        await until(lambda: bool(page.vote.voters.buttons))
        next(iter(page.vote.voters.buttons.values())).click()
        page.vote.seating.booth.show_ballot()
        for row, dots in zip(page.vote.seating.booth.paper.rows.values(), (2, 0, 1), strict=False):
            for _ in range(dots):
                row.more.click()

    window.resize(*LARGE)
    await take("board", "vote")
    window.resize(*SIZE)
    await take("prepare", "prepare")
    await take("ideas", "ideas", write)
    await take("outcomes", "outcomes")
    page.share.show_published(round(time.time() * 1000), "Welcome team")
    await take("share", "share")
    await take("themes", "themes", suggest)
    page.themes.discard()
    await take("vote", "vote", hand_over)


def save(window: object, file: Path) -> None:
    """The window as a small PNG with a palette."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtWidgets import QWidget

    assert isinstance(window, QWidget)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(held, "PNG")
    picture = Image.open(BytesIO(held.data().data())).convert("RGB")
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(file, optimize=True)


async def rest() -> None:
    """Let what was asked for be laid out and painted."""
    for _ in range(12):
        await asyncio.sleep(0.02)


async def until(is_so: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit("The window did not come so far. Run the tests of cocreate.ui first.")
        await asyncio.sleep(0.02)


def main(target: Path) -> None:
    """Open the window on a fresh library, draw, and leave nothing else behind."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COCREATE_HOME"] = home
        from cocreate import app as composition
        from cocreate.ui import i18n, theme
        from cocreate.ui.main_window import MainWindow
        from cocreate.ui.settings import Settings
        from cocreate.ui.widgets import motion

        app = composition.make_app()
        settings = Settings(Path(home) / "settings.ini")
        settings.language = i18n.set_language("en")
        theme.apply(app, "light")
        motion.set_allowed(False)
        window = MainWindow(settings, Path(home) / "library.cocreate-db")
        window.resize(*SIZE)
        window.show()

        async def whole() -> None:
            await window.start()
            try:
                await draw(window, target)
            finally:
                window.close()
                window.background.stop()
                window.engine.stop()

        with asyncio.Runner(loop_factory=lambda: composition._loop(app)) as runner:
            runner.run(whole())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures")
