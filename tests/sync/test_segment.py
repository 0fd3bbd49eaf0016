"""Files verify themselves: whole or nothing, and no bytes make the reader raise."""

from __future__ import annotations

import hashlib
import random
import struct
import zlib

import pytest

from cocreate.sync.segment import MAGIC, MAX_STEPS, digest_of, line_of, read_ranges, seal, unseal


def forged(head: bytes, body: bytes) -> bytes:
    """A file whose frame and sum are right, with any content."""
    whole = MAGIC + struct.pack(">II", len(head), len(body)) + head + body
    return whole + hashlib.sha256(whole).digest()


def test_a_whole_file_says_what_was_put_in() -> None:
    data = seal({"kind": "steps"}, [line_of([1, "é🙂\u2028\n"]), line_of({"b": None})])
    found = unseal(data)
    assert found is not None
    assert found.head == {"kind": "steps"}
    assert found.lines == [[1, "é🙂\u2028\n"], {"b": None}]
    assert found.digest == digest_of(data)


def test_a_flipped_bit_or_a_cut_makes_it_no_file() -> None:
    whole = seal({"kind": "steps"}, [line_of([1, "two"])])
    r = random.Random(1)
    for _ in range(2000):
        data = bytearray(whole)
        if r.random() < 0.5:
            data[r.randrange(len(data))] ^= 1 << r.randrange(8)
        else:
            del data[r.randrange(len(data)) :]
        assert unseal(bytes(data)) is None
    assert unseal(whole + b"x") is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"{}", zlib.compress(b"0" * (65 << 20))),  # packed small, opens large
        (b"{}", zlib.compress(b"\n".join([b"1"] * (MAX_STEPS + 1)))),
        (b"{}", zlib.compress(b"[" * 200_000)),
        (b"[" * 60_000, zlib.compress(b"1")),
        (b"[]", zlib.compress(b"1")),
        (b"{}", zlib.compress(b"NaN")),
        (b"{}", zlib.compress(b"\xff\xfe")),
        (b"{}", zlib.compress(b"1" * 50)[:-6]),
        (b"{}", b"not packed"),
        (b"{" + b" " * (64 << 10) + b"}", zlib.compress(b"1")),
        (b"{}", zlib.compress(b"9" * 5000)),
    ],
)  # fmt: skip
def test_hostile_content_under_a_right_sum_is_no_file(head: bytes, body: bytes) -> None:
    assert unseal(forged(head, body)) is None


@pytest.mark.parametrize(
    "raw",
    [
        None, 1, "x", [], {"r": 1}, {"r": [1]}, {"r": [[1]]}, {"r": [[0, 3]]}, {"r": [[3, 1]]}, {"r": [["1", "2"]]},
        {"r": [[1.0, 2.0]]}, {"r": [[True, True]]}, {"r": [[1, 1 << 40]]}, {"../x": [[1, 2]]}, {"": [[1, 2]]},
        {"r": [[1, "a"], [1, 2]]}, {1: [[1, 2]]},
    ],
)  # fmt: skip
def test_malformed_ranges_are_refused(raw: object) -> None:
    assert read_ranges(raw) is None


def test_ranges_come_back_from_a_file() -> None:
    found = unseal(seal({}, [line_of({"r": [(4, 5), (1, 2)]})]))
    assert found is not None
    assert read_ranges(found.lines[0]) == {"r": [(1, 2), (4, 5)]}
