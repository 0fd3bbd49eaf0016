"""Opinion groups: who votes alike, shown only where it is stable and large enough, and what all groups agree on.

A soft hint, never a result. The same on every machine and for every order of ballots: plain arithmetic of floats, sums
by `fsum`, a drawn sequence that Python promises. The list of what all agree on is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import fsum, sqrt
from random import Random
from statistics import median

from cocreate.voting.methods import COMFORTABLE, Rules

LEAST_VOTERS, LEAST_VOTES = 15, 7  # voters with so many votes each: below, groups are chance
STABLE, SMALLEST, FEWEST = Fraction(3, 4), Fraction(15, 100), 5  # the gate; `FEWEST` people: below, a group is a person
MOST_GROUPS, REDOS, KEPT, STARTS = 5, 12, 0.8, 8
LONGEST = 5  # options in the list of what all agree on
APART = Fraction(3, 10)  # a group stands apart on an option from this difference of shares on
STEPS, NEAR = 50, 1e-9  # of the search for the two main directions

Said = int | None  # 1 agree, 0 pass, -1 disagree; None: not seen
Matrix = Sequence[Sequence[Said]]
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Found:
    """`labels`: the group of each row, the largest group 0. `stability`: median adjusted Rand index when one option in
    five is left out, again and again. `is_clear`: whether stable and large enough to be shown."""

    labels: tuple[int, ...]
    stability: Fraction
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Camp:
    """A group of at least five. `likes`: options for which it is more than the others, most first."""

    people: int
    likes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """An option that more than half go along with in every group; `shares` by group, the largest group first."""

    option: str
    shares: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Opinions:
    """`camps` is empty where no groups are clear; `agreed` is then about the room as one. `voters`: who was counted."""

    voters: int
    camps: tuple[Camp, ...]
    agreed: tuple[Agreed, ...]


def opinions(ballots: Iterable[Mapping[str, int]], options: Sequence[str], rules: Rules, seed: str) -> Opinions | None:
    """Groups of a revealed round with the list of what all agree on; None where it cannot say: by approval, fist,
    consent and gradients only, from 15 voters with 7 votes each on."""
    least = COMFORTABLE.get(rules.method)
    if least is None and rules.method != "approval":
        return None
    names = sorted(options)
    rows: list[tuple[Said, ...]] = []
    for ballot in ballots:
        if least is None:
            row: tuple[Said, ...] = tuple(ballot.get(o, 0) for o in names) if ballot else ()
        else:
            row = tuple((1 if ballot[o] >= least else -1) if o in ballot else None for o in names)
        if sum(said is not None for said in row) >= LEAST_VOTES:
            rows.append(row)
    return _opinions(tuple(sorted(rows, key=_key)), tuple(names), int(seed or "0", 16))


@lru_cache(maxsize=32)
def _opinions(rows: tuple[tuple[Said, ...], ...], names: tuple[str, ...], seed: int) -> Opinions | None:
    if len(rows) < LEAST_VOTERS:
        return None
    found = find(rows, seed)
    labels = found.labels if found.is_clear else (0,) * len(rows)
    groups = [[row for row, label in zip(rows, labels, strict=True) if label == g] for g in range(max(labels) + 1)]
    camps = tuple(Camp(len(group), _likes(g, groups, names)) for g, group in enumerate(groups))
    return Opinions(len(rows), camps if found.is_clear else (), _agreed(groups, names))


def _share(rows: Matrix, at: int) -> Fraction | None:
    """Of those who said something about an option, how many go along."""
    said = [row[at] for row in rows if row[at] is not None]
    return Fraction(sum(value == 1 for value in said), len(said)) if said else None


def _likes(g: int, groups: Sequence[Matrix], names: Sequence[str]) -> tuple[str, ...]:
    others = [row for k, group in enumerate(groups) for row in group if k != g]
    apart = []
    for at, name in enumerate(names):
        mine, theirs = _share(groups[g], at), _share(others, at)
        if mine is not None and theirs is not None and mine - theirs >= APART and mine > Fraction(1, 2):
            apart.append((theirs - mine, name))
    return tuple(name for _, name in sorted(apart)[:LONGEST])


def _agreed(groups: Sequence[Matrix], names: Sequence[str]) -> tuple[Agreed, ...]:
    level, out = consensus(groups), []
    for at, name in enumerate(names):
        shares = [_share(group, at) for group in groups]
        if all(share is not None and share > Fraction(1, 2) for share in shares):
            out.append((-level[at], name, Agreed(name, tuple(s for s in shares if s is not None))))
    return tuple(one for _, _, one in sorted(out, key=lambda x: x[:2])[:LONGEST])


def consensus(groups: Sequence[Matrix]) -> list[Fraction]:
    """Per option the product over groups of the share that agrees, with half a vote of doubt each way (as pol.is)."""
    out = [Fraction(1)] * len(groups[0][0])
    for group in groups:
        for at, value in enumerate(out):
            seen = [row[at] for row in group if row[at] is not None]
            out[at] = value * Fraction(sum(said == 1 for said in seen) + 1, len(seen) + 2)
    return out


# ---- groups


def find(matrix: Matrix, seed: int = 0, k: int | None = None) -> Found:
    """Groups of at least two rows: column means where nothing was seen, two main directions, k-means with k by
    silhouette (or the `k` that is asked for)."""
    order = sorted(range(len(matrix)), key=lambda i: _key(matrix[i]))
    rows, draw = [matrix[i] for i in order], Random(seed)
    spots = project(rows)
    different = len(set(spots))
    sizes = [k] if k else range(2, min(MOST_GROUPS, different, len(rows) - 1) + 1)
    tries = [split(spots, size, draw) for size in sizes if size <= different]
    if not tries:
        return Found((0,) * len(matrix), Fraction(0), False)
    best = tries[0] if len(tries) == 1 else max(tries, key=lambda labels: silhouette(spots, labels))
    stable, count = _stability(rows, best, draw), Counter(best)
    smallest = min(count.values())
    is_clear = stable >= STABLE and smallest >= FEWEST and smallest >= SMALLEST * len(rows) and len(count) > 1
    new = {label: g for g, (label, _) in enumerate(sorted(count.items(), key=lambda x: (-x[1], x[0])))}
    labels = dict(zip(order, (new[label] for label in best), strict=True))
    return Found(tuple(labels[i] for i in range(len(matrix))), stable, is_clear)


def _key(row: Sequence[Said]) -> tuple[int, ...]:
    return tuple(2 if said is None else said for said in row)


def _stability(rows: Matrix, labels: Sequence[int], draw: Random) -> Fraction:
    wide, size, redo = len(rows[0]), len(set(labels)), []
    for _ in range(REDOS):
        keep = [at for at in range(wide) if draw.random() < KEPT]
        spots = project([[row[at] for at in keep] for row in rows]) if keep else []
        is_split = len(set(spots)) >= size
        redo.append(rand_index(split(spots, size, draw), labels) if is_split else Fraction(0))
    return median(redo)


def project(matrix: Matrix) -> list[Spot]:
    """Rows as points in the plane of the two main directions; who saw less is drawn out by what they did not see."""
    wide = len(matrix[0])
    seen = [[row[at] for row in matrix if row[at] is not None] for at in range(wide)]
    mean = [sum(said) / len(said) if said else 0.0 for said in seen]  # type: ignore[arg-type]
    rows = [[(at, said - mean[at]) for at, said in enumerate(row) if said is not None] for row in matrix]
    one, two = _directions(rows, wide)
    stretch = [sqrt(wide / max(len(row), 1)) for row in rows]
    return [(_along(row, one) * far, _along(row, two) * far) for row, far in zip(rows, stretch, strict=True)]


Row = Sequence[tuple[int, float]]  # (column, value) of what is not zero


def _along(row: Row, way: Sequence[float]) -> float:
    return fsum([value * way[at] for at, value in row])


def _directions(rows: Sequence[Row], wide: int) -> tuple[list[float], list[float]]:
    """The two right singular vectors with the largest values, by orthogonal iteration from a drawn start."""
    draw = Random(1)
    one, two = [[draw.random() - 0.5 for _ in range(wide)] for _ in "12"]
    for _ in range(STEPS):
        before = one, two
        one, two = _turned(rows, one), _turned(rows, two)
        one = _unit(one)
        shared = fsum([a * b for a, b in zip(one, two, strict=True)])
        two = _unit([b - shared * a for a, b in zip(one, two, strict=True)])
        if all(_apart(x, y) < NEAR for x, y in zip((one, two), before, strict=True)):
            break
    return one, two


def _turned(rows: Sequence[Row], way: Sequence[float]) -> list[float]:
    out = [0.0] * len(way)
    for row in rows:
        length = _along(row, way)
        for at, value in row:
            out[at] += length * value
    return out


def _apart(a: Sequence[float], b: Sequence[float]) -> float:
    return fsum([(x - y) ** 2 for x, y in zip(a, b, strict=True)])


def _unit(way: list[float]) -> list[float]:
    length = sqrt(fsum([x * x for x in way]))
    return [x / length for x in way] if length > 1e-12 else [0.0] * len(way)


def _far(a: Spot, b: Spot) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def split(spots: Sequence[Spot], size: int, draw: Random) -> list[int]:
    """k-means from several starts (k-means++), the tightest one."""
    best: tuple[float, list[int]] | None = None
    for _ in range(STARTS):
        centres, labels = _starts(spots, size, draw), [-1] * len(spots)
        for _ in range(100):
            after = [_nearest(spot, centres) for spot in spots]
            if after == labels:
                break
            labels, mine = after, [[s for s, at in zip(spots, after, strict=True) if at == c] for c in range(size)]
            centres = [_middle(those, centre) for those, centre in zip(mine, centres, strict=True)]
        cost = fsum([_far(s, centres[label]) for s, label in zip(spots, labels, strict=True)])
        if best is None or cost < best[0]:
            best = cost, labels
    assert best is not None
    return best[1]


def _nearest(spot: Spot, centres: Sequence[Spot]) -> int:
    away = [_far(spot, centre) for centre in centres]
    return away.index(min(away))


def _starts(spots: Sequence[Spot], size: int, draw: Random) -> list[Spot]:
    centres = [spots[int(draw.random() * len(spots))]]
    near = [_far(s, centres[0]) for s in spots]
    while len(centres) < size:
        left = draw.random() * fsum(near)
        at = next((i for i, d in enumerate(near) if (left := left - d) < 0), len(spots) - 1)
        centres.append(spots[at])
        near = [min(d, _far(s, spots[at])) for d, s in zip(near, spots, strict=True)]
    return centres


def _middle(spots: Sequence[Spot], otherwise: Spot) -> Spot:
    if not spots:
        return otherwise
    return fsum([s[0] for s in spots]) / len(spots), fsum([s[1] for s in spots]) / len(spots)


def silhouette(spots: Sequence[Spot], labels: Sequence[int]) -> float:
    """How much nearer each spot lies to its own group than to the next one, on average: -1 to 1 (Rousseeuw 1987)."""
    size = Counter(labels)
    if len(size) < 2:
        return -1.0
    found = []
    for a, mine in zip(spots, labels, strict=True):
        total = dict.fromkeys(size, 0.0)
        for b, label in zip(spots, labels, strict=True):
            total[label] += sqrt(_far(a, b))
        own = total[mine] / max(size[mine] - 1, 1)
        other = min(total[label] / size[label] for label in size if label != mine)
        found.append((other - own) / max(own, other, 1e-12) if size[mine] > 1 else 0.0)
    return fsum(found) / len(found)


def rand_index(a: Sequence[int], b: Sequence[int]) -> Fraction:
    """Adjusted Rand index of two groupings, exact: 1 the same, about 0 by chance (Hubert and Arabie 1985)."""

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    one, two = pairs(Counter(a).values()), pairs(Counter(b).values())
    both = pairs(Counter(zip(a, b, strict=True)).values())
    expected = Fraction(one * two, max(len(a) * (len(a) - 1) // 2, 1))
    most = Fraction(one + two, 2)
    return (both - expected) / (most - expected) if most != expected else Fraction(1)
