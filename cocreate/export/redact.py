"""The one gate of all exports: what must not leave is taken out before anything is drawn or written. Adds nothing."""

from __future__ import annotations

from dataclasses import replace

from cocreate.model.snapshot import Participant, WorkshopSnapshot


def released(snapshot: WorkshopSnapshot, *, anonymous: bool = False) -> WorkshopSnapshot:
    """The same workshop without rounds that are not revealed: no title, option, total, ballot or turnout of them.

    `anonymous` also takes out who wrote an idea or signed an objection, and all names but those of who leads the
    workshop and of owners, who accepted their action items. The others are still counted, by circle.

    An outcome that rests on such a round stays, without the link. Running it twice changes nothing.
    """
    shown = {round_.id for round_ in snapshot.rounds if round_.state == "revealed"}
    options = tuple(option for option in snapshot.options if option.round_id in shown)
    known = {option.id for option in options}
    notes, dissent = snapshot.notes, tuple(d for d in snapshot.dissent_notes if d.round_id in shown)
    people = snapshot.participants
    if anonymous:
        owners = {item.owner_id for item in snapshot.action_items}
        people = tuple(p if p.role == "facilitator" or p.id in owners else _nameless(p) for p in people)
        notes = tuple(replace(n, author_id=None) if n.author_id else n for n in notes)
        dissent = tuple(replace(d, author_id=None) if d.author_id else d for d in dissent)
    return replace(
        snapshot,
        notes=notes,
        participants=people,
        rounds=tuple(
            replace(r, supersedes_id=r.supersedes_id if r.supersedes_id in shown else None)
            for r in snapshot.rounds
            if r.id in shown
        ),
        options=options,
        results=tuple(r for r in snapshot.results if r.round_id in shown and r.option_id in known),
        revealed_ballots=tuple(b for b in snapshot.revealed_ballots if b.round_id in shown),
        dissent_notes=dissent,
        decisions=tuple(d for d in snapshot.decisions if d.round_id in shown),
        outcomes=tuple(replace(o, round_id=o.round_id if o.round_id in shown else None) for o in snapshot.outcomes),
        cast={},
    )


def _nameless(person: Participant) -> Participant:
    return replace(person, name="", person_id=None) if person.name or person.person_id else person


def withheld(snapshot: WorkshopSnapshot) -> int:
    """How many votes are under way or waiting for their reveal. Their number is all that may be said."""
    return sum(round_.state in ("open", "closed") for round_ in snapshot.rounds)
