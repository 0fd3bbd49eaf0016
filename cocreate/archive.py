"""Entries of a zip file, read one by one with a running count of bytes. Writes nothing: names are labels, not paths."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import Counter

from cocreate.errors import FileTrouble

MAX_ENTRIES = 5_000
MAX_UNPACKED = 32 * 1024 * 1024  # of all entries that are read
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
    KeyError, IndexError, OverflowError, MemoryError,
)  # fmt: skip


class Archive:
    """An opened zip file; every fault of it is a `FileTrouble`."""

    def __init__(self, data: bytes, name: str, most: int = MAX_UNPACKED) -> None:
        """`most` is the number of bytes that all entries which are read may unpack to."""
        self.name, self._left = name, most
        end = data.rfind(b"PK\x05\x06")  # the count stands here, before a bomb of names is parsed
        if end < 0 or len(data) < end + 12:
            raise self.damaged()
        if int.from_bytes(data[end + 10 : end + 12], "little") > MAX_ENTRIES:
            raise self._bomb()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            found = self._zip.namelist()
        except _FAULTS as error:
            raise self.damaged() from error
        if len(found) > MAX_ENTRIES:
            raise self._bomb()
        self.names = Counter(found)

    def read(self, entry: str, most: int = MAX_UNPACKED) -> bytes:
        """The bytes of one entry, at most so many; refused when it stands there twice, is encrypted, or is more."""
        if self.names[entry] != 1:
            raise self.damaged()
        try:
            with self._zip.open(entry) as file:
                data = file.read(min(self._left, most) + 1)
        except _FAULTS as error:
            raise self.damaged() from error
        if len(data) > min(self._left, most):
            raise self._bomb()
        self._left -= len(data)
        return data

    def damaged(self) -> FileTrouble:
        return FileTrouble("“{name}” is damaged. Save it again, or ask for a fresh copy.", name=self.name)

    def _bomb(self) -> FileTrouble:
        return FileTrouble("“{name}” unpacks to more than CoCreate reads. Save the ideas as CSV.", name=self.name)
