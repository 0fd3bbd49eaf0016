"""One paper for each kind of ballot. A paper knows the rules of its round and nobody who fills it in."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.model.snapshot import RoundOption, VotingRound
from cocreate.ui.vote.papers.approval import ApprovalPaper
from cocreate.ui.vote.papers.base import Paper
from cocreate.ui.vote.papers.duel import DuelPaper
from cocreate.ui.vote.papers.points import PointsPaper
from cocreate.ui.vote.papers.rank import RankPaper
from cocreate.ui.vote.papers.scale import ScalePaper
from cocreate.ui.vote.papers.square import SquarePaper
from cocreate.voting.methods import METHODS

__all__ = ["Paper", "paper_for"]

_KINDS: dict[str, type[Paper]] = {
    "points": PointsPaper, "approval": ApprovalPaper, "scale": ScalePaper, "rank": RankPaper, "duel": DuelPaper,
}  # fmt: skip


def paper_for(held: VotingRound, options: Sequence[RoundOption]) -> Paper:
    """An empty ballot of this round, its options in the order given."""
    if held.method == "impact_effort":
        return SquarePaper(held, options)
    return _KINDS[METHODS[held.method].kind](held, options)
