"""Records as frozen rows and back, with SQLAlchemy Core: the only place that knows how a value lies in SQLite."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection

from cocreate.model.schema import SHAPES, plain
from cocreate.model.snapshot import ROWS, Row, field_names

R = TypeVar("R", bound=Row)
CHUNK = 500  # ids in one IN (…): far below SQLite's limit of variables


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for k in range(0, len(ids), CHUNK):
        yield ids[k : k + CHUNK]


def marks(count: int) -> str:
    return ",".join("?" * count)


@cache
def columns(kind: str) -> tuple[str, ...]:
    return ("id", "scope", *field_names(kind))


@cache
def _select(kind: str) -> str:
    names = ", ".join(f'"{c}"' for c in columns(kind))
    return f'SELECT {names} FROM "{kind}"'


def _flags(values: Sequence[Any]) -> Iterable[Any]:
    return map(bool, values)


@cache
def _odd(kind: str) -> tuple[tuple[int, Callable[[Sequence[Any]], Iterable[Any]]], ...]:
    """Columns whose SQL values differ from the frozen ones, with the reader of a whole column."""
    out: list[tuple[int, Callable[[Sequence[Any]], Iterable[Any]]]] = []
    for k, name in enumerate(columns(kind)):
        shape = SHAPES[kind].get(name)
        if shape is not None and isinstance(shape.default, bool):
            out.append((k, _flags))
        elif shape is not None and isinstance(shape.default, tuple):
            out.append((k, _tuples(shape.freeze)))
    return tuple(out)


def _tuples(freeze: Callable[[Any], Any]) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """One JSON text for a whole column: a decoder for each value took half of the time."""
    return lambda values: map(freeze, json.loads(f"[{','.join(values)}]"))


def _frozen(kind: str, raw: Sequence[Sequence[Any]]) -> list[Row]:
    """Rows as SQLite gave them. ValueError where a value is damaged.

    Column by column into the slots: calling 10,000 frozen dataclasses one by one took three times as long.
    """
    cls = ROWS[kind]
    rows = [object.__new__(cls) for _ in raw]
    held: list[Sequence[Any]] = list(zip(*raw, strict=True))
    for k, read in _odd(kind) if raw else ():
        held[k] = list(read(held[k]))
        if len(held[k]) != len(rows):
            raise ValueError(f"a value of {kind} is damaged")
    for name, values in zip(columns(kind), held, strict=bool(raw)):
        deque(map(getattr(cls, name).__set__, rows, values), maxlen=0)
    return rows


def sql_value(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return json.dumps(plain(value), ensure_ascii=False) if isinstance(value, tuple) else value


@cache
def _reader(kind: str) -> tuple[Callable[[Row], tuple[Any, ...]], tuple[int, ...]]:
    """All columns of a row at once, and the positions of those that SQLite cannot take as they are."""
    defaults = [SHAPES[kind][name].default if name in SHAPES[kind] else "" for name in columns(kind)]
    return attrgetter(*columns(kind)), tuple(k for k, value in enumerate(defaults) if isinstance(value, bool | tuple))


def _sql_row(kind: str, row: Row) -> tuple[Any, ...]:
    read, odd = _reader(kind)
    values = list(read(row))
    for k in odd:
        values[k] = sql_value(values[k])
    return tuple(values)


class Shelf:
    """Rows by kind, seen through one open connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def rows(self, cls: type[R], scope: str, ids: Sequence[str]) -> list[R]:
        """The rows with these ids in this scope, removed ones included; in no promised order."""
        out: list[R] = []
        for part in chunks(ids):
            sql = f"{_select(cls.kind)} WHERE id IN ({marks(len(part))}) AND scope = ?"
            out += _frozen(cls.kind, self._db.exec_driver_sql(sql, (*part, scope)).all())  # type: ignore[arg-type]
        return out

    def rows_where(self, cls: type[R], scope: str, field: str, value: object) -> list[R]:
        """Live rows of the scope with this value in this field."""
        if field not in field_names(cls.kind):
            raise KeyError(field)
        sql = f'{_select(cls.kind)} WHERE scope = ? AND removed = 0 AND "{field}" IS ?'
        return _frozen(cls.kind, self._db.exec_driver_sql(sql, (scope, sql_value(value))).all())  # type: ignore[return-value]

    def live(self, kind: str, scope: str) -> list[Row]:
        sql = f"{_select(kind)} WHERE scope = ? AND removed = 0"
        return _frozen(kind, self._db.exec_driver_sql(sql, (scope,)).all())

    def everything(self, kind: str) -> list[Row]:
        """All rows of a kind in the whole library, for the check."""
        return _frozen(kind, self._db.exec_driver_sql(_select(kind)).all())

    def scopes_of(self, kind: str, ids: Sequence[str]) -> dict[str, str]:
        """Row id to scope, of the rows that exist."""
        out: dict[str, str] = {}
        for part in chunks(ids):
            sql = f'SELECT id, scope FROM "{kind}" WHERE id IN ({marks(len(part))})'
            out |= {str(r[0]): str(r[1]) for r in self._db.exec_driver_sql(sql, tuple(part))}
        return out

    def highest_number(self, scope: str) -> int:
        sql = "SELECT coalesce(max(number), 0) FROM note WHERE scope = ?"
        return int(self._db.exec_driver_sql(sql, (scope,)).scalar_one())

    def last_order(self, cls: type[Row], scope: str) -> str:
        sql = f'SELECT coalesce(max("order"), \'\') FROM "{cls.kind}" WHERE scope = ?'
        return str(self._db.exec_driver_sql(sql, (scope,)).scalar_one())

    def holds_blob(self, digest: str) -> bool:
        return self._db.exec_driver_sql("SELECT 1 FROM blob WHERE digest = ?", (digest,)).first() is not None

    def write(self, rows: Iterable[Row]) -> None:
        """Insert or replace whole rows. A voting round comes last: its options freeze when it opens."""
        by_kind: dict[str, list[Row]] = {}
        for row in rows:
            by_kind.setdefault(row.kind, []).append(row)
        for kind in sorted(by_kind, key=lambda k: k == "voting_round"):
            self._db.exec_driver_sql(_upsert(kind), [_sql_row(kind, row) for row in by_kind[kind]])


@cache
def _upsert(kind: str) -> str:
    names = columns(kind)
    listed = ", ".join(f'"{n}"' for n in names)
    put = ", ".join(f'"{n}" = excluded."{n}"' for n in names if n not in ("id", "scope"))
    return f'INSERT INTO "{kind}" ({listed}) VALUES ({marks(len(names))}) ON CONFLICT (id) DO UPDATE SET {put}'
