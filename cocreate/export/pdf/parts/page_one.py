"""The decision page: what was asked, found, decided and promised, on one page, whatever there is to say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cocreate.export.ballot_words import method_name
from cocreate.export.facts import Facts, Standing
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Text, Turn
from cocreate.export.pdf.flow import room_of, width_of
from cocreate.export.pdf.parts.common import bar, bar_columns, empty, figure_cells, kept, rank_label, tie_words
from cocreate.export.pdf.parts.page_blocks import Density, Eyebrow, Figures, Request, Section
from cocreate.export.pdf.pictures import Picture
from cocreate.export.pdf.style import BODY, CAPTION, CELL, CELL_BOLD, CELL_MUTED, DANGER, H1, LABEL, SMALL, Size, Style
from cocreate.export.pdf.table import Cell, Piece, Row, Table
from cocreate.export.verdict import VOTED
from cocreate.export.wording import circle, facilitators, ideas, listed, number, say_date, turnout
from cocreate.model.snapshot import CIRCLES, ActionItem, Outcome

TOP = 5  # results shown; the rest stands in the part on votes
MOST_AIR = 9.0  # more of it above a section, where a page is not full
MOST = 140  # characters of a line in a list; the whole stands elsewhere
DENSITIES = (  # of text, of its leading; padding of rows; air between sections
    (1.05, 1.08, 5.6, 26.0), (1.0, 1.0, 4.6, 20.0), (0.95, 0.94, 3.4, 14.0), (0.88, 0.84, 2.2, 10.0),
    (0.81, 0.76, 1.4, 8.0), (0.78, 0.7, 0.7, 5.0),
)  # fmt: skip
QUESTION_SIZES = ((26.0, 3), (22.0, 3), (18.0, 3), (15.0, 4), (12.5, 6))  # size, most lines


@dataclass(frozen=True)
class Head:
    """What stands above the question."""

    state: str  # "Draft" or "Final", in the person's language
    date: str
    is_draft: bool
    logo: Picture | None = None


@dataclass(frozen=True)
class PageOne:
    blocks: list[Block]
    decisions: int  # how many are shown
    items: int


def page_one(facts: Facts, head: Head, paper: Size) -> list[Block]:
    """The blocks of page 1 and, if not all fits, of its continuation. Nothing is ever clipped."""
    page = fitted(facts, head, paper)
    return [*page.blocks, *_continued(facts, page, paper)]


def fitted(facts: Facts, head: Head, paper: Size) -> PageOne:
    """The most spacious layout that fits one page; when none does, rows of the longer list move to page 2."""
    decisions, items = len(facts.snapshot.outcomes), len(facts.snapshot.action_items)
    room, width = room_of(paper), width_of(paper)
    for density in (Density(*d) for d in DENSITIES):
        blocks = _blocks(facts, head, density, decisions, items, width)
        if (spare := room - height_of(blocks, width)) >= 0:
            return PageOne(_aired(blocks, spare), decisions, items)
    while height_of(blocks, width) > room and decisions + items:
        if items >= decisions:
            items -= 1
        else:
            decisions -= 1
        blocks = _blocks(facts, head, density, decisions, items, width)
    return PageOne(blocks, decisions, items)


def _aired(blocks: list[Block], spare: float) -> list[Block]:
    """Some of the room that is left, above the sections: densities come in steps."""
    opening = [b for b in blocks if isinstance(b, Section | Request)]
    for block in opening:
        block.before += min(spare / (len(opening) + 1), MOST_AIR)
    return blocks


def height_of(blocks: list[Block], width: float) -> float:
    return sum(b.height(width) + (b.before if i else 0.0) for i, b in enumerate(blocks))


def _blocks(facts: Facts, head: Head, d: Density, decisions: int, items: int, width: float) -> list[Block]:
    t = facts.t
    left_out = (len(facts.snapshot.outcomes) - decisions) + (len(facts.snapshot.action_items) - items)
    blocks: list[Block] = [
        Eyebrow(t("Workshop outcome"), head.state, d, head.is_draft, head.logo),
        question(facts, d, width),
        *(
            Text(line, d.of(SMALL), before=6 * d.factor if n == 0 else 0, most=2)
            for n, line in enumerate(where(facts, head.date))
        ),
        Figures(figures(facts), d, before=d.air * 0.8),
        *results(facts, d),
        *_decisions(facts, d, decisions),
        *_items(facts, d, items),
    ]
    if left_out:
        more = t.plural("{n} more line on the next page", "{n} more lines on the next page", n=left_out)
        blocks.append(Text(more, d.of(CELL_MUTED), before=3 * d.factor, link="continued"))
    blocks.append(
        Request(t("What is asked of you"), facts.snapshot.workshop.request, t("No request recorded yet."), d, d.air)
    )
    return blocks


# ------------------------------------------------------------------------------------------------ head


def question(facts: Facts, d: Density, width: float) -> Text:
    """As large as its length allows."""
    shop, t = facts.snapshot.workshop, facts.t
    asked = shop.question.strip() or shop.title.strip() or t("Untitled workshop")
    for size, most in QUESTION_SIZES:
        style = replace(H1, size=size * max(d.factor, 0.85), leading=round(size * 1.2 * max(d.leading, 0.8), 1))
        if len(words.break_lines(asked, style, width)) <= most:
            break
    return Text(asked, style, "H1", place="page1", level=0, entry=t("At a glance"), most=most)


def where(facts: Facts, date: str) -> list[str]:
    """What, when and where; below it who."""
    t, shop = facts.t, facts.snapshot.workshop
    leads = facilitators(facts.snapshot)
    what = [shop.title if shop.question.strip() else "", date, shop.place]
    who = [t("Led by {names}", names=listed(t, leads[:4])) if leads else "", _circles(facts)]
    lines = (words.in_a_row(words.shortened(part, 120) for part in parts) for parts in (what, who))
    return [line for line in lines if line]


def _circles(facts: Facts) -> str:
    t, people = facts.t, facts.snapshot.participants
    found = [(word, sum(p.circle == word for p in people)) for word in CIRCLES]
    return listed(t, [f"{n} {circle(t, word)}" for word, n in found if n])


def figures(facts: Facts) -> list[tuple[str, str]]:
    """The six figures and what they count."""
    t, s = facts.t, facts.snapshot
    counted = [
        (len(s.notes), t("idea") if len(s.notes) == 1 else t("ideas")),
        (len(facts.themes), t("theme") if len(facts.themes) == 1 else t("themes")),
        (len(s.participants), t("person") if len(s.participants) == 1 else t("people")),
        (facts.votes_cast, t("vote cast") if facts.votes_cast == 1 else t("votes cast")),
        (len(s.outcomes), t("decision") if len(s.outcomes) == 1 else t("decisions")),
        (len(s.action_items), t("action item") if len(s.action_items) == 1 else t("action items")),
    ]
    return [(number(t, n), label) for n, label in counted]


# ------------------------------------------------------------------------------------------------ sections


def results(facts: Facts, d: Density) -> list[Block]:
    """The first five of the latest vote; without one the largest themes."""
    t, vote = facts.t, facts.latest
    if vote is None:
        return _without_vote(facts, d)
    head = t("What got the most votes") if vote.round.method in VOTED else t("What came out on top")
    shown = [s for s in vote.standings[:TOP] if s.has_votes]
    top = max([s.points for s in shown] + [1])
    columns = bar_columns(vote, 96)
    rows = [_result_row(s, top, d, len(columns)) for s in shown]
    blocks: list[Block] = [
        Section(head, turnout(t, vote.round), d, d.air),
        Table(columns, rows, pad=d.pad, gap=8),
    ]
    seen = {s.option_id for s in shown}
    if level := [tie_words(facts, group, 44) for group in vote.ties if seen & {s.option_id for s in group}]:
        blocks.append(Text(" ".join(level), d.of(CAPTION), before=4 * d.factor, link="votes", most=3))
    return blocks


def _without_vote(facts: Facts, d: Density) -> list[Block]:
    """Ideas count without votes, too."""
    t = facts.t
    largest = sorted((theme for theme in facts.themes if theme.notes), key=lambda x: (-len(x.notes), x.number))[:TOP]
    if facts.withheld or facts.votes or not largest:
        return [Section(t("What got the most votes"), "", d, d.air), empty(_no_result(facts), d.of(BODY))]
    most = len(largest[0].notes)
    rows = [
        Row((
            Cell.of(str(theme.number), d.of(CELL_MUTED)),
            Cell.of(words.shortened(theme.title, MOST), d.of(CELL_BOLD), f"theme-{theme.cluster.id}"),
            Cell(art=bar(len(theme.notes) / most, d.of(CELL).leading, d.pad)),
            Cell.of(ideas(t, len(theme.notes)), d.of(CELL_BOLD).ended()),
        ))
        for theme in largest
    ]  # fmt: skip
    head = Section(t("The largest themes"), t("No vote was held."), d, d.air)
    return [head, Table((22, None, 96, 58), rows, pad=d.pad, gap=8)]


def _no_result(facts: Facts) -> str:
    t = facts.t
    if facts.withheld:
        return t("No vote was revealed yet.")
    return t("A vote was held, and nothing was chosen in it.") if facts.votes else t("No vote was held.")


def _result_row(s: Standing, top: int, d: Density, columns: int) -> Row:
    title = words.shortened(s.title, MOST)
    place = (s.name if s.name.startswith("I-") else f"theme-{s.subject_id}") if s.name else ""
    label = f"{title} · {s.name}" if s.name.startswith("I-") else title
    return Row((
        Cell.of(rank_label(s), d.of(CELL_MUTED)),
        Cell.of(label, d.of(CELL_BOLD), place),
        Cell(art=bar(s.points / top, d.of(CELL).leading, d.pad)),
        *figure_cells(s, columns, d.of(CELL_BOLD), d.of(CELL_MUTED)),
    ))  # fmt: skip


def _decisions(facts: Facts, d: Density, shown: int) -> list[Block]:
    t = facts.t
    head = Section(t("Decisions"), "", d, d.air)
    if not facts.snapshot.outcomes:
        return [head, empty(t("No decision recorded yet."), d.of(BODY))]
    table = decision_table(facts, facts.snapshot.outcomes[:shown], d)
    return [head, table] if shown else [head]


def decision_table(facts: Facts, outcomes: tuple[Outcome, ...], d: Density, *, is_home: bool = False) -> Table:
    """`is_home`: links to a decision lead here, because no other part of the template shows it."""
    rows = [
        Row((
            Cell.of(facts.decision_name(o), d.of(CELL_MUTED)),
            Cell.of(words.shortened(o.text, MOST), d.of(CELL_BOLD), "" if is_home else f"decision-{o.id}"),
            Cell(tuple(how_decided(facts, o, d))),
        ), place=f"decision-{o.id}" if is_home else "")
        for o in outcomes
    ]  # fmt: skip
    return Table((22, None, 158 * d.factor), rows, pad=d.pad, gap=8)


def how_decided(facts: Facts, outcome: Outcome, d: Density) -> list[Piece]:
    """By which vote and with which result; below it how firmly, or by whom."""
    t, support = facts.t, facts.support(outcome)
    if support is None:
        return [Piece(t("No vote is linked"), d.of(CELL_MUTED))]
    vote, standings = support
    method = method_name(t, vote.round.method)
    if not standings or not standings[0].has_votes:
        title = words.shortened(vote.round.title or t("Untitled"), 60)
        return [Piece(t("{method}: {score}", method=method, score=title), d.of(CELL_MUTED))]
    best = standings[0]
    said = [t("Shared rank {n}", n=best.rank) if best.is_tied else t("Rank {n}", n=best.rank), best.firmness]
    if decided := next((x for x in facts.snapshot.decisions if x.round_id == vote.round.id), None):
        said.append(t("{name} decided", name=words.shortened(decided.decider, 30)))
    return [
        Piece(t("{method}: {score}", method=method, score=best.score), d.of(CELL)),
        Piece(" · ".join(part for part in said if part), d.of(CAPTION)),
    ]


def _items(facts: Facts, d: Density, shown: int) -> list[Block]:
    t = facts.t
    items = facts.snapshot.action_items
    still = sum(1 for i in items if not facts.owner(i) or not i.due)
    remark = t.plural("{n} lacks an owner or a date", "{n} lack an owner or a date", n=still) if still else ""
    head = Section(t("Action items"), remark, d, d.air)
    if not items:
        return [head, empty(t("No action item recorded yet."), d.of(BODY))]
    return [head, item_table(facts, items[:shown], d)] if shown else [head]


def item_table(facts: Facts, items: tuple[ActionItem, ...], d: Density) -> Table:
    t = facts.t
    head = ("", t("What"), t("From"), t("Who"), t("By when"))
    rows = [
        Row((
            Cell.of(facts.item_name(i), d.of(CELL_MUTED)),
            Cell((Piece(words.shortened(i.text, MOST), d.of(CELL_BOLD)), *_state(facts, i, d))),
            _source(facts, i, d),
            Cell.of(*_or_open(facts, words.shortened(facts.owner(i), 60), d)),
            Cell.of(*_or_open(facts, say_date(t, i.due) if i.due else "", d)),
        ))
        for i in items
    ]  # fmt: skip
    return Table((22, None, 26, 90 * d.factor, 84 * d.factor), rows, head, pad=d.pad, gap=8, head_style=d.of(LABEL))


def _source(facts: Facts, item: ActionItem, d: Density) -> Cell:
    """The decision that it follows from."""
    found = facts.snapshot.by_id.get(item.outcome_id or "")
    if not isinstance(found, Outcome):
        return Cell.of("–", d.of(CELL_MUTED))
    return Cell.of(facts.decision_name(found), d.of(CELL_MUTED), f"decision-{found.id}")


def _state(facts: Facts, item: ActionItem, d: Density) -> tuple[Piece, ...]:
    t = facts.t
    said = {"done": t("Done"), "moved": t("Moved to a later workshop"), "dropped": t("Dropped")}.get(item.state)
    return (Piece(said, d.of(CAPTION)),) if said else ()


def _or_open(facts: Facts, value: str, d: Density) -> tuple[str, Style]:
    """A missing owner or date is shown, in red and in words."""
    if value:
        return value, d.of(CELL)
    return facts.t("open"), d.of(CELL_BOLD).toned(DANGER)


# ------------------------------------------------------------------------------------------------ page 2


def _continued(facts: Facts, page: PageOne, paper: Size) -> list[Block]:
    """What page 1 had no room for: rows, and a question or request that had to be cut."""
    t, s, d = facts.t, facts.snapshot, Density(*DENSITIES[1])
    blocks: list[Block] = []
    if page.decisions < len(s.outcomes):
        rest = decision_table(facts, s.outcomes[page.decisions :], d)
        blocks += [Section(t("Decisions"), t("continued"), d, d.air), rest]
    if page.items < len(s.action_items):
        blocks += [
            Section(t("Action items"), t("continued"), d, d.air),
            item_table(facts, s.action_items[page.items :], d),
        ]
    for block in page.blocks:
        if isinstance(block, Text) and block.tag == "H1" and not kept(block.text, block.lines(width_of(paper))):
            blocks += [Section(t("The question in full"), "", d, d.air), Text(block.text)]
        if isinstance(block, Request) and block.request and not kept(block.request, block.lines(width_of(paper))):
            blocks += [Section(t("The request in full"), "", d, d.air), Text(block.request)]
    if not blocks:
        return []
    title = Text(t("At a glance, continued"), H1, "H1", place="continued", level=0)
    return [Turn(), title, *blocks]
