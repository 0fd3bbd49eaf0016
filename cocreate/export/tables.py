"""Ideas, results and action items as CSV for spreadsheets. A cell can never be taken for a formula.."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from cocreate.export.facts import Facts
from cocreate.export.verdict import firmness, verdict
from cocreate.export.wording import as_moment
from cocreate.model.snapshot import Frame, Note, WorkshopSnapshot
from cocreate.words import Words, words

_INVISIBLE = " \t\r\n\"'\u200b\u200c\u200d\u2060\ufeff\xa0"
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def ideas_csv(snapshot: WorkshopSnapshot, language: str = "en") -> bytes:
    """One row per note, merged ones too, by number. UTF-8 with BOM; times are UTC."""
    t = words(language)
    facts = Facts(snapshot, t)
    head = (
        t("Number"), t("Idea"), t("Theme"), t("Frame"), t("Author"), t("Points"), t("Supporters"), t("Builds on"),
        t("Merged into"), t("Written"),
    )  # fmt: skip
    return _csv(t, head, (_idea(facts, note) for note in facts.snapshot.ideas))


def _idea(facts: Facts, note: Note) -> list[str]:
    found = facts.standing(note.id)
    theme, frame = facts.theme_of.get(note.id), facts.snapshot.by_id.get(note.frame_id or "")
    return [
        facts.names[note.id],
        note.text,
        theme.title if theme else "",
        frame.title if isinstance(frame, Frame) else "",
        facts.author(note),
        found.amount if found else "",
        str(found.supporters) if found else "",
        facts.names.get(note.parent_id or "", ""),
        facts.names.get(note.merged_into or "", ""),
        _time(note.written_at),
    ]


def results_csv(snapshot: WorkshopSnapshot, language: str = "en") -> bytes:
    """One row per option of each revealed vote, by rank."""
    t = words(language)
    facts = Facts(snapshot, t)
    head = (
        t("Voting round"), t("Method"), t("Rank"), t("Option"), t("Number"), t("Points"), t("Supporters"),
        t("Entitled to vote"), t("Ballots"), t("Revealed"), t("Result"), t("Firmness"), t("Most support"),
        t("Fair shortlist"), t("Decided"), t("Settings"), t("Root"),
    )  # fmt: skip
    rows = []
    for vote in facts.votes:
        found = verdict(facts.snapshot, vote.round, t)
        lines = {line.result.option_id: line for line in found.lines}
        taken = found.decision.option_ids if found.decision else ()
        for s in vote.standings:
            line = lines.get(s.option_id)
            rows.append([
                vote.round.title, vote.round.method, str(s.rank), s.title, s.name, s.amount, str(s.supporters),
                str(vote.round.eligible), str(vote.round.ballots), _time(vote.round.revealed_at), s.figure,
                firmness(t, line.result) if line else "", _mark(t, line is not None and line.is_in),
                _mark(t, line is not None and line.is_fair), _mark(t, s.option_id in taken), vote.round.config,
                vote.round.root,
            ])  # fmt: skip
    return _csv(t, head, rows)


def _mark(t: Words, is_so: bool) -> str:
    return t("yes") if is_so else ""


def action_items_csv(snapshot: WorkshopSnapshot, language: str = "en") -> bytes:
    """One row per action item. A missing owner or date is an empty cell."""
    t = words(language)
    facts = Facts(snapshot, t)
    outcomes = {o.id: o for o in facts.snapshot.outcomes}
    states = {
        "open": t("Still open"),
        "done": t("Done"),
        "moved": t("Moved to a later workshop"),
        "dropped": t("Dropped"),
    }
    head = (
        t("Number"), t("Action item"), t("Owner"), t("By when"), t("State"), t("First step"), t("Sign of success"),
        t("Decision"),
    )  # fmt: skip
    rows = []
    for item in facts.snapshot.action_items:
        outcome = outcomes.get(item.outcome_id or "")
        decision = f"{facts.decision_name(outcome)} {outcome.text}" if outcome else ""
        rows.append([
            facts.item_name(item), item.text, facts.owner(item), item.due, states.get(item.state, item.state),
            item.first_step, item.success_sign, decision,
        ])  # fmt: skip
    return _csv(t, head, rows)


def safe_cell(text: str) -> str:
    """The text, with a leading `'` where a spreadsheet would take it for a formula; a reader takes one off again."""
    text = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text or _NUMBER.fullmatch(text.strip()):
        return text
    is_risky = text.lstrip(_INVISIBLE)[:1] in _FORMULA or text[0] in "\t\n"
    return f"'{text}" if is_risky else text


def _csv(t: Words, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    # a Dutch spreadsheet opens a file with commas in one column
    writer = csv.writer(out, delimiter=";" if t.language == "nl" else ",", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _time(moment: int) -> str:
    return as_moment(moment).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
