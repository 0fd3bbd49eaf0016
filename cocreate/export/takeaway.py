"""What one person takes home: own ideas, what became of each, what they take on. Words only; nothing of anybody else.

Of others it says only what every report says: titles of themes, decisions, and who owns an action item that follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.export.clean import shown_line
from cocreate.export.facts import Facts, Theme
from cocreate.export.wording import facilitators, ideas, listed, say_date
from cocreate.model.snapshot import ActionItem, Note, Outcome, Participant

TOP = 4  # decisions of the room that are named; the report has them all


@dataclass(frozen=True)
class Fate:
    """One idea of theirs and what became of it, a sentence a line."""

    name: str
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """An action item that they own."""

    name: str
    text: str
    due: str  # in words
    first_step: str


@dataclass(frozen=True)
class Decided:
    """A decision of the room and the action items that follow. `is_theirs`: it rests on an idea of theirs."""

    name: str
    text: str
    actions: tuple[str, ...]
    is_theirs: bool


@dataclass(frozen=True)
class Takeaway:
    """`person` is the name as written, `lead` says how many ideas are theirs or why that is not known."""

    person: str
    lead: str
    fates: tuple[Fate, ...]
    promises: tuple[Promise, ...]
    decided: tuple[Decided, ...]  # theirs first
    more: str  # about decisions that are not named here
    contact: str


def takeaway(facts: Facts, person: Participant) -> Takeaway:
    """The page of one participant, from facts that are released already."""
    t, s = facts.t, facts.snapshot
    own = [note for note in s.ideas if note.author_id == person.id]
    carried = {o.id for note in own for o in _outcomes(facts, note)}
    ordered = sorted(s.outcomes, key=lambda o: o.id not in carried)  # stable: else in their own order
    shown = ordered[: max(TOP, len(carried))]
    beyond = len(ordered) - len(shown)
    leads = [name for name in facilitators(s) if name != person.name]
    return Takeaway(
        person=shown_line(person.name),
        lead=_lead(facts, own),
        fates=tuple(_fate(facts, note) for note in own),
        promises=tuple(_promise(facts, i) for i in s.action_items if i.owner_id == person.id and i.state != "dropped"),
        decided=tuple(_decided(facts, o, o.id in carried) for o in shown),
        more=t.plural("{n} more stands in the report.", "{n} more stand in the report.", n=beyond) if beyond else "",
        contact=t("Questions? Ask {names}.", names=listed(t, leads[:3])) if leads else "",
    )


def _lead(facts: Facts, own: list[Note]) -> str:
    t = facts.t
    if own:
        return t.plural(
            "You brought {n} idea. This is what became of it.", "You brought {n} ideas. This is what became of them.",
            n=len(own),
        )  # fmt: skip
    if facts.snapshot.notes:
        return t("Ideas stand here without names, so yours cannot be told apart. The report has every one as written.")
    return t("No ideas were written down in this workshop.")


def _fate(facts: Facts, note: Note) -> Fate:
    t = facts.t
    lines = [*_where(facts, note), *_votes(facts, note)]
    if names := [facts.decision_name(o) for o in _outcomes(facts, note)]:
        said = listed(t, names)
        lines.append(
            t.plural("It carries decision {names}.", "It carries decisions {names}.", n=len(names), names=said)
        )
    elif facts.snapshot.outcomes:
        lines.append(t("Nobody has taken it further yet. It is kept, word for word."))
    return Fate(facts.names[note.id], shown_line(note.text) or t("(no text)"), tuple(lines))


def _where(facts: Facts, note: Note) -> list[str]:
    t = facts.t
    home, theme = _home(facts, note), facts.theme_of.get(note.id)
    lines = []
    if home != note.id:
        lines.append(t("Taken together with {name}, which says the same.", name=facts.names[home]))
    if theme is not None:
        n = len(theme.notes) - (home == note.id)
        if n > 0:
            lines.append(t("In the theme “{title}”, beside {ideas}.", title=theme.title, ideas=ideas(t, n)))
        else:
            lines.append(t("In the theme “{title}”.", title=theme.title))
    return lines


def _votes(facts: Facts, note: Note) -> list[str]:
    """Of the idea itself, else of its theme; nothing while no vote on them is revealed."""
    t = facts.t
    own = facts.standing(note.id) or facts.standing(_home(facts, note))
    if own is not None and own.has_votes:
        if own.is_tied:
            return [t("The room gave it {score}, shared place {rank}.", score=own.score, rank=own.rank)]
        return [t("The room gave it {score}, place {rank}.", score=own.score, rank=own.rank)]
    for theme in _themes(facts, note):
        of_theme = facts.standing(theme.cluster.id)
        if of_theme is not None and of_theme.has_votes:
            said = {"score": of_theme.score, "rank": of_theme.rank}
            if of_theme.is_tied:
                return [t("The room gave the theme {score}, shared place {rank}.", **said)]
            return [t("The room gave the theme {score}, place {rank}.", **said)]
    return []


def _outcomes(facts: Facts, note: Note) -> list[Outcome]:
    """Those that rest on it, on the idea it went into, or on its theme."""
    mine = {note.id, _home(facts, note), *(theme.cluster.id for theme in _themes(facts, note))}
    return [o for o in facts.snapshot.outcomes if mine & {g.subject_id for g in facts.ground(o)}]


def _decided(facts: Facts, outcome: Outcome, is_theirs: bool) -> Decided:
    actions = tuple(_action(facts, i) for i in facts.items_of(outcome.id) if i.state != "dropped") if is_theirs else ()
    return Decided(facts.decision_name(outcome), shown_line(outcome.text), actions, is_theirs)


def _action(facts: Facts, item: ActionItem) -> str:
    t = facts.t
    who = shown_line(facts.owner(item)) or t("nobody yet")
    when = say_date(t, item.due) if item.due else t("no date yet")
    return t("{text} ({who}, {when})", text=shown_line(item.text), who=who, when=when)


def _promise(facts: Facts, item: ActionItem) -> Promise:
    due = say_date(facts.t, item.due) if item.due else facts.t("no date yet")
    return Promise(facts.item_name(item), shown_line(item.text), due, shown_line(item.first_step))


def _home(facts: Facts, note: Note) -> str:
    """The idea that it went into in the end; itself when it was not merged."""
    return next((into for into, notes in facts.merged.items() if note in notes), note.id)


def _themes(facts: Facts, note: Note) -> list[Theme]:
    """The theme it lies in, then the one that lies in."""
    theme = facts.theme_of.get(note.id)
    if theme is None:
        return []
    above = facts.theme_by_cluster.get(theme.cluster.parent_id or "")
    return [theme, above] if above is not None else [theme]
