"""Pictures on their way to a note: scaled down, encoded small, and handed out to be kept. It writes nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from cocreate.errors import FileTrouble

MOST_SIDE = 1600  # px of the longer side of a kept picture
ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".svg")
QUALITY = 85
ROOM = 240.0  # board units, side of a note that is made for a picture


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: its bytes, what they are, its size in pixels, and a name."""

    data: bytes
    media_type: str
    width: int
    height: int
    name: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """For the room: run `make` on another thread, keep the bytes, then call `then` with pictures and their digests."""

    make: Callable[[], list[Picture]]
    then: Callable[[Sequence[Picture], Sequence[str]], None]


def is_picture(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS


def read(path: Path) -> Picture:
    """A picture of a file, no larger than it is kept; `FileTrouble` when it is none."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)  # as the camera held it
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > MOST_SIDE:
        reader.setScaledSize(size.scaled(QSize(MOST_SIDE, MOST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise FileTrouble("The picture {name} cannot be read. Choose a PNG or JPEG file.", name=path.name)
    return shrunk(image, path.stem)


def shrunk(image: QImage, name: str) -> Picture:
    """The picture within `MOST_SIDE`, as PNG, or as JPEG where that is smaller and nothing shines through."""
    if max(image.width(), image.height()) > MOST_SIDE:
        image = image.scaled(
            MOST_SIDE, MOST_SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    data, media_type = _encoded(image, "PNG"), "image/png"
    if not image.hasAlphaChannel() and len(small := _encoded(image, "JPEG")) < len(data):
        data, media_type = small, "image/jpeg"
    return Picture(data, media_type, image.width(), image.height(), name[:200])


def _encoded(image: QImage, form: str) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form, QUALITY if form == "JPEG" else -1)  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())
