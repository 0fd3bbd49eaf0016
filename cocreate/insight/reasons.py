"""Says why a note is in its cluster, in a person's language. Texts only: the numbers come from the suggestion."""

from __future__ import annotations

from collections.abc import Mapping

from cocreate.insight.naming import shorten
from cocreate.insight.values import UNSURE_BELOW, Reason
from cocreate.words import Words

QUOTE_LENGTH = 60  # characters of a note that is quoted


def why(reason: Reason, titles: Mapping[str, str], texts: Mapping[str, str], t: Words, *, placed: bool = False) -> str:
    """The answer to "Why is my note here?", one sentence a line; the nearest notes first.

    `titles`: cluster key to title. `texts`: note id to text. `placed`: a person put the note there.
    """
    lines = [t("A person put this note here.")] if placed else []
    own, second = titles.get(reason.cluster, ""), titles.get(reason.second or "", "")
    near = [_quote(texts[n], t) for n, _ in reason.nearest if texts.get(n, "").strip()]
    terms = ", ".join(reason.terms)
    if not near:
        lines.append(t("No other note is close to this one."))
    elif terms and own:
        lines.append(t("Nearest: {notes}.", notes=", ".join(near)))
    elif len(near) == 1:
        lines.append(t("Close in meaning to {note}.", note=near[0]))
    else:
        lines.append(t("Close in meaning to {first} and {second}.", first=near[0], second=near[1]))
    if terms and own:
        lines.append(t("Shares {terms} with the theme {title}.", terms=terms, title=own))
    if not own:
        lines.append(t("It belongs to no theme yet."))
    elif second:
        lines.append(_second(reason, own, second, t, placed))
    return "\n".join(lines)


def _second(reason: Reason, own: str, second: str, t: Words, placed: bool) -> str:
    margin = _number(reason.margin, t)
    if placed or reason.margin >= UNSURE_BELOW:
        return t("Second best: {title} (margin {margin}).", title=second, margin=margin)
    return t("Unsure: {title} or {second} (margin {margin}).", title=own, second=second, margin=margin)


def _quote(text: str, t: Words) -> str:
    return t("‘{text}’", text=shorten(text.strip().removesuffix("."), QUOTE_LENGTH))


def _number(value: float, t: Words) -> str:
    """Two decimals with the sign of the language."""
    text = f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")
    return text.replace(".", ",") if t.language == "nl" else text
