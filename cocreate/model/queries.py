"""What is asked of the library beyond single rows: snapshots, summaries, and its own memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from cocreate.errors import Refused
from cocreate.model.ballots import Box
from cocreate.model.edit import Edit
from cocreate.model.journal import Step, digest
from cocreate.model.ledger import Ledger
from cocreate.model.shelf import Shelf
from cocreate.model.snapshot import (
    ROWS,
    SECTIONS,
    Note,
    RevealedBallot,
    RoundOption,
    RoundResult,
    Row,
    VotingRound,
    Workshop,
    WorkshopSnapshot,
    reading_order,
)
from cocreate.model.trail import Placing, Trail

# Digest of a step that this library is proven to have written, to what it knew of each round's box: see `boxes`.
Vouched = Mapping[str, Mapping[str, frozenset[str]]]
NOBODY: frozenset[str] = frozenset()
IN_ROUNDS: dict[str, type[Row]] = {cls.kind: cls for cls in (RoundOption, RoundResult, RevealedBallot)}
ABOUT_VOTES = frozenset({"voting_round", *IN_ROUNDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopSummary:
    """One line of the list of workshops. `changed_at` is in ms since 1970; `vote_state` is that of the latest round."""

    id: str
    title: str
    question: str
    language: str
    changed_at: int
    notes: int
    clusters: int
    vote_state: str
    is_demo: bool


def snapshot(shelf: Shelf, ledger: Ledger, box: Box, scope: str) -> WorkshopSnapshot:
    """Everything of one workshop that is not removed. `Refused` if there is no such workshop."""
    found = [row for row in shelf.live("workshop", scope) if isinstance(row, Workshop)]
    if not found:
        raise Refused("This workshop is not in the library. Choose one from the list.")
    sections = {name: tuple(sorted(shelf.live(kind, scope), key=reading_order)) for kind, name in SECTIONS.items()}
    rounds = [r for r in sections["rounds"] if isinstance(r, VotingRound) and r.state in ("open", "closed")]
    cast = {r.id: box.counts(r.id)[1] for r in rounds}
    return WorkshopSnapshot(workshop=found[0], stamp=ledger.last_stamp(scope), cast=cast, **sections)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An idea of any workshop of the library."""

    scope: str
    title: str  # of its workshop
    note_id: str
    number: int
    text: str


def every_idea(db: Connection) -> list[Kept]:
    """All ideas of all workshops that are not removed; merged ones are left out."""
    sql = """
      SELECT n.scope, w.title, n.id, n.number, n.text FROM note n JOIN workshop w ON w.id = n.scope
      WHERE n.removed = 0 AND n.merged_into IS NULL AND w.removed = 0 ORDER BY n.scope, n.number, n.id
    """
    return [Kept(scope=r[0], title=r[1], note_id=r[2], number=r[3], text=r[4]) for r in db.exec_driver_sql(sql)]


def placed(db: Connection, scope: str, note_id: str) -> Placing | None:
    """The step that last put the note into its theme, or took it out; None while nobody did."""
    sql = """
      SELECT s.stamp, s.label, s.actor FROM change c JOIN step s ON s.stamp = c.stamp
      WHERE c.row = ? AND c.field = 'cluster_id' AND s.scope = ? ORDER BY c.stamp DESC LIMIT 1
    """
    row = db.exec_driver_sql(sql, (note_id, scope)).first()
    return Placing(label=row[1], actor=row[2], at=int(row[0][:13])) if row else None


def trail(db: Connection, shelf: Shelf, scope: str) -> Trail:
    # The origin of a value names the step that made it; it is empty again where the birth itself was undone.
    removed = """
      SELECT row, max(stamp), new, origin FROM change
      WHERE scope = ? AND kind = 'note' AND field = 'removed' GROUP BY row
    """
    gone = [str(r[0]) for r in db.exec_driver_sql(removed, (scope,)) if r[2] == "true" and r[3]]
    grouped = """
      SELECT c.row, max(c.stamp), s.label, s.actor FROM change c JOIN step s ON s.stamp = c.stamp
      WHERE c.scope = ? AND c.kind = 'note' AND c.field = 'cluster_id' GROUP BY c.row
    """
    notes = sorted((n for n in shelf.rows(Note, scope, gone) if n.removed), key=lambda n: (n.number, n.id))
    return Trail(
        tuple(notes),
        {str(r[0]): Placing(label=r[2], actor=r[3], at=int(r[1][:13])) for r in db.exec_driver_sql(grouped, (scope,))},
    )


def summaries(db: Connection) -> list[WorkshopSummary]:
    sql = """
      SELECT w.id, w.title, w.question, w.language, w.is_demo, w.created_at,
        (SELECT max(stamp) FROM step s WHERE s.scope = w.id) AS last,
        (SELECT count(*) FROM note n WHERE n.scope = w.id AND n.removed = 0) AS notes,
        (SELECT count(*) FROM cluster c WHERE c.scope = w.id AND c.removed = 0) AS clusters,
        (SELECT r.state FROM voting_round r WHERE r.scope = w.id AND r.removed = 0
          ORDER BY r."order" DESC, r.id LIMIT 1) AS state
      FROM workshop w WHERE w.removed = 0
    """
    out = [
        WorkshopSummary(
            id=r.id, title=r.title, question=r.question, language=r.language, is_demo=bool(r.is_demo),
            changed_at=int(r.last[:13]) if r.last else r.created_at, notes=r.notes, clusters=r.clusters,
            vote_state=r.state or "",
        )
        for r in db.exec_driver_sql(sql)
    ]  # fmt: skip
    return sorted(out, key=lambda w: (-w.changed_at, w.id))


def trespassers(shelf: Shelf, box: Box, scope: str, steps: Iterable[Step], vouched: Vouched) -> list[tuple[str, int]]:
    """(replica, n) of foreign steps that change a row of another workshop, or a vote whose box stands here."""
    steps = list(steps)
    by_kind: dict[str, set[str]] = {}
    for step in steps:
        for change in step.changes:
            if change.kind in ROWS:
                by_kind.setdefault(change.kind, set()).add(change.row)
    alien = {
        (kind, row)
        for kind, rows in by_kind.items()
        for row, held in shelf.scopes_of(kind, sorted(rows)).items()
        if held != scope
    }
    return [(s.replica, s.n) for s in steps if any((c.kind, c.row) in alien for c in s.changes)] + _stuffing(
        shelf, box, scope, steps, vouched
    )


def _stuffing(shelf: Shelf, box: Box, scope: str, steps: Iterable[Step], vouched: Vouched) -> list[tuple[str, int]]:
    """(replica, n) of foreign steps on a round whose box stands here, or on an option, result or ballot of it.

    Let through is what this very library wrote before it was restored, unless the box was changed here since.
    """
    rounds_of: dict[tuple[str, str], set[str]] = {}  # (kind, row) to the rounds it lies in, or would be put into
    for c in (c for step in steps for c in step.changes):
        if c.kind == "voting_round":
            rounds_of[c.kind, c.row] = {c.row}
        elif c.kind in IN_ROUNDS:
            rounds_of.setdefault((c.kind, c.row), set()).update([c.new] if c.field == "round_id" else [])
    for cls in IN_ROUNDS.values():
        for row in shelf.rows(cls, scope, sorted(i for kind, i in rounds_of if kind == cls.kind)):
            rounds_of[cls.kind, row.id].add(str(getattr(row, "round_id", "")))
    held = box.holds(set().union(*rounds_of.values()))
    alien = {cell for cell, rounds in rounds_of.items() if rounds & held}
    touched = box.touched(held)
    out = []
    for step in steps:
        if rounds := set().union(*(rounds_of[cell] & held for c in step.changes if (cell := (c.kind, c.row)) in alien)):
            knew = vouched.get(digest(step)) if vouched else None
            if knew is None or any(not touched[r] <= knew.get(r, NOBODY) for r in rounds):
                out.append((step.replica, step.n))
    return out


def boxes(db: Connection, box: Box, scope: str) -> dict[str, list[str]]:
    rows = db.exec_driver_sql("SELECT id FROM voting_round WHERE scope = ? ORDER BY id", (scope,))
    held = box.holds(str(r[0]) for r in rows.all())
    return {round_id: sorted(by) for round_id, by in sorted(box.touched(held).items())}


def is_fixed(edit: Edit, row: Row) -> bool:
    """Whether the row belongs to a vote that was opened: opening cannot be undone, so what it froze cannot either."""
    held = edit.get(VotingRound, row.round_id) if isinstance(row, RoundOption) else row
    return isinstance(held, VotingRound) and held.state != "draft"


# ---- what the library remembers about itself -------------------------------------------------------


def setting(db: Connection, key: str, value: str | None = None, *, replace: bool = False) -> str:
    """The stored value, or `value` stored now if there is none (or `replace`), or an empty text."""
    row = db.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (key,)).first()
    if value is None or (row is not None and not replace):
        return str(row[0]) if row else ""
    db.exec_driver_sql(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
    return value


def mine(db: Connection) -> list[str]:
    return [str(r[0]) for r in db.exec_driver_sql("SELECT replica FROM mine ORDER BY replica")]


def note_mine(db: Connection, replica: str) -> None:
    db.exec_driver_sql("INSERT OR IGNORE INTO mine (replica) VALUES (?)", (replica,))


def written(db: Connection, prefix: str) -> dict[str, str]:
    sql = "SELECT path, digest FROM written WHERE path >= ? AND path < ?"
    return {str(r[0]): str(r[1]) for r in db.exec_driver_sql(sql, (prefix, prefix + "\U0010ffff"))}


def note_written(db: Connection, path: str, digest: str) -> None:
    db.exec_driver_sql(
        "INSERT INTO written (path, digest) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET digest = excluded.digest",
        (path, digest),
    )


def quarantine(db: Connection, path: str, reason: str, now: int) -> None:
    db.exec_driver_sql(
        "INSERT OR IGNORE INTO quarantine (path, reason, first_seen) VALUES (?, ?, ?)", (path, reason, now)
    )
