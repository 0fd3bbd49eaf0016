"""Finds every text for people in the sources: what a catalogue must hold, and keys that no test could find."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SPEAKERS = {"t", "tr"}  # t("…"), tr("…"), self.t("…"), and .plural("…", "…") of either
TROUBLES = {"Trouble", "Refused", "FileTrouble", "LibraryTrouble", "LibraryDamage", "Phrase"}


class Text(NamedTuple):
    text: str
    where: str


def texts(root: Path = ROOT / "cocreate") -> tuple[list[Text], list[str]]:
    """(texts for people, places where the key is not a literal)."""
    found: list[Text] = []
    faults: list[str] = []
    for file in sorted(root.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        name = file.relative_to(root.parent).as_posix()
        for node in ast.walk(tree):
            for key in _keys(node, "model/commands/" in name):
                where = f"{name}:{key.lineno}"
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    found.append(Text(key.value, where))
                elif isinstance(key, ast.IfExp):
                    faults.append(f"{where}: choose between two calls, not between two keys")
                elif not isinstance(key, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)):
                    faults.append(f"{where}: {ast.unparse(key)}")
    return found, faults


def _keys(node: ast.AST, in_commands: bool) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call) and node.args:
        name = _name(node.func)
        is_plural = isinstance(node.func, ast.Attribute) and node.func.attr == "plural"
        if is_plural:
            yield from node.args[:2]
        elif name in SPEAKERS or name in TROUBLES or _is_words_call(node.func):
            yield node.args[0]
    elif in_commands and isinstance(node, ast.Assign) and [_name(x) for x in node.targets] == ["label"]:
        yield node.value


def _is_words_call(func: ast.expr) -> bool:
    """words("nl")("…")"""
    return isinstance(func, ast.Call) and _name(func.func) == "words"


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
