"""Self-verifying files: magic, lengths, JSON header, packed lines, and a SHA-256 of all before. Touches no disk."""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
import zlib
from typing import Any, NamedTuple

from cocreate.model.journal import REPLICA
from cocreate.model.ranges import Ranges

MAGIC = b"CCSEG1\n"
SUFFIX = ".ccs"
MAX_FILE, MAX_OPEN, MAX_HEAD = 16 << 20, 64 << 20, 64 << 10  # bytes: packed, unpacked, header
MAX_STEPS = 8000  # in one file
_MAX_SPANS = 10_000
_START, _SUM = len(MAGIC) + 8, 32


class Segment(NamedTuple):
    """A file that verified."""

    head: dict[str, Any]
    lines: list[Any]
    digest: str
    text: bytes  # the lines as they were written


def seal(head: dict[str, Any], lines: list[str]) -> bytes:
    """The bytes of a file; `lines` are JSON texts (see `line_of`). The same input always gives the same bytes."""
    body = zlib.compress(body_of(lines), 6)
    front = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
    whole = MAGIC + struct.pack(">II", len(front), len(body)) + front + body
    return whole + hashlib.sha256(whole).digest()


def proof(secret: str, head: dict[str, Any], text: bytes) -> str:
    """What only the library with this secret can say: "I wrote these steps", even after it was restored.

    Covers the lines, their workshop, and what the library knew of its ballot boxes (`boxes` of the header).
    """
    said = line_of([head.get("scope"), head.get("boxes")]).encode("utf-8", "surrogatepass")
    return hmac.new(bytes.fromhex(secret), said + b"\n" + text, hashlib.sha256).hexdigest()


def is_proven(secret: str, segment: Segment) -> bool:
    """Whether this very library wrote the file. Never raises, whatever the header says."""
    claim = segment.head.get("proof")
    if not isinstance(claim, str) or not claim.isascii():
        return False
    try:
        return hmac.compare_digest(claim, proof(secret, segment.head, segment.text))
    except (ValueError, RecursionError):
        return False


def body_of(lines: list[str]) -> bytes:
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def line_of(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def digest_of(data: bytes) -> str:
    """The digest that a sealed file ends with."""
    return data[-_SUM:].hex()


def unseal(data: bytes) -> Segment | None:
    """What a file says, or None if it is not whole or breaks a cap. Never raises, whatever the bytes."""
    if not _START + _SUM <= len(data) <= MAX_FILE or not data.startswith(MAGIC):
        return None
    head_size, body_size = struct.unpack_from(">II", data, len(MAGIC))
    if head_size > MAX_HEAD or _START + head_size + body_size + _SUM != len(data):
        return None
    if hashlib.sha256(data[:-_SUM]).digest() != data[-_SUM:]:
        return None
    try:
        head = json.loads(data[_START : _START + head_size])
        unzip = zlib.decompressobj()
        packed = unzip.decompress(data[_START + head_size : -_SUM], MAX_OPEN)
        if not unzip.eof or not isinstance(head, dict) or packed.count(b"\n") >= MAX_STEPS:
            return None
        text = packed.decode("utf-8", "surrogatepass")
        lines = [json.loads(line, parse_constant=_no_constant) for line in text.split("\n") if line]
    except (ValueError, zlib.error, RecursionError):
        return None
    return Segment(head, lines, digest_of(data), packed)


def read_boxes(raw: Any) -> dict[str, frozenset[str]]:
    """Round id to openings, from a header that was proven."""
    return {str(key): frozenset(map(str, by)) for key, by in raw.items()} if isinstance(raw, dict) else {}


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def read_ranges(raw: Any) -> Ranges | None:
    """Ranges from a foreign file, or None when they are not well formed."""
    if not isinstance(raw, dict) or len(raw) > _MAX_SPANS:
        return None
    out: Ranges = {}
    try:
        for replica, spans in raw.items():
            if not REPLICA.fullmatch(replica) or len(spans) > _MAX_SPANS:
                return None
            out[replica] = sorted((a, b) for a, b in spans)
            if any(type(a) is not int or type(b) is not int or not 0 < a <= b < 1 << 31 for a, b in out[replica]):
                return None
    except (TypeError, ValueError):
        return None
    return out
