"""The three ways to share, in words: what is in each, and how its files are called. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.ui.i18n import tr
from cocreate.ui.share.wishes import Wishes


@dataclass(frozen=True)
class Preset:
    """One card of the page. `deed` is its button."""

    key: str
    title: str
    said: str
    deed: str
    icon: str


def presets(wishes: Wishes) -> tuple[Preset, ...]:
    """In the language of the moment, as the options have it."""
    report = (
        tr("The decision page alone: what was decided, how firmly, who does what. One page.")
        if wishes.template == "executive"
        else tr("Question, outcomes with votes, action items, every idea: one PDF.")
    )
    return (
        Preset("manager", tr("For the manager"), report, tr("Make the PDF"), "file-text"),
        Preset(
            "team", tr("For the team"),
            tr("A PDF without authors, text and tables, in the folder that you share. Other laptops stay equal."),
            tr("Publish to the folder"), "folder-sync",
        ),
        Preset(
            "everything", tr("Everything"), tr("Every format, each in a file of its own, in one folder."),
            tr("Save everything"), "archive",
        ),
    )  # fmt: skip
