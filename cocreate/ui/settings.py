"""The person's choices on this computer (an INI file in the config folder); nothing of a workshop is kept here.

settings = Settings()
settings.language = "nl"
settings.set("panels/outline", True)        # window scope: zoom, sizes, what is folded
settings.get("panels/outline", False)
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from cocreate.paths import config_dir
from cocreate.ui import i18n, theme
from cocreate.words import LANGUAGES


class Settings:
    """Typed access to the settings file. A value that cannot be read gives its default."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or config_dir() / "settings.ini"
        self._store = QSettings(str(self.file), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """`en` or `nl`; at first the language of the computer."""
        found = self.get("language", "")
        return found if found in LANGUAGES else i18n.system_language()

    @language.setter
    def language(self, code: str) -> None:
        self.set("language", code)

    @property
    def theme(self) -> str:
        """One of `theme.CHOICES`; at first what the system says."""
        found = self.get("theme", "system")
        return found if found in theme.CHOICES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self.set("theme", name)

    @property
    def text_scale(self) -> float:
        """1.0 to 2.0."""
        return min(max(float(self.get("text_scale", 1.0)), 1.0), 2.0)

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self.set("text_scale", scale)

    @property
    def has_motion(self) -> bool:
        """Whether things may move; off where the person asks for calm."""
        return bool(self.get("motion", True))

    @has_motion.setter
    def has_motion(self, on: bool) -> None:
        self.set("motion", on)

    def get(self, key: str, default: Any) -> Any:
        """A value of the type of `default` (text, number, truth, list, dict)."""
        raw = self._store.value(key)
        try:
            found = json.loads(raw) if isinstance(raw, str) else None
        except ValueError:
            return default
        if isinstance(default, float) and isinstance(found, int) and not isinstance(found, bool):
            return float(found)
        return found if type(found) is type(default) else default

    def set(self, key: str, value: Any) -> None:
        """Keep a JSON value; None forgets it."""
        if value is None:
            self._store.remove(key)
        else:
            self._store.setValue(key, json.dumps(value, ensure_ascii=False))

    def bytes(self, key: str) -> QByteArray:
        """A window's geometry or a splitter's state."""
        return QByteArray.fromBase64(self.get(key, "").encode())

    def set_bytes(self, key: str, value: QByteArray) -> None:
        self.set(key, bytes(value.toBase64().data()).decode())

    def flush(self) -> None:
        """Write now; Qt writes by itself soon after."""
        self._store.sync()
