"""The planted faults of `mutants.py` still fit the code: one that no longer applies would prove nothing."""

from __future__ import annotations

import pytest

from model.mutants import MUTANTS, ROOT


@pytest.mark.parametrize("name", MUTANTS)
def test_a_planted_fault_fits_the_code(name: str) -> None:
    mutant = MUTANTS[name]
    code = (ROOT / "cocreate" / "model" / mutant.file).read_text(encoding="utf-8")
    assert code.count(mutant.was) == 1, "the code has changed: move the fault along, and see it caught again"
    assert mutant.becomes != mutant.was
