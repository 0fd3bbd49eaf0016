"""How ways to vote are called and explained to a room, in English or Dutch; shared by reports and the window."""

from __future__ import annotations

from cocreate.model.snapshot import VotingRound
from cocreate.voting.methods import METHODS
from cocreate.words import Words


def method_name(t: Words, method: str) -> str:
    """The name of a way to vote; an unknown one, from a newer app, by its id."""
    names = {
        "dots": t("Dots"), "approval": t("Approval"), "score": t("Scores"), "ranking": t("Ranking"),
        "quadratic": t("Quadratic"), "budget": t("Shared budget"), "duels": t("Which of two"),
        "impact_effort": t("Impact and effort"), "fist": t("Fist to five"), "consent": t("Consent"),
        "gradients": t("Gradients of agreement"),
    }  # fmt: skip
    return names.get(method, method)


def explanation(t: Words, method: str) -> str:
    """Two sentences that a facilitator can read out."""
    said = {
        "dots": t("You have a few dots to divide. Put more than one on what matters more to you."),
        "approval": t("Choose all that you could live with, as many as you like. What most people chose comes first."),
        "score": t(
            "Score each option on each criterion. The scores are added up, and you also see how far people differ."
        ),
        "ranking": t(
            "Put the options in your order, the best on top; you may leave some out. The result is the order that wins"
            " most comparisons of two."
        ),
        "quadratic": t(
            "You have credits: one point costs 1, two cost 4, three cost 9. So you can say that something matters much"
            " to you, at a price."
        ),
        "budget": t(
            "Choose all that you would pay for; each option has its price. You then see what most people chose, beside"
            " what gives everybody an equal share of the money."
        ),
        "duels": t(
            "You see two options at a time and choose the better one. From all these choices follows one order: good to"
            " make a long list shorter."
        ),
        "impact_effort": t(
            "Place each option: how much it brings, and how much work it is. Everybody places in secret; then you see"
            " the middle and how far people differ."
        ),
        "fist": t(
            "Show from 0 (no way) to 5 (all in) how far you support an option. Whoever gives 0 to 2 is asked why."
        ),
        "consent": t(
            "Say for each option: no objection, a concern or an objection. An option stands when nobody objects."
        ),
        "gradients": t(
            "Choose one of eight steps from block to full support. You then see how the room is spread, never a lone"
            " average."
        ),
    }  # fmt: skip
    return said.get(method, "")


def step_names(t: Words, method: str) -> dict[int, str]:
    """What the steps of a scale are called; empty where the number says it."""
    if method == "consent":
        return {1: t("Objection"), 2: t("Concern"), 3: t("No objection")}
    if method == "fist":
        return {
            0: t("No way"), 1: t("Big doubts"), 2: t("Some doubts"), 3: t("I go along"), 4: t("Good"), 5: t("All in"),
        }  # fmt: skip
    if method == "gradients":
        return {
            1: t("Block"), 2: t("Serious disagreement"), 3: t("More discussion first"), 4: t("Stand aside"),
            5: t("Mixed feelings, I go along"), 6: t("Support with reservations"), 7: t("Agree with a small point"),
            8: t("Full support"),
        }  # fmt: skip
    return {}


def criterion_names(t: Words, held: VotingRound) -> dict[str, str]:
    """Criterion as ballots call it, to its name; one empty name where there is none."""
    if held.method == "impact_effort":
        return {"impact": t("Impact"), "effort": t("Effort")}
    return {f"c{k}": title for k, (title, _) in enumerate(held.criteria, 1)} or {"": ""}


def settings(t: Words, held: VotingRound) -> str:
    """How people voted, in one or two sentences."""
    said = [_ballot(t, held)]
    if held.most:
        said.append(t.plural("At most {n} option on a ballot.", "At most {n} options on a ballot.", n=held.most))
    if held.seats:
        said.append(t.plural("{n} place to fill.", "{n} places to fill.", n=held.seats))
    if held.criteria:
        parts = [t("{name} counts {weight}", name=name, weight=weight) for name, weight in held.criteria]
        said.append(t("{list}.", list=", ".join(parts)))
    return " ".join(said)


def _ballot(t: Words, held: VotingRound) -> str:
    name, method = method_name(t, held.method), METHODS.get(held.method)
    if method is None:
        return t("Method: {method}.", method=name)
    if held.method == "dots":
        return _dots(t, held)
    if held.method == "quadratic":
        return t("{method}: {n} credits each, a point costs its square.", method=name, n=held.budget)
    if held.method == "score":
        return t("{method} from 0 to {cap}.", method=name, cap=held.cap)
    if method.has_money:
        return t("{method}: {money} to spend.", method=name, money=held.money)
    return t("Method: {method}.", method=name)


def _dots(t: Words, held: VotingRound) -> str:
    each = t.plural("{n} dot each", "{n} dots each", n=held.budget)
    if held.cap >= held.budget:
        return t("{each}, to place freely.", each=each)
    if held.subject == "note":
        return t("{each}, at most {cap} on one idea.", each=each, cap=held.cap)
    if held.subject == "cluster":
        return t("{each}, at most {cap} on one theme.", each=each, cap=held.cap)
    return t("{each}, at most {cap} on one option.", each=each, cap=held.cap)
