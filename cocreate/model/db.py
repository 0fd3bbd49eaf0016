"""The SQLite file itself: pragmas, transactions, the schema's version. Knows nothing of workshops."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from cocreate.model.trouble import told

APPLICATION_ID = 0x434F4352  # "COCR", so that `file` and other tools can name the format
SCHEMA = 3  # user_version: the number of the latest migration
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # WAL with NORMAL lost up to 7 acknowledged transactions in a power-loss model
    "foreign_keys=ON",
    "recursive_triggers=ON",  # or INSERT OR REPLACE slips past the delete triggers
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "busy_timeout=5000",
    "mmap_size=0",
)


def engine(path: Path | None) -> Engine:
    """An engine with one connection. Transactions begin IMMEDIATE: one writer, and no surprise at commit."""
    url = URL.create("sqlite", database=str(path) if path else ":memory:")
    made = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False, "isolation_level": None})

    @event.listens_for(made, "connect")
    def _connect(connection: Any, _: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made


def prepare(connection: Connection) -> None:
    """Make the tables of a new library. An existing one is left as it is; `library.py` has checked its version."""
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
        return
    from cocreate.model.index import TABLE
    from cocreate.model.records import Base

    Base.metadata.create_all(connection)
    connection.exec_driver_sql(TABLE)
    for statement in box_triggers():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def box_triggers() -> list[str]:
    """The DDL of the ballot box's triggers, one statement each."""
    text = files("cocreate.model").joinpath("box.sql").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("-- ")]
    return [part.strip() for part in "\n".join(lines).split("--;") if part.strip()]


class Transaction:
    """All or nothing. `on_fault` runs after a roll-back, to forget what was remembered meanwhile.

    What the disk or the file refuses comes out as a LibraryTrouble.
    """

    def __init__(self, connection: Connection, path: Path | None, on_fault: Callable[[], None]) -> None:
        self._connection, self._path, self._on_fault = connection, path, on_fault

    def __enter__(self) -> None:
        with told(self._path):
            self._transaction = self._connection.begin()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with told(self._path):
            try:
                if error is not None:
                    raise error
                self._transaction.commit()
            except BaseException:
                self._on_fault()
                self._transaction.rollback()
                # A COMMIT that failed is over for SQLAlchemy, but still open for SQLite: nothing could begin any more.
                self._connection.connection.rollback()
                raise
