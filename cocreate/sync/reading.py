"""Reading a workshop's directory in the shared folder: which whole files stand there, what is new. Writes nothing."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeGuard

from cocreate.model import ranges
from cocreate.model.journal import Step, decode, digest
from cocreate.model.queries import ABOUT_VOTES
from cocreate.sync.courier import Pulse, is_avoided
from cocreate.sync.memory import FOREIGN, Memory, Peer, Seen, Sign
from cocreate.sync.place import NEVER_READ, TMP, read
from cocreate.sync.segment import MAX_FILE, Segment, is_proven, read_boxes, read_ranges, unseal

MAX_FILES, MAX_DEPTH = 50_000, 8


@dataclass
class Look:
    """One walk through the directory. `fresh` holds files whose steps are not merged yet."""

    here: dict[str, Seen] = field(default_factory=dict)
    fresh: list[tuple[str, Sign, Seen, list[Step]]] = field(default_factory=list)
    unreadable: int = 0  # not (yet) whole, or not of this workshop
    has_news: bool = False
    vouched: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)  # see `model.queries.Vouched`


def look(root: Path, scope: str, memory: Memory, pulse: Pulse, secret: str) -> Look:
    """Every file that verifies counts, whatever its name; what does not is looked at again next round.

    `secret` is this library's own: it finds its own files again after it was restored.
    """
    out = Look()
    number = 0
    top = str(root)
    if root.is_symlink():
        return out
    for base, dirs, files in os.walk(top):
        pulse.beat()
        depth = base[len(top) :].count(os.sep)
        if depth == 0:
            dirs[:] = [d for d in dirs if d not in NEVER_READ]
        elif depth >= MAX_DEPTH:
            dirs.clear()
        for name in files:
            number += 1
            if name.startswith(TMP) or number > MAX_FILES:
                continue
            path = Path(base, name)
            _look_at(path, path.relative_to(root).as_posix(), scope, memory, out, pulse, secret)
    return out


def _look_at(path: Path, rel: str, scope: str, memory: Memory, out: Look, pulse: Pulse, secret: str) -> None:
    try:
        status = os.lstat(path)
        sign = (status.st_size, status.st_mtime_ns, status.st_ino)
        held = memory.seen.get(rel)
        if held is not None and held[0] == sign:
            out.here[rel] = held[1]
            out.unreadable += held[1].kind == FOREIGN
            return
        if not stat.S_ISREG(status.st_mode) or not 40 <= status.st_size <= MAX_FILE or is_avoided(path):
            out.unreadable += 1
            return
        pulse.beat(opening=path)
        data = read(path, MAX_FILE)
    except OSError:
        out.unreadable += 1
        return
    finally:
        pulse.beat()  # before anything is remembered: an errand that was given up changes nothing
    out.has_news = True
    segment = unseal(data)
    found = understand(segment, scope) if segment else None
    if segment is None or found is None:
        out.unreadable += 1  # may become whole later
        return
    seen, steps = found
    out.here[rel] = seen
    if seen.kind in ("steps", "resend"):
        if is_proven(secret, segment):
            seen = replace(seen, is_proven=True)
            vouch(steps, segment, out)
        out.fresh.append((rel, sign, seen, steps))
        return
    memory.seen[rel] = sign, seen
    out.unreadable += seen.kind == FOREIGN
    if seen.kind == "have":
        hear(segment, memory)


def vouch(steps: list[Step], segment: Segment, out: Look) -> None:
    """These are my own steps. Only those about votes need to be known again."""
    knew = read_boxes(segment.head.get("boxes"))
    for step in steps:
        if any(change.kind in ABOUT_VOTES for change in step.changes):
            before = out.vouched.setdefault(digest(step), {})
            for round_id, by in knew.items():
                before[round_id] = before.get(round_id, frozenset()) | by


def understand(segment: Segment, scope: str) -> tuple[Seen, list[Step]] | None:
    """What a whole file is, and its steps. None if any part is not what a well-behaved writer makes."""
    head, lines, digest, _ = segment
    kind = head.get("kind")
    if head.get("scope") != scope:
        return Seen(digest, FOREIGN, {}, {}), []
    if kind == "have":
        return Seen(digest, "have", {}, head), []
    if kind not in ("steps", "resend"):
        return None
    steps = [step for step in map(decode, lines) if step is not None]
    if len(steps) != len(lines):
        return None  # one bad step: the whole file is left alone
    if any(step.scope != scope for step in steps):
        return Seen(digest, FOREIGN, {}, {}), []
    return Seen(digest, kind, ranges.of((s.replica, s.n) for s in steps), head), steps


def hear(segment: Segment, memory: Memory) -> None:
    """Remember what a peer says it has and wants; only the latest word counts."""
    head, lines, _, _ = segment
    replica, number, ask = head.get("replica"), head.get("number"), head.get("ask")
    if len(lines) != 2 or not isinstance(replica, str) or not _is_count(number) or not _is_count(ask):
        return
    have, want = read_ranges(lines[0]), read_ranges(lines[1])
    if have is None or want is None or not read_ranges({replica: [(1, 1)]}):
        return
    if replica not in memory.peers or number > memory.peers[replica].number:
        memory.peers[replica] = Peer(number, have, want, ask)


def _is_count(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < 1 << 31
