"""A workshop as tables of plain cells, for CSV and spreadsheets: texts, and numbers that we counted. Writes no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cocreate.export.ballot_words import method_name, settings
from cocreate.export.facts import Facts, Standing
from cocreate.export.record import record
from cocreate.export.verdict import firmness, verdict
from cocreate.export.wording import as_moment, facilitators, last_change, listed, people, say_date, turnout
from cocreate.model.snapshot import Frame, Note
from cocreate.words import Words

Cell = str | int  # a number is always ours: what people write stays text, also where it looks like a number


@dataclass(frozen=True)
class Table:
    """A head and its rows, all of one width."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def trimmed(self, keep: int) -> Table:
        """Without the columns that say nothing here, but for the first `keep`."""
        used = [k for k in range(len(self.head)) if k < keep or any(row[k] != "" for row in self.rows)]
        return Table(tuple(self.head[k] for k in used), tuple(tuple(row[k] for k in used) for row in self.rows))


def ideas(facts: Facts) -> Table:
    """One row per idea by number: merged ones name the idea that took them in, then those that people took out."""
    t = facts.t
    head = (
        t("Number"), t("Idea"), t("Theme"), t("Frame"), t("Author"), t("Points"), t("Supporters"), t("Builds on"),
        t("Merged into"), t("Written"), t("Tags"), t("State"),
    )  # fmt: skip
    tags = _tags(facts)
    rows = [_idea(facts, note, tags.get(note.id, "")) for note in facts.snapshot.ideas]
    return Table(head, (*rows, *(_removed(facts, note) for note in facts.removed)))


def _idea(facts: Facts, note: Note, tags: str) -> tuple[Cell, ...]:
    t, found = facts.t, facts.standing(note.id)
    theme = facts.theme_of.get(note.id)
    return (
        facts.names[note.id], note.text, theme.title if theme else "", _frame(facts, note), facts.author(note),
        _points(found), found.supporters if found else "", facts.names.get(note.parent_id or "", ""),
        facts.names.get(note.merged_into or "", ""), _time(note.written_at), tags,
        t("Merged") if facts.is_merged(note) else "",
    )  # fmt: skip


def _removed(facts: Facts, note: Note) -> tuple[Cell, ...]:
    return (
        facts.names[note.id], note.text, "", "", facts.author(note), "", "", "", "", _time(note.written_at), "",
        facts.t("Removed"),
    )  # fmt: skip


def _frame(facts: Facts, note: Note) -> str:
    found = facts.snapshot.by_id.get(note.frame_id or "")
    return found.title if isinstance(found, Frame) else ""


def _tags(facts: Facts) -> dict[str, str]:
    """Note id to the names of its tags, in the order of the tags."""
    given = {(one.note_id, one.tag_id) for one in facts.snapshot.note_tags}
    out: dict[str, list[str]] = {}
    for tag in facts.snapshot.tags:
        for note in facts.snapshot.notes:
            if (note.id, tag.id) in given and tag.name.strip():
                out.setdefault(note.id, []).append(" ".join(tag.name.split()))
    return {note: ", ".join(names) for note, names in out.items()}


def themes(facts: Facts) -> Table:
    """One row per theme in reading order; the ideas in none come last."""
    t = facts.t
    head = (
        t("Number"), t("Theme"), t("Part of"), t("Ideas"), t("Points"), t("Supporters"), t("Summary"), t("First ideas"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for theme in facts.themes:
        found = facts.standing(theme.cluster.id)
        supporters: Cell = found.supporters if found else ""
        rows.append((
            theme.number, theme.title, theme.parent, len(theme.notes), _points(found), supporters,
            theme.cluster.summary, _first(facts, theme.notes),
        ))  # fmt: skip
    if facts.loose:
        rows.append(("", t("Not in a theme"), "", len(facts.loose), "", "", "", _first(facts, facts.loose)))
    return Table(head, tuple(rows))


def _first(facts: Facts, notes: tuple[Note, ...]) -> str:
    """The three ideas with most support, by number."""
    return "\n".join(f"{facts.names[n.id]} {' '.join(n.text.split())}" for n in facts.ranked(notes)[:3])


def results(facts: Facts) -> Table:
    """One row per option of each revealed vote, by rank."""
    t = facts.t
    head = (
        t("Voting round"), t("Method"), t("Rank"), t("Option"), t("Number"), t("Points"), t("Supporters"),
        t("Entitled to vote"), t("Ballots"), t("Revealed"), t("Result"), t("Firmness"), t("Most support"),
        t("Fair shortlist"), t("Decided"), t("Settings"), t("Root"),
    )  # fmt: skip
    return Table(head, tuple(row for vote in facts.votes for row in _standings(facts, vote.round.id)))


def _standings(facts: Facts, round_id: str) -> Iterator[tuple[Cell, ...]]:
    t = facts.t
    vote = next(v for v in facts.votes if v.round.id == round_id)
    held, found = vote.round, verdict(facts.snapshot, vote.round, t)
    lines = {line.result.option_id: line for line in found.lines}
    taken = found.decision.option_ids if found.decision else ()
    for s in vote.standings:
        line = lines.get(s.option_id)
        yield (
            held.title, method_name(t, held.method), s.rank, s.title, s.name, _points(s), s.supporters, held.eligible,
            held.ballots, _time(held.revealed_at), s.figure, firmness(t, line.result) if line else "",
            _mark(t, line is not None and line.is_in), _mark(t, line is not None and line.is_fair),
            _mark(t, s.option_id in taken), held.config, held.root,
        )  # fmt: skip


def outcomes(facts: Facts) -> Table:
    """One row per decision, with what it rests on."""
    t = facts.t
    head = (
        t("Number"), t("Decision"), t("Why and how"), t("Rests on"), t("Voting round"), t("Result"), t("Action items"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for one in facts.snapshot.outcomes:
        support = facts.support(one)
        rests = "\n".join(f"{g.name} {' '.join(g.title.split())}" for g in facts.ground(one))
        said = "\n".join(f"{s.title}: {s.score}" for s in support[1]) if support else ""
        items = "\n".join(f"{facts.item_name(i)} {' '.join(i.text.split())}" for i in facts.items_of(one.id))
        title = support[0].round.title if support else ""
        rows.append((facts.decision_name(one), one.text, one.detail, rests, title, said, items))
    return Table(head, tuple(rows))


def action_items(facts: Facts) -> Table:
    """One row per action item. A missing owner or date is an empty cell."""
    t = facts.t
    decided = {o.id: o for o in facts.snapshot.outcomes}
    head = (
        t("Number"), t("Action item"), t("Owner"), t("By when"), t("State"), t("First step"), t("Sign of success"),
        t("Decision"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for item in facts.snapshot.action_items:
        outcome = decided.get(item.outcome_id or "")
        decision = f"{facts.decision_name(outcome)} {outcome.text}" if outcome else ""
        rows.append((
            facts.item_name(item), item.text, facts.owner(item), item.due, state_name(t, item.state), item.first_step,
            item.success_sign, decision,
        ))  # fmt: skip
    return Table(head, tuple(rows))


def state_name(t: Words, state: str) -> str:
    """How far an action item is; a word of a newer app stays as it is."""
    names = {
        "open": t("Still open"),
        "done": t("Done"),
        "moved": t("Moved to a later workshop"),
        "dropped": t("Dropped"),
    }
    return names.get(state, state)


def method(facts: Facts) -> Table:
    """How the workshop was held and how each vote went, as pairs of a label and a sentence."""
    t, shop = facts.t, facts.snapshot.workshop
    leads = facilitators(facts.snapshot)
    pairs = [
        (t("Workshop"), shop.title),
        (t("Question"), shop.question),
        (t("Held"), say_date(t, shop.held_on) if shop.held_on else ""),
        (t("Place"), shop.place),
        (t("Facilitator"), listed(t, leads)),
        (t("People"), people(t, facts.snapshot) if facts.snapshot.participants else ""),
        (t("What is asked of you"), shop.request),
        (t("Ideas"), str(len(facts.snapshot.notes))),
        (t("Themes"), str(len(facts.themes))),
        (t("Votes"), str(len(facts.votes))),
        (t("Not revealed yet"), str(facts.withheld) if facts.withheld else ""),
        (t("Last change"), _time(int(last_change(facts.snapshot).timestamp() * 1000))),
        (t("Workshop id"), shop.id),
    ]
    for vote in facts.votes:
        pairs.append((t("Voting round"), vote.round.title or t("Untitled")))
        pairs.append((t("Settings"), f"{settings(t, vote.round)} {turnout(t, vote.round)}"))
        pairs += [(label, "\n".join(said)) for label, said in record(facts.snapshot, vote.round, t)]
    return Table((t("What"), t("How it was")), tuple((label, said) for label, said in pairs if said.strip()))


def _points(found: Standing | None) -> Cell:
    if found is None:
        return ""
    return int(found.amount) if found.amount.isdecimal() else found.amount


def _mark(t: Words, is_so: bool) -> str:
    return t("yes") if is_so else ""


def _time(moment: int) -> str:
    return as_moment(moment).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def widths(table: Table, least: int, most: int) -> list[int]:
    """Characters of the longest line of each column, between two limits."""

    def width(cells: Sequence[Cell]) -> int:
        return max((len(line) for cell in cells for line in str(cell).split("\n")), default=0)

    columns = zip(table.head, *table.rows, strict=True)
    return [min(max(width(cells) + 2, least), most) for cells in columns]
