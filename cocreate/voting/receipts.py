"""Receipts: a ballot code, a leaf per ballot and one root per round.

A receipt shows that *this* ballot is in and lets anybody recount the published list. It does not stop somebody who
copies the library between two casts, nor a boss who asks for the code: say so wherever a code is shown.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 16  # letters and digits of a code: 80 bits
_FORGIVEN = str.maketrans({" ": None, "-": None, "O": "0", "I": "1", "L": "1"})


class CodeError(ValueError):
    """Not a ballot code: it has 16 letters and digits."""


def new_code() -> str:
    """80 random bits as four groups of four, for example 7K2M-QX4D-0V9T-HB3C."""
    letters = "".join(ALPHABET[byte & 31] for byte in secrets.token_bytes(LENGTH))
    return "-".join(letters[k : k + 4] for k in range(0, LENGTH, 4))


def normal(code: str) -> str:
    """Forgives case, spaces, dashes and the letters that look like digits; else `CodeError`."""
    found = code.upper().translate(_FORGIVEN)
    if len(found) != LENGTH or set(found) - set(ALPHABET):
        raise CodeError(code)
    return found


def canonical(votes: Mapping[str, int]) -> bytes:
    """Votes by key (`methods.key`) as bytes: [[key, value], …] sorted, no spaces, UTF-8."""
    rows = sorted([name, value] for name, value in votes.items())
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def code_hash(round_id: str, code: str) -> bytes:
    """What is kept of a code: enough to recognise a retry, useless to find a ballot by."""
    return hashlib.sha256(b"\2" + round_id.encode() + b"\0" + normal(code).encode()).digest()


def leaf(round_id: str, code: str, votes: Mapping[str, int]) -> bytes:
    """The hash under which a ballot is published."""
    return hashlib.sha256(b"\0" + round_id.encode() + b"\0" + normal(code).encode() + canonical(votes)).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """One hash over all ballots, from sorted leaves, so that the order of casting is lost.

    An odd leaf rises unchanged: one that is doubled could be forged (CVE-2012-2459).
    """
    row = sorted(leaves)
    if not row:
        return hashlib.sha256(b"\3").digest()
    while len(row) > 1:
        row = [_node(row[k : k + 2]) for k in range(0, len(row), 2)]
    return row[0]


def _node(pair: Sequence[bytes]) -> bytes:
    return hashlib.sha256(b"\1" + b"".join(pair)).digest() if len(pair) == 2 else pair[0]
