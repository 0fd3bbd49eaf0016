"""Deliberate faults in a copy of the store: each must be caught, else the tests do not bite.

python tests/model/mutants.py [NAME ...]    exit 0 = the clean code passes and every mutant is caught
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
JUDGES = {
    "machine": "tests/model/machines",
    "facts": "tests/model/test_store_facts.py",
    "faults": "tests/model/test_faults.py",
    "ballots": "tests/model/test_ballots.py",
    "rows": "tests/model/test_rows.py",
    "library": "tests/model/test_library.py",
}


class Mutant(NamedTuple):
    judge: str
    file: str
    was: str
    becomes: str


MUTANTS = {
    "undo-overwrites-others": Mutant(
        "facts", "store.py", " and origins.get(cell, cells.get(cell, NOTHING).origin) == change.origin:", ":"
    ),
    "first-writer-wins": Mutant("machine", "ledger.py", "max(stamp), origin, new", "min(stamp), origin, new"),
    "clock-does-not-observe": Mutant("machine", "store.py", "self.clock.observe(step.stamp)", "pass"),
    "creation-not-reversible": Mutant(
        "machine", "schema.py", "out.append((name, True, new))", "out.append((name, new, new))"
    ),
    "undo-keeps-no-origin": Mutant("facts", "store.py", "origins.get((row, name), stamp), bases", "stamp, bases"),
    "rows-do-not-wait": Mutant("facts", "births.py", 'if change.field == "removed" and not change.bases:', "if True:"),
    "folded-rows-do-not-wait": Mutant(
        "facts", "ledger.py", "\"AND field = 'removed' AND bases = '' AND stamp <= ?\"", '"AND stamp <= ?"'
    ),
    "bases-forgotten": Mutant("machine", "store.py", 'return " ".join(sorted(out - {""}))', 'return ""'),
    "one-stamp-two-fields": Mutant(
        "facts",
        "store.py",
        "out.add(f\"removed@{cells[row, 'removed'].stamp}\")",
        "out.add(cells[row, 'removed'].stamp)",
    ),
    "settling-does-nothing": Mutant(
        "facts", "store.py", "if other == name and (is_settled or", "if other == name and ("
    ),
    "conflicts-by-arrival": Mutant("machine", "ledger.py", "cells[field].keys() - replaced -", "cells[field].keys() -"),
    "numbers-with-holes": Mutant(
        "machine",
        "store.py",
        "self._ledger.last_number(edit.scope, self.replica) + 1",
        "self._ledger.last_number(edit.scope, self.replica) + 2",
    ),
    "births-mix-with-what-waits": Mutant(
        "facts", "store.py", "if before is None and after.id in waiting:", "if False:"
    ),
    "replica-reused": Mutant("facts", "store.py", "replica or uuid4().hex[:16]", 'replica or "same"'),
    "stamps-twice": Mutant("facts", "store.py", "if step.stamp in taken:", "if False:"),
    "kinds-change": Mutant("facts", "store.py", "if len(named) > len(dict(named)) or", "if False and"),
    "trespass": Mutant("facts", "queries.py", "if held != scope", "if False"),
    "door-open": Mutant("facts", "journal.py", "            and _fits(shape, new)\n", ""),
    "rollback-forgotten": Mutant("faults", "db.py", "self._transaction.rollback()", "self._transaction.commit()"),
    "open-after-a-failed-commit": Mutant("faults", "db.py", "self._connection.connection.rollback()", "pass"),
    "history-kept-after-a-fault": Mutant("faults", "db.py", "self._on_fault()\n", "pass\n"),
    "one-stamp-two-fields-removing": Mutant(
        "facts", "store.py", 'f"{f}@{cells[row, f].stamp}" for', "cells[row, f].stamp for"
    ),
    "undo-of-an-opened-vote": Mutant("ballots", "store.py", "if not queries.is_fixed(edit, row)", "if True"),
    "stuffed-box": Mutant(
        "ballots",
        "queries.py",
        "alien = {cell for cell, rounds in rounds_of.items() if rounds & held}",
        "alien = set()",
    ),
    "second-ballot": Mutant("ballots", "commands/casting.py", "if voters[participant_id]:", "if False:"),
    "ballots-published-small": Mutant(
        "ballots", "commands/deciding.py", "if len(ballots) >= LEAST_PUBLISHED:", "if ballots:"
    ),
    "mirror-keeps-removed": Mutant("rows", "mirror.py", "if row.removed and", "if False and"),
    "order-without-room": Mutant("rows", "order.py", "if b - a > 1:", "if b - a > 0:"),
    "newer-opened": Mutant("library", "library.py", "if version > db.SCHEMA:", "if False:"),
    "lock-kept": Mutant(
        "library", "library.py", "        super().close()\n        self._lock.release()", "        super().close()"
    ),
}


def judged(name: str, mutant: Mutant) -> tuple[bool, str]:
    """(the tests pass, what they said)."""
    with tempfile.TemporaryDirectory() as tmp:
        where = Path(tmp)
        for part in ("cocreate", "tests/model", "resources/translations"):
            shutil.copytree(ROOT / part, where / part, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("pyproject.toml", "tests/conftest.py"):
            shutil.copy(ROOT / part, where / part)
        if mutant.file:
            file = where / "cocreate" / "model" / mutant.file
            code = file.read_text(encoding="utf-8")
            assert code.count(mutant.was) == 1, f"{name}: the code has changed, {code.count(mutant.was)} places"
            file.write_text(code.replace(mutant.was, mutant.becomes), encoding="utf-8")
        env = dict(
            os.environ,
            PYTHONDONTWRITEBYTECODE="1",
            PYTHONPATH=str(where),
            STORE_EXAMPLES=os.environ.get("STORE_EXAMPLES", "100"),
        )
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-p",
            "no:cacheprovider",
            "--tb=line",
            "--timeout=3000",
            JUDGES[mutant.judge],
        ]
        try:
            run = subprocess.run(command, cwd=where, env=env, capture_output=True, text=True, timeout=3600)
        except subprocess.TimeoutExpired:
            return False, "too slow"
    said = [line for line in run.stdout.splitlines() if "Error" in line or "FAILED" in line]
    return run.returncode == 0, (said or run.stdout.splitlines()[-1:] or [run.stderr[-200:]])[0].strip()[:140]


def main() -> int:
    clean = {f"clean-{judge}": Mutant(judge, "", "", "") for judge in JUDGES}
    every = clean | MUTANTS
    bad = 0
    for name in sys.argv[1:] or every:
        start = time.monotonic()
        passed, said = judged(name, every[name])
        ok = passed == (not every[name].file)
        bad += not ok
        word = "passes" if passed else "caught"
        print(f"{'ok ' if ok else 'BAD'} {name}: {word} in {time.monotonic() - start:.0f} s  {said}", flush=True)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
