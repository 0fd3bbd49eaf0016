"""Records as frozen rows and back, with SQLAlchemy Core: the only place that knows how a value lies in SQLite."""

from __future__ import annotations

import json
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


@cache
def _odd(kind: str) -> tuple[tuple[int, Any], ...]:
    """Columns whose SQL value differs from the frozen one, with the reader of each."""
    out: list[tuple[int, Any]] = []
    for k, name in enumerate(columns(kind)):
        default = SHAPES[kind][name].default if name in SHAPES[kind] else ""
        if isinstance(default, bool):
            out.append((k, bool))
        elif isinstance(default, tuple):
            freeze = SHAPES[kind][name].freeze
            out.append((k, lambda text, freeze=freeze: freeze(json.loads(text))))
    return tuple(out)


def _frozen(kind: str, raw: Iterable[Any]) -> Iterator[Row]:
    cls, names, odd = ROWS[kind], columns(kind), _odd(kind)
    for values in raw:
        row = list(values)
        for k, read in odd:
            row[k] = read(row[k])
        yield cls(**dict(zip(names, row, strict=True)))


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
            out += _frozen(cls.kind, self._db.exec_driver_sql(sql, (*part, scope)))  # type: ignore[arg-type]
        return out

    def rows_where(self, cls: type[R], scope: str, field: str, value: object) -> list[R]:
        """Live rows of the scope with this value in this field."""
        if field not in field_names(cls.kind):
            raise KeyError(field)
        sql = f'{_select(cls.kind)} WHERE scope = ? AND removed = 0 AND "{field}" IS ?'
        return list(_frozen(cls.kind, self._db.exec_driver_sql(sql, (scope, sql_value(value)))))  # type: ignore[arg-type]

    def live(self, kind: str, scope: str) -> list[Row]:
        sql = f"{_select(kind)} WHERE scope = ? AND removed = 0"
        return list(_frozen(kind, self._db.exec_driver_sql(sql, (scope,))))

    def everything(self, kind: str) -> list[Row]:
        """All rows of a kind in the whole library, for the check."""
        return list(_frozen(kind, self._db.exec_driver_sql(_select(kind))))

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
