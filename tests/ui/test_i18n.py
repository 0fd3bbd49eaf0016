"""The language of the moment, and how days are said in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from cocreate.ui import i18n
from cocreate.ui.i18n import tr

NOW = datetime(2026, 3, 5, 9, 30)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    i18n.set_language("en")
    yield
    i18n.set_language("en")


def ago(**span: int) -> int:
    return int((NOW - timedelta(**span)).timestamp() * 1000)


def test_words_follow_the_language_when_they_are_asked_for() -> None:
    assert tr("New workshop") == "New workshop"
    assert i18n.set_language("nl") == "nl"
    assert tr("New workshop") == "Nieuwe workshop"
    assert tr.plural("{n} idea", "{n} ideas", n=2) == "2 ideeën"


def test_an_unknown_language_speaks_english() -> None:
    assert i18n.set_language("xx") == "en"
    assert i18n.language() == "en"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["Today", "Today", "Yesterday", "Sunday", "24 January", "29 Jan 2025"]),
        ("nl", ["Vandaag", "Vandaag", "Gisteren", "Zondag", "24 januari", "29 jan 2025"]),
    ],
)
def test_days_are_said_as_people_say_them(code: str, said: list[str]) -> None:
    i18n.set_language(code)
    moments = [ago(minutes=5), ago(hours=9), ago(hours=10), ago(days=4), ago(days=40), ago(days=400)]
    assert [i18n.relative_day(m, NOW) for m in moments] == said


def test_a_clock_that_ran_ahead_still_says_today() -> None:
    assert i18n.relative_day(ago(days=-2), NOW) == "Today"


def test_dates_put_the_day_first_in_both_languages() -> None:
    assert i18n.long_date(date(2026, 3, 5)) == "5 March 2026"
    i18n.set_language("nl")
    assert i18n.long_date(date(2026, 3, 5)) == "5 maart 2026"
    assert i18n.short_date(date(2026, 3, 5)) == "5 mrt 2026"
