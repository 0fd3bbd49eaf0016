"""No words are cut on the page of a workshop: every step, both languages, a small window, large type, real content."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cuts import cuts
from PySide6.QtWidgets import QApplication, QWidget

from cocreate.demo import build_demo
from cocreate.export.pages import Leaf
from cocreate.model.commands import AddParticipants, EditWorkshop, NewParticipant
from cocreate.model.snapshot import Participant, RoundOption, VotingRound
from cocreate.ui import i18n, theme
from cocreate.ui.live import Live
from cocreate.ui.share.cards import Done
from cocreate.ui.share.preview import Preview
from cocreate.ui.share.sending import at_hand
from cocreate.ui.share.takeaway_sheet import TakeawaySheet
from cocreate.ui.share.wishes import Wishes
from cocreate.ui.vote.booth import Booth, Turn
from cocreate.ui.workshop.page import WorkshopPage
from cocreate.voting.methods import METHODS

STEPS = ("prepare", "ideas", "themes", "vote", "outcomes", "share")
SIZES = {"usual type": (1280, 720, 1.0), "large type": (1280, 720, 2.0), "smallest window": (1024, 640, 1.0),
         "large screen": (1920, 1080, 1.25)}  # fmt: skip
LONG_NAME = "Wilhelmina van der Arbeidsongeschiktheidsverzekering"


# The two that leave least room are looked at in every run.
ROOMS = [
    pytest.param(name, marks=() if name in ("large type", "smallest window") else pytest.mark.long) for name in SIZES
]


@pytest.fixture(params=ROOMS)
def size(request: Any, qapp: QApplication, loop: Any) -> Iterator[tuple[int, int]]:
    """A size of window; its size of type is put on."""
    width, height, scale = SIZES[request.param]
    theme.apply(qapp, "light", scale)
    yield width, height
    theme.apply(qapp, "light")
    i18n.set_language("en")


@pytest.fixture(params=["en", "nl"])
def full_page(
    request: Any, size: tuple[int, int], live: Live, loop: asyncio.AbstractEventLoop, qtbot: Any
) -> WorkshopPage:
    """The demo workshop with a long title, a long name and a person in no circle."""
    i18n.set_language(request.param)

    async def fill() -> None:
        scope = await live.ask(lambda store: build_demo(store, live.engine.actor, request.param, date(2026, 3, 3)))
        people = (NewParticipant(id="long", name=LONG_NAME), NewParticipant(id="arabic", name="مريم 🎉"))
        await live.run(AddParticipants(scope=scope, participants=people))
        await live.run(EditWorkshop(scope=scope, title="Hoe houden we de nachtdienst gezond? " * 4))
        await live.open(scope)

    loop.run_until_complete(fill())
    made = WorkshopPage(live)
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    return made


def test_no_words_are_cut_in_any_step(full_page: WorkshopPage) -> None:
    found = {}
    for step in STEPS:
        full_page.show_step(step)
        if said := cuts(full_page):
            found[step] = said
    assert found == {}


def test_no_words_are_cut_while_a_selection_is_shown(full_page: WorkshopPage) -> None:
    page = full_page
    assert page.snapshot is not None
    notes = page.snapshot.notes
    for step, chosen in (
        ("ideas", notes[:1]), ("ideas", notes[:5]), ("themes", page.snapshot.clusters[2:3]), ("themes", notes[:3]),
        ("outcomes", notes[:2]),
    ):  # fmt: skip
        page.show_step(step)
        page.set_selection([row.id for row in chosen])
        assert cuts(page) == [], step


def test_no_words_are_cut_while_documents_are_shared(full_page: WorkshopPage, tmp_path: Path) -> None:
    page, share = full_page, full_page.share
    page.show_step("share")
    share.show_formats([(made.key, i18n.tr(made.title).partition(" (")[0], made.suffix) for made in at_hand()])
    for fold in (share.more, share.fold):
        fold.turn()
    share.show_place("manager", "~/Documents/Workshops/2026/" + LONG_NAME * 3 + ".pdf")
    share.options.show_wishes(Wishes(logo=LONG_NAME + ".png", accent="#123456"))
    assert cuts(page) == []
    share.show_progress(i18n.tr("Making the PDF"), 0.4)
    assert cuts(page) == []
    share.end_progress()
    path = tmp_path / f"{LONG_NAME}.pdf"
    share.show_done(Done(i18n.tr("Saved as {name}", name=path.name), (path,), tmp_path))
    assert cuts(page) == []
    share.show_trouble("The folder is not there. Choose another folder.", "manager")
    assert cuts(page) == []
    assert page.snapshot is not None
    asked = TakeawaySheet(page, page.snapshot.participants)
    asked.appear()
    assert cuts(asked) == []
    asked.close_with(None)


def test_no_words_are_cut_round_a_preview(size: tuple[int, int], qtbot: Any) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(*size)
    host.show()
    for language in ("en", "nl"):
        i18n.set_language(language)
        leaves = [Leaf(595, 842, f"Page {n}") for n in range(120)]
        preview = Preview(host, LONG_NAME * 2, leaves, None, lambda work: work.close())  # type: ignore[arg-type]
        preview.appear()
        preview.pages.go_to(110)
        assert cuts(preview) == []
        preview.close_with(None)


def test_no_words_are_cut_while_people_vote(full_page: WorkshopPage, qtbot: Any) -> None:
    page = full_page
    page.show_step("vote")
    page.vote._start_fresh()
    assert cuts(page) == []
    page.vote.chooser._open_more()
    for way in ("budget", "criteria", "quick"):
        page.vote.chooser.choose(way)
        assert cuts(page) == [], way
    page.take_next()
    qtbot.waitUntil(lambda: len(page.vote.voters.buttons) > 10)
    assert cuts(page) == []
    page.vote.open_stage()
    assert page.vote.stage is not None
    assert cuts(page.vote.stage) == []
    page.vote.stage.close_with(None)
    page.vote.seating.open_ballot("long")
    booth = page.vote.seating.booth
    assert booth is not None
    assert cuts(booth) == []
    booth.show_ballot()
    assert cuts(booth) == []
    booth.show_receipt()
    assert cuts(booth) == [], "a code is shown once"
    booth.close_with(None)
    page.vote.void._turn(1)
    assert cuts(page) == []


def test_no_words_are_cut_on_a_ballot_of_any_method(size: tuple[int, int], qtbot: Any) -> None:
    usual = VotingRound(
        id="r", title="Hoe houden we de nachtdienst gezond, en wie doet dat?", budget=25, cap=5,
        money=1000, state="open", criteria=(("Vernieuwing", 1), ("Haalbaarheid", 2)),
    )  # fmt: skip
    options = [RoundOption(id=f"o{k}", round_id="r", title=f"{k} {LONG_NAME}", cost=250) for k in range(4)]
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(*size)
    host.show()
    for method in METHODS:
        turn = Turn(Participant(id="p", name="Jan"), "paper")
        booth = Booth(host, replace(usual, method=method), options, [turn])
        booth.appear()
        assert cuts(booth) == [], method
        booth.close_with(None)


def test_the_search_for_cuts_finds_a_cut(full_page: WorkshopPage) -> None:
    full_page.next.button.setFixedWidth(40)
    full_page.show_step("themes")
    full_page.themes.title.setFixedHeight(4)
    assert len(cuts(full_page)) == 2


def test_no_words_are_cut_in_columns_outline_search_and_past(full_page: WorkshopPage, qtbot: Any) -> None:
    page = full_page
    page.search()
    page.finder.bar.field.setText("a")
    page.finder.bar.open_filters().close()
    for facets in page.finder.bar.offered.values():
        page.finder.bar._toggle(facets[0])
    assert cuts(page.finder.bar) == []
    for view in ("columns", "outline"):
        page.show_view(view)
        # columns scroll sideways, so some stand outside
        assert [said for said in cuts(page) if "stands outside" not in said or view != "columns"] == [], view
    page.finder.close()
    page.past.open()
    qtbot.waitUntil(lambda: page.past.is_open and page.past.at >= 0)
    assert cuts(page) == [], "past"
