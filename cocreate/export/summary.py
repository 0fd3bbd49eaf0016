"""The outcome in a few lines for a mail or a chat, as HTML, plain text and Markdown. A snapshot in, texts out."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from cocreate.export.clean import shown_line
from cocreate.export.facts import Facts
from cocreate.export.markdown import plain
from cocreate.export.wording import last_change, say_date
from cocreate.model.snapshot import ActionItem, Outcome, WorkshopSnapshot
from cocreate.words import words

TOP = 5  # results


@dataclass(frozen=True)
class Summary:
    """The same words three times. A chat takes the Markdown or the plain text, a mail the HTML."""

    html: str
    text: str
    markdown: str


@dataclass(frozen=True)
class _Line:
    text: str
    remark: str = ""


@dataclass(frozen=True)
class _Part:
    title: str
    lines: tuple[_Line, ...]
    nothing: str = ""


def summary(snapshot: WorkshopSnapshot, language: str = "en", *, anonymous: bool = False) -> Summary:
    """Question, decisions, action items, what got the most votes, what is asked. Nothing of an unrevealed vote."""
    facts = Facts(snapshot, words(language), anonymous=anonymous)
    t, shop = facts.t, facts.snapshot.workshop
    title = shown_line(shop.question) or shown_line(shop.title) or t("Untitled workshop")
    is_draft = bool(facts.withheld) or not facts.snapshot.outcomes
    held = say_date(t, shop.held_on or last_change(facts.snapshot).date().isoformat())
    where = [shown_line(shop.title) if shown_line(shop.question) else "", held, shown_line(shop.place)]
    head = " · ".join(part for part in (*where, t("Draft") if is_draft else "") if part)
    parts = [part for part in (_decisions(facts), _items(facts), _results(facts), _request(facts)) if part]
    return Summary(_html(title, head, parts), _text(title, head, parts), _markdown(title, head, parts))


# ---- what is said


def _decisions(facts: Facts) -> _Part:
    lines = tuple(_Line(shown_line(o.text), _how(facts, o)) for o in facts.snapshot.outcomes)
    return _Part(facts.t("Decisions"), lines, facts.t("No decision recorded yet."))


def _how(facts: Facts, outcome: Outcome) -> str:
    support = facts.support(outcome)
    if support is None or not support[1] or not support[1][0].has_votes:
        return ""
    return support[1][0].score


def _items(facts: Facts) -> _Part:
    lines = tuple(
        _Line(shown_line(i.text), _who(facts, i)) for i in facts.snapshot.action_items if i.state != "dropped"
    )
    return _Part(facts.t("Action items"), lines, facts.t("No action item recorded yet."))


def _who(facts: Facts, item: ActionItem) -> str:
    t = facts.t
    owner = shown_line(facts.owner(item)) or t("nobody yet")
    due = say_date(t, item.due) if item.due else t("no date yet")
    done = (t("done"),) if item.state == "done" else ()
    return ", ".join((owner, due, *done))


def _results(facts: Facts) -> _Part | None:
    vote = facts.latest
    if vote is None:
        return None
    shown = tuple(_Line(shown_line(s.title), s.score) for s in vote.standings[:TOP] if s.has_votes)
    return _Part(facts.t("What the vote said"), shown) if shown else None


def _request(facts: Facts) -> _Part | None:
    asked = shown_line(facts.snapshot.workshop.request)
    return _Part(facts.t("What is asked of you"), (_Line(asked),)) if asked else None


# ---- in three forms


def _html(title: str, head: str, parts: list[_Part]) -> str:
    """Bare tags only, so that it takes the look of the mail it is pasted into. User text is escaped."""
    out = [f"<h2>{_safe(title)}</h2>", f"<p>{_safe(head)}</p>"]
    for part in parts:
        out.append(f"<h3>{_safe(part.title)}</h3>")
        if part.lines:
            items = "".join(f"<li>{_joined(line, _safe, '<b>{}</b>')}</li>" for line in part.lines)
            out.append(f"<ul>{items}</ul>")
        else:
            out.append(f"<p>{_safe(part.nothing)}</p>")
    return "".join(out)


def _safe(text: str) -> str:
    return html.escape(text, quote=True)


def _text(title: str, head: str, parts: list[_Part]) -> str:
    out = [title, head]
    for part in parts:
        out += ["", part.title, *(f"- {_joined(line, str, '{}')}" for line in part.lines)]
        out += [] if part.lines else [part.nothing]
    return "\n".join(out) + "\n"


def _markdown(title: str, head: str, parts: list[_Part]) -> str:
    out = [f"## {plain(title)}", "", plain(head)]
    for part in parts:
        out += ["", f"### {part.title}", "", *(f"- {_joined(line, plain, '**{}**')}" for line in part.lines)]
        out += [] if part.lines else [part.nothing]
    return "\n".join(out) + "\n"


def _joined(line: _Line, say: Callable[[str], str], strong: str) -> str:
    """The text, and what is said about it behind a dash."""
    text = strong.format(say(line.text)) if line.remark else say(line.text)
    return f"{text} – {say(line.remark)}" if line.remark else text
