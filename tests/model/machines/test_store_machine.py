"""Three devices edit apart, undo, redo and swap steps, whole or in part; they must converge.

`STORE_EXAMPLES` says how many stories of 30 steps are told; `mutants.py` shows that the machine bites.
"""

from __future__ import annotations

import os
import random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cocreate.errors import Refused
from cocreate.model.commands import Actor, Move, MoveNotes, RestoreNotes, TagNotes, UntagNotes, new_id
from cocreate.model.snapshot import Note
from cocreate.model.store import Store
from model.kit import (
    Choose,
    Park,
    W,
    add,
    begin,
    fold,
    journal,
    listed,
    live,
    note,
    put_text,
    remove,
    store,
    tables,
    unseen,
    wire,
)

N = 3
devices = st.integers(0, N - 1)
picks = st.integers(0, 50)
texts = st.uuids().map(str)


def who(d: int) -> Actor:
    return Actor(f"u{d}")


class Devices(RuleBasedStateMachine):
    @initialize()
    def start(self) -> None:
        self.t = 1_700_000_000.0
        self.stores = [store(f"d{i}", lambda i=i: self.t + 30 * (i - 1)) for i in range(N)]
        begin(self.stores[0])
        for other in self.stores[1:]:
            other.merge(W, wire(self.stores[0]))
        self.ids: list[str] = []

    def teardown(self) -> None:
        for s in getattr(self, "stores", []):
            s.close()

    def pick(self, s: Store, k: int) -> Note | None:
        """One of two notes that everybody fights over, where it is known and not removed."""
        found = note(s, self.ids[k % min(2, len(self.ids))]) if self.ids else None
        return found if found is not None and not found.removed else None

    @rule(d=devices, dt=st.floats(0, 2), placed=st.booleans())
    def add(self, d: int, dt: float, placed: bool) -> None:
        self.t += dt
        i = new_id()
        self.ids.append(i)
        s, me = self.stores[d], who(d)
        add(s, i, "new", me, place=(1.0, 2.0) if placed else (0.0, 0.0))
        s.undo(W, me.id)
        assert live(s, i).removed
        s.redo(W, me.id)
        assert not live(s, i).removed

    @rule(d=devices, k=picks, x=st.integers(-9, 9))
    def move(self, d: int, k: int, x: int) -> None:
        if n := self.pick(self.stores[d], k):
            self.stores[d].run(MoveNotes(scope=W, moves=(Move(n.id, (x, -x)),)), who(d))

    @rule(d=devices, k=picks, text=texts)
    def rewrite(self, d: int, k: int, text: str) -> None:
        if n := self.pick(self.stores[d], k):
            put_text(self.stores[d], n.id, text, who(d))

    @rule(d=devices, k=picks)
    def remove(self, d: int, k: int) -> None:
        if n := self.pick(self.stores[d], k):
            remove(self.stores[d], n.id, who(d))

    @rule(d=devices, k=picks)
    def restore(self, d: int, k: int) -> None:
        if self.ids:
            self.stores[d].run(RestoreNotes(scope=W, note_ids=(self.ids[k % min(2, len(self.ids))],)), who(d))

    @rule(d=devices, k=picks, text=texts)
    def rewrite_and_remove_in_one_command(self, d: int, k: int, text: str) -> None:
        if n := self.pick(self.stores[d], k):
            self.stores[d].run(Park(scope=W, note_id=n.id, text=text), who(d))

    @rule(d=devices, k=picks, on=st.booleans())
    def tag(self, d: int, k: int, on: bool) -> None:
        """Rows whose ids are fixed: several devices may create them, and edits may arrive before the creation."""
        if n := self.pick(self.stores[d], k):
            if on:
                self.stores[d].run(TagNotes(scope=W, note_ids=(n.id,), tag_id="t", name=f"tag {d}"), who(d))
            else:
                self.stores[d].run(UntagNotes(scope=W, note_ids=(n.id,), tag_id="t"), who(d))

    @rule(d=devices)
    def settle(self, d: int) -> None:
        s = self.stores[d]
        for c in s.conflicts(W)[:1]:
            s.run(Choose(scope=W), who(d), settles=[(c.kind, c.row, c.field)])
            assert (c.row, c.field) not in {(x.row, x.field) for x in s.conflicts(W)}, "settled is settled"

    @rule(d=devices)
    def undo_redo_is_identity_when_alone(self, d: int) -> None:
        s, me = self.stores[d], who(d).id
        before = tables(s)
        if s.undo(W, me):
            s.redo(W, me)
            assert tables(s) == before

    @rule(d=devices, n=st.integers(1, 6))
    def undo_n_redo_n_changes_nothing(self, d: int, n: int) -> None:
        s, me = self.stores[d], who(d).id
        before = tables(s)
        done = sum(s.undo(W, me) is not None for _ in range(n))
        for _ in range(done):
            s.redo(W, me)
        assert tables(s) == before, "undo n, redo n"

    @rule(d=devices, n=st.integers(1, 4))
    def alone_n_edits_n_undos(self, d: int, n: int) -> None:
        s = self.stores[d]
        held = note(s, self.ids[-1]) if self.ids else None
        if held is not None and not held.removed:
            before = tables(s)
            for k in range(n):
                self.t += 6
                put_text(s, held.id, f"{self.t}{k}{len(journal(s))}", who(d))
            for _ in range(n):
                s.undo(W, who(d).id)
            assert tables(s) == before, "n edits, n undos"

    @rule(d=devices, pauses=st.lists(st.sampled_from([0.0, 0.5, 4.9, 5.5]), min_size=1, max_size=5))
    def edits_without_a_pause_are_one_undo(self, d: int, pauses: list[float]) -> None:
        """The journal holds every edit; a pause of more than five seconds begins a new undo."""
        s, me = self.stores[d], who(d)
        held = note(s, self.ids[-1]) if self.ids else None
        if held is None or held.removed:
            return
        states, steps = [], len(s.have(W)) and sum(len(x.changes) for x in wire(s))
        for k, pause in enumerate([6.0, *pauses]):
            self.t += pause
            if pause > 5:
                states.append(tables(s))
            put_text(s, held.id, f"{self.t} {k} {len(journal(s))}", me)
        assert sum(len(x.changes) for x in wire(s)) == steps + 1 + len(pauses), "each edit is journalled"
        last = tables(s)
        for state in reversed(states):
            s.undo(W, me.id)
            assert tables(s) == state, "one undo a burst"
        for _ in states:
            s.redo(W, me.id)
        assert tables(s) == last, "and one redo"

    @rule(d=devices)
    def undo(self, d: int) -> None:
        s, me = self.stores[d], who(d).id
        author = {step.stamp: step.actor for step in wire(s)}
        last = {(c.row, c.field): (stamp, c.origin) for stamp, c in journal(s)}
        told = s.undo(W, me)
        made = [c for stamp, c in journal(s) if told and stamp == told.stamp]
        for c in made:
            stamp, origin = last[c.row, c.field]
            assert me in (author.get(origin), author[stamp]), "undo overwrote someone else's later change"

    @rule(a=devices, b=devices, k=picks)
    def my_undo_leaves_your_later_edit_alone(self, a: int, b: int, k: int) -> None:
        mine, yours = self.stores[a], self.stores[b]
        n = self.pick(mine, k) if a != b else None
        if n is None:
            return
        put_text(mine, n.id, f"mine{len(journal(mine))}", who(a))
        yours.merge(W, wire(mine))
        text = f"yours{len(journal(yours))}"
        try:
            put_text(yours, n.id, text, who(b))
        except Refused:  # removed over there, in a step that this device has not seen
            return
        mine.merge(W, wire(yours))
        mine.undo(W, who(a).id)
        assert live(mine, n.id).text == text, "undo overwrote someone else's later change"

    @rule(d=devices)
    def redo(self, d: int) -> None:
        self.stores[d].redo(W, who(d).id)

    @rule(a=devices, b=devices)
    def pull(self, a: int, b: int) -> None:
        if a != b:
            self.stores[a].merge(W, wire(self.stores[b]))

    @rule(a=devices, b=devices, seed=st.integers(0, 999))
    def pull_some(self, a: int, b: int, seed: int) -> None:
        """Some steps only, in any order, as from a folder that delivers late."""
        r = random.Random(seed)
        some = [step for step in wire(self.stores[b]) if r.random() < 0.5]
        r.shuffle(some)
        if a != b:
            self.stores[a].merge(W, some)

    @rule(a=devices)
    def after_seeing_my_edit_wins(self, a: int) -> None:
        """Who sees a value and replaces it must not lose to it, whatever the clocks say."""
        others = [s for i, s in enumerate(self.stores) if i != a]
        for other in others:
            self.stores[a].merge(W, wire(other))
        if n := self.pick(self.stores[a], 0):
            text = f"last{len(journal(self.stores[a]))}"
            put_text(self.stores[a], n.id, text, who(a))
            for other in others:
                other.merge(W, wire(self.stores[a]))
                assert live(other, n.id).text == text, "a knowing edit lost"

    @rule()
    def all_meet(self) -> None:
        for _ in range(2):
            for a in self.stores:
                for b in self.stores:
                    if a is not b:
                        a.merge(W, wire(b))
        first, *rest = [tables(s) for s in self.stores]
        assert all(other == first for other in rest), "rows differ"
        known, *rest_known = [listed(s) for s in self.stores]
        assert all(other == known for other in rest_known), "conflicts differ"

    @invariant()
    def rows_equal_the_fold_of_the_journal(self) -> None:
        for s in getattr(self, "stores", []):
            assert tables(s) == fold(s)

    @invariant()
    def listed_conflicts_are_the_unseen_losers(self) -> None:
        for s in getattr(self, "stores", []):
            born = {row for _, row in tables(s)}
            shown = {c for c in listed(s) if c[1] == "text"}
            assert shown == {c for c in unseen(s) if c[0] in born}, "conflicts"

    @invariant()
    def step_numbers_have_no_holes(self) -> None:
        for s in getattr(self, "stores", []):
            assert len(s.have(W).get(s.replica, [])) <= 1


TestDevices = Devices.TestCase
TestDevices.settings = settings(
    max_examples=int(os.environ.get("STORE_EXAMPLES", "12")),
    phases=[Phase.generate],
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
