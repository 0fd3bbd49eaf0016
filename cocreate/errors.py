"""What goes wrong in a way that a person can act on. Everything else is a bug and may raise what it likes."""

from __future__ import annotations

import errno

from cocreate.words import words


class Phrase(str):
    """A part of a sentence that is translated with it: `why=Phrase("the disk is full")`."""


class Trouble(Exception):
    """Something the user should read: one sentence that says what happened, and one that says what to do.

    The text is English and the key of its translation; `values` fill its braces.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text.format(**values) if values else text)
        self.text, self.values = text, values

    def say(self, language: str = "en") -> str:
        t = words(language)
        return t(self.text, **{k: t(v) if isinstance(v, Phrase) else v for k, v in self.values.items()})

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


class FolderSilent(FileTrouble):
    """The shared folder does not answer at all. Nothing was lost; trying again later is the remedy."""


class FolderChanged(FileTrouble):
    """The shared folder held this workshop before, and does not now. Nothing was written; somebody must say so."""


_REASONS = {
    errno.ENOSPC: Phrase("the disk is full"),
    errno.EDQUOT: Phrase("the disk is full"),
    errno.EFBIG: Phrase("the disk is full"),
    errno.EACCES: Phrase("access is not allowed"),
    errno.EPERM: Phrase("access is not allowed"),
    errno.EROFS: Phrase("the disk is read-only"),
    errno.ENOENT: Phrase("it is not there"),
    errno.ENXIO: Phrase("it is not there"),
    errno.EEXIST: Phrase("there is something else by that name"),
    errno.EISDIR: Phrase("it is a folder"),
    errno.ENOTDIR: Phrase("a part of the path is not a folder"),
    errno.ENAMETOOLONG: Phrase("the name is too long"),
    errno.ELOOP: Phrase("the link leads back to itself"),
    errno.EIO: Phrase("the disk does not answer"),
    errno.EBUSY: Phrase("it is in use"),
    errno.ETIMEDOUT: Phrase("the network does not answer"),
}


def reason(error: OSError) -> str:
    """Why the system refused, in a few words that `Trouble.say` translates; its own words for what is rare."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
