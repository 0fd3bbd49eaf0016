"""What goes wrong in a way that a person can act on. Everything else is a bug and may raise what it likes."""

from __future__ import annotations

from cocreate.words import words


class Trouble(Exception):
    """Something the user should read: one sentence that says what happened, and one that says what to do.

    The text is English and the key of its translation; `values` fill its braces.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text.format(**values) if values else text)
        self.text, self.values = text, values

    def say(self, language: str = "en") -> str:
        return words(language)(self.text, **self.values)

    def __reduce__(self) -> tuple[object, ...]:  # keyword values survive the process pool
        return _again, (type(self), self.text, self.values)


def _again(kind: type[Trouble], text: str, values: dict[str, object]) -> Trouble:
    return kind(text, **values)


class Refused(Trouble):
    """A command that must not run: wrong role, wrong moment, wrong value. Nothing was changed."""


class LibraryTrouble(Trouble):
    """The library cannot be opened: newer, in use, read-only or damaged. Nothing was changed."""

    is_damage = False


class LibraryDamage(LibraryTrouble):
    """The file itself is damaged; a backup may be put in its place."""

    is_damage = True


class FileTrouble(Trouble):
    """A file or folder that cannot be read or written. Nothing was lost."""
