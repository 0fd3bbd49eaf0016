"""Guard: a PySide6 build that loses references to None (6.12.0 did) kills Python 3.11 after some thousand paints."""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication


def test_painting_keeps_its_references_to_none(qapp: QApplication) -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    colour, painter = QColor("red"), QPainter(image)
    calls = 1000
    before = sys.getrefcount(None)
    for _ in range(calls):
        painter.fillRect(0, 0, 9, 9, colour)
        colour.setAlpha(255)
    lost = before - sys.getrefcount(None)
    painter.end()
    for _ in range(lost):  # give back what was stolen, so that the interpreter lives to report the failure
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(None))
    assert lost < calls / 2, f"this PySide6 lost {lost} references to None in {2 * calls} calls"
