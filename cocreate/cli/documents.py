"""Commands that write documents: demo, export, sync. Heavy libraries are loaded when a document is made."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cocreate.cli.session import Session, UsageError, folder
from cocreate.errors import FileTrouble, FolderChanged, Refused, Trouble
from cocreate.export.options import ReportOptions, colour, pictures_of
from cocreate.interchange.source import read_bytes
from cocreate.model.snapshot import WorkshopSnapshot

if TYPE_CHECKING:
    from cocreate.sync import Report

REPORT = "report.pdf"
BUNDLE = "workshop.json"


def demo(args: Namespace, session: Session) -> bool:
    """Make the demo workshop, or take the one that is there; with --export also write its documents."""
    from cocreate.demo import build_demo

    t, store = session.t, session.store(may_create=True)
    language = getattr(args, "lang", t.language)
    held = [w for w in store.workshops() if w.is_demo and w.language == language]
    scope = held[0].id if held else build_demo(store, session.actor, language, date.today())
    snapshot = store.snapshot(scope)
    title = snapshot.workshop.title
    session.result["workshop"] = {"id": scope, "title": title, "ideas": len(snapshot.notes), "is_new": not held}
    if held:
        session.say(t("The demo workshop “{title}” ({id}) is there already.", title=title, id=scope[:8]))
    else:
        session.say(t("Made the demo workshop “{title}” ({id}).", title=title, id=scope[:8]))
    if args.export:
        target = folder(args.export)
        force = args.force or _is_demo_folder(target)
        for name, data in _documents(snapshot, language, session).items():
            session.write(target / name, data, force)
    return True


def export(args: Namespace, session: Session) -> bool:
    """Write what was asked for. Everything is made before anything is written."""
    files = [f for f in args.json if f]
    if not (args.pdf or args.csv or files):
        raise UsageError(session.t("say what to write: --pdf FILE, --csv FILE or --json FILE"))
    snapshot = session.store().snapshot(session.workshop(args.workshop).id)
    language = getattr(args, "lang", snapshot.workshop.language)
    options = _report_options(args, language)
    made: list[tuple[Path, bytes]] = []
    if args.csv:
        from cocreate.export.tables import ideas_csv

        made.append((args.csv, ideas_csv(snapshot, language)))
    if files:
        from cocreate.export.bundle import workshop_json

        made += [(Path(f), workshop_json(snapshot)) for f in files]
    if args.pdf:
        made.insert(0, (args.pdf, _pdf(snapshot, options, session)))
    for path, data in made:
        session.write(path, data, args.force)
    return True


def _documents(snapshot: WorkshopSnapshot, language: str, session: Session) -> dict[str, bytes]:
    """Every document of a workshop, by file name."""
    from cocreate.export.bundle import workshop_json
    from cocreate.export.tables import action_items_csv, ideas_csv, results_csv

    return {
        REPORT: _pdf(snapshot, ReportOptions(language), session),
        "ideas.csv": ideas_csv(snapshot, language),
        "results.csv": results_csv(snapshot, language),
        "action-items.csv": action_items_csv(snapshot, language),
        BUNDLE: workshop_json(snapshot),
    }


def _report_options(args: Namespace, language: str) -> ReportOptions:
    """What was said about the look of the report. Raises FileTrouble for a colour or logo that is none."""
    return ReportOptions(
        language, args.template, args.paper, colour(args.accent) if args.accent else None,
        read_bytes(args.logo) if args.logo else None, args.anonymous,
    )  # fmt: skip


def _pdf(snapshot: WorkshopSnapshot, options: ReportOptions, session: Session) -> bytes:
    from cocreate.export.pdf import build_pdf

    store, scope = session.store(), snapshot.workshop.id
    return build_pdf(
        snapshot,
        options,
        trail=store.trail(scope),
        pictures=pictures_of(snapshot, store.blob),
        progress=session.progress(session.t("Making the PDF")),
    )


def _is_demo_folder(target: Path) -> bool:
    """Whether an earlier demo wrote this folder: then its documents may be replaced without asking."""
    from cocreate.export.bundle import read_workshop_json

    try:
        return read_workshop_json((target / BUNDLE).read_bytes()).workshop.is_demo
    except (OSError, Trouble):
        return False


def sync(args: Namespace, session: Session) -> bool:
    """Exchange steps with the shared folder and lay the documents beside them; a workshop that is only there joins."""
    from cocreate.sync import Folder, publish_documents, send

    t, share = session.t, Path(os.path.expanduser(args.to))
    store, total = session.store(may_create=True), _Counts()
    try:
        scope = session.workshop(args.workshop).id
    except Refused:
        _fetch(args.workshop, share, session, total)
        scope = session.workshop(args.workshop).id
    again = bool(args.again)
    total.add(send(store, share, lambda desk, pulse: Folder(desk, share, scope, pulse=pulse).sync(again)), session)
    session.say(
        t("Sent {sent} changes, took in {got}; {waiting} are on their way.", sent=total.sent, got=total.got,
          waiting=total.waiting)
    )  # fmt: skip
    session.result["sync"] = vars(total) | {"workshop": scope}
    snapshot = store.snapshot(scope)
    files = _documents(snapshot, getattr(args, "lang", snapshot.workshop.language), session)
    del files[BUNDLE]  # the steps hold the workshop already
    where = send(store, share, lambda _, pulse: publish_documents(share, scope, files, pulse.beat))
    for name, data in files.items():
        session.report(where / name, data)
    return True


class _Counts:
    """What the rounds of one run did together."""

    def __init__(self) -> None:
        self.sent = self.got = self.waiting = self.unreadable = 0

    def add(self, report: Report, session: Session) -> None:
        """Count a round; the folder's trouble ends the run."""
        if isinstance(report.error, FolderChanged):
            raise FileTrouble(
                "The folder {name} held this workshop before, and does not now. Add --again to publish it again, or "
                "give another folder.", **report.error.values,
            )  # fmt: skip
        if report.error is not None:
            raise report.error
        self.sent, self.got = self.sent + report.sent, self.got + report.got
        self.waiting, self.unreadable = self.waiting + report.waiting, self.unreadable + report.unreadable
        if report.unreadable:
            n = report.unreadable
            session.warn(
                session.t.plural(
                    "{n} file in the folder is not whole yet.", "{n} files in the folder are not whole yet.", n
                )
            )


def _fetch(wanted: str, share: Path, session: Session, total: _Counts) -> None:
    """Take in the folder's workshop whose id begins like this, or all of them, to look for the title."""
    from cocreate.sync import Desk, Folder, Pulse, join_all, send, workshops_in

    store, name = session.store(), wanted.strip().casefold()

    def fetch(desk: Desk, pulse: Pulse) -> Report:
        found = [scope for scope in workshops_in(share) if scope.startswith(name)]
        if len(found) == 1:
            return Folder(desk, share, found[0], pulse=pulse).sync()
        return join_all(desk, share, pulse=pulse)

    total.add(send(store, share, fetch), session)
