"""Each planted fault still fits the code; `python tests/voting/mutants.py` runs them."""

from __future__ import annotations

import pytest

from .mutants import MUTANTS, ROOT


@pytest.mark.parametrize("name", MUTANTS)
def test_the_fault_can_be_planted_and_its_judge_stands(name: str) -> None:
    mutant = MUTANTS[name]
    code = (ROOT / "cocreate" / "voting" / mutant.file).read_text(encoding="utf-8")
    assert code.count(mutant.was) == 1
    file, _, test = mutant.judge.partition("::")
    assert f"def {test}(" in (ROOT / "tests" / "voting" / file).read_text(encoding="utf-8")
