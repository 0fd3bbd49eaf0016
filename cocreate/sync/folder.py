"""Exchange of steps through a folder that a dumb sync client copies between laptops. Touches files, never the store.

The folder holds immutable, self-verifying files. A device writes only in its own directories and deletes only files
that it wrote itself. Nothing is concluded from the absence of a file.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from cocreate.errors import Trouble
from cocreate.model import ranges
from cocreate.model.journal import Step, encode
from cocreate.model.ranges import Ranges
from cocreate.model.store import Store
from cocreate.sync import place
from cocreate.sync.courier import Desk, Pulse
from cocreate.sync.memory import Seen, know, recall, who_we_are
from cocreate.sync.pictures import Passed, Pictures
from cocreate.sync.reading import look
from cocreate.sync.segment import MAX_FILE, SUFFIX, body_of, digest_of, line_of, proof, seal, unseal

T = TypeVar("T")
A_DAY = 86_400.0
STEPS_A_FILE = 2000
FEW_STEPS, MANY_STEPS = 10, 250  # asked of the library at once
TEXT_A_FILE = 8 << 20  # characters of unpacked lines, far below what readers accept
SLICE = 1500  # changes merged or read at once (about 50 ms): the room must not wait


@dataclass
class Report:
    """One round, for the status line. `waiting` counts changes that others hold and this device does not."""

    sent: int = 0
    got: int = 0
    waiting: int = 0
    unreadable: int = 0  # files that are not (yet) whole, or belong elsewhere
    pictures: Passed = field(default_factory=Passed)
    error: Trouble | None = None


class Folder:
    """One workshop's directory in the shared folder, seen from one open library. Does not run on the store's thread.

    `desk` takes questions to the store; `pulse` hears of everything that may hang. `rest`: seconds a joined file
    must have stood before the small files it replaces go.
    """

    TOO_MANY = 24  # own files before they are joined
    ASK_AFTER = 2  # rounds of lacking something before asking for it
    LONGEST_PAUSE = 32

    def __init__(self, desk: Desk, share: Path, scope: str, *, pulse: Pulse | None = None, rest: float = A_DAY) -> None:
        self.share, self.scope, self.rest = Path(share), scope, rest
        self.root = place.home_of(self.share) / scope
        self._desk, self._pulse = desk, pulse or Pulse()
        self._key = os.path.abspath(self.share)
        self.memory = self._ask(lambda store: recall(store, self._key, scope))

    def sync(self, again: bool = False) -> Report:
        """Read what came, write what is missing. A fault of the folder is reported, never raised.

        A folder that held this workshop before and is empty now, or another one, is written to only when told `again`.
        """
        report = Report()
        try:
            place.need_scope(self.scope)
            place.need_share(self.share)
            self._us = self._ask(lambda store: who_we_are(store, self._key, self.scope))
            place.need_outside(self._us.library, self.share)
            self._sweep()
            here, has_news = self._read(report)
            if self._us.is_known and not again and not here and not report.unreadable:
                raise place.changed(self.share)
            self._reckon(report, has_news)
            place.explain_home(self.share)
            self._publish(here, report)
            self._answer(here)
            report.pictures = Pictures(self.share, self.scope, self._ask, self._pulse).exchange(self.memory.album)
            self._join(here)
            self._say_what_i_have(here)
            self.memory.earlier = {seen.digest for seen in here.values()}
            if not self._us.is_known:
                self._ask(lambda store: know(store, self._key, self.scope))
        except Trouble as error:
            report.error = error
        except OSError as error:
            report.error = place.sentence(error, self.share)
        return report

    # ---- asking the library

    def _ask(self, work: Callable[[Store], T]) -> T:
        return self._pulse.ask(self._desk, work)

    def _have(self) -> Ranges:
        return self._ask(lambda store: store.have(self.scope))

    # ---- reading

    def _read(self, report: Report) -> tuple[dict[str, Seen], bool]:
        memory = self.memory
        found = look(self.root, self.scope, memory, self._pulse, self._us.secret)
        report.unreadable = found.unreadable
        for replica in self._us.mine:
            memory.peers.pop(replica, None)  # an echo of an earlier opening is no peer
        # What is proven to be mine comes last: it stands where a stranger's file claims the same number.
        files = sorted(found.fresh, key=lambda one: one[2].is_proven)
        steps = {(s.replica, s.n, s.stamp): s for _, _, _, file in files for s in file}
        if steps:
            before = self._have()
            for part in slices(sorted(steps.values(), key=lambda s: s.stamp)):  # creations before edits
                self._ask(partial(Store.merge, scope=self.scope, incoming=part, vouched=found.vouched))
            new = ranges.minus(self._have(), before)
            new.pop(self._us.replica, None)  # written here meanwhile
            report.got = ranges.count(new)
        for rel, sign, seen, _ in found.fresh:  # only now: a failed merge is tried again
            memory.seen[rel] = sign, seen
            memory.taken.add(seen.digest)
        memory.seen = {rel: held for rel, held in memory.seen.items() if rel in found.here}
        return found.here, found.has_news

    def _reckon(self, report: Report, has_news: bool) -> None:
        """What do others hold that I lack? After some rounds ask for it; ask less often while nothing comes."""
        m = self.memory
        lack = ranges.minus(ranges.union(*(p.have for p in m.peers.values())), self._have())
        lasting = ranges.both(lack, m.lack)
        m.lack = lack
        report.waiting = ranges.count(lack)
        if has_news or not m.pause:
            m.pause = self.ASK_AFTER
        if not lasting:
            m.want, m.idle = {}, 0
            return
        m.idle += 1
        if m.idle >= m.pause or ranges.minus(lasting, m.want):
            m.want, m.idle = lasting, 0
            m.ask += 1
            m.pause = min(m.pause * 2, self.LONGEST_PAUSE)

    # ---- writing

    def _publish(self, here: dict[str, Seen], report: Report) -> None:
        """My steps that no whole file in the folder holds: new ones, and those whose file was lost."""
        shown = ranges.union(*(s.steps for s in here.values() if s.kind == "steps"))
        mine = ranges.only(self._have(), self._us.mine)
        for steps in self._portions(ranges.minus(mine, shown)):
            self._write("steps", steps)
            report.sent += len(steps)

    def _answer(self, here: dict[str, Seen]) -> None:
        """Put what a peer asks for in a file of my own, once a request; take it away when it has arrived."""
        m = self.memory
        for replica, peer in m.peers.items():
            if peer.want and (replica, peer.ask) not in m.answered:
                wanted = ranges.both(peer.want, self._have())
                for steps in self._portions(wanted):
                    self._write("resend", steps, to=replica, ask=peer.ask)
                m.answered.add((replica, peer.ask))
        for rel, seen in list(here.items()):
            if seen.kind == "resend" and self._is_mine(rel, seen):
                to = m.peers.get(str(seen.head.get("to")))
                if to is None or to.ask != seen.head.get("ask") or not ranges.minus(seen.steps, to.have):
                    self._delete(rel, here)

    def _join(self, here: dict[str, Seen]) -> None:
        """Many small files become one; the small ones go when the joined one has stood long enough, and is whole."""
        mine = {rel: s for rel, s in here.items() if s.kind == "steps" and self._is_mine(rel, s)}
        if len(mine) < 2:
            return
        covered: set[str] = set()
        for rel, seen in list(mine.items()):
            for big_rel, big in mine.items():
                if _replaces(big, seen):
                    covered.add(rel)
                    if self._has_stood(big_rel, big):
                        self._delete(rel, here)
                        del mine[rel]
                        break
        small = [s for rel, s in mine.items() if rel not in covered and ranges.count(s.steps) < STEPS_A_FILE // 2]
        if len(small) > self.TOO_MANY:
            for steps in self._portions(ranges.union(*(s.steps for s in small))):
                self._write("steps", steps)

    def _say_what_i_have(self, here: dict[str, Seen]) -> None:
        m, replica = self.memory, self._us.replica
        have = self._have()
        said = json.dumps([have, m.want, m.ask], sort_keys=True)
        own = [rel for rel, s in here.items() if s.kind == "have" and self._is_mine(rel, s)]
        if said == m.last_have and any(here[rel].head.get("replica") == replica for rel in own):
            return
        m.have_number += 1
        head = {**self._head("have"), "replica": replica, "number": m.have_number, "ask": m.ask}
        data = seal(head, [line_of(have), line_of(m.want)])
        self._put(("have", replica), f"{m.have_number:06d}-{digest_of(data)[:24]}{SUFFIX}", data)
        m.last_have = said
        for rel in own:  # mine only, and only after the new one stands
            self._delete(rel, here)

    # ---- helpers

    def _portions(self, wanted: Ranges) -> Iterator[list[Step]]:
        """The wanted steps in portions that make a file of moderate size, asked for in slices of moderate length."""
        portion, size, many = list[Step](), 0, FEW_STEPS
        while wanted:
            steps = self._ask(partial(Store.steps, scope=self.scope, wanted=wanted, limit=many))
            if not steps:
                break
            wanted = ranges.minus(wanted, ranges.of((s.replica, s.n) for s in steps))
            changes = sum(len(s.changes) for s in steps) or 1
            many = max(1, min(MANY_STEPS, len(steps) * SLICE // changes))
            for step in steps:
                length = len(line_of(encode(step)))
                if portion and (size + length > TEXT_A_FILE or len(portion) == STEPS_A_FILE):
                    yield portion
                    portion, size = [], 0
                portion.append(step)
                size += length
        if portion:
            yield portion

    def _head(self, kind: str) -> dict[str, Any]:
        return {"kind": kind, "format": 1, "scope": self.scope, "device": self._us.device}

    def _write(self, kind: str, steps: list[Step], **more: Any) -> None:
        lines = [line_of(encode(s)) for s in steps]
        head = {**self._head(kind), **more}
        if kind == "steps":  # mine: a later self that was restored from a backup must know them again
            head["boxes"] = self._ask(lambda store: store.boxes(self.scope))
            head["proof"] = proof(self._us.secret, head, body_of(lines))
        data = seal(head, lines)
        front = f"{more['to'][:8]}-{more['ask']:04d}-" if more else ""
        self._put((kind, self._us.device), f"{front}{digest_of(data)[:32]}{SUFFIX}", data)

    def _put(self, parts: tuple[str, str], name: str, data: bytes) -> None:
        digest = digest_of(data)
        self._pulse.beat()
        folder = place.directory(self.share, place.HOME, place.FORMAT, self.scope, *parts)
        note = self._note("/".join((*parts, name)))
        if self._us.written.get(note) != digest:  # first the note that it is mine, then the file
            self._ask(lambda store: store.note_written(note, digest))
            self._us.written[note] = digest
        place.put(folder, name, data)
        self._pulse.beat()
        self.memory.given.add(digest)

    def _note(self, rel: str) -> str:
        return f"{self.scope}/{rel}"

    def _is_mine(self, rel: str, seen: Seen) -> bool:
        return self._us.written.get(self._note(rel)) == seen.digest

    def _has_stood(self, rel: str, big: Seen) -> bool:
        """The file stood there a round ago, is old enough by its own date, and is whole now."""
        if big.digest not in self.memory.earlier:
            return False
        path = self.root / rel
        try:
            if self.rest and time.time() - path.stat().st_mtime < self.rest:
                return False
            found = unseal(place.read(path, MAX_FILE))
        except OSError:
            return False
        return found is not None and found.digest == big.digest

    def _delete(self, rel: str, here: dict[str, Seen]) -> None:
        path = self.root / rel
        self._pulse.beat()
        try:
            path.unlink()
        except OSError:
            return
        finally:
            self._pulse.beat()
        here.pop(rel, None)
        self.memory.seen.pop(rel, None)
        with contextlib.suppress(OSError):  # gone only if empty
            path.parent.rmdir()

    def _sweep(self) -> None:
        if not self.memory.is_swept:
            for kind in ("steps", "resend"):
                place.sweep(self.root / kind / self._us.device)
            self.memory.is_swept = True


def _replaces(big: Seen, small: Seen) -> bool:
    """All steps of `small` stand in `big`, and of two equal ones the lower digest stays."""
    if big.digest == small.digest or ranges.minus(small.steps, big.steps):
        return False
    return bool(ranges.minus(big.steps, small.steps)) or big.digest < small.digest


def slices(steps: list[Step]) -> Iterator[list[Step]]:
    """Steps in portions that keep the store busy for a moment only; one step is never divided."""
    portion, size = list[Step](), 0
    for step in steps:
        if portion and size + len(step.changes) > SLICE:
            yield portion
            portion, size = [], 0
        portion.append(step)
        size += len(step.changes)
    if portion:
        yield portion


def join_all(
    desk: Desk, share: Path, each: Callable[[str, Report], None] | None = None, pulse: Pulse | None = None
) -> Report:
    """Pull every workshop of a shared folder into this library, and send it what is newer here. Never raises Trouble.

    `each` hears the report of every scope.
    """
    total = Report()
    try:
        scopes = place.workshops_in(Path(share))
    except Trouble as error:
        return Report(error=error)
    for scope in scopes:
        report = Folder(desk, share, scope, pulse=pulse).sync()
        if each is not None:
            each(scope, report)
        total.sent += report.sent
        total.got += report.got
        total.waiting += report.waiting
        total.unreadable += report.unreadable
        total.error = total.error or report.error
    return total
