"""The pictures of README.md exist, are all used, stay small, and are the ones that docs/make_pictures.py draws."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
SHOWN = re.findall(r"!\[([^\]]+)\]\((docs/pictures/[\w-]+\.png)\)", (ROOT / "README.md").read_text("utf-8"))
DRAWN_ELSEWHERE = {"report.png"}  # the first page of the PDF


def drawn() -> set[str]:
    """The names that the script says it draws."""
    tree = ast.parse((ROOT / "docs" / "make_pictures.py").read_text("utf-8"))
    assigned = (n for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "PICTURES")
    return {f"{name}.png" for name in ast.literal_eval(next(assigned).value)}


def test_every_picture_of_the_readme_is_there_and_every_one_is_used() -> None:
    assert {ROOT / path for _, path in SHOWN} == set(FOLDER.iterdir())
    assert all(len(words) > 10 for words, _ in SHOWN), "a picture is also said in words"


def test_the_script_draws_all_of_them() -> None:
    assert drawn() | DRAWN_ELSEWHERE == {file.name for file in FOLDER.iterdir()}


def test_all_pictures_together_stay_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_200_000
