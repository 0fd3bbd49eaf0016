"""How the workshop was held, who took part in numbers, and what the report is made from."""

from __future__ import annotations

from cocreate.export.facts import Facts
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Turn
from cocreate.export.pdf.parts.common import opening
from cocreate.export.pdf.parts.votes import withheld_words
from cocreate.export.pdf.style import CELL, LABEL, Style
from cocreate.export.pdf.table import Cell, Piece, Row, Table
from cocreate.export.wording import facilitators, ideas, listed, minutes, people

WHOLE = 440.0  # points: a part that is not taller stays on one page
_SIDE = Style(8, 12.2, "Inter-SemiBold", LABEL.colour)


def method(facts: Facts, *, date: str, software: str, digest: str) -> list[Block]:
    t, s = facts.t, facts.snapshot
    shop = s.workshop
    leads = facilitators(s)
    lines = [
        (t("Workshop"), [words.one_line(shop.title)]),
        (t("Question"), [shop.question]),
        (t("Held"), [words.in_a_row((date, shop.place))]),
        (t("Facilitator"), [listed(t, leads)]),
        (t("People"), [people(t, s) if s.participants else ""]),
        (t("Ideas"), _ideas(facts)),
        (t("Themes"), _themes(facts)),
        (t("Votes"), _votes(facts)),
        (t("Names"), [_names(facts)]),
        (t("Made with"), [software]),
        (t("Workshop id"), [shop.id]),
        (t("Fingerprint"), [t("SHA-256 of the workshop's JSON: {digest}", digest=digest)]),
    ]
    rows = [
        Row((Cell.of(label, _SIDE), Cell(tuple(Piece(text, CELL) for text in texts if text.strip()))))
        for label, texts in lines
        if any(text.strip() for text in texts)
    ]
    return [Turn(WHOLE), *opening(t("Method and participation"), "method"), Table((96, None), rows, pad=6)]


def _ideas(facts: Facts) -> list[str]:
    t, notes = facts.t, facts.snapshot.notes
    said = [ideas(t, len(notes))]
    merged = sum(len(found) for found in facts.merged.values())
    if merged:
        said.append(t.plural("{n} of them merged into another", "{n} of them merged into others", n=merged))
    built = sum(n.parent_id in facts.names for n in notes)
    if built:
        said.append(t.plural("{n} builds on another idea", "{n} build on other ideas", n=built))
    times = [n.written_at for n in notes if n.written_at]
    if times and (lasted := minutes(t, min(times), max(times))):
        said.append(t("written within {time}", time=lasted))
    return [", ".join(said) + "."]


def _themes(facts: Facts) -> list[str]:
    t, themes = facts.t, facts.themes
    if not themes:
        return []
    named = sum(theme.cluster.is_named for theme in themes)
    said = [t.plural("{n} theme", "{n} themes", n=len(themes))]
    if named:
        said.append(t.plural("{n} named by people", "{n} named by people", n=named))
    if facts.loose:
        said.append(t.plural("{n} idea in no theme", "{n} ideas in no theme", n=len(facts.loose)))
    return [", ".join(said) + "."]


def _votes(facts: Facts) -> list[str]:
    t = facts.t
    if not facts.votes and not facts.withheld:
        return [t("No vote was held.")]
    said = [t.plural("{n} vote was revealed.", "{n} votes were revealed.", n=len(facts.votes))] if facts.votes else []
    if facts.votes:
        said.append(t("A ballot holds no name: it cannot be traced to a person."))
    return [*said, *([withheld_words(facts)] if facts.withheld else [])]


def _names(facts: Facts) -> str:
    t = facts.t
    if facts.is_anonymous:
        return t("This copy leaves out who wrote what. Owners of action items are named.")
    if any(facts.author(n) for n in facts.snapshot.notes):
        return t("Authors are named where the workshop kept their names. Owners of action items are named.")
    return t("No authors are named. Owners of action items are named.")
