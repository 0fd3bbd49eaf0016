"""The decision record of a real round: complete after the reveal, and not a byte of it before, for every method."""

from __future__ import annotations

import pytest
from model.kit import W, code_of, wire
from model.test_methods_of_voting import PEOPLE, ROOMS, cast, draft, options, run, s  # noqa: F401 - a fixture

from cocreate.export.bundle import workshop_json
from cocreate.export.facts import Facts
from cocreate.export.markdown import report_md
from cocreate.export.pdf import build_pdf
from cocreate.export.record import record
from cocreate.export.tables import ideas_csv, results_csv
from cocreate.export.verdict import verdict
from cocreate.export.verify import inspect
from cocreate.model.commands import AddDissent, CloseRound, DecideRound, OpenRound, RevealRound
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.model.store import Store
from cocreate.voting import receipts
from cocreate.words import words

from .test_redact import all_text

CANARY = "Xantippe objects"


def held_to_the_end(store: Store, method: str) -> WorkshopSnapshot:
    values, ballots, _ = ROOMS[method]
    draft(store, method, **values)
    run(store, OpenRound)
    for who, ballot in zip(PEOPLE, ballots, strict=True):
        cast(store, who, **ballot)
    run(store, CloseRound)
    run(store, AddDissent, note_id="d1", text=CANARY)
    return store.snapshot(W)


def texts(snap: WorkshopSnapshot) -> list[str]:
    made = [make(snap, language) for make in (ideas_csv, results_csv, report_md) for language in ("en", "nl")]
    return [all_text(build_pdf(snap)), *(data.decode() for data in made), workshop_json(snap).decode()]


@pytest.mark.parametrize("method", ROOMS)
def test_before_the_reveal_no_byte_of_it_leaves_and_after_it_all_is_said(s: Store, method: str) -> None:  # noqa: F811
    snap = held_to_the_end(s, method)
    secret = [CANARY, "Which?", *options(s), *(str(value) for value in (snap.rounds[0].seed, snap.rounds[0].config))]
    leaves = [
        receipts.leaf("r", code_of(who), _keyed(options(s), ballot)).hex()
        for who, ballot in zip(PEOPLE, ROOMS[method][1], strict=True)
    ]
    segment = b"".join(repr(step).encode() for step in wire(s)).decode()
    for text in [*texts(snap), segment]:
        assert not [leaf for leaf in leaves if leaf in text]
    for text in texts(snap):
        assert not [word for word in secret if word in text]
    assert record(snap, snap.rounds[0], words("en")) == [], "not even where a caller forgot to redact"
    run(s, RevealRound)
    run(s, DecideRound, option_ids=tuple(options(s)[:1]), decider="M. Jansen", reason="it fits")
    snap = s.snapshot(W)
    said = dict(record(snap, snap.rounds[0], words("en")))
    assert "6 ballots given out = 6 cast + 0 unused + 0 spoiled." in said["Turnout"]
    assert said["Objections"] == [CANARY]
    assert said["Decided"] == ["M. Jansen decided: idea 0. Because: it fits"]
    assert f"6 ballots, root {snap.rounds[0].root}" in said["Audit"]
    for text in (all_text(build_pdf(snap)), report_md(snap).decode()):
        assert CANARY in text
        assert "M. Jansen decided" in text
        assert snap.rounds[0].root[:16] in text.replace("\n", "")
    assert {b.leaf for b in snap.revealed_ballots} == set(leaves)


def _keyed(names: list[str], ballot: dict[str, int]) -> dict[str, int]:
    def key(name: str) -> str:
        return ":".join(names[int(p[1:])] if p.startswith("o") else p for p in name.split("_"))

    return {key(name): value for name, value in ballot.items()}


def test_a_shortlist_says_its_voices_and_its_firmness(s: Store) -> None:  # noqa: F811
    held_to_the_end(s, "approval")
    run(s, RevealRound)
    snap = s.snapshot(W)
    said = dict(record(snap, snap.rounds[0], words("en")))
    assert said["Voices"][0].startswith("Most support (idea 3; idea 2): 4 of 6 have a choice in it.")
    assert said["Voices"][1].startswith("Fair shortlist (")
    assert any("redrawn rooms" in line for line in said["Firmness"])


SAID = {
    "dots": "8 points from 4 people",
    "quadratic": "24 points from 6 people",
    "approval": "4 people",
    "score": "60 points from 6 ballots",
    "ranking": "18 Borda points from 6 ballots",
    "budget": "6 people",
    "duels": "6 duels won from 6 ballots",
    "impact_effort": "impact 42 from 6 ballots",
    "fist": "6 of 6 go along",
    "consent": "6 of 6 go along",
    "gradients": "6 of 6 go along",
}


@pytest.mark.parametrize("method", ROOMS)
def test_every_page_says_a_result_in_the_words_of_its_method(s: Store, method: str) -> None:  # noqa: F811
    held_to_the_end(s, method)
    run(s, RevealRound)
    snap = s.snapshot(W)
    facts = Facts(snap, words("en"))
    best = facts.votes[0].standings[0]
    assert best.score == SAID[method]
    pages = inspect(build_pdf(snap)).pages
    assert best.figure in pages[0]
    assert sum(best.figure in page for page in pages) >= 2
    is_pointed = method in ("dots", "quadratic", "score")
    assert any("point" in page and "Borda" not in page for page in pages) == is_pointed
    assert ("What got the most votes" in pages[0]) == (method in ("dots", "quadratic", "approval", "budget"))
    assert f", {SAID[method]}\n" in report_md(snap).decode()


def test_a_vote_counts_as_cast_where_it_was_one(s: Store) -> None:  # noqa: F811
    held_to_the_end(s, "ranking")
    run(s, RevealRound)
    assert Facts(s.snapshot(W), words("en")).votes_cast == 6, "six ballots, whatever the places on them add up to"
    assert b",18,6," in results_csv(s.snapshot(W)), "Borda points, not twice as many"


def test_a_vote_in_which_all_object_is_shown_on_page_one(s: Store) -> None:  # noqa: F811
    draft(s, "consent")
    run(s, OpenRound)
    for who in PEOPLE:
        cast(s, who, o0=1)
    run(s, CloseRound)
    run(s, RevealRound)
    assert "0 of 6 go along" in inspect(build_pdf(s.snapshot(W))).pages[0]


def test_page_one_does_not_deny_a_vote_in_which_nothing_was_chosen(s: Store) -> None:  # noqa: F811
    draft(s, "approval")
    run(s, OpenRound)
    for who in PEOPLE:
        cast(s, who)
    run(s, CloseRound)
    run(s, RevealRound)
    pages = inspect(build_pdf(s.snapshot(W))).pages
    assert "A vote was held, and nothing was chosen in it." in pages[0]
    assert any("Nothing was chosen." in page for page in pages[1:])


def test_markdown_gives_each_line_of_an_entry_its_own_bullet(s: Store) -> None:  # noqa: F811
    held_to_the_end(s, "score")
    run(s, RevealRound)
    lines = report_md(s.snapshot(W)).decode().splitlines()
    at = lines.index("- **Audit**")
    assert [line.split()[:2] for line in lines[at + 1 : at + 4]] == [["-", "Settings"], ["-", "6"], ["-", "Lot"]]
    assert all(line.startswith("  - ") for line in lines[at + 1 : at + 4])


@pytest.mark.parametrize("method", ["fist", "consent", "gradients"])
def test_an_option_is_level_only_with_one_that_was_voted_on(s: Store, method: str) -> None:  # noqa: F811
    held_to_the_end(s, method)
    run(s, RevealRound)
    said = " ".join(inspect(build_pdf(s.snapshot(W))).pages)
    assert "Tied on rank" not in said
    assert "=2" not in said


def test_the_bars_show_the_cut_and_how_surely_each_stands_on_its_side(s: Store) -> None:  # noqa: F811
    held_to_the_end(s, "approval")
    run(s, RevealRound)
    report = inspect(build_pdf(s.snapshot(W)))
    page = report.pages[report.places["votes"] - 1]
    assert report.findings == []
    assert "The strong line is the cut after the first 2" in page
    assert "| firm, " in page
    assert "| coin-toss, " in page


@pytest.mark.parametrize("method", ["score", "impact_effort", "fist", "consent", "gradients"])
def test_a_scale_is_shown_step_by_step_never_as_a_lone_average(s: Store, method: str) -> None:  # noqa: F811
    held_to_the_end(s, method)
    run(s, RevealRound)
    snap = s.snapshot(W)
    report = inspect(build_pdf(snap))
    assert report.findings == []
    found = [x for line in verdict(snap, snap.rounds[0], words("en")).lines for x in line.spreads if x.quartiles]
    assert found
    for spread in found:
        high = spread.low + len(spread.counts) - 1
        said = f"{spread.low} to {high}: {', '.join(map(str, spread.counts))}"
        assert said in report.pages[report.places["votes"] - 1]
