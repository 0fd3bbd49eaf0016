"""Made-up workshops for the tests of the exports: a small one by hand, and any number of ideas on a grid."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cocreate.model.snapshot import (
    ActionItem,
    Board,
    Cluster,
    Frame,
    Link,
    Note,
    Outcome,
    OutcomeSource,
    Participant,
    RoundOption,
    RoundResult,
    VotingRound,
    Workshop,
    WorkshopSnapshot,
)  # fmt: skip

QUESTION = "How might a new colleague feel part of us within a hundred days?"
REQUEST = "Confirm the guides before 18 December, and free four hours a month for everybody who takes part."
DECISIONS = (
    "Start with guides for newcomers, the first ones on 14 January",
    "Build the skills map with the works council",
    "No new tool before the current ones were looked at",
)
ITEMS = (
    "Find twelve guides and invite them",
    "Draft the privacy note of the skills map",
    "List the tools per team",
    "Invite two customers to sprint 3",
    "Put this report in the shared folder",
)
START = 1_795_077_000_000  # 19 November 2026, in the morning
COLOURS = ("sun", "sky", "mint", "rose", "lilac", "peach", "lime", "stone")
THEMES = (
    "A guide for every newcomer", "Meet across teams", "Knowledge that can be found", "Time and room for ideas",
    "Customers at the table", "Seeing what others work on", "Small budgets, quick starts",
)  # fmt: skip
IDEAS = (
    "Pair every newcomer with a guide for the first hundred days", "Monthly show-and-tell across departments",
    "Skills map: who knows what, kept by the people themselves", "Four hours a month for a project of your own",
    "Invite two customers to each design sprint", "Publish unfinished ideas early 🚀",
    "Small budget (€ 500) without approval", "Coffee with somebody you do not know, drawn by lot ☕",
    "One search across wiki, chat and files", "Map overlaps between initiatives before the quarter starts",
    "Celebrate what was stopped 🎉", "Young professionals mentor directors", "Open demo every second Friday",
    "Short videos instead of long memos", "Ask-me-anything with the board, questions collected by phone",
    "Supplier breakfast twice a year", "Team charter of one page", "Match on passion, not on job title ❤️",
)  # fmt: skip
SCRIPTS = (
    "שיתוף ידע בין צוותים בכל שבוע (Hebrew) 12", "مشاركة المعرفة بين الفرق في كل أسبوع", "跨部门分享知识",
    "Ελληνικά, Кириллица, Tiếng Việt, Türkçe: ığüşöç", "Remote pairing 👩‍💻 with 🇳🇱 and 🇧🇪 teams 👍🏽",
    "<b>not bold</b> & <img src='x.png'/> <a href='javascript:1'>x</a>", '=HYPERLINK("http://x","y")',
    "arbeidsongeschiktheidsverzekeringsmaatschappij" * 4,
)  # fmt: skip
NAMES = (
    "Aïsha de Wit", "Bram Jansen", "Chloé Martin", "Daan Bakker", "Eszter Nagy", "Fatih Yılmaz", "Gülşen Kaya",
    "Håkon Berg", "Ingrid Smit", "Jan-Willem Post", "Łukasz Nowak", "Noor Visser",
)  # fmt: skip
CIRCLE_OF = ("team",) * 6 + ("organisation",) * 3 + ("customers",) * 2 + ("suppliers",)


def participants() -> tuple[Participant, ...]:
    return tuple(
        Participant(
            id=f"p{i:02d}", scope="w", name=name, role="facilitator" if i == 0 else "participant", circle=CIRCLE_OF[i],
            order=f"{i:02d}",
        )
        for i, name in enumerate(NAMES)
    )  # fmt: skip


def texts_for(count: int) -> list[str]:
    """Short lines in many scripts, no two alike."""
    plain = [
        t if k < len(IDEAS) else f"{t} ({k // len(IDEAS) + 1})" for k, t in enumerate(IDEAS * (count // len(IDEAS) + 1))
    ]
    out = plain[:count]
    for k, text in enumerate(SCRIPTS):
        if 9 * k + 8 < count:
            out[9 * k + 8] = text
    return out


def workshop(
    ideas: int | Sequence[str] = 62, *, themes: int = 7, items: int = 5, decisions: int = 3, voted: bool = True,
    seed: int = 7, language: str = "en", authors: bool = False, length: int = 0,
) -> WorkshopSnapshot:  # fmt: skip
    """A finished workshop. Themes are blocks of a grid; the vote is on themes; `length` pads texts."""
    r = random.Random(seed)
    texts = texts_for(ideas) if isinstance(ideas, int) else list(ideas)
    themes = min(themes, len(texts))
    clusters = tuple(
        Cluster(
            id=f"c{k:03d}", scope="w", board_id="b", title=THEMES[k] if k < 7 else f"{THEMES[k % 7]} {k // 7 + 1}",
            is_named=k % 3 != 2, colour=COLOURS[k % 8], order=f"{k:03d}",
            summary="People want to be met, not processed. It touches two running initiatives." if k == 0 else "",
        )
        for k in range(themes)
    )  # fmt: skip
    of = [r.randrange(themes) if themes and r.random() > 0.05 else None for _ in texts]
    notes = place(texts, of, clusters, authors)
    rounds, options, results = vote(clusters, r) if voted and clusters else ((), (), ())
    return WorkshopSnapshot(
        workshop=Workshop(
            id="w", scope="w", title="Everybody is here", language=language, created_at=START, held_on="2026-11-19",
            place="Utrecht", question=pad(QUESTION, 2 * length),
            request=pad(REQUEST, 2 * length),
        ),
        boards=(Board(id="b", scope="w", title="Ideas", order="a"),),
        notes=notes, clusters=clusters, participants=participants(), rounds=rounds, options=options, results=results,
        links=links(notes),
        outcomes=tuple(outcome(k, bool(rounds), length) for k in range(decisions)),
        outcome_sources=sources(decisions, clusters, notes),
        action_items=tuple(action_item(k, decisions, length) for k in range(items)),
    )  # fmt: skip


def links(notes: Sequence[Note]) -> tuple[Link, ...]:
    ends = pairwise(notes[:3] if len(notes) > 3 else ())
    return tuple(Link(id=f"l{k}", scope="w", from_id=a.id, to_id=b.id) for k, (a, b) in enumerate(ends))


def sources(decisions: int, clusters: Sequence[Cluster], notes: Sequence[Note]) -> tuple[OutcomeSource, ...]:
    """A theme and an idea for each decision."""
    out = []
    for k in range(decisions):
        if clusters:
            theme = clusters[k % len(clusters)].id
            out.append(OutcomeSource(id=f"s{k:02d}", scope="w", outcome_id=f"o{k:02d}", subject_id=theme))
        if k < len(notes):
            note = notes[k].id
            out.append(
                OutcomeSource(id=f"t{k:02d}", scope="w", outcome_id=f"o{k:02d}", subject="note", subject_id=note)
            )
    return tuple(sorted(out, key=lambda s: s.id))


def place(
    texts: Sequence[str], of: Sequence[int | None], clusters: Sequence[Cluster], authors: bool
) -> tuple[Note, ...]:
    """Notes on a grid per theme, the themes in rows of four blocks."""
    seen: dict[int, int] = {}
    side = max(3, round((len(texts) / max(1, len(clusters))) ** 0.5) + 1)
    columns = max(2, round((len(clusters) * 1.6) ** 0.5))
    out = []
    for k, text in enumerate(texts):
        block = of[k] if (theme := of[k]) is not None else len(clusters)
        assert block is not None
        j = seen[block] = seen.get(block, -1) + 1
        x = (block % columns) * (side * 172 + 120) + (j % side) * 172
        y = (block // columns) * ((side + 1) * 172 + 160) + (j // side) * 172
        out.append(Note(
            id=f"n{k:04d}", scope="w", board_id="b", number=k + 1, text=text, place=(float(x), float(y)),
            colour=clusters[theme].colour if theme is not None else "stone",
            cluster_id=clusters[theme].id if theme is not None else None, order=f"{k:04d}",
            author_id=f"p{k % 12:02d}" if authors and k % 4 else None, written_at=START + k * 9_000,
        ))  # fmt: skip
    return tuple(out)


def vote(
    clusters: Sequence[Cluster], r: random.Random
) -> tuple[tuple[VotingRound, ...], tuple[RoundOption, ...], tuple[RoundResult, ...]]:
    """One revealed vote on all themes, with a tie for second place."""
    scores = sorted((r.randrange(1, 12) for _ in clusters), reverse=True)
    if len(scores) > 2:
        scores[1] = scores[2]
        scores[0] = scores[1] + 3
    round_ = VotingRound(
        id="r",
        scope="w",
        title="Which themes do we start with?",
        method="dots",
        subject="cluster",
        budget=5,
        cap=2,
        state="revealed",
        opened_at=START + 3_600_000,
        closed_at=START + 4_020_000,
        revealed_at=START + 4_100_000,
        eligible=12,
        ballots=11,
        order="a",
    )
    options = tuple(
        RoundOption(id=f"x{k:03d}", scope="w", round_id="r", subject_id=c.id, title=c.title, order=f"{k:03d}")
        for k, c in enumerate(clusters)
    )
    results = tuple(
        RoundResult(
            id=f"y{k:03d}",
            scope="w",
            round_id="r",
            option_id=o.id,
            rank=1 + sum(s > score for s in scores),
            points=score,
            supporters=max(1, round(score * 0.7)),
        )
        for k, (o, score) in enumerate(zip(options, scores, strict=True))
    )
    return (round_,), options, results


def pad(text: str, length: int) -> str:
    """Exactly `length` characters, or the text as it is for 0."""
    return (text + " and then a few more words of it" * 20)[:length] if length else text


def outcome(k: int, voted: bool, length: int) -> Outcome:
    detail = "Two people find a hundred days too long; we look again after fifty." if k == 0 else ""
    return Outcome(
        id=f"o{k:02d}",
        scope="w",
        text=pad(DECISIONS[k % 3], length),
        detail=detail,
        round_id="r" if voted and k % 3 != 2 else None,
        order=f"{k:02d}",
    )


def action_item(k: int, decisions: int, length: int) -> ActionItem:
    return ActionItem(
        id=f"a{k:02d}",
        scope="w",
        text=pad(ITEMS[k % 5], length),
        owner_id=None if k % 5 == 3 else f"p{k % 12:02d}",
        due="" if k % 5 == 2 else f"2027-0{1 + k % 6}-15",
        first_step="Ask in the team meeting of Monday" if k == 0 else "",
        success_sign="Twelve names on the wall" if k == 0 else "",
        outcome_id=f"o{k % decisions:02d}" if decisions and k % 5 != 4 else None,
        order=f"{k:02d}",
    )


def empty() -> WorkshopSnapshot:
    return WorkshopSnapshot(workshop=Workshop(id="w", scope="w", title="Empty room", created_at=START))


def with_merge(snapshot: WorkshopSnapshot) -> WorkshopSnapshot:
    """The second note merged into the first, the third built on it, a frame around them."""
    a, b, c, *rest = snapshot.notes
    frame = Frame(id="f", scope="w", board_id="b", title="Parked", place=(-40.0, -80.0), size=(600.0, 400.0), order="a")
    b = replace(b, merged_into=a.id)
    return replace(snapshot, notes=(replace(a, frame_id="f"), b, replace(c, parent_id=a.id), *rest), frames=(frame,))
