"""Before the reveal no byte of any export holds a title, an option, a total or a ballot of the vote; without names no
name of an author."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from model import kit

from cocreate.export.bundle import workshop_json
from cocreate.export.catalogue import FORMATS, Material, make
from cocreate.export.markdown import report_md
from cocreate.export.options import ReportOptions
from cocreate.export.pdf import build_pdf
from cocreate.export.redact import released
from cocreate.export.tables import action_items_csv, ideas_csv, results_csv
from cocreate.export.verify import inspect
from cocreate.model.commands import AddParticipants, CastBallot, CreateRound, NewParticipant, OpenRound
from cocreate.model.snapshot import (
    DissentNote,
    RevealedBallot,
    RoundOption,
    RoundResult,
    RoundState,
    VotingRound,
    WorkshopSnapshot,
)  # fmt: skip
from cocreate.model.store import Store

from . import sample

CANARY, TOTAL = "Xantippe", 987_123


def with_secret(state: RoundState) -> WorkshopSnapshot:
    snapshot = sample.workshop(20)
    round_ = VotingRound(
        id="secret-round", scope="w", title=f"{CANARY} title", state=state, void_reason=f"{CANARY} reason"
    )
    option = RoundOption(
        id="secret-option", scope="w", round_id=round_.id, subject_id=snapshot.notes[0].id, title=f"{CANARY} option"
    )
    result = RoundResult(
        id="secret-result", scope="w", round_id=round_.id, option_id=option.id, rank=1, points=TOTAL, supporters=TOTAL
    )
    ballot = RevealedBallot(
        id="secret-ballot", scope="w", round_id=round_.id, leaf=CANARY, votes=(("secret-option", TOTAL),)
    )
    return replace(
        snapshot, rounds=(round_, *snapshot.rounds), options=(option, *snapshot.options),
        results=(result, *snapshot.results), revealed_ballots=(ballot,), cast={round_.id: TOTAL},
        outcomes=(replace(snapshot.outcomes[0], round_id=round_.id), *snapshot.outcomes[1:]),
    )  # fmt: skip


def all_text(data: bytes) -> str:
    """Page text, every string of the file, and all streams: metadata and attachments too."""
    out = inspect(data).pages
    with pikepdf.open(BytesIO(data)) as pdf:

        def walk(obj: Any, depth: int = 0) -> None:
            if isinstance(obj, pikepdf.Stream):
                held = obj.read_bytes()  # the metadata and the attached workshop are UTF-8
                out.extend((held.decode("latin-1"), held.decode("utf-8", "replace")))
            if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
                for key in obj.keys():  # noqa: SIM118  a stream is not its dictionary
                    child = obj[key]
                    if not getattr(child, "is_indirect", False) and depth < 12:
                        walk(child, depth + 1)
            elif isinstance(obj, pikepdf.Array):
                for child in obj:
                    if not getattr(child, "is_indirect", False) and depth < 12:
                        walk(child, depth + 1)
            elif isinstance(obj, (pikepdf.String, str)):
                out.append(str(obj))

        for obj in pdf.objects:
            walk(obj)
    return "\n".join(out)


@pytest.mark.parametrize("state", ["draft", "open", "closed", "void"])
def test_a_vote_that_is_not_revealed_leaves_no_trace(state: RoundState) -> None:
    snapshot = with_secret(state)
    files = [
        make(snapshot, language)
        for make in (ideas_csv, results_csv, action_items_csv, report_md)
        for language in ("en", "nl")
    ]
    said = [all_text(build_pdf(snapshot)), *(data.decode() for data in (*files, workshop_json(snapshot)))]
    for text in said:
        assert CANARY not in text
        assert "secret-" not in text
        assert str(TOTAL) not in text.replace(",", "").replace(".", "")


def test_after_the_reveal_it_is_there() -> None:
    snapshot = with_secret("revealed")
    said = all_text(build_pdf(snapshot))
    assert f"{CANARY} title" in said
    assert f"{CANARY} option" in said
    assert "987,123 points" in said
    assert CANARY in workshop_json(snapshot).decode()


def test_that_a_vote_is_under_way_is_said_without_its_subject() -> None:
    assert "1 vote is not revealed yet" in " ".join(inspect(build_pdf(with_secret("open"))).pages)
    alone = replace(with_secret("closed"), rounds=with_secret("closed").rounds[:1])
    assert "No vote was revealed yet." in inspect(build_pdf(alone)).pages[0]


NAMELESS = [ReportOptions(anonymous=True), ReportOptions("nl", "executive", anonymous=True),
            ReportOptions("nl", "participants")]  # fmt: skip


@pytest.mark.parametrize("options", NAMELESS, ids=lambda o: o.template)
def test_a_report_without_authors_has_their_names_in_no_byte(options: ReportOptions) -> None:
    snapshot = sample.workshop(24, authors=True, items=2)
    objection = DissentNote(id="d", scope="w", round_id="r", text="Too soon", author_id="p05")
    said = all_text(build_pdf(replace(snapshot, dissent_notes=(objection,)), options))
    lead, owner, *others = (p.name for p in snapshot.participants)
    assert {lead, owner} <= {name for name in (lead, owner) if name in said}
    assert [name for name in others if name in said] == []


def test_who_leads_or_owns_an_action_item_keeps_the_name_and_everybody_is_counted() -> None:
    snapshot = sample.workshop(4, authors=True, items=2)
    known = replace(snapshot.participants[7], person_id="somebody")
    shown = released(replace(snapshot, participants=(*snapshot.participants[:7], known)), anonymous=True)
    assert [p.name for p in shown.participants] == [sample.NAMES[0], sample.NAMES[1], *[""] * 6]
    assert [p.circle for p in shown.participants] == list(sample.CIRCLE_OF[:8])
    assert {p.person_id for p in shown.participants} == {None}
    assert released(shown, anonymous=True) == shown


def test_no_ballot_code_or_credential_of_an_open_vote_is_in_any_document() -> None:
    made = kit.store(workshop=True)
    try:
        secret = vote_in(made)
        shot = made.snapshot(kit.W)
    finally:
        made.close()
    assert len(secret) > 6
    for wanted in FORMATS.values():
        if wanted.write is None or not wanted.is_at_hand:
            continue
        data = make(wanted.key, Material(shot))
        said = all_text(data) if wanted.suffix == "pdf" else unpacked(data)
        assert [word for word in secret if word in said] == [], wanted.key


def vote_in(made: Store) -> set[str]:
    """An open vote with three ballots cast: everything that the box holds, as text."""
    ids = tuple(f"idea-{k}" for k in range(3))
    for one in ids:
        kit.add(made, one, f"Idea {one}")
    people = ("anna", "bram", "cato")
    made.run(AddParticipants(scope=kit.W, participants=tuple(NewParticipant(p, p.title()) for p in people)), kit.ME)
    made.run(CreateRound(scope=kit.W, round_id="sealed-round", title=CANARY, subject="note", subject_ids=ids), kit.ME)
    made.run(OpenRound(scope=kit.W, round_id="sealed-round"), kit.ME)
    votes = tuple((o.id, 1) for o in made.snapshot(kit.W).options_of("sealed-round"))[:2]
    for person in people:
        made.run(
            CastBallot(
                scope=kit.W, round_id="sealed-round", participant_id=person, code=kit.code_of(person), votes=votes
            ),
            kit.ME,
        )
    with made._db.begin():
        hashes = made._db.exec_driver_sql("SELECT code_hash FROM ballot UNION SELECT leaf FROM ballot").scalars().all()
    codes = {kit.code_of(person) for person in people}
    return {CANARY, "sealed-round", *codes, *(h.hex() for h in hashes), *(option for option, _ in votes)}


def unpacked(data: bytes) -> str:
    """The words of a text, or of everything in an archive."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(BytesIO(data)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def test_releasing_twice_changes_nothing_and_keeps_the_rest() -> None:
    once = released(with_secret("open"))
    assert released(once) == once
    assert once.notes == sample.workshop(20).notes
    assert once.outcomes[0].round_id is None
    assert released(sample.workshop(20)) == sample.workshop(20)
