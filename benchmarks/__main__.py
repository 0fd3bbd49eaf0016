"""`python -m benchmarks` lists the benchmarks; `python -m benchmarks NAME` prints one JSON, times in ms of CPU."""

from __future__ import annotations

import ast
import importlib
import json
import platform
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def names() -> dict[str, str]:
    """Name to the first line of its docstring, without running it."""
    files = sorted(file for file in HERE.glob("*.py") if not file.name.startswith("_"))
    said = {file.stem: ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "" for file in files}
    return {name: text.split("\n")[0] for name, text in said.items()}


def main() -> int:
    known = names()
    if len(sys.argv) != 2 or sys.argv[1] not in known:
        print("\n".join(f"{name:12} {text}" for name, text in known.items()))
        return 0 if len(sys.argv) == 1 else 2
    found = importlib.import_module(f"benchmarks.{sys.argv[1]}").run()
    machine = {"python": platform.python_version(), "system": platform.platform()}
    print(json.dumps({"benchmark": sys.argv[1], **machine, **found}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
