"""Runs one command: exit code 0 done, 1 failed, 2 usage, 130 interrupted. Every failure is one sentence."""

from __future__ import annotations

import contextlib
import locale
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cocreate.cli.parser import build_parser
from cocreate.cli.session import Session, UsageError, log, unexpected
from cocreate.errors import FileTrouble, Phrase, Trouble, reason
from cocreate.words import LANGUAGES, words

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (without the program's name) and return its exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character shows "?" instead of failing
    t = words(language_of(args))
    session = Session(t, is_json=_wants_json(args))
    code = _told(args, session)
    with contextlib.suppress(AttributeError):  # a process without output has no stdout
        try:
            sys.stdout.flush()
        except OSError:  # told already; the interpreter would say it again, in its own words
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return code


def _told(args: list[str], session: Session) -> int:
    """Run, and turn whatever is raised into one sentence and an exit code."""
    t = session.t
    try:
        code = _run(args, session)
        if sys.stdout is not None:
            sys.stdout.flush()  # a full disk or a closed pipe shows here, while it can still be told
        return code
    except UsageError as error:
        session.fail(
            t("This command line is not understood ({message}). See: cocreate --help", message=str(error).rstrip("."))
        )
        return USAGE
    except Trouble as error:
        session.fail(error.say(t.language))
        return FAILED
    except KeyboardInterrupt:
        session.fail(t("Stopped. What was done before is kept."))
        return INTERRUPTED
    except BrokenPipeError:
        return FAILED  # the reader went away: nothing more to say to it
    except OSError as error:
        said = FileTrouble(
            "{name} cannot be used ({why}). Choose another file or folder.",
            name=error.filename or Phrase("The output"), why=reason(error),
        )  # fmt: skip
        log()
        session.fail(said.say(t.language))
        return FAILED
    except Exception:
        session.fail(unexpected(t))
        return FAILED


def language_of(args: Sequence[str]) -> str:
    """The language asked for by `--lang`, else that of the environment, else English."""
    for k, arg in enumerate(args):
        value = arg[7:] if arg.startswith("--lang=") else args[k + 1] if arg == "--lang" and k + 1 < len(args) else ""
        if value in LANGUAGES:
            return value
    found = next((v for v in map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")) if v), "")
    if not found and os.name == "nt":  # Windows sets none of these, and says "Dutch_Netherlands"
        found = (locale.getlocale()[0] or "").replace("Dutch", "nl")
    return found[:2] if found[:2] in LANGUAGES else "en"


def _wants_json(args: Sequence[str]) -> bool:
    """Whether the object is asked for, known before the grammar is: `export` also takes a file after `--json`."""
    after = [args[k + 1 : k + 2] for k, arg in enumerate(args) if arg == "--json"]
    return any(not a or a[0].startswith("-") for a in after) or bool(after and "export" not in args)


def _run(args: list[str], session: Session) -> int:
    try:
        told = build_parser(session.t).parse_args(args)
    except SystemExit as stop:  # --help and --version have spoken
        return int(stop.code or 0)
    if hasattr(told, "library"):
        session.library, session.is_library_told = Path(os.path.expanduser(told.library)), True
    try:
        is_fine = told.run(told, session)
    finally:
        session.close()
    session.finish(ok=is_fine)
    return DONE if is_fine else FAILED
