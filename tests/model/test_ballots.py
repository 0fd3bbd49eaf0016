"""The ballot box: nobody can vote twice, too much or too late, not even with SQL; nothing leaks before reveal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from cocreate.errors import Refused
from cocreate.model import db
from cocreate.model.commands import (
    Actor,
    AddParticipants,
    AddVoters,
    CastBallot,
    CloseRound,
    CreateRound,
    EditNote,
    EditParticipant,
    EditRound,
    EnterBallots,
    NewParticipant,
    OpenRound,
    RemoveNotes,
    RemoveRound,
    RevealRound,
    VoidRound,
)
from cocreate.model.commands.base import Command
from cocreate.model.journal import Stepped, decode, encode
from cocreate.model.store import Store
from model.kit import ME, W, add, begin, code_of, put_text, store, tables, wire

PEOPLE = ("anna", "bram", "cato", "daan", "eva")


def prepare(s: Store) -> None:
    for k in range(3):
        add(s, f"n{k}", f"idea {k}")
    people = tuple(NewParticipant(p, p.title()) for p in PEOPLE)
    s.run(AddParticipants(scope=W, participants=(*people, NewParticipant("guest", "Gast", role="guest"))), ME)
    ids = ("n0", "n1", "n2")
    s.run(CreateRound(scope=W, round_id="r", title="Which first?", subject="note", subject_ids=ids), ME)


@pytest.fixture
def s() -> Iterator[Store]:
    made = store(workshop=True)
    prepare(made)
    yield made
    made.close()


def options(s: Store) -> list[str]:
    return [o.id for o in s.snapshot(W).options_of("r")]


def cast(s: Store, who: str, *points: int, code: str = "") -> Stepped:
    votes = tuple(zip(options(s), points, strict=False))
    return s.run(CastBallot(scope=W, round_id="r", participant_id=who, code=code or code_of(who), votes=votes), ME)


def run(s: Store, command: type[Command], **values: object) -> Stepped:
    return s.run(command(scope=W, round_id="r", **values), ME)  # type: ignore[call-arg]


def opened(s: Store) -> Store:
    run(s, OpenRound)
    return s


def state(s: Store) -> str:
    return s.snapshot(W).rounds[0].state


def test_a_whole_round(s: Store) -> None:
    opened(s)
    for who, points in zip(PEOPLE, ((2, 1), (2, 2, 1), (0, 2), (), (1,)), strict=True):
        cast(s, who, *points)
    assert s.snapshot(W).cast == {"r": 5}
    run(s, CloseRound)
    assert s.snapshot(W).results == ()
    run(s, RevealRound)
    shot = s.snapshot(W)
    assert (shot.rounds[0].eligible, shot.rounds[0].ballots) == (5, 5)
    assert [(r.points, r.supporters, r.rank) for r in shot.results_of("r")] == [(5, 3, 1), (5, 3, 1), (1, 1, 3)]
    assert sorted(len(b.votes) for b in shot.revealed_ballots) == [0, 1, 1, 2, 3]
    assert [b.leaf for b in shot.revealed_ballots] == sorted(b.leaf for b in shot.revealed_ballots)
    assert s.faults() == []


def test_below_five_ballots_no_list_is_published(s: Store) -> None:
    opened(s)
    for who in PEOPLE[:4]:
        cast(s, who, 1)
    run(s, CloseRound)
    run(s, RevealRound)
    assert s.snapshot(W).revealed_ballots == ()
    assert s.snapshot(W).results[0].points == 4


@pytest.mark.parametrize("points", [(3,), (2, 2, 2), (-1,)])
def test_a_ballot_over_the_rules_is_refused_and_can_be_cast_again(s: Store, points: tuple[int, ...]) -> None:
    opened(s)
    with pytest.raises(Refused):
        cast(s, "anna", *points)
    assert s.voters("r")["anna"] is False
    cast(s, "anna", 2)
    assert s.voters("r")["anna"] is True


def test_a_second_ballot_is_refused(s: Store) -> None:
    opened(s)
    cast(s, "anna", 1)
    with pytest.raises(Refused, match="voted already"):
        cast(s, "anna", 1, code=code_of("another"))
    assert s.snapshot(W).cast == {"r": 1}


def test_guests_and_strangers_have_no_ballot(s: Store) -> None:
    opened(s)
    assert set(s.voters("r")) == set(PEOPLE)
    for who in ("guest", "nobody"):
        with pytest.raises(Refused, match="no ballot"):
            cast(s, who, 1)


def test_the_absent_have_no_ballot_until_they_come(s: Store) -> None:
    s.run(EditParticipant(scope=W, participant_id="eva", is_present=False), ME)
    opened(s)
    assert "eva" not in s.voters("r")
    before = s.have(W)
    run(s, AddVoters, participant_ids=("eva", "anna"))
    cast(s, "eva", 1)
    assert s.have(W) == before, "who may vote is not journalled"


@pytest.mark.parametrize("after", [None, CloseRound, RevealRound, VoidRound])
def test_ballots_are_taken_only_while_the_vote_is_open(s: Store, after: type[Command] | None) -> None:
    if after is not None:
        opened(s)
        if after is VoidRound:
            run(s, VoidRound, reason="fire drill")
        else:
            run(s, CloseRound)
        if after is RevealRound:
            run(s, RevealRound)
    with pytest.raises(Refused):
        cast(s, "anna", 1)


def test_states_follow_each_other(s: Store) -> None:
    for wrong in (CloseRound, RevealRound):
        with pytest.raises(Refused):
            run(s, wrong)
    opened(s)
    for wrong in (OpenRound, RevealRound, RemoveRound):
        with pytest.raises(Refused):
            run(s, wrong)
    with pytest.raises(Refused):
        run(s, EditRound, budget=9)
    run(s, CloseRound)
    with pytest.raises(Refused):
        run(s, OpenRound)
    run(s, RevealRound)
    with pytest.raises(Refused):
        run(s, VoidRound, reason="regret")
    assert state(s) == "revealed"


def test_an_open_vote_cannot_be_undone(s: Store) -> None:
    opened(s)
    shot = s.snapshot(W)
    while s.undo(W, ME.id):
        pass
    assert s.snapshot(W).notes == (), "the ideas before it can be taken back"
    assert (s.snapshot(W).rounds, s.snapshot(W).options) == (shot.rounds, shot.options)
    while s.redo(W, ME.id):
        pass
    assert (s.snapshot(W).rounds, s.snapshot(W).options) == (shot.rounds, shot.options)
    assert s.faults() == []


def test_a_draft_can_be_taken_back_and_brought_back(s: Store) -> None:
    s.undo(W, ME.id)
    assert (s.snapshot(W).rounds, s.snapshot(W).options) == ((), ())
    s.redo(W, ME.id)
    opened(s)
    assert len(options(s)) == 3


def test_titles_are_those_of_the_opening(s: Store) -> None:
    put_text(s, "n0", "before")
    opened(s)
    s.run(EditNote(scope=W, note_id="n0", text="after"), ME)
    assert s.snapshot(W).options_of("r")[0].title == "before"


def test_an_option_removed_before_the_opening_is_not_voted_on(s: Store) -> None:
    s.run(RemoveNotes(scope=W, note_ids=("n2",)), ME)
    opened(s)
    assert len(options(s)) == 2


def test_an_empty_vote_does_not_open(s: Store) -> None:
    s.run(RemoveNotes(scope=W, note_ids=("n1", "n2")), ME)
    with pytest.raises(Refused, match="two options"):
        run(s, OpenRound)


def test_another_device_may_look_and_not_touch(s: Store) -> None:
    other = store()
    other.merge(W, wire(s))
    for command in (OpenRound, RemoveRound):
        with pytest.raises(Refused, match="another laptop"):
            run(other, command)
    opened(s)
    other.merge(W, wire(s))
    with pytest.raises(Refused, match="another laptop"):
        cast(other, "anna", 1)
    assert other.voters("r") == {}


def test_a_foreign_step_cannot_change_a_vote_that_is_held_here(s: Store) -> None:
    other = store()
    other.merge(W, wire(s))
    opened(s)
    other.run(RemoveNotes(scope=W, note_ids=("n0",)), ME)
    line = next(encode(step) for step in wire(other) if step.replica == other.replica)
    before = tables(s)
    for kind, row, field, old, new in (
        ("voting_round", "r", "state", "open", "closed"),
        ("voting_round", "r", "budget", 5, 99),
        ("round_option", options(s)[0], "title", "idea 0", "mine"),
        ("round_option", "fresh", "round_id", "r", "r"),
        ("round_result", "x", "points", 0, 5),
    ):
        changes = [[kind, row, field, old, new, "", line[0], ""]]
        if row in ("fresh", "x"):
            changes += [[kind, row, "removed", True, False, "", line[0], ""]]
            changes += [[kind, row, "round_id", "r", "r", "", line[0], ""]] if field != "round_id" else []
            changes.sort(key=lambda c: c[1:3])
        forged = decode([*line[:7], changes])
        assert forged is not None
        s.merge(W, [forged])
    assert tables(s) == before
    assert len(s.refused) == 5
    cast(s, "anna", 1)


# ---- secrecy ----------------------------------------------------------------------------------------


def test_before_the_reveal_no_vote_is_in_any_journal_step_or_snapshot(tmp_path: Path) -> None:
    heard: list[Stepped] = []
    s = Store(tmp_path / "a.db")
    begin(s)
    prepare(s)
    opened(s)
    s.listeners.append(heard.append)
    leaves = []
    for k, points in enumerate(((2, 1), (2, 2, 1), (0, 2), (), (1,))):
        cast(s, PEOPLE[k], *points, code=f"CANARY{k:010}")
    run(s, CloseRound)
    with s._db.begin():
        leaves = [r[0] for r in s._db.exec_driver_sql("SELECT leaf FROM ballot")]
        dump = str([list(r) for t in ("step", "change", "conflict", "setting", "quarantine")
                    for r in s._db.exec_driver_sql(f"SELECT * FROM {t}")])  # fmt: skip
    told = str([encode(x) for x in wire(s)]) + str(heard) + str(s.snapshot(W)) + dump
    assert "CANARY" not in told
    assert len(leaves) == 5
    assert not any(leaf.hex() in told or str(leaf) in told for leaf in leaves)
    assert not s.snapshot(W).results
    assert [dict(h.cast) for h in heard] == [{"r": k} for k in (1, 2, 3, 4, 5)] + [{"r": 5}]
    assert all(not h.stamp and not h.actor and not h.rows for h in heard[:5]), "a ballot has no moment and no person"
    s.close()
    assert b"CANARY" not in b"".join(p.read_bytes() for p in tmp_path.iterdir()), "codes are kept as hashes only"


def test_nothing_joins_a_ballot_to_a_person(s: Store) -> None:
    opened(s)
    cast(s, "anna", 1)
    with s._db.begin():
        asked = {t: s._db.exec_driver_sql(f"PRAGMA table_info({t})").all() for t in ("credential", "ballot", "vote")}
        sql = "SELECT sql FROM sqlite_master WHERE name IN ('ballot', 'vote')"
        tables_sql = [r[0] for r in s._db.exec_driver_sql(sql)]
    columns = {table: {r[1] for r in rows} for table, rows in asked.items()}
    assert columns["credential"] & (columns["ballot"] | columns["vote"]) == {"round_id"}
    assert all("WITHOUT ROWID" in sql for sql in tables_sql), "a rowid would tell the order of casting"


# ---- raw SQL: every trigger fires --------------------------------------------------------------------

FIRES: dict[str, tuple[str, str]] = {
    "round_frozen": ("open", "UPDATE voting_round SET budget = 50 WHERE id = 'r'"),
    "round_transition": ("open", "UPDATE voting_round SET state = 'revealed' WHERE id = 'r'"),
    "round_close": ("open", "UPDATE voting_round SET state = 'closed', eligible = 4, ballots = 1 WHERE id = 'r'"),
    "option_change": ("open", "UPDATE round_option SET title = 'mine' WHERE round_id = 'r'"),
    "option_new": (
        "open",
        'INSERT INTO round_option (id, scope, removed, round_id, subject_id, title, "order") '
        "SELECT 'new', scope, removed, round_id, subject_id, title, \"order\" FROM round_option LIMIT 1",
    ),
    "credential_new": ("closed", "INSERT INTO credential (round_id, participant_id, used) VALUES ('r', 'late', 0)"),
    "credential_use": ("open", "UPDATE credential SET used = 0 WHERE participant_id = 'anna'"),
    "credential_gone": ("open", "DELETE FROM credential WHERE participant_id = 'anna'"),
    "ballot_new": ("open", "INSERT INTO ballot VALUES ('r', x'00', 0, NULL)"),
    "ballot_change": ("open", "UPDATE ballot SET leaf = x'00'"),
    "ballot_gone": ("open", "DELETE FROM ballot WHERE code_hash NOT IN (SELECT code_hash FROM vote)"),
    "vote_new": ("open", "INSERT INTO vote SELECT round_id, code_hash, 'stuffed', 1 FROM ballot"),
    "vote_change": ("open", "UPDATE vote SET value = 2"),
    "vote_gone": ("open", "DELETE FROM vote"),
}
MORE = [
    ("open", "UPDATE voting_round SET state = 'draft' WHERE id = 'r'"),
    ("open", "UPDATE voting_round SET seed = 'chosen' WHERE id = 'r'"),
    ("open", "UPDATE voting_round SET state = 'closed', eligible = 5, ballots = 3 WHERE id = 'r'"),
    ("open", "INSERT INTO credential (round_id, participant_id, used) VALUES ('r', 'late', 1)"),
    ("open", "INSERT OR REPLACE INTO credential (round_id, participant_id, used) VALUES ('r', 'anna', 0)"),
    ("open", "INSERT OR REPLACE INTO vote SELECT round_id, code_hash, option_id, 2 FROM vote"),
    ("open", "UPDATE credential SET participant_id = 'zoe' WHERE participant_id = 'bram'"),
    ("closed", "UPDATE credential SET used = 1 WHERE participant_id = 'cato'"),
    ("closed", "INSERT INTO ballot VALUES ('r', x'00', 0, NULL)"),
    ("closed", "INSERT INTO vote SELECT round_id, code_hash, 'late', 1 FROM ballot"),
    ("closed", "DELETE FROM credential WHERE participant_id = 'cato'"),
]


def raw(s: Store, *statements: str) -> None:
    with s._undivided(W):
        for sql in statements:
            s._db.exec_driver_sql(sql)


@pytest.mark.parametrize(("at", "sql"), [*FIRES.values(), *MORE])
def test_raw_sql_is_refused(s: Store, at: str, sql: str) -> None:
    opened(s)
    cast(s, "anna", 1)
    cast(s, "bram")
    if at == "closed":
        run(s, CloseRound)
    with pytest.raises(IntegrityError):
        raw(s, sql)
    assert s.faults() == []


@pytest.mark.parametrize("name", FIRES)
def test_it_is_that_trigger_which_refuses(s: Store, name: str) -> None:
    opened(s)
    cast(s, "anna", 1)
    cast(s, "bram")
    at, sql = FIRES[name]
    if at == "closed":
        run(s, CloseRound)
    raw(s, f"DROP TRIGGER {name}", sql)


def test_every_trigger_is_tried() -> None:
    assert set(FIRES) == {re.match(r"CREATE TRIGGER (\w+)", t).group(1) for t in db.box_triggers()}  # type: ignore[union-attr]


@pytest.mark.parametrize("points", [(3,), (2, 2, 2)], ids=["over the cap", "over the budget"])
def test_the_box_keeps_cap_and_budget_without_the_command(s: Store, points: tuple[int, ...]) -> None:
    opened(s)
    with pytest.raises(IntegrityError), s._undivided(W):
        s._box.cast("r", "anna", code_of("anna"), dict(zip(options(s), points, strict=False)))
    assert s.voters("r")["anna"] is False


def test_an_unsealed_ballot_stops_the_close(s: Store) -> None:
    opened(s)
    use = "UPDATE credential SET used = 1 WHERE participant_id = 'anna'"
    raw(s, use, "INSERT INTO ballot VALUES ('r', x'00', 0, NULL)")
    with pytest.raises(IntegrityError, match="not sealed"):
        run(s, CloseRound)
    assert state(s) == "open"


def test_participants_may_cast_and_do_nothing_else(s: Store) -> None:
    phone = Actor("seat-1", "participant")
    with pytest.raises(Refused):
        s.run(OpenRound(scope=W, round_id="r"), phone)
    opened(s)
    votes = ((options(s)[0], 1),)
    s.run(CastBallot(scope=W, round_id="r", participant_id="anna", code=code_of("c"), votes=votes), phone)
    with pytest.raises(Refused):
        s.run(CloseRound(scope=W, round_id="r"), phone)


def test_paper_ballots_go_in_all_or_none_and_the_box_knows_who_changed_it(s: Store) -> None:
    names = options(opened(s))
    papers = [(who, code_of(who), ((names[0], 2),)) for who in PEOPLE[:3]]
    before = s.seats("r")
    for bad in (("daan", code_of("daan"), ((names[0], 9),)), ("anna", code_of("eva"), ()), ("nobody", "", ())):
        with pytest.raises(Refused):
            run(s, EnterBallots, ballots=(*papers, bad))
        assert s.seats("r") == before
    with s._db.begin():
        s._db.exec_driver_sql("DELETE FROM setting WHERE key = 'box/r'")
    run(s, EnterBallots, ballots=tuple(papers))
    assert {who: (seat.used, seat.channel) for who, seat in s.seats("r").items()} == {
        **dict.fromkeys(PEOPLE[:3], (True, "paper")), **dict.fromkeys(PEOPLE[3:], (False, "room")),
    }  # fmt: skip
    with s._db.begin():
        assert s._db.exec_driver_sql("SELECT count(*) FROM ballot").scalar() == 3
        assert s._box.touched(["r"]) == {"r": {s.replica}}
