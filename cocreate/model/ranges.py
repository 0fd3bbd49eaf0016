"""Sets of step numbers per replica, kept as ranges: {"replica": [(1, 40), (43, 43)]}. Pure."""

from __future__ import annotations

from collections.abc import Iterable

Spans = list[tuple[int, int]]
Ranges = dict[str, Spans]


def of(pairs: Iterable[tuple[str, int]]) -> Ranges:
    out: Ranges = {}
    for replica, n in sorted(set(pairs)):
        spans = out.setdefault(replica, [])
        if spans and spans[-1][1] == n - 1:
            spans[-1] = (spans[-1][0], n)
        else:
            spans.append((n, n))
    return out


def union(*many: Ranges) -> Ranges:
    out: Ranges = {}
    for replica in {r for one in many for r in one}:
        spans: Spans = []
        for a, b in sorted(s for one in many for s in one.get(replica, [])):
            if spans and a <= spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], max(spans[-1][1], b))
            else:
                spans.append((a, b))
        out[replica] = spans
    return out


def minus(left: Ranges, right: Ranges) -> Ranges:
    out: Ranges = {}
    for replica, spans in left.items():
        rest: Spans = []
        for a, b in spans:
            for c, d in sorted(right.get(replica, [])):
                if d < a or c > b:
                    continue
                if c > a:
                    rest.append((a, c - 1))
                a = d + 1
            if a <= b:
                rest.append((a, b))
        if rest:
            out[replica] = rest
    return out


def both(left: Ranges, right: Ranges) -> Ranges:
    return minus(left, minus(left, right))


def only(all_: Ranges, replicas: Iterable[str]) -> Ranges:
    return {r: all_[r] for r in replicas if r in all_}


def count(all_: Ranges) -> int:
    return sum(b - a + 1 for spans in all_.values() for a, b in spans)
