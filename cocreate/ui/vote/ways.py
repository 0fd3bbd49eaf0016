"""The ways to vote as the set-up offers them: three that are good to start with, and all the others behind a link."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cocreate.ui.i18n import tr

FEW, MANY = 3, 5  # seats of a fair shortlist, for a short and for a long list


@dataclass(frozen=True)
class Plan:
    """The settings of a vote that is being prepared, in the terms of `CreateRound`."""

    method: str = "dots"
    budget: int = 5
    cap: int = 2
    most: int = 0
    seats: int = 0
    money: int = 0
    criteria: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Preset:
    """A whole set-up with a name."""

    key: str
    title: str
    said: str
    icon: str
    plan: Plan


ICONS = {
    "dots": "circle-dot", "approval": "thumbs-up", "score": "award", "ranking": "list", "quadratic": "layers",
    "budget": "tag", "duels": "spline", "impact_effort": "target", "fist": "hand", "consent": "users",
    "gradients": "contrast",
}  # fmt: skip


def presets() -> tuple[Preset, ...]:
    """The three to start with, in the language of the moment."""
    criteria = ((tr("Novelty"), 1), (tr("Impact"), 1), (tr("Feasibility"), 1))
    return (
        Preset(
            "quick", tr("Quick dots"), tr("Five dots each. The fastest way to see where the energy is."), "circle-dot",
            Plan("dots", 5, 2),
        ),
        Preset(
            "fair", tr("Fair shortlist"),
            tr("Choose all you like. Finds a shortlist in which nearly everybody has a choice."),
            "thumbs-up", Plan("approval", seats=FEW),
        ),
        Preset(
            "criteria", tr("Score by criteria"),
            tr("Novelty, impact and feasibility apart, so that safe ideas do not win by default."),
            "award", Plan("score", cap=5, criteria=criteria),
        ),
    )  # fmt: skip


def plan_for(method: str) -> Plan:
    """Sensible settings to start from, for every method."""
    start = Plan(method)
    return {
        "score": replace(start, cap=5), "quadratic": replace(start, budget=25, cap=5),
        "budget": replace(start, money=1000),
    }.get(method, start)  # fmt: skip
