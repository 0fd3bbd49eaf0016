"""Where things are: shipped resources, and the platform's folders for data, settings, logs. Imports nothing of ours."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The shipped resources: inside the package when installed, beside it in a checkout."""
    inside = Path(__file__).resolve().parent / "resources"
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent / "resources"


def data_dir() -> Path:
    """The user's data folder. `COCREATE_HOME` replaces it (portable use, tests)."""
    return _home("data")


def config_dir() -> Path:
    return _home("config")


def log_dir() -> Path:
    return _home("log")


def cache_dir() -> Path:
    """What may be thrown away at any time."""
    return _home("cache")


def default_library() -> Path:
    return data_dir() / "library.cocreate-db"


def _home(kind: str) -> Path:
    if home := os.environ.get("COCREATE_HOME"):
        return Path(home, "cache") if kind == "cache" else Path(home)
    import platformdirs  # late: start paints before it is needed

    if kind == "data":
        return platformdirs.user_data_path("CoCreate", appauthor=False)
    if kind == "config":
        return platformdirs.user_config_path("CoCreate", appauthor=False)
    if kind == "cache":
        return platformdirs.user_cache_path("CoCreate", appauthor=False)
    return platformdirs.user_log_path("CoCreate", appauthor=False)
