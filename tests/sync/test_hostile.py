"""The product in a folder that misbehaves in every known way; the simulator checks its properties P1-P7."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from sync.hostile_adapter import StoreAdapter

SIMULATOR = Path(__file__).resolve().parents[2].parent / "shared" / "bench" / "faults" / "hostile_folder.py"
WEATHER = {
    "delay": 6, "partial": 0.25, "stub": 0.10, "conflict": 0.12, "rot": 0.08, "rotinplace": 0.05, "junk": 0.10,
    "resurrect": 0.25, "lost": 0.05, "suffix": StoreAdapter.suffix,
}  # fmt: skip


@pytest.fixture(scope="module")
def simulator() -> Any:
    if not SIMULATOR.is_file():
        pytest.skip("the simulator (../shared/bench/faults/hostile_folder.py) is not here")
    spec = importlib.util.spec_from_file_location("hostile_folder", SIMULATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the simulator leaves its own files to the collector
@pytest.mark.parametrize("seed", [3, 4])
def test_three_laptops_lose_nothing_and_agree(simulator: Any, seed: int, tmp_path: Path) -> None:
    found = simulator.run(StoreAdapter, seed, 3, 60, WEATHER, str(tmp_path / "work"), clone=0.02)
    assert found["ok"], found["first"]
    assert found["facts"] > 50
