"""The journal's tables: what is in force, which values lost unseen, and the steps themselves. Writes no records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cocreate.model.journal import Change, Step, digest
from cocreate.model.ranges import Ranges
from cocreate.model.schema import loud
from cocreate.model.shelf import CHUNK, chunks, marks

Cell = tuple[str, str]  # row, field


class Force(NamedTuple):
    """The change whose value a field has now, and the step that value came from."""

    stamp: str
    origin: str
    new: Any


END = "9"  # above every stamp
NOTHING = Force("", "", None)
Cells = dict[Cell, Force]
Lost = dict[str, set[Cell]]  # row -> (field, stamp) of values that lost unseen
_CHANGE = "kind, row, field, old, new, prior, origin, bases"


class Ledger:
    """The journal, seen through one open connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    # ---- reading

    def in_force(self, scope: str, rows: Sequence[str], until: str = END) -> Cells:
        """The latest change of every field of these rows, as it was after the step `until`."""
        out: Cells = {}
        for part in chunks(rows):
            sql = (
                "SELECT row, field, max(stamp), origin, new FROM change "
                f"WHERE row IN ({marks(len(part))}) AND scope = ? AND stamp <= ? GROUP BY row, field"
            )
            for row, field, stamp, origin, new in self._db.exec_driver_sql(sql, (*part, scope, until)).all():
                out[row, field] = Force(stamp, origin, _value(new))
        return out

    def touched(self, scope: str, after: str) -> dict[str, set[str]]:
        """Row to the fields of it that a step behind `after` set."""
        out: dict[str, set[str]] = {}
        sql = (
            "SELECT row, field FROM step JOIN change ON change.stamp = step.stamp "
            "WHERE step.scope = ? AND step.stamp > ?"
        )
        for row, field in self._db.exec_driver_sql(sql, (scope, after)).all():
            out.setdefault(row, set()).add(field)
        return out

    def values(self, scope: str, cells: Sequence[Cell], until: str) -> dict[Cell, Any]:
        """What these fields were after the step `until`; one that nothing had set is absent."""
        out: dict[Cell, Any] = {}
        for k in range(0, len(cells), CHUNK // 2):
            part = cells[k : k + CHUNK // 2]
            sql = (  # one look for each cell: a list of pairs after IN would read the whole journal
                f"WITH cell(row, field) AS (VALUES {_pairs(len(part))}) "
                "SELECT row, field, (SELECT new FROM change AS c WHERE c.row = cell.row AND c.field = cell.field "
                "AND c.stamp <= ? AND c.scope = ? ORDER BY c.stamp DESC LIMIT 1) FROM cell"
            )
            what = (*(name for cell in part for name in cell), until, scope)
            rows = self._db.exec_driver_sql(sql, what).all()
            out |= {(r[0], r[1]): _value(r[2]) for r in rows if r[2] is not None}
        return out

    def born(self, scope: str, rows: Sequence[str], until: str = END) -> dict[str, str]:
        """Row id to kind, of the rows whose creation is known, and was by the step `until`."""
        out: dict[str, str] = {}
        for part in chunks(rows):
            sql = (
                f"SELECT DISTINCT row, kind FROM change WHERE row IN ({marks(len(part))}) AND scope = ? "
                "AND field = 'removed' AND bases = '' AND stamp <= ?"
            )
            out |= {str(r[0]): str(r[1]) for r in self._db.exec_driver_sql(sql, (*part, scope, until))}
        return out

    def lost(self, scope: str, rows: Sequence[str] | None = None) -> Lost:
        """Values that lost unseen, of these rows or of the whole scope."""
        out: Lost = {}
        parts: Iterable[Sequence[str] | None] = [None] if rows is None else chunks(rows)
        for part in parts:
            extra = "" if part is None else f" AND row IN ({marks(len(part))})"
            sql = f"SELECT row, field, stamp FROM conflict WHERE scope = ?{extra}"
            for row, field, stamp in self._db.exec_driver_sql(sql, (scope, *(part or ()))):
                out.setdefault(row, set()).add((field, stamp))
        return out

    def change(self, row: str, field: str, stamp: str) -> Change:
        sql = f"SELECT {_CHANGE} FROM change WHERE row = ? AND field = ? AND stamp = ?"
        return _change(self._db.exec_driver_sql(sql, (row, field, stamp)).one())

    def changes(self, scope: str, after: str, until: str) -> dict[str, list[Change]]:
        """Stamp to changes, of every step behind `after` up to `until`."""
        out: dict[str, list[Change]] = {}
        sql = (
            f"SELECT change.stamp, {_CHANGE} FROM step JOIN change ON change.stamp = step.stamp "
            "WHERE step.scope = ? AND step.stamp > ? AND step.stamp <= ?"
        )
        for stamp, *rest in self._db.exec_driver_sql(sql, (scope, after, until)).all():
            out.setdefault(stamp, []).append(_change(rest))
        return out

    def step(self, stamp: str) -> Step:
        """One step with its changes."""
        return self._steps("stamp = ?", (stamp,))[0]

    def steps(self, scope: str, wanted: Ranges, limit: int) -> list[Step]:
        """At most `limit` of the steps in `wanted`, by replica and number."""
        out: list[Step] = []
        for replica, spans in sorted(wanted.items()):
            for first, last in spans:
                if len(out) < limit:
                    what = (scope, replica, first, min(last, first + limit - len(out) - 1))
                    out += self._steps("scope = ? AND replica = ? AND n BETWEEN ? AND ?", what)
        return out[:limit]

    def every_step(self) -> list[tuple[Step, str]]:
        """All steps with the digest that was stored beside them, for the check."""
        steps = self._steps("1", ())
        held = {str(r[0]): str(r[1]) for r in self._db.exec_driver_sql("SELECT stamp, digest FROM step")}
        return [(step, held[step.stamp]) for step in steps]

    def _steps(self, where: str, what: tuple[object, ...]) -> list[Step]:
        head = f"SELECT stamp, scope, replica, n, actor, label, undoes FROM step WHERE {where} ORDER BY replica, n"
        rows = self._db.exec_driver_sql(head, what).all()
        found: dict[str, list[Change]] = {str(r[0]): [] for r in rows}
        for part in chunks(list(found)):
            sql = f"SELECT stamp, {_CHANGE} FROM change WHERE stamp IN ({marks(len(part))})"
            for stamp, *rest in self._db.exec_driver_sql(sql, tuple(part)).all():
                found[stamp].append(_change(rest))
        out = []
        for stamp, scope, replica, n, actor, label, undoes in rows:
            changes = tuple(sorted(found[stamp], key=lambda c: (c.row, c.field)))
            out.append(Step(stamp, scope, replica, n, actor, label, undoes, changes))
        return out

    def have(self, scope: str) -> Ranges:
        """The numbers that are held, as ranges; SQLite finds the gaps."""
        sql = (
            "SELECT replica, min(n), max(n) FROM (SELECT replica, n, n - row_number() OVER "
            "(PARTITION BY replica ORDER BY n) AS run FROM step WHERE scope = ?) GROUP BY replica, run ORDER BY 1, 2"
        )
        out: Ranges = {}
        for replica, first, last in self._db.exec_driver_sql(sql, (scope,)):
            out.setdefault(replica, []).append((first, last))
        return out

    def held_numbers(self, scope: str, wanted: Ranges) -> dict[tuple[str, int], str]:
        """(replica, n) to stamp, of the numbers in `wanted` that are held."""
        out: dict[tuple[str, int], str] = {}
        for replica, spans in wanted.items():
            for first, last in spans:
                sql = "SELECT n, stamp FROM step WHERE scope = ? AND replica = ? AND n BETWEEN ? AND ?"
                for n, stamp in self._db.exec_driver_sql(sql, (scope, replica, first, last)):
                    out[replica, n] = stamp
        return out

    def kinds(self, scope: str, rows: Sequence[str]) -> dict[str, str]:
        """Row id to kind, of every row that the journal names, its creation known or not."""
        out: dict[str, str] = {}
        for part in chunks(rows):
            sql = f"SELECT row, max(kind) FROM change WHERE row IN ({marks(len(part))}) AND scope = ? GROUP BY row"
            out |= {str(r[0]): str(r[1]) for r in self._db.exec_driver_sql(sql, (*part, scope))}
        return out

    def held_stamps(self, stamps: Sequence[str]) -> set[str]:
        """Those of the stamps that a step of any scope has."""
        out: set[str] = set()
        for part in chunks(stamps):
            sql = f"SELECT stamp FROM step WHERE stamp IN ({marks(len(part))})"
            out |= {str(r[0]) for r in self._db.exec_driver_sql(sql, tuple(part))}
        return out

    def last_number(self, scope: str, replica: str) -> int:
        sql = "SELECT coalesce(max(n), 0) FROM step WHERE scope = ? AND replica = ?"
        return int(self._db.exec_driver_sql(sql, (scope, replica)).scalar_one())

    def last_stamp(self, scope: str = "") -> str:
        where, what = (" WHERE scope = ?", (scope,)) if scope else ("", ())
        return str(self._db.exec_driver_sql(f"SELECT coalesce(max(stamp), '') FROM step{where}", what).scalar_one())

    def line_of(self, scope: str, actor: str) -> list[tuple[str, str, str | None, str | None]]:
        """(stamp, label, undoes, joins) of every step of one actor, oldest first."""
        sql = "SELECT stamp, label, undoes, joins FROM step WHERE scope = ? AND actor = ? ORDER BY stamp"
        return [(r[0], r[1], r[2], r[3]) for r in self._db.exec_driver_sql(sql, (scope, actor))]

    # ---- writing

    def write(self, steps: Sequence[Step], joins: str | None = None) -> None:
        """Write steps; `joins` is the step before a single one that is undone together with it."""
        self._db.exec_driver_sql(
            "INSERT INTO step (stamp, scope, replica, n, actor, label, undoes, digest, touched, joins) "
            f"VALUES ({marks(10)})",
            [
                (s.stamp, s.scope, s.replica, s.n, s.actor, s.label, s.undoes, digest(s), _touched(s), joins)
                for s in steps
            ],
        )
        changes = [
            (c.row, c.field, s.stamp, s.scope, c.kind, old, new, c.prior, c.origin, c.bases)
            for s in steps
            for c in s.changes
            for new in (_json(c.new),)
            for old in (new if c.old is c.new else _json(c.old),)
        ]
        if changes:
            names = "row, field, stamp, scope, kind, old, new, prior, origin, bases"
            self._db.exec_driver_sql(f"INSERT INTO change ({names}) VALUES ({marks(10)})", changes)

    def weigh(self, scope: str, rows: Sequence[str]) -> None:
        """Work out from the journal which values of these rows lost unseen. Independent of arrival order."""
        before = self.lost(scope, rows)
        doubtful = self._written_twice(scope, rows) | before.keys()
        for row in sorted(doubtful):
            lost = self._losers(scope, row)
            if lost != before.get(row, set()):
                self._db.exec_driver_sql("DELETE FROM conflict WHERE row = ?", (row,))
                if lost:
                    self._db.exec_driver_sql(
                        "INSERT INTO conflict (row, field, stamp, scope) VALUES (?, ?, ?, ?)",
                        [(row, field, stamp, scope) for field, stamp in sorted(lost)],
                    )

    def _written_twice(self, scope: str, rows: Sequence[str]) -> set[str]:
        """A row whose steps number one was born and never touched again: it cannot have a conflict."""
        out: set[str] = set()
        for part in chunks(rows):
            sql = (
                f"SELECT row FROM change WHERE row IN ({marks(len(part))}) AND scope = ? "
                "GROUP BY row HAVING count(DISTINCT stamp) > 1"
            )
            out |= {str(r[0]) for r in self._db.exec_driver_sql(sql, (*part, scope))}
        return out

    def _losers(self, scope: str, row: str) -> set[Cell]:
        cells: dict[str, dict[str, Change]] = {}
        kind = ""
        sql = f"SELECT stamp, {_CHANGE} FROM change WHERE row = ? AND scope = ?"
        for stamp, *rest in self._db.exec_driver_sql(sql, (row, scope)):
            change = _change(rest)
            kind = change.kind
            cells.setdefault(change.field, {})[stamp] = change
        heard = loud(kind) & cells.keys()
        lost: set[Cell] = set()
        for field in heard:
            replaced = {b for c in cells[field].values() for b in c.bases.split()}
            lost |= {(field, s) for s in cells[field].keys() - replaced - {max(cells[field])}}
        if gone := cells.get("removed"):
            when = max(gone)
            if gone[when].new:  # removed here, edited there, neither knew
                for field in heard:
                    kept = max(cells[field])
                    knew = f"{field}@{kept}" in gone[when].bases.split()
                    was_known = f"removed@{when}" in cells[field][kept].bases.split()
                    if kept != when and not knew and not was_known:
                        lost.add(("removed", when))
        return lost


def _change(raw: Sequence[Any]) -> Change:
    kind, row, field, old, new, prior, origin, bases = raw
    value = _value(new)
    return Change(kind, row, field, value if old == new else _value(old), value, prior, origin, bases)


def _pairs(count: int) -> str:
    return ",".join(["(?,?)"] * count)


def _touched(step: Step) -> int:
    return len({c.row for c in step.changes})


_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes a new encoder for every value
_decode = json.JSONDecoder().decode
_WORDS = {"null": None, "true": True, "false": False}
_TEXTS = {value: text for text, value in _WORDS.items()}


def _json(value: Any) -> str:
    """JSON of a value. Most are texts, which need no encoder of their own."""
    if type(value) is str:
        return encode_basestring(value)
    if value is None or type(value) is bool:
        return _TEXTS[value]
    return repr(value) if type(value) is int else _encode(value)


def _value(text: str) -> Any:
    """The value of a JSON text that `_json` wrote; the frequent cases without a decoder."""
    if text[:1] == text[-1:] == '"' and "\\" not in text and len(text) > 1:
        return text[1:-1]
    return _WORDS[text] if text in _WORDS else _decode(text)
