"""A shared folder, and the libraries of three laptops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from model.kit import store

from cocreate.model.store import Store


@pytest.fixture
def share(tmp_path: Path) -> Path:
    made = tmp_path / "share"
    made.mkdir()
    return made


@pytest.fixture
def stores() -> Iterator[list[Store]]:
    """Three libraries in memory; the first has a workshop."""
    made = [store("aa", workshop=True), store("bb"), store("cc")]
    yield made
    for one in made:
        one.close()
