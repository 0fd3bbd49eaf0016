"""Bytes of pictures in the shared folder: one file each, named by its content. Believes no byte it has not hashed.

`blob/<first two digits>/<SHA-256>`. Whoever holds the bytes lays them down where they are missing, so a lost or
damaged file heals from any laptop. Files are replaced whole and never deleted.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cocreate.model.blobs import MOST_BYTES
from cocreate.model.store import Store
from cocreate.sync import place
from cocreate.sync.courier import Desk, Pulse, is_avoided

AREA = "blob"
DIGEST = re.compile(r"[0-9a-f]{64}")
A_ROUND = 64 << 20  # bytes read and written in one round; the rest waits for the next
PROVEN_A_ROUND = 4  # files that are read again in one round, to see damage at rest
Sign = tuple[int, int]  # size and mtime: they save re-reading a file that was wrong


@dataclass
class Album:
    """What one opening remembers: files seen whole, and files that did not hold what their name says."""

    proven: set[str] = field(default_factory=set)
    wrong: dict[str, Sign] = field(default_factory=dict)


@dataclass
class Passed:
    """One round. `lacking` counts pictures that have not come, `wrong` files that are damaged or something else."""

    sent: int = 0
    got: int = 0
    lacking: int = 0
    wrong: int = 0


class Pictures:
    """The pictures of one workshop in one shared folder. Raises OSError and Trouble as the folder does."""

    def __init__(self, share: Path, scope: str, ask: Desk, pulse: Pulse) -> None:
        self._share, self._scope, self._ask, self._pulse = share, scope, ask, pulse
        self._root = place.home_of(share) / scope / AREA

    def exchange(self, album: Album) -> Passed:
        """Take what came, then lay down what is missing there."""
        passed, self._left = Passed(), A_ROUND
        self._take(album, passed)
        self._give(album, passed)
        return passed

    def _take(self, album: Album, passed: Passed) -> None:
        for digest in self._ask(lambda store: store.missing_blobs(self._scope)):
            sign = self._sign(digest)
            if sign is not None and album.wrong.get(digest) != sign and self._left > 0:
                data = self._read(digest)
                if data is not None and _is_whole(digest, data):
                    self._ask(partial(Store.receive, scope=self._scope, data=data))
                    album.proven.add(digest)
                    passed.got += 1
                    continue
                if data is not None:  # what could not be read may be readable in the next round
                    album.wrong[digest] = sign
            passed.lacking += 1
            passed.wrong += sign is not None and album.wrong.get(digest) == sign

    def _give(self, album: Album, passed: Passed) -> None:
        again = PROVEN_A_ROUND
        for digest, size in self._ask(lambda store: store.blobs_of(self._scope)).items():
            sign = self._sign(digest)
            if sign is not None and sign[0] == size:
                if digest in album.proven or not again:
                    continue
                again -= 1
                found = self._read(digest)
                if found is None or _is_whole(digest, found):
                    if found is not None:
                        album.proven.add(digest)
                    continue  # what cannot be read now is not written over either: that would hang again
            if self._left > 0 and (data := self._ask(partial(Store.blob, digest=digest))):
                self._left -= len(data)
                self._pulse.beat()
                folder = place.directory(self._share, place.HOME, place.FORMAT, self._scope, AREA, digest[:2])
                place.put(folder, digest, data)
                self._pulse.beat()
                album.proven.add(digest)
                passed.sent += 1

    def _sign(self, digest: str) -> Sign | None:
        """Size and date of the file of this name; None if there is none, or no plain file in plain folders."""
        if not DIGEST.fullmatch(digest):
            return None
        path = self._root / digest[:2] / digest
        try:
            if not all(stat.S_ISDIR(os.lstat(folder).st_mode) for folder in (self._root, path.parent)):
                return None
            found = os.lstat(path)
        except OSError:
            return None
        return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None

    def _read(self, digest: str) -> bytes | None:
        """The bytes that stand there, or None when they cannot be read now: a disk that fails, a file that hung."""
        path = self._root / digest[:2] / digest
        if is_avoided(path):
            return None
        self._pulse.beat(path)
        try:
            data = place.read(path, MOST_BYTES)
        except OSError:
            return None
        finally:
            self._pulse.beat()
        self._left -= len(data)
        return data


def _is_whole(digest: str, data: bytes) -> bool:
    """Whether the bytes are what the name says."""
    return len(data) <= MOST_BYTES and hashlib.sha256(data).hexdigest() == digest
