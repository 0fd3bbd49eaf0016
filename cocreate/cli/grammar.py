"""An argparse that speaks the person's language: its usage line and what it finds wrong. Knows none of our commands."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from cocreate.cli.session import UsageError
from cocreate.errors import Phrase
from cocreate.words import Words

# What argparse says, and what we say instead. Its words differ between versions of Python: what is not found here gets
# the last sentence, so that a Dutch message never ends in English.
_FAULTS = (
    (r"the following arguments are required: (?P<names>.+)", Phrase("this is missing: {names}")),
    (r"unrecognized arguments: (?P<names>.+)", Phrase("this does not belong there: {names}")),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \(.*choose from (?P<names>.+)\)",
        Phrase("{name} cannot be {value}; choose from {names}"),
    ),
    (
        r"argument (?P<name>.+?): invalid int value: (?P<value>.+)",
        Phrase("{name} must be a whole number, not {value}"),
    ),
    (
        r"argument (?P<name>.+?): invalid _count value: (?P<value>.+)",
        Phrase("{name} must be a whole number from 1, not {value}"),
    ),
    (r"argument (?P<name>.+?): expected (?:one|at least one) argument", Phrase("{name} needs a value")),
    (r"argument (?P<name>.+?): ignored explicit argument .+", Phrase("{name} takes no value")),
)
_OTHER = Phrase("something in it is not as it should be")


class Grammar(argparse.ArgumentParser):
    """Options are written in full: an abbreviation could change its meaning with the next version.

    A mistake raises `UsageError` with a part of a sentence in the language of `t`.
    """

    def __init__(self, t: Words, **options: Any) -> None:
        options |= {"add_help": False, "allow_abbrev": False, "formatter_class": lambda prog: _Formatter(t, prog)}
        super().__init__(**options)
        self._t = t

    def error(self, message: str) -> NoReturn:
        for pattern, said in _FAULTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                raise UsageError(self._t(said, **found.groupdict()))
        raise UsageError(self._t(_OTHER))


class _Formatter(argparse.HelpFormatter):
    def __init__(self, t: Words, prog: str) -> None:
        super().__init__(prog)
        self._t = t

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._t("usage") + ": " if prefix is None else prefix)
