"""The grammar of the command line, in the person's language. Parses; does no work."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cocreate.cli import board, documents, exporting, paper, takeaway, verify, votes
from cocreate.cli.grammar import Grammar
from cocreate.export.catalogue import FORMATS
from cocreate.export.options import PAPERS, TEMPLATES
from cocreate.words import LANGUAGES, Words


class _Version(argparse.Action):
    """`--version`, looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print("CoCreate", version("cocreate"))
        except PackageNotFoundError:  # run from a checkout that was never installed
            print("CoCreate")
        parser.exit()


def build_parser(t: Words) -> argparse.ArgumentParser:
    """The parser; each command's `run(args, session) -> bool` is in the parsed namespace."""
    shared = _shared(t)
    parser = Grammar(
        t, prog="cocreate", parents=[shared],
        description=t("Run a co-creation workshop from one laptop. Without a command the window opens."),
        epilog=t("A workshop is named by its title or the beginning of its id."),
    )  # fmt: skip
    _help(parser, t)
    parser.add_argument("--version", action=_Version, nargs=0, help=t("Say the version and stop."))
    commands = parser.add_subparsers(title=t("commands"), metavar=t("COMMAND"), required=True, parser_class=Grammar)

    def add(name: str, run: Callable[..., bool], said: str, has_json: bool = True) -> argparse.ArgumentParser:
        parents = [shared if has_json else _shared(t, has_json=False)]
        sub: Grammar = commands.add_parser(name, t=t, parents=parents, help=said, description=said)
        _help(sub, t)
        sub.set_defaults(run=run)
        return sub

    _add_board(add, t)
    _add_documents(add, t)
    _add_takeaway(add, t)
    _add_votes(add, t)
    return parser


def _count(text: str) -> int:
    """A whole number from 1; argparse makes a sentence of the ValueError."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _shared(t: Words, has_json: bool = True) -> Grammar:
    """Options that may stand before and after the command."""
    shared = Grammar(t, argument_default=argparse.SUPPRESS)
    shared.add_argument(
        "--library", type=Path, metavar=t("PATH"), help=t("The library to work in, instead of your own.")
    )
    shared.add_argument("--lang", choices=sorted(LANGUAGES), help=t("Language of messages, and of what is made."))
    if has_json:
        shared.add_argument(
            "--json", action="store_true", help=t("Print one JSON object; messages go to standard error.")
        )
    return shared


def _help(parser: argparse.ArgumentParser, t: Words) -> None:
    parser._positionals.title = t("what")
    parser._optionals.title = t("options")
    parser.add_argument("-h", "--help", action="help", help=t("Show this and stop."))


def _add_board(add: Callable[..., Any], t: Words) -> None:
    demo = add("demo", documents.demo, t("Make the demo workshop, and with --export its documents."))
    demo.add_argument("--export", type=Path, metavar=t("FOLDER"), help=t("Write the documents into this folder."))
    demo.add_argument("--force", action="store_true", help=t("Replace files that are there."))
    new = add("new", board.new, t("Make a workshop."))
    new.add_argument("title", metavar=t("TITLE"), help=t("Its title."))
    new.add_argument("--question", default="", metavar=t("TEXT"), help=t("The question for the room."))
    add("list", board.show, t("List the workshops."))
    read = add("import", board.bring_in, t("Bring in ideas, or a whole workshop that CoCreate wrote."))
    read.add_argument(
        "files", nargs="+", type=Path, metavar=t("FILE"),
        help=t(
            "With --workshop ideas: text, Markdown, CSV, TSV, XLSX, JSON Canvas, Excalidraw, Trello, OPML, FreeMind. "
            "Without it whole workshops: .cocreate, JSON, or a full report."
        ),
    )  # fmt: skip
    _workshop(read, t, "--workshop")
    read.add_argument("--copy", action="store_true", help=t("Make a second workshop of a file of a whole workshop."))
    read.add_argument("--column", default="", metavar=t("C"), help=t("Column of the ideas: its name, or 1, 2, 3 …"))
    read.add_argument("--theme-column", default="", metavar=t("C"), help=t("Column of the themes."))
    read.add_argument("--header", choices=("auto", "yes", "no"), default="auto", help=t("Whether row 1 names columns."))
    read.add_argument("--again", action="store_true", help=t("Also add what this file brought before."))
    read.add_argument("--dry-run", action="store_true", help=t("Say what would happen and change nothing."))
    cluster = add("cluster", board.cluster, t("Suggest themes and take them over (undo in the window)."))
    _workshop(cluster, t, "workshop")
    cluster.add_argument(
        "--grain", type=int, choices=range(-2, 3), default=0, help=t("From -2, few themes, to 2, many themes.")
    )
    cluster.add_argument("--themes", type=_count, metavar=t("N"), help=t("The number of themes."))
    cluster.add_argument("--explain", action="store_true", help=t("Say why each idea is where it is."))
    sound = add("check", board.check, t("Check that the library is sound."))
    sound.add_argument("--restore", action="store_true", help=t("First put the newest backup in its place."))


def _add_documents(add: Callable[..., Any], t: Words) -> None:
    export = add("export", exporting.export, t("Write the documents of a workshop."), has_json=False)
    _workshop(export, t, "workshop")
    export.add_argument("--all", type=Path, metavar=t("FOLDER"), help=t("Everything below, into this folder."))
    for key, found in FORMATS.items():
        if key != "json":
            export.add_argument(f"--{key}", type=Path, metavar=t("FILE"), help=t("{text}.", text=t(found.title)))
    export.add_argument(
        "--json", action="append", nargs="?", const="", default=[], metavar=t("FILE"),
        help=t("The whole workshop; without a file: print one JSON object, as in every command."),
    )  # fmt: skip
    _add_looks(export, t)
    export.add_argument("--force", action="store_true", help=t("Replace files that are there."))
    judged = add("verify", verify.verify, t("Check a report: text, tags, links, and that it holds every idea."))
    judged.add_argument("report", type=Path, metavar=t("FILE.pdf"), help=t("The report to check."))
    _workshop(judged, t, "--workshop")
    sync = add("sync", documents.sync, t("Publish to a shared folder, and take in what others put there."))
    _workshop(sync, t, "workshop")
    sync.add_argument("--to", type=Path, required=True, metavar=t("FOLDER"), help=t("The shared folder."))
    sync.add_argument(
        "--again", action="store_true",
        help=t("Publish again to a folder that held the workshop before and does not now."),
    )  # fmt: skip


def _add_looks(export: argparse.ArgumentParser, t: Words) -> None:
    """How the report looks."""
    export.add_argument(
        "--template", choices=TEMPLATES, default="full",
        help=t("The report: the decision page alone, everything, or what those who were there may keep."),
    )  # fmt: skip
    export.add_argument("--paper", choices=PAPERS, default="a4", help=t("Size of the pages."))
    export.add_argument("--accent", metavar=t("COLOUR"), help=t("A colour such as #0B6E6E for bars and marks."))
    export.add_argument("--logo", type=Path, metavar=t("FILE"), help=t("A picture for the head of page 1."))
    export.add_argument("--anonymous", action="store_true", help=t("Leave out who wrote what."))


def _add_takeaway(add: Callable[..., Any], t: Words) -> None:
    home = add("takeaway", takeaway.takeaway, t("Write a page of their own for each participant who wants one."))
    _workshop(home, t, "workshop")
    home.add_argument("--to", type=Path, required=True, metavar=t("FOLDER"), help=t("Where the pages go."))
    home.add_argument(
        "--who", action="append", default=[], metavar=t("NAME"),
        help=t("Somebody who asked for one. Say it once for each."),
    )  # fmt: skip
    home.add_argument("--everyone", action="store_true", help=t("For all participants, when each of them wants one."))
    home.add_argument("--paper", choices=PAPERS, default="a4", help=t("Size of the pages."))
    home.add_argument("--anonymous", action="store_true", help=t("Leave out who wrote what."))
    home.add_argument("--force", action="store_true", help=t("Replace files that are there."))


def _add_votes(add: Callable[..., Any], t: Words) -> None:
    enter = add("vote", paper.vote, t("Enter the ballots of a paper vote."))
    _workshop(enter, t, "workshop")
    enter.add_argument(
        "--ballots", type=Path, required=True, metavar=t("FILE.csv"),
        help=t(
            "A table: one row a ballot, a column for each option by its title or number. Write “blank” in the row of an"
            " empty ballot, “spoiled” in that of one that cannot be counted."
        ),
    )  # fmt: skip
    enter.add_argument("--dry-run", action="store_true", help=t("Check the rows and enter nothing."))
    count = add("tally", votes.tally, t("Count a published election."))
    count.add_argument(
        "election", type=Path, metavar=t("ELECTION.pb"), help=t("A published election in pabulib's format.")
    )
    count.add_argument("--rule", choices=votes.RULES, help=t("The rule; without it the one in the file."))
    count.add_argument("--seats", type=int, metavar=t("N"), help=t("How many win: for plain and shortlist."))
    count.add_argument("--tie", choices=votes.TIES, help=t("How ties are broken."))
    count.add_argument("--step", default="1", metavar=t("X"), help=t("Equal Shares: units of the currency per step."))
    count.add_argument(
        "--eligibility", type=int, metavar=t("N"),
        help=t("Equal Shares: only with votes/voters >= cost/(N x budget)."),
    )  # fmt: skip


def _workshop(parser: argparse.ArgumentParser, t: Words, name: str, **options: Any) -> None:
    parser.add_argument(name, metavar=t("WORKSHOP"), help=t("Title, or the beginning of the id."), **options)
