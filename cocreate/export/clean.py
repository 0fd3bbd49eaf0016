"""Texts that people wrote, without the characters that no file may hold. Changes no word."""

from __future__ import annotations

import re

# Controls, lone halves of a character, and what XML forbids.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")  # would turn round what stands behind it


def clean(text: str) -> str:
    """The text for a file that a program reads again; lines end in a newline."""
    return _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def shown(text: str) -> str:
    """The text for a page that people read: nothing in it turns the direction of its neighbours."""
    return _TURNING.sub("", clean(text)).strip()


def shown_line(text: str) -> str:
    """The same on one line."""
    return " ".join(shown(text).split())
