"""The outcome as one Markdown text: decisions, action items, votes, themes with every idea.."""

from __future__ import annotations

import re

from cocreate.export.ballot_words import settings
from cocreate.export.clean import clean, clean_line, shown_line
from cocreate.export.facts import Facts
from cocreate.export.record import record
from cocreate.export.wording import people, say_date, turnout
from cocreate.model.snapshot import Note, WorkshopSnapshot
from cocreate.words import words

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_LINE_START = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")
_WORD = re.compile(r"[^\W_]|[^\x00-\x7f]")
_BULLET = re.compile(r"[•]\s")  # what some readers take for the mark of a list, and no backslash helps against


def report_md(snapshot: WorkshopSnapshot, language: str = "en") -> bytes:
    """UTF-8. Headings are parts and themes, bullets are ideas with their number."""
    facts = Facts(snapshot, words(language))
    parts = [_head(facts), _decisions(facts), _items(facts), _votes(facts), _themes(facts)]
    return ("\n\n".join("\n".join(lines) for lines in parts if lines) + "\n").encode()


def plain(text: str) -> str:
    """User text on one line, every sign that Markdown knows escaped."""
    return _escaped(shown_line(text))


def ideas_md(facts: Facts) -> bytes:
    """Ideas and nothing else, for tools that read lists: headings are themes, bullets ideas, deeper ones merged."""
    parts = ["".join(_bullet(note, "- ") + _merged(facts, note) for note in facts.loose)]
    for theme in facts.themes:
        marks = "###" if theme.parent else "##"
        closed = f" {marks}" if theme.title.endswith("#") else ""  # or the sign would be taken for the end of a heading
        ideas = "".join(_bullet(note, "- ") + _merged(facts, note) for note in theme.notes)
        parts.append(f"{marks} {_escaped(clean_line(theme.title))}{closed}\n\n{ideas}")
    return ("\n".join(part for part in parts if part) or "\n").encode()


def _merged(facts: Facts, note: Note) -> str:
    return "".join(_bullet(one, "  - ") for one in facts.merged.get(note.id, ()))


def _bullet(note: Note, mark: str) -> str:
    """One idea in its own lines, but one that begins with a dot would become an idea, and one without words nothing."""
    lines: list[str] = []
    for line in (clean_line(line) for line in clean(note.text).split("\n")):
        if lines and (_BULLET.match(line) or not _WORD.search(line) or not _WORD.search(lines[-1])):
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    indent = " " * len(mark)
    return "".join(f"{indent if k else mark}{_escaped(line)}\n" for k, line in enumerate(lines))


def _escaped(line: str) -> str:
    return _LINE_START.sub(r"\1\\", _MARKUP.sub(r"\\\1", line))


def _head(facts: Facts) -> list[str]:
    t, shop = facts.t, facts.snapshot.workshop
    title = shop.question.strip() or shop.title.strip() or t("Untitled workshop")
    held = say_date(t, shop.held_on) if shop.held_on else ""
    where = [shop.title if shop.question.strip() else "", held, shop.place]
    if facts.snapshot.participants:
        where.append(people(t, facts.snapshot))
    lines = [f"# {plain(title)}", "", plain(" · ".join(part for part in where if part.strip()))]
    if shop.request.strip():
        lines += ["", f"**{t('What is asked of you')}**: {plain(shop.request)}"]
    return lines


def _decisions(facts: Facts) -> list[str]:
    t = facts.t
    lines = [f"## {t('Decisions')}", ""]
    if not facts.snapshot.outcomes:
        return [*lines, t("No decision recorded yet.")]
    for outcome in facts.snapshot.outcomes:
        lines.append(f"- **{facts.decision_name(outcome)}** {plain(outcome.text)}")
        grounds = [f"{g.name} {plain(g.title)}" for g in facts.ground(outcome)]
        said = [plain(outcome.detail), f"{t('Rests on')}: {'; '.join(grounds)}" if grounds else ""]
        lines += [f"  {line}" for line in said if line]
    return lines


def _items(facts: Facts) -> list[str]:
    t = facts.t
    lines = [f"## {t('Action items')}", ""]
    if not facts.snapshot.action_items:
        return [*lines, t("No action item recorded yet.")]
    lines += [f"| | {t('What')} | {t('Who')} | {t('By when')} |", "|---|---|---|---|"]
    for item in facts.snapshot.action_items:
        owner = plain(facts.owner(item)) or f"**{t('open')}**"
        due = plain(say_date(t, item.due)) if item.due else f"**{t('open')}**"
        lines.append(f"| {facts.item_name(item)} | {plain(item.text)} | {owner} | {due} |")
    return lines


def _votes(facts: Facts) -> list[str]:
    t = facts.t
    lines: list[str] = []
    for vote in facts.votes:
        said = f"{settings(t, vote.round)} {turnout(t, vote.round)}"
        lines += ["", f"### {plain(vote.round.title) or t('Untitled')}", "", plain(said), ""]
        for s in vote.standings:
            lines.append(f"- {'=' if s.is_tied else ''}{s.rank}: {plain(s.title)}, {s.score}")
        lines.append("")
        for label, told in record(facts.snapshot, vote.round, t):
            lines.append(f"- **{label}**: {plain(told[0])}" if len(told) == 1 else f"- **{label}**")
            lines += [f"  - {plain(one)}" for one in told if len(told) > 1]
    return [f"## {t('Votes')}", *lines] if lines else []


def _themes(facts: Facts) -> list[str]:
    t = facts.t
    lines = [f"## {t('Ideas')}"]
    for theme in facts.themes:
        lines += ["", f"### {theme.number} · {plain(theme.title)}", ""]
        lines += [f"{plain(theme.cluster.summary)}\n"] if theme.cluster.summary.strip() else []
        for note in facts.ranked(theme.notes):
            lines += _idea(facts, note)
    if facts.loose:
        lines += ["", f"### {t('Not in a theme')}", ""] if facts.themes else [""]
        for note in facts.ranked(facts.loose):
            lines += _idea(facts, note)
    return lines if facts.snapshot.notes else []


def _idea(facts: Facts, note: Note) -> list[str]:
    """The idea, and below it those that were merged into it."""
    author = plain(facts.author(note))
    found = facts.standing(note.id)
    said = ", ".join(part for part in (author, found.figure if found and found.has_votes else "") if part)
    lines = [f"- {facts.names[note.id]} {plain(note.text) or facts.t('(no text)')}" + (f" ({said})" if said else "")]
    return lines + [f"  - {facts.names[n.id]} {plain(n.text)}" for n in facts.merged.get(note.id, ())]
