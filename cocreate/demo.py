"""The demo workshop: real content from `resources/demo`, built through commands like any other. Reads no library."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cocreate.model.commands import (
    Actor,
    AddActionItem,
    AddFrame,
    AddNotes,
    AddOutcome,
    AddParticipants,
    CastBallot,
    CloseRound,
    Command,
    CreateRound,
    CreateWorkshop,
    EditCluster,
    EditWorkshop,
    GroupNotes,
    LinkNotes,
    NewNote,
    NewParticipant,
    OpenRound,
    RevealRound,
    new_id,
)  # fmt: skip
from cocreate.model.snapshot import NOTE_SIZE, Point
from cocreate.model.store import Store
from cocreate.paths import resources
from cocreate.voting.receipts import new_code

COLUMNS = 4  # notes side by side in a block
GAP = 12.0
TITLE = 48.0
AISLE = 72.0  # between blocks
ACROSS = 3  # blocks side by side: eight themes and the loose notes make a square of three
STEP = NOTE_SIZE + GAP
BLOCK = (COLUMNS * STEP + GAP, TITLE + 2 * STEP + GAP)  # the gap runs around the notes as well


@dataclass
class _Built:
    """Ids that were given so far, by the keys of the content file."""

    people: dict[str, str] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)
    ideas: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)


def build_demo(store: Store, actor: Actor, language: str, today: date) -> str:
    """Write the demo workshop in one language, as held on `today`; the id of the new workshop."""
    return _Builder(store, actor, language, today).build()


class _Builder:
    def __init__(self, store: Store, actor: Actor, language: str, today: date) -> None:
        self._store, self._actor, self._today = store, actor, today
        self._language = language if language == "nl" else "en"
        self._content = json.loads((resources() / "demo" / "community.json").read_text(encoding="utf-8"))
        self._scope, self._board = new_id(), new_id()
        self._ids = _Built()

    def build(self) -> str:
        self._prepare()
        self._write_ideas()
        self._vote()
        self._conclude()
        return self._scope

    def _run(self, *commands: Command) -> None:
        for one in commands:
            self._store.run(one, self._actor)

    def _say(self, texts: Mapping[str, str]) -> str:
        return texts[self._language]

    def _prepare(self) -> None:
        c = self._content
        self._run(
            CreateWorkshop(
                scope=self._scope, title=self._say(c["title"]), question=self._say(c["question"]), is_demo=True,
                language=self._language, place=self._say(c["place"]), held_on=self._today.isoformat(),
                board_id=self._board,
            ),
            EditWorkshop(scope=self._scope, request=self._say(c["request"])),
        )  # fmt: skip
        self._ids.people = {p["key"]: new_id() for p in c["participants"]}
        seats = tuple(
            NewParticipant(
                id=self._ids.people[p["key"]], name=p["name"], role=p.get("role", "participant"), circle=p["circle"]
            )
            for p in c["participants"]
        )
        self._run(AddParticipants(scope=self._scope, participants=seats))

    def _write_ideas(self) -> None:
        """Ideas come in the order in which people would call them out: the themes mixed, then grouped by hand."""
        themes, loose = self._content["themes"], self._content["loose"]
        frame = new_id()
        placed: list[tuple[int, NewNote]] = []
        for block, theme in enumerate(themes):
            self._ids.themes[theme["key"]] = new_id()
            notes = self._notes(theme["ideas"], corner(block), theme["colour"], None)
            placed += [(k * len(themes) + block, note) for k, note in enumerate(notes)]
        notes = self._notes(loose, corner(len(themes)), "sun", frame)
        placed += [(10 + 13 * k, note) for k, note in enumerate(notes)]
        placed.sort(key=lambda pair: pair[0])
        self._run(
            self._frame(frame, len(themes), len(loose)),
            AddNotes(scope=self._scope, board_id=self._board, notes=tuple(note for _, note in placed)),
        )
        by_text = {note.text: note for _, note in placed}
        for block, theme in enumerate(themes):
            self._group(theme, block, [by_text[self._say(idea)] for idea in theme["ideas"]])
        for link in self._content["links"]:
            ends = {"from_id": self._ids.ideas[link["from"]], "to_id": self._ids.ideas[link["to"]]}
            self._run(LinkNotes(scope=self._scope, link_id=new_id(), link_kind=link["kind"], **ends))

    def _notes(self, ideas: Sequence[Mapping[str, Any]], at: Point, colour: str, frame_id: str | None) -> list[NewNote]:
        notes = []
        for k, idea in enumerate(ideas):
            place = (at[0] + GAP + k % COLUMNS * STEP, at[1] + TITLE + GAP + k // COLUMNS * STEP)
            note = NewNote(id=new_id(), text=self._say(idea), place=place, colour=colour, frame_id=frame_id)
            if "key" in idea:
                self._ids.ideas[idea["key"]] = note.id
            notes.append(note)
        return notes

    def _frame(self, frame_id: str, block: int, count: int) -> AddFrame:
        """The frame around the loose notes, which lie where a ninth theme would."""
        size = (BLOCK[0], math.ceil(count / COLUMNS) * STEP + GAP)
        left, top = corner(block)
        title, place = self._say(self._content["loose_title"]), (left, top + TITLE)  # its title stands above it
        return AddFrame(scope=self._scope, board_id=self._board, frame_id=frame_id, title=title, place=place, size=size)

    def _group(self, theme: Mapping[str, Any], block: int, notes: Sequence[NewNote]) -> None:
        cluster = self._ids.themes[theme["key"]]
        self._run(
            GroupNotes(
                scope=self._scope, board_id=self._board, cluster_id=cluster, note_ids=tuple(n.id for n in notes),
                title=self._say(theme["title"]), place=corner(block), colour=theme["colour"],
            ),
            EditCluster(scope=self._scope, cluster_id=cluster, summary=self._say(theme["summary"])),
        )  # fmt: skip

    def _vote(self) -> None:
        vote, scope = self._content["vote"], self._scope
        self._round = new_id()
        subjects = tuple(self._ids.themes.values())
        self._run(
            CreateRound(
                scope=scope, round_id=self._round, title=self._say(vote["title"]), subject="cluster",
                subject_ids=subjects, budget=5, cap=2,
            ),
            OpenRound(scope=scope, round_id=self._round),
        )  # fmt: skip
        options = {o.subject_id: o.id for o in self._store.snapshot(scope).options_of(self._round)}
        for ballot in vote["ballots"]:
            votes = tuple((options[self._ids.themes[theme]], dots) for theme, dots in ballot["dots"].items())
            voter = self._ids.people[ballot["by"]]
            self._run(CastBallot(scope=scope, round_id=self._round, participant_id=voter, code=new_code(), votes=votes))
        self._run(CloseRound(scope=scope, round_id=self._round), RevealRound(scope=scope, round_id=self._round))

    def _conclude(self) -> None:
        for outcome in self._content["outcomes"]:
            sources = [("cluster", self._ids.themes[key]) for key in outcome["themes"]]
            sources += [("note", self._ids.ideas[key]) for key in outcome["ideas"]]
            self._ids.outcomes[outcome["key"]] = new_id()
            self._run(
                AddOutcome(
                    scope=self._scope, outcome_id=self._ids.outcomes[outcome["key"]], text=self._say(outcome["text"]),
                    detail=self._say(outcome["detail"]), round_id=self._round, sources=tuple(sources),
                )
            )  # fmt: skip
        for item in self._content["action_items"]:
            due = self._today + timedelta(days=item["days"])
            self._run(
                AddActionItem(
                    scope=self._scope, item_id=new_id(), text=self._say(item["text"]), due=due.isoformat(),
                    owner_id=self._ids.people[item["owner"]] if item["owner"] else None,
                    first_step=self._say(item["first_step"]), success_sign=self._say(item["success_sign"]),
                    outcome_id=self._ids.outcomes[item["outcome"]],
                )
            )  # fmt: skip


def corner(block: int) -> Point:
    """The top left of a block in the square of blocks."""
    return block % ACROSS * (BLOCK[0] + AISLE), block // ACROSS * (BLOCK[1] + AISLE)
