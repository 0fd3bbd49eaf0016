"""Choices survive a restart; a damaged file costs nothing but the choices."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from cocreate.paths import config_dir
from cocreate.ui.settings import Settings


def test_choices_are_there_after_a_restart() -> None:
    first = Settings()
    first.language, first.theme, first.text_scale, first.has_motion = "nl", "dark", 1.5, False
    first.set("panels/outline", False)
    first.set("recent", ["a", "ë"])
    first.set_bytes("window", QByteArray(b"\x00\x01\xff"))
    first.flush()
    again = Settings()
    assert again.file == config_dir() / "settings.ini"
    assert (again.language, again.theme, again.text_scale, again.has_motion) == ("nl", "dark", 1.5, False)
    assert again.get("panels/outline", True) is False
    assert again.get("recent", []) == ["a", "ë"]
    assert again.bytes("window") == QByteArray(b"\x00\x01\xff")


def test_a_value_of_another_kind_gives_the_default(tmp_path: Path) -> None:
    file = tmp_path / "s.ini"
    file.write_text('[General]\ntheme="\\"purple\\""\ntext_scale=big\nlanguage=7\nmotion="\\"yes\\""\n')
    settings = Settings(file)
    assert settings.theme == "system"
    assert settings.text_scale == 1.0
    assert settings.language in ("en", "nl")
    assert settings.get("motion", True) is True


def test_an_unreadable_file_is_like_none(tmp_path: Path) -> None:
    file = tmp_path / "s.ini"
    file.write_bytes(bytes(range(256)))
    assert Settings(file).theme == "system"


def test_text_is_never_smaller_than_normal_nor_more_than_twice_as_large() -> None:
    settings = Settings()
    settings.text_scale = 9
    assert settings.text_scale == 2.0
    settings.text_scale = 1
    assert settings.text_scale == 1.0
    settings.set("text_scale", None)
    assert settings.get("text_scale", 1.25) == 1.25
