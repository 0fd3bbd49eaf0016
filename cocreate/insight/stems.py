"""Which words of a board are forms of one word: shower and showers, boom and bomen. Dutch and English endings only.

Not a stemmer: two words are joined only when the plain form stands on the same board, so nothing is ever cut to a
stump that nobody wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

SHORTEST = 3  # letters of the plain form
_VOWELS = "aeiou"
_SOFT = {"v": "f", "z": "s"}  # brieven, huizen


def families(counts: Mapping[str, int]) -> dict[str, str]:
    """Each word of the board to the commonest form of its family (ties by length, then spelling)."""
    root: dict[str, str] = {}
    for word in sorted(counts, key=lambda w: (len(w), w)):
        root[word] = next((root[p] for p in _plain_forms(word) if p in root), word)
    members: dict[str, list[str]] = {}
    for word, first in root.items():
        members.setdefault(first, []).append(word)
    best = {first: min(found, key=lambda w: (-counts[w], len(w), w)) for first, found in members.items()}
    return {word: best[first] for word, first in root.items()}


def same_stem(a: str, b: str) -> bool:
    """recycle/recycled, environment/environmentally, afval/afvalbak: much in common, little over.

    Coarser than a family: good enough to keep two phrases of one title from saying the same.
    """
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    over = max(len(a), len(b)) - common
    short, long = sorted((a, b), key=len)
    compound = len(short) >= 4 and len(long) - len(short) >= 3 and (long.startswith(short) or long.endswith(short))
    return compound or (common >= 4 and over <= 3) or (common >= 8 and over <= 5)


def _plain_forms(word: str) -> Iterator[str]:
    """What the plain form of a word could be, likeliest first."""
    for ending in ("'s", "’s", "s", "es", "e", "tjes", "tje", "jes", "je", "eren"):
        if word.endswith(ending) and len(word) - len(ending) >= (SHORTEST if "s" in ending else SHORTEST + 1):
            yield word[: -len(ending)]
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    for ending in ("ing", "en"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            yield from _bare(word[: -len(ending)])


def _bare(stem: str) -> Iterator[str]:
    """plan(nen), recycl(ing), bom(en), huiz(en): the spellings that a stem may have without its ending."""
    yield stem
    yield stem + "e"
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem[-2] in _VOWELS and stem[-3] not in _VOWELS:
        yield stem[:-1] + stem[-2] + stem[-1]
    if stem[-1] in _SOFT:
        hard = stem[:-1] + _SOFT[stem[-1]]
        yield hard
        yield hard[:-1] + hard[-2] + hard[-1]
