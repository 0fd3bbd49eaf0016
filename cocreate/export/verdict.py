"""What a revealed vote says, worked out once for reports and the window: order, firmness, coverage, spread, ties.

Reads a snapshot only; nothing of a round that is not revealed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from cocreate.export.ballot_words import criterion_names
from cocreate.export.wording import points
from cocreate.model.snapshot import Decision, DissentNote, RoundResult, VotingRound, WorkshopSnapshot
from cocreate.voting.methods import COMFORTABLE, METHODS
from cocreate.voting.scales import SPLIT_FROM, Quartiles, agreement, quartiles
from cocreate.voting.stability import band
from cocreate.words import Words

POINTED = ("dots", "quadratic", "score")  # methods whose figure is points
VOTED = ("dots", "quadratic", "approval", "budget")  # methods in which every point is a vote that somebody gave


@dataclass(frozen=True)
class Spread:
    """One scale of one option: voters per step, lowest first. `name` is that of the criterion."""

    name: str
    low: int
    counts: tuple[int, ...]
    agreement: Fraction | None
    quartiles: Quartiles | None

    @property
    def is_split(self) -> bool:
        return self.agreement is not None and self.agreement < 0 and sum(self.counts) >= SPLIT_FROM


@dataclass(frozen=True)
class Line:
    """One option with its result. `share`: length of its bar, 0 to 1."""

    title: str
    result: RoundResult
    share: float
    is_in: bool  # among the winners by totals
    spreads: tuple[Spread, ...] = ()

    @property
    def is_fair(self) -> bool:
        return self.result.fair_place > 0


@dataclass(frozen=True)
class Verdict:
    """A revealed round, its lines in the order of the result."""

    round: VotingRound
    lines: tuple[Line, ...]
    decision: Decision | None = None
    dissent: tuple[tuple[DissentNote, str], ...] = ()  # with the name of an author who signed
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def has_fair(self) -> bool:
        return self.round.fair_reach >= 0

    @property
    def plain(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_in)

    @property
    def fair(self) -> tuple[Line, ...]:
        return tuple(sorted((x for x in self.lines if x.is_fair), key=lambda x: x.result.fair_place))


def verdict(snap: WorkshopSnapshot, held: VotingRound, t: Words) -> Verdict:
    """The verdict of a revealed round; without lines for any other."""
    if held.state != "revealed":
        return Verdict(held, ())
    titles = {o.id: " ".join(o.title.split()) or t("Untitled") for o in snap.options_of(held.id)}
    costs = {o.id: o.cost for o in snap.options_of(held.id)}
    results = snap.results_of(held.id)
    most = max((r.points for r in results), default=0)
    taken = _taken(held, results, costs)
    lines = tuple(
        Line(
            titles.get(r.option_id, ""),
            r,
            r.points / most if most else 0.0,
            r.option_id in taken,
            _spreads(t, held, r),
        )
        for r in results
    )
    names = {p.id: p.name for p in snap.participants}
    return Verdict(
        held, lines, next((d for d in snap.decisions if d.round_id == held.id), None),
        tuple((d, names.get(d.author_id or "", "")) for d in snap.dissent_notes if d.round_id == held.id), titles,
    )  # fmt: skip


def _taken(held: VotingRound, results: tuple[RoundResult, ...], costs: dict[str, int]) -> set[str]:
    """Who is chosen by totals: the first `cut`, or with money whatever still fits, in order."""
    if not METHODS.get(held.method) or not METHODS[held.method].has_money:
        return {r.option_id for r in results[: held.cut]}
    left, out = held.money, set()
    for r in results:
        if r.points > 0 and costs.get(r.option_id, 0) <= left:
            left -= costs[r.option_id]
            out.add(r.option_id)
    return out


def _spreads(t: Words, held: VotingRound, result: RoundResult) -> tuple[Spread, ...]:
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for name, people in result.spread:
        criterion, _, step = name.rpartition(":")
        found[criterion][int(step)] = people
    names = criterion_names(t, held)
    return tuple(_spread(names.get(c, c), found[c]) for c in names if c in found)


def _spread(name: str, steps: dict[int, int]) -> Spread:
    counts = tuple(steps[k] for k in sorted(steps))
    values = [k for k in sorted(steps) for _ in range(steps[k])]
    return Spread(name, min(steps), counts, agreement(counts), quartiles(values))


# ---- in words


def figure(t: Words, held: VotingRound, line: RoundResult) -> str:
    """What an option got, as its method counts."""
    n = line.points
    if held.method in ("approval", "budget"):
        return t.plural("{n} person", "{n} people", n=n)
    if held.method == "ranking":
        return t("{n} Borda points", n=decimal(t, Fraction(n, 2)))
    if held.method == "duels":
        return t.plural("{n} duel won", "{n} duels won", n=n)
    if held.method in COMFORTABLE:
        return t("{n} of {all} go along", n=n, all=line.supporters)
    if held.method == "impact_effort":
        return t("impact {n}", n=n)
    return points(t, n)


def amount(t: Words, held: VotingRound, line: RoundResult) -> str:
    """The bare number of `figure`, for a narrow place: half of what is kept for a ranking, see `voting.counting`."""
    return decimal(t, Fraction(line.points, 2)) if held.method == "ranking" else str(line.points)


def backing(t: Words, held: VotingRound, line: RoundResult) -> str:
    """How many stand behind `figure`, for a column beside it. Empty where the figure says it already."""
    if held.method in ("dots", "quadratic"):
        return t.plural("{n} person", "{n} people", n=line.supporters)
    if held.method in VOTED or held.method in COMFORTABLE:
        return ""
    return t.plural("{n} ballot", "{n} ballots", n=line.supporters)


def score(t: Words, held: VotingRound, line: RoundResult) -> str:
    """`6 points from 4 people`, `12.5 Borda points from 6 ballots`, `4 of 6 go along`: for a running text."""
    said, behind = figure(t, held, line), backing(t, held, line)
    return t("{points} from {people}", points=said, people=behind) if behind else said


def supporters(t: Words, held: VotingRound, line: RoundResult) -> str:
    """People beside points: 10 points of one person are not 10 people. Empty where the figure is people already."""
    if held.method in ("dots", "quadratic"):
        return t.plural("from {n} person", "from {n} people", n=line.supporters)
    if held.method in ("ranking", "duels", "score", "impact_effort"):
        return t.plural("{n} ballot", "{n} ballots", n=line.supporters)
    return ""


def firmness(t: Words, line: RoundResult) -> str:
    """`firm, 98 %`: in how many redrawn rooms it is chosen. Empty where the method has no such figure."""
    if line.firmness < 0:
        return ""
    share = line.firmness / 1000
    found = band(max(share, 1 - share))  # an option that is out of nearly every room is firmly out
    names = {"firm": t("firm"), "likely": t("likely"), "coin-toss": t("coin-toss")}
    if share < 0.5:
        names |= {"firm": t("firmly out"), "likely": t("likely out")}
    return t("{band}, {share} %", band=names[found], share=round(100 * share))


def turnout(t: Words, held: VotingRound) -> str:
    said = [t("{done} of {every} voted", done=held.ballots, every=held.eligible)]
    if held.abstained:
        said.append(t.plural("{n} abstained", "{n} abstained", n=held.abstained))
    if held.spoiled:
        said.append(t.plural("{n} spoiled", "{n} spoiled", n=held.spoiled))
    return t("{list}.", list=", ".join(said))


def cut_words(t: Words, found: Verdict) -> list[str]:
    """How near the cut is: the margin, and the ballots whose absence would change who is chosen."""
    held, out = found.round, []
    if held.margin >= 0:
        n = held.margin
        points = t.plural("{n} point", "{n} points", n=n)
        if held.method in ("approval", "budget"):
            points = t.plural("{n} person", "{n} people", n=n)
        out.append(t("Margin at the cut: {points}.", points=points) if n else t("There is a tie at the cut."))
    if held.to_change > 0:
        out.append(
            t.plural(
                "If {n} ballot were missing, others could be chosen.",
                "If {n} ballots were missing, others could be chosen.", n=held.to_change,
            )
        )  # fmt: skip
    if held.concordance:
        out.append(t("Agreement on the order (W, 0 to 1): {w}.", w=decimal(t, Fraction(held.concordance))))
    return out


def coverage(t: Words, reach: int, chose: int) -> str:
    """`17 of 20 have a choice in it`."""
    return t("{n} of {all} have a choice in it", n=reach, all=chose)


def payment(t: Words, held: VotingRound, line: Line) -> str:
    """Why an option is in the fair shortlist, in one sentence."""
    result = line.result
    if not line.is_fair:
        return ""
    if not result.paid:
        return t("{title}: the best for those who had no choice in it yet.", title=line.title)
    if held.method == "budget":
        each = decimal(t, Fraction(result.paid))
        return t.plural(
            "{title}: {n} supporter pays {each} of it.", "{title}: {n} supporters pay {each} of it each.",
            n=result.supporters, title=line.title, each=each,
        )  # fmt: skip
    return t.plural(
        "{title}: {n} supporter carries it.", "{title}: {n} supporters carry it together.",
        n=result.supporters, title=line.title,
    )  # fmt: skip


def ties(t: Words, found: Verdict) -> list[str]:
    """One sentence for each two neighbours that were level, naming what put one before the other.

    Only as far as the cut, or the third place: below it the order decides nothing.
    """
    out = []
    for k, line in enumerate(found.lines[:-1][: found.round.cut or 3]):
        other = found.lines[k + 1]
        if line.result.rank == other.result.rank and line.result.broken_by and line.result.supporters:
            out.append(_broken(t, line.result.broken_by, line.title, other.title))
    return out


def _broken(t: Words, key: str, first: str, second: str) -> str:
    said = {
        "supporters": t("{first} before {second}: level, more supporters.", first=first, second=second),
        "one-person": t("{first} before {second}: level, fewer points from one person.", first=first, second=second),
        "cost": t("{first} before {second}: level, costs less.", first=first, second=second),
        "objections": t("{first} before {second}: level, fewer objections.", first=first, second=second),
        "effort": t("{first} before {second}: level, less effort.", first=first, second=second),
        "people": t("{first} before {second}: level, scored by more people.", first=first, second=second),
        "borda": t("{first} before {second}: level, more Borda points.", first=first, second=second),
        "duels": t("{first} before {second}: level, more duels won.", first=first, second=second),
    }
    lot = t("{first} before {second}: level in everything, by the lot of the round.", first=first, second=second)
    return said.get(key, lot)


def spread_words(t: Words, one: Spread) -> str:
    """Agreement and middle of a scale; says so when the room is split."""
    if one.agreement is None or one.quartiles is None:
        return ""
    middle = decimal(t, one.quartiles.middle)
    said = t("middle {middle}, agreement {a}", middle=middle, a=decimal(t, one.agreement))
    if one.is_split:
        said = t("{said}, split", said=said)
    return t("{name}: {said}", name=one.name, said=said) if one.name else said


def decided(t: Words, found: Verdict) -> str:
    """The decider's act, apart from the tally."""
    one = found.decision
    if one is None:
        return ""
    names = "; ".join(found.titles.get(o, "") for o in one.option_ids) or t("none of the options")
    said = t("{who} decided: {names}.", who=one.decider, names=names)
    return t("{said} Because: {reason}", said=said, reason=one.reason) if one.reason else said


def decimal(t: Words, value: Fraction) -> str:
    """Up to two decimals, without zeros at the end."""
    said = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return said.replace(".", ",") if t.language == "nl" else said
