"""Rounds by every method, from the draft to the decision, through the commands and the triggers behind them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError

from cocreate.errors import Refused
from cocreate.model.commands import (
    AddDissent,
    AddOutcome,
    AddParticipants,
    CastBallot,
    CloseRound,
    Command,
    CreateRound,
    DecideRound,
    EditRound,
    EditWorkshop,
    KeepApart,
    NewParticipant,
    OpenRound,
    RevealRound,
    SeatVoter,
    SpoilBallot,
)
from cocreate.model.journal import Stepped
from cocreate.model.snapshot import RoundResult, VotingRound
from cocreate.model.store import Store
from cocreate.themes import wish_for
from cocreate.voting import receipts
from model.kit import ME, W, add, code_of, store, wire

PEOPLE = ("anna", "bram", "cato", "daan", "eva", "finn")


@pytest.fixture
def s() -> Iterator[Store]:
    made = store(workshop=True)
    for k in range(4):
        add(made, f"n{k}", f"idea {k}")
    made.run(AddParticipants(scope=W, participants=tuple(NewParticipant(p, p.title()) for p in PEOPLE)), ME)
    yield made
    made.close()


def run(s: Store, command: type[Command], **values: object) -> Stepped:
    return s.run(command(scope=W, round_id="r", **values), ME)  # type: ignore[call-arg]


def draft(s: Store, method: str, **values: object) -> None:
    ids = ("n0", "n1", "n2", "n3")
    run(s, CreateRound, title="Which?", method=method, **{"subject": "note", "subject_ids": ids, **values})


def options(s: Store) -> list[str]:
    return [o.id for o in s.snapshot(W).options_of("r")]


def cast(s: Store, who: str, **votes: int) -> None:
    """Votes by place: `o0=2`, or `o0_c1=3` for a criterion, or `o0_o1=1` for a duel."""
    names = options(s)

    def key(name: str) -> str:
        return ":".join(names[int(p[1:])] if p.startswith("o") else p for p in name.split("_"))

    pairs = tuple((key(name), value) for name, value in votes.items())
    run(s, CastBallot, participant_id=who, code=code_of(who), votes=pairs)


def revealed(s: Store) -> tuple[VotingRound, list[RoundResult]]:
    run(s, CloseRound)
    run(s, RevealRound)
    shot = s.snapshot(W)
    assert s.faults() == []
    return shot.rounds[0], list(shot.results_of("r"))


ROOMS: dict[str, tuple[dict[str, object], list[dict[str, int]], list[int]]] = {
    "dots": ({"seats": 3}, [{"o0": 2, "o1": 2, "o3": 1}] * 4 + [{"o2": 1}] * 2, []),
    "quadratic": ({"budget": 20, "cap": 4}, [{"o1": 4, "o0": 2}] * 6, [1, 0]),
    "approval": ({"seats": 2}, [{"o3": 1, "o2": 1}] * 3 + [{"o3": 1}] + [{"o0": 1}] * 2, [3, 2, 0]),
    "score": ({"cap": 5, "criteria": (("Novelty", 2), ("Impact", 1))}, [{"o2_c1": 5, "o2_c2": 0}] * 6, [2]),
    "ranking": ({}, [{"o1": 1, "o0": 2, "o3": 3}] * 6, [1, 0, 3, 2]),
    "budget": ({"money": 10, "costs": (6, 6, 4, 2)}, [{"o0": 1, "o2": 1}] * 6, [2, 0]),
    "duels": ({}, [{"o3_o0": 1, "o0_o1": 1, "o1_o2": 1}] * 6, [3, 0, 1, 2]),
    "impact_effort": ({}, [{"o1_impact": 7, "o1_effort": 2, "o0_impact": 3, "o0_effort": 6}] * 6, [1, 0]),
    "fist": ({}, [{"o0": 5, "o1": 0}] * 6, [0]),
    "consent": ({}, [{"o2": 3, "o1": 1}] * 6, [2]),
    "gradients": ({}, [{"o2": 8, "o1": 2}] * 6, [2]),
}


@pytest.mark.parametrize("method", ROOMS)
def test_a_whole_round_by_every_method(s: Store, method: str) -> None:
    values, ballots, order = ROOMS[method]
    draft(s, method, **values)
    run(s, OpenRound)
    names = options(s)
    for who, ballot in zip(PEOPLE, ballots, strict=True):
        cast(s, who, **ballot)
    told, results = revealed(s)
    assert [r.option_id for r in results][: len(order)] == [names[k] for k in order]
    assert (told.eligible, told.ballots, told.abstained) == (6, 6, 0)
    assert len(s.snapshot(W).revealed_ballots) == len({tuple(b.items()) for b in ballots}) or told.ballots == 6
    assert len(told.config) == len(told.root) == 64
    other = store()
    other.merge(W, wire(s))
    assert [r.option_id for r in other.snapshot(W).results_of("r")] == [r.option_id for r in results]
    other.close()


def test_figures_of_firmness_come_with_points(s: Store) -> None:
    draft(s, "dots", seats=3)
    run(s, OpenRound)
    names = options(s)
    for who, ballot in zip(PEOPLE, ROOMS["dots"][1], strict=True):
        cast(s, who, **ballot)
    told, results = revealed(s)
    assert (told.cut, told.chose, told.plain_reach, told.fair_reach) == (3, 6, 4, 6)
    assert (told.margin, told.to_change) == (2, 3)
    by_option = {r.option_id: r for r in results}
    assert sum(r.firmness for r in results) in range(2990, 3011)
    assert {o for o in names if by_option[o].fair_place} == {names[0], names[1], names[2]}
    assert by_option[names[0]].paid == "1/4", "four supporters share one price"
    assert results[0].broken_by == "seed", "the first two are level in every declared key"


def test_scales_show_their_spread_from_five_ballots_on(s: Store) -> None:
    draft(s, "score", cap=3, criteria=(("Novelty", 1),))
    run(s, OpenRound)
    for k, who in enumerate(PEOPLE):
        cast(s, who, o0_c1=k % 4)
    _, results = revealed(s)
    spread = next(r.spread for r in results if r.supporters == 6)
    assert spread == (("c1:0", 2), ("c1:1", 2), ("c1:2", 1), ("c1:3", 1))


def test_an_outcome_can_be_voted_on(s: Store) -> None:
    for k in range(2):
        s.run(AddOutcome(scope=W, outcome_id=f"u{k}", text=f"We do {k}"), ME)
    draft(s, "consent", subject="outcome", subject_ids=("u0", "u1"))
    run(s, OpenRound)
    assert [o.title for o in s.snapshot(W).options_of("r")] == ["We do 0", "We do 1"]


@pytest.mark.parametrize(
    ("method", "values", "said"),
    [
        ("magic", {}, "not known"),
        ("dots", {"budget": 3, "cap": 4}, "dots"),
        ("budget", {"money": 0}, "money"),
        ("score", {"cap": 5, "criteria": (("A", 0),)}, "criteria"),
        ("dots", {"seats": -1}, "shortlist"),
    ],
)
def test_settings_that_do_not_fit_are_one_sentence(s: Store, method: str, values: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        draft(s, method, **values)


def test_what_needs_the_options_is_checked_when_it_opens(s: Store) -> None:
    draft(s, "dots", seats=4)
    with pytest.raises(Refused, match="shortlist"):
        run(s, OpenRound)
    run(s, EditRound, seats=3)
    run(s, OpenRound)


# ---- the box, without the commands


@pytest.mark.parametrize(
    ("method", "values", "votes"),
    [
        ("dots", {"most": 1}, {0: 1, 1: 1}),
        ("approval", {}, {0: 2}),
        ("quadratic", {"budget": 10, "cap": 3}, {0: 3, 1: 2}),
        ("fist", {}, {0: 6}),
        ("ranking", {}, {0: 5}),
        ("consent", {}, {0: 0}),
        ("dots", {}, {9: 1}),
    ],
)
def test_the_box_refuses_what_the_method_does_not_allow(
    s: Store, method: str, values: dict[str, object], votes: dict[int, int]
) -> None:
    draft(s, method, **values)
    run(s, OpenRound)
    names = [*options(s), *["stranger"] * 8]
    with pytest.raises(IntegrityError), s._undivided(W):
        s._box.cast("r", "anna", code_of("anna"), {names[k]: v for k, v in votes.items()})
    assert s.voters("r")["anna"] is False


def test_the_same_ballot_sent_twice_is_one_ballot(s: Store) -> None:
    draft(s, "approval")
    run(s, OpenRound)
    cast(s, "anna", o0=1)
    cast(s, "anna", o0=1)
    assert s.snapshot(W).cast == {"r": 1}
    with pytest.raises(Refused, match="voted already"):
        run(s, CastBallot, participant_id="anna", code=code_of("other"), votes=())


def test_a_code_that_is_none_is_refused(s: Store) -> None:
    draft(s, "approval")
    run(s, OpenRound)
    with pytest.raises(Refused, match="ballot code"):
        run(s, CastBallot, participant_id="anna", code="short", votes=())


# ---- paper and proxy


def test_paper_proxy_and_spoiled_ballots_add_up(s: Store) -> None:
    draft(s, "approval")
    run(s, OpenRound)
    run(s, SeatVoter, participant_id="anna", channel="paper")
    run(s, SeatVoter, participant_id="bram", channel="proxy", held_by="cato")
    run(s, SpoilBallot, participant_id="anna")
    cast(s, "bram", o0=1)
    cast(s, "cato", o1=1)
    run(s, CloseRound)
    held = s.snapshot(W).rounds[0]
    assert (held.eligible, held.ballots, held.spoiled) == (6, 2, 1)
    assert held.channels == (), "so few on paper would show who voted what"


def test_somebody_votes_for_two_others_at_most(s: Store) -> None:
    draft(s, "approval")
    run(s, OpenRound)
    for who in ("anna", "bram"):
        run(s, SeatVoter, participant_id=who, channel="proxy", held_by="eva")
    with pytest.raises(Refused, match="two others"):
        run(s, SeatVoter, participant_id="cato", channel="proxy", held_by="eva")
    with pytest.raises(Refused, match="two others"):
        run(s, SeatVoter, participant_id="eva", channel="proxy", held_by="eva")
    with pytest.raises(IntegrityError), s._undivided(W):
        s._box.reseat("r", "cato", "proxy", "eva")
    cast(s, "anna", o0=1)
    with pytest.raises(Refused, match="voted already"):
        run(s, SeatVoter, participant_id="anna", channel="room")


def test_only_paper_can_be_spoiled(s: Store) -> None:
    draft(s, "approval")
    run(s, OpenRound)
    with pytest.raises(Refused, match="paper"):
        run(s, SpoilBallot, participant_id="anna")


# ---- after the vote


def test_the_decider_decides_apart_from_the_tally(s: Store) -> None:
    draft(s, "approval")
    run(s, OpenRound)
    names = options(s)
    with pytest.raises(Refused, match="result first"):
        run(s, DecideRound, option_ids=(names[0],), decider="M. Jansen")
    cast(s, "anna", o0=1)
    _, before = revealed(s)
    run(s, DecideRound, option_ids=(names[3],), decider="M. Jansen", reason="The permit is there")
    run(s, DecideRound, option_ids=(names[2],), decider="M. Jansen")
    shot = s.snapshot(W)
    assert [(d.option_ids, d.decider) for d in shot.decisions] == [((names[2],), "M. Jansen")]
    assert list(shot.results_of("r")) == before
    with pytest.raises(Refused, match="options of this vote"):
        run(s, DecideRound, option_ids=("else",), decider="M. Jansen")


def test_objections_are_noted_without_a_name(s: Store) -> None:
    draft(s, "consent")
    run(s, OpenRound)
    names = options(s)
    with pytest.raises(Refused, match="closed"):
        run(s, AddDissent, note_id="d", text="Too dear", option_id=names[0])
    revealed(s)
    run(s, AddDissent, note_id="d", text="Too dear", option_id=names[0])
    run(s, AddDissent, note_id="e", text="I sign this", author_id="anna")
    assert [(d.text, d.option_id, d.author_id) for d in s.snapshot(W).dissent_notes] == [
        ("Too dear", names[0], None), ("I sign this", "", "anna"),
    ]  # fmt: skip


def test_a_code_finds_its_ballot_in_the_published_list(s: Store) -> None:
    draft(s, "approval")
    run(s, OpenRound)
    for k, who in enumerate(PEOPLE):
        cast(s, who, **{f"o{k % 3}": 1})
    told, _ = revealed(s)
    shown = s.snapshot(W).revealed_ballots
    mine = [b for b in shown if receipts.leaf("r", code_of("cato"), dict(b.votes)).hex() == b.leaf]
    assert len(mine) == 1
    assert dict(mine[0].votes) == {options(s)[2]: 1}
    assert receipts.root(bytes.fromhex(b.leaf) for b in shown).hex() == told.root


# ---- what a workshop leaves out of its themes


def test_words_and_pairs_that_people_took_out_reach_the_wish(s: Store) -> None:
    s.run(EditWorkshop(scope=W, ignored=("Sloterplas", "sloterplas ", "park")), ME)
    s.run(KeepApart(scope=W, pairs=(("n2", "n1"), ("n1", "n2"))), ME)
    wish = wish_for(s.snapshot(W))
    assert {w.casefold() for w in wish.ignore} == {"sloterplas", "park"}
    assert wish.apart == (("n1", "n2"),)
    s.undo(W, ME.id)
    assert wish_for(s.snapshot(W)).apart == ()
