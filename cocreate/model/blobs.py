"""Bytes of pictures, kept once by content beside the journal: a step names their digest, never holds them."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from cocreate.errors import Refused

MOST_BYTES = 20 * 1024 * 1024  # of one picture; the window scales pictures down far below this


class Blobs:
    """The table of bytes, seen through one open connection. Nothing is ever taken out: undo may need it."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def keep(self, data: bytes) -> str:
        """The SHA-256 of the bytes in hex, after they are kept. `Refused` above 20 MB."""
        if not data:
            raise Refused("This picture could not be read. Add it again.")
        if len(data) > MOST_BYTES:
            raise Refused("This picture is larger than 20 MB. Make it smaller first.")
        digest = hashlib.sha256(data).hexdigest()
        self._db.exec_driver_sql("INSERT OR IGNORE INTO blob (digest, data) VALUES (?, ?)", (digest, data))
        return digest

    def get(self, digest: str) -> bytes | None:
        """The bytes, or None where this library has not received them, or has them damaged."""
        row = self._db.exec_driver_sql("SELECT data FROM blob WHERE digest = ?", (digest,)).first()
        if row is None or hashlib.sha256(row[0]).hexdigest() != digest:
            return None
        return bytes(row[0])

    def named(self, scope: str) -> dict[str, int | None]:
        """Digest of every picture that a row of the scope names, removed or not, to its bytes' number, None if they
        are not here. Removed ones count: an undo on another laptop may bring them back.
        """
        sql = (
            "SELECT DISTINCT a.digest, length(b.data) FROM attachment a LEFT JOIN blob b ON b.digest = a.digest "
            "WHERE a.scope = ? ORDER BY a.digest"
        )
        return {str(row[0]): row[1] for row in self._db.exec_driver_sql(sql, (scope,))}

    def faults(self) -> list[str]:
        """One line for each blob whose bytes are not what its digest says."""
        rows = self._db.exec_driver_sql("SELECT digest, data FROM blob")
        return [f"blob {digest}" for digest, data in rows if hashlib.sha256(data).hexdigest() != digest]
