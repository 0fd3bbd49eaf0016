"""Gives clusters their titles and notes their shared terms, by counting phrases. Knows no numbers of the model.

c-TF-IDF over phrases of one to three words (Grootendorst, "BERTopic", 2022), judged by eye in Dutch and English.
Everything here is a suggestion: a title that a person typed is never replaced.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cocreate.insight.dull_words import EMPTY, STOP, TELLING
from cocreate.insight.stems import families, same_stem

TOP = 3  # phrases in a title
SUBJECT_SHARE = 0.2  # a word in more than a fifth of all notes names the workshop, not a cluster
SUBJECT_FROM = 20  # … on a board of at least this many notes
LONGER = 0.35  # bonus for a further word in a phrase
COVERS = 0.5  # a longer phrase in this share of the notes of its part takes the place of that part
CANDIDATES = 60  # phrases looked at for a title
ONE_LANGUAGE = 0.8  # share of the telling words from which a board counts as written in one language
TITLE_LENGTH = 60  # characters of a note that stands in for a title

_WORD = re.compile(r"[^\W\d_][\w'’-]*\w")
_BREAK = re.compile(r"[.!?;:,()\[\]{}\"“”„«»\n/|•·–—]+")
# Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana and Chinese characters.
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

Phrase = tuple[str, ...]  # lower case, each word by the commonest form of its family


@dataclass(frozen=True, slots=True)
class Theme:
    """What a cluster's notes have in common: how telling each phrase is, and how this cluster writes it."""

    scores: Mapping[Phrase, float]
    counts: Mapping[Phrase, int]
    best: Mapping[Phrase, str]  # the most telling phrases, best first, as the cluster writes them


class Namer:
    """The words of one board: which of them are dull, which are forms of one word, how the room writes them."""

    def __init__(self, texts: Sequence[str], ignore: Iterable[str] = (), locale: str = "en") -> None:
        drop = ignoring(ignore)
        self._clauses = {text: _clauses(drop.sub(" | ", text) if drop else text) for text in dict.fromkeys(texts)}
        words = {text: [w.lower() for c in found for w in c] for text, found in self._clauses.items()}
        counts = Counter(w for text in texts for w in set(words[text]))
        self._family = families(counts)
        share = Counter(f for text in texts for f in {self._family[w] for w in words[text]})
        subject = {f for f, n in share.items() if len(texts) >= SUBJECT_FROM and n > SUBJECT_SHARE * len(texts)}
        self._dull = _grammar(counts, locale) | {w for w, f in self._family.items() if f in subject}
        self._spelling = _spelling(self._clauses.values())
        self._found = {text: self._phrases(found) for text, found in self._clauses.items()}

    def themes(self, groups: Sequence[Sequence[str]]) -> list[Theme]:
        """For each group of texts, how much each of its phrases tells it from the other groups."""
        counts = [Counter(p for t in group for p in self._found[t]) for group in groups]
        total: Counter[Phrase] = Counter()
        for found in counts:
            total.update(found)
        average = total.total() / max(len(groups), 1)
        out = []
        for group, found in zip(groups, counts, strict=True):
            scores = {
                p: n / len(group) * math.log(1 + average / total[p]) * (1 + LONGER * (len(p) - 1))
                for p, n in found.items()
                if n >= 2 or len(group) <= 3
            }
            out.append(Theme(scores, found, self._written(group, self._best(scores, found))))
        return out

    def terms(self, theme: Theme) -> tuple[str, ...]:
        """The best phrases of a cluster as its notes write them, none repeating a word of another."""
        return tuple(theme.best.values())

    def candidates(self, theme: Theme) -> tuple[tuple[str, Phrase], ...]:
        """The same phrases, each as a title of its own: (title, phrase for `says`)."""
        return tuple((_capital(words), phrase) for phrase, words in theme.best.items())

    def says(self, text: str, phrase: Phrase) -> bool:
        """Whether a text holds the phrase, in whatever form its words are written."""
        return phrase in self._found[text]

    def shared(self, text: str, theme: Theme) -> tuple[str, ...]:
        """The terms by which a text belongs to its cluster, in its own words."""
        own = self._found[text]
        return tuple(own[p] for p in self._best({p: theme.scores[p] for p in own if p in theme.scores}, theme.counts))

    def _best(self, scores: Mapping[Phrase, float], counts: Mapping[Phrase, int]) -> list[Phrase]:
        picked: list[Phrase] = []
        for phrase in sorted(scores, key=lambda p: (-scores[p], p))[:CANDIDATES]:  # ties by spelling
            taken = [w for p in picked for w in p]
            for one in (_fuller(phrase, scores, counts), phrase):
                if not any(w == t or same_stem(w, t) for w in one for t in taken if w not in self._dull):
                    picked.append(one)
                    break
            if len(picked) == TOP:
                break
        return picked

    def _phrases(self, clauses: list[list[str]]) -> dict[Phrase, str]:
        """Runs of one to three words within a clause, neither first nor last word dull; and how they are written."""
        out: dict[Phrase, str] = {}
        for clause in clauses:
            low = [w.lower() for w in clause]
            tells = [len(w) > 2 and w not in self._dull for w in low]
            family, spelling = [self._family[w] for w in low], [self._spelling.get(w, w) for w in low]
            for i, word in enumerate(low):
                opens = tells[i] or (len(word) > 2 and _is_name(clause, i))
                for end in range(i + 1, min(i + 3, len(low)) + 1) if opens else ():
                    if tells[end - 1]:
                        out.setdefault(tuple(family[i:end]), " ".join(spelling[i:end]))
        return out

    def _written(self, group: Sequence[str], phrases: Sequence[Phrase]) -> dict[Phrase, str]:
        out = {}
        for p in phrases:
            seen = Counter(self._found[text][p] for text in group if p in self._found[text])
            out[p] = min(seen, key=lambda w: (-seen[w], len(w), w))
        return out


def _is_name(clause: Sequence[str], i: int) -> bool:
    """Whether an empty word begins a name: New Zealand, inside a sentence and both with a capital."""
    return 0 < i < len(clause) - 1 and clause[i][0].isupper() and clause[i + 1][0].isupper()


def title_of(terms: Sequence[str], typical: str, texts: Sequence[str]) -> str:
    """Terms in sentence case; the most typical note where there are none, or where words are not spaced."""
    title = shorten(typical, TITLE_LENGTH) if not terms or is_unspaced(texts) else " · ".join(terms)
    return _capital(title)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def is_unspaced(texts: Sequence[str]) -> bool:
    """Whether most letters belong to a script without spaces: its runs of letters are sentences, not words."""
    found = sum(len(_NO_SPACES.findall(t)) for t in texts)
    return found > 0 and 2 * found > sum(c.isalpha() for t in texts for c in t)


def shorten(text: str, length: int) -> str:
    """The text on one line, cut at a word where it is longer than `length`."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    cut = plain[: length - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > length // 2 else cut).rstrip(" ,;:.-–") + "…"


def ignoring(ignore: Iterable[str]) -> re.Pattern[str] | None:
    """Finds the words and phrases of an ignore list, also with a plural ending; None when the list is empty."""
    found = sorted({" ".join(w.split()) for w in ignore if w.strip()}, key=lambda w: (-len(w), w))
    if not found:
        return None
    either = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in found)
    return re.compile(rf"(?<!\w)(?:{either})(?:s|'s|’s|e|en)?(?!\w)", re.IGNORECASE)


def _fuller(phrase: Phrase, scores: Mapping[Phrase, float], counts: Mapping[Phrase, int]) -> Phrase:
    """`solar` becomes `solar panels` where most notes that say the one say the other."""
    longer = [p for p in scores if len(p) > len(phrase) and _holds(p, phrase) and counts[p] >= COVERS * counts[phrase]]
    return min(longer, key=lambda p: (-scores[p], p)) if longer else phrase


def _holds(phrase: Phrase, part: Phrase) -> bool:
    return any(phrase[i : i + len(part)] == part for i in range(len(phrase) - len(part) + 1))


def _clauses(text: str) -> list[list[str]]:
    """The words of each clause, as they are written. Composed letters: a pasted é may come in two parts."""
    plain = unicodedata.normalize("NFC", text)
    return [found for part in _BREAK.split(plain) if (found := _WORD.findall(part))]


def _grammar(counts: Mapping[str, int], locale: str) -> set[str]:
    """Stop words and empty words of the languages on this board: `door` is dull in Dutch, not in English."""
    seen = {code: sum(counts.get(w, 0) for w in words) for code, words in TELLING.items()}
    every = sum(seen.values())
    if every:
        codes = [code for code, n in seen.items() if n >= ONE_LANGUAGE * every] or list(STOP)
    else:
        codes = [locale] if locale in STOP else list(STOP)
    return {w for code in codes for w in STOP[code] | EMPTY[code]}


def _spelling(texts: Iterable[list[list[str]]]) -> dict[str, str]:
    """How a word is written when no capital is due to its place: names keep theirs, shouting is not copied."""
    seen: dict[str, Counter[str]] = {}
    for clauses in texts:
        words = [w for c in clauses for w in c]
        if len(words) > 1 and all(w.isupper() for w in words):
            continue
        for clause in clauses:
            for word in clause[1:]:
                seen.setdefault(word.lower(), Counter())[word] += 1
    return {low: min(found, key=lambda w: (-found[w], w != low, w)) for low, found in seen.items()}
