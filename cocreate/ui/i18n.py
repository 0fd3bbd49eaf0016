"""The language of the window; it holds no texts itself (see `cocreate/words.py` and the catalogues).

    from cocreate.ui.i18n import tr
    Button(tr("New workshop"))                        # at call time, in the language of that moment
    tr.plural("{n} idea", "{n} ideas", n=12)

A language change rebuilds the window, so no widget has to translate itself again.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from cocreate.words import LANGUAGES, words


class _Current:
    """Like `Words`, in the language of the moment."""

    language = "en"

    def __call__(self, text: str, /, **values: object) -> str:
        return words(self.language)(text, **values)

    def plural(self, one: str, many: str, /, n: int, **values: object) -> str:
        return words(self.language).plural(one, many, n=n, **values)


tr = _Current()


def set_language(code: str) -> str:
    """Speak this language from now on; an unknown one gives English. Returns the language in force."""
    tr.language = code if code in LANGUAGES else "en"
    QLocale.setDefault(locale())
    return tr.language


def language() -> str:
    return tr.language


def system_language() -> str:
    """The language of the person's computer, if we speak it."""
    code = QLocale.system().name().split("_")[0]
    return code if code in LANGUAGES else "en"


def locale() -> QLocale:
    """How dates are written: Dutch, or English with the day first (the workshops are in Europe)."""
    if tr.language == "nl":
        return QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def long_date(day: date) -> str:
    """`3 March 2026`."""
    return locale().toString(_qdate(day), "d MMMM yyyy")


def short_date(day: date) -> str:
    """`3 Mar 2026`."""
    return locale().toString(_qdate(day), "d MMM yyyy")


def relative_day(moment_ms: int, now: datetime | None = None) -> str:
    """Today, Yesterday, a weekday within the last six days, else the date. `moment_ms` is UTC since 1970."""
    now = now or datetime.now()
    then = datetime.fromtimestamp(moment_ms / 1000, tz=now.tzinfo)
    days = (now.date() - then.date()).days
    if days <= 0:
        return tr("Today")
    if days == 1:
        return tr("Yesterday")
    if days < 7:
        name = locale().standaloneDayName(then.isoweekday())
        return name[:1].upper() + name[1:]
    if then.year == now.year:
        return locale().toString(_qdate(then.date()), "d MMMM")
    return short_date(then.date())


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
