"""Before the reveal no byte of any export holds a title, an option, a total or a ballot of the vote."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from cocreate.export.bundle import workshop_json
from cocreate.export.markdown import report_md
from cocreate.export.pdf import build_pdf
from cocreate.export.redact import released
from cocreate.export.tables import action_items_csv, ideas_csv, results_csv
from cocreate.model.snapshot import RevealedBallot, RoundOption, RoundResult, RoundState, VotingRound, WorkshopSnapshot

from . import sample
from .pdf_check import inspect

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
    """Page text, every string of the file and all streams that are not fonts."""
    out = inspect(data).pages
    with pikepdf.open(BytesIO(data)) as pdf:

        def walk(obj: Any, depth: int = 0) -> None:
            if isinstance(obj, pikepdf.Stream):
                out.append(obj.read_bytes().decode("latin-1"))
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


def test_releasing_twice_changes_nothing_and_keeps_the_rest() -> None:
    once = released(with_secret("open"))
    assert released(once) == once
    assert once.notes == sample.workshop(20).notes
    assert once.outcomes[0].round_id is None
    assert released(sample.workshop(20)) == sample.workshop(20)
