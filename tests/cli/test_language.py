"""The command line speaks one language at a time: argparse's own English never shows in Dutch."""

from __future__ import annotations

import re

import pytest

from cocreate.cli import main
from cocreate.cli.grammar import Grammar
from cocreate.cli.session import UsageError
from cocreate.words import words

COMMANDS = ("demo", "new", "list", "import", "cluster", "check", "export", "sync", "tally", "verify", "vote")
ARGPARSE = re.compile(
    r"\b(usage|error|arguments?|required|choices?|choose|expected|unrecognized|invalid|positional|show this|options)\b",
    re.IGNORECASE,
)
MISTAKES = [
    [], ["nonsense"], ["new"], ["import", "--workshop", "x"], ["import", "x", "--workshop"],
    ["cluster", "x", "--grain", "9"], ["cluster", "x", "--grain", "q"], ["list", "extra"], ["list", "--nonsense"],
    ["export", "x"], ["export", "x", "--pdf"], ["list", "--json=3"], ["new", "A", "--quest", "B"], ["--library"],
    ["sync", "x"],
]  # fmt: skip


@pytest.mark.parametrize("args", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_dutch(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "nl", *args]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r"Deze opdracht is niet te begrijpen \(.+\)\. Kijk bij: cocreate --help\n", told.err)
    ours = re.sub(r"cocreate --help|'[^']*'|--\w+", "", told.err)
    assert ARGPARSE.findall(ours) == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_dutch(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "nl", *([command] if command else []), "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("gebruik: cocreate")
    ours = re.sub(r"--[\w-]+", "", told)
    assert ARGPARSE.findall(ours) == []
    main(["--lang", "en", *([command] if command else []), "--help"])
    english = {line for line in capsys.readouterr().out.splitlines() if re.search("[a-z]{2} [a-z]{2}", line)}
    assert not set(told.splitlines()) & english


def test_what_argparse_may_say_one_day_is_not_shown_in_english() -> None:
    with pytest.raises(UsageError, match="er klopt iets niet"):
        Grammar(words("nl")).error("a sentence of a later Python")


def test_a_system_in_dutch_is_answered_in_dutch(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert main(["new"]) == 2
    assert "dit ontbreekt: TITEL" in capsys.readouterr().err


def test_the_reason_of_the_system_is_dutch_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "A", "--library", "/dev/null/a/library.cocreate-db", "--lang", "nl"]) == 1
    assert "(een deel van het pad is geen map)" in capsys.readouterr().err
