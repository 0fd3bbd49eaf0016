"""The full-text index over notes, themes, labels and frames: derived from rows, kept true in their transaction.

What it holds are the folded words of `search.py`, so that it answers exactly as the pure functions do; SQLite only
divides at spaces. Nothing a person types can become syntax of a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from cocreate.model import search
from cocreate.model.shelf import Shelf, marks
from cocreate.model.snapshot import ROWS, Row

TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5(words, row UNINDEXED, kind UNINDEXED, scope UNINDEXED, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
)
TEXTS = {"note": "text", "cluster": "title", "label": "text", "frame": "title"}  # kind to what is searched
_SHOWS = ("removed", "merged_into", *dict.fromkeys(TEXTS.values()))


class Hit(NamedTuple):
    """A row that answers a question, its text, and the places in it that do."""

    kind: str
    id: str
    scope: str
    text: str
    ranges: tuple[search.Range, ...]


def text_of(row: Row) -> str:
    """What is searched of a row; empty where nothing of it is shown."""
    if row.removed or row.kind not in TEXTS or getattr(row, "merged_into", None) is not None:
        return ""
    return str(getattr(row, TEXTS[row.kind]))


def differs(before: Row | None, after: Row) -> bool:
    """Whether the index must hear of this edit."""
    return after.kind in TEXTS and text_of(after) != ("" if before is None else text_of(before))


def is_watched(kind: str, field: str) -> bool:
    """Whether a change of this field may concern the index."""
    return kind in TEXTS and field in _SHOWS


class Index:
    """The index, seen through one open connection."""

    def __init__(self, db: Connection, shelf: Shelf) -> None:
        self._db, self._shelf = db, shelf

    def take(self, rows: Iterable[Row]) -> None:
        """Rows as they are now. In the order of the index, or it would write a part of its own for each."""
        entries = sorted(_entry(row) for row in rows if row.kind in TEXTS)
        gone = [(key,) for key, words, *_ in entries if not words]
        shown = [entry for entry in entries if entry[1]]
        if gone:
            self._db.exec_driver_sql("DELETE FROM search WHERE rowid = ?", gone)
        if shown:
            self._db.exec_driver_sql(
                "INSERT OR REPLACE INTO search (rowid, words, row, kind, scope) VALUES (?, ?, ?, ?, ?)", shown
            )

    def rebuild(self) -> None:
        """Make the index anew from the rows of the whole library."""
        self._db.exec_driver_sql("DROP TABLE IF EXISTS search")
        self._db.exec_driver_sql(TABLE)
        self.take(row for kind in TEXTS for row in self._shelf.everything(kind))

    def find(self, scope: str | None, question: str, limit: int, kinds: Sequence[str]) -> list[Hit]:
        """The best answers first, ties by id; without a scope those of all workshops that are not removed. An empty
        question has no answer."""
        asked = " ".join(f'"{part.strip()}" *' for part in search.phrases(question))
        wanted = [kind for kind in kinds if kind in TEXTS]
        if not asked or not wanted:
            return []
        where, scopes = ("= ?", (scope,)) if scope else ("IN (SELECT id FROM workshop WHERE removed = 0)", ())
        sql = (
            f"SELECT kind, scope, row FROM search WHERE search MATCH ? AND scope {where} "
            f"AND kind IN ({marks(len(wanted))}) ORDER BY rank, row LIMIT ?"
        )
        found = [
            (str(r[0]), str(r[1]), str(r[2])) for r in self._db.exec_driver_sql(sql, (asked, *scopes, *wanted, limit))
        ]
        texts = {
            (kind, row.id): text_of(row)
            for kind, home in {(kind, home) for kind, home, _ in found}
            for row in self._shelf.rows(ROWS[kind], home, [i for k, h, i in found if (k, h) == (kind, home)])
        }
        return [
            Hit(kind, i, home, text, search.ranges(text, question))
            for kind, home, i in found
            for text in (texts.get((kind, i), ""),)
        ]

    def faults(self) -> list[str]:
        """One line if the index is not what the rows say."""
        try:
            self._db.exec_driver_sql("INSERT INTO search (search) VALUES ('integrity-check')")
            held = {tuple(r) for r in self._db.exec_driver_sql("SELECT rowid, words, row, kind, scope FROM search")}
        except DBAPIError:
            return ["search index"]
        rows = (row for kind in TEXTS for row in self._shelf.everything(kind))
        return [] if held == {entry for entry in map(_entry, rows) if entry[1]} else ["search index"]


def _entry(row: Row) -> tuple[int, str, str, str, str]:
    """The row's place in the index is made from its id: it survives every rebuild of the file."""
    digest = blake2b(f"{row.kind}:{row.id}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1, search.folded(text_of(row)).strip(), row.id, row.kind, row.scope
