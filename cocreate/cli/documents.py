"""Commands that write documents by the way: demo and sync. Heavy libraries are loaded when a document is made."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cocreate.cli.exporting import everything, maker, write_all
from cocreate.cli.session import Session, folder
from cocreate.errors import FileTrouble, FolderChanged, Refused, Trouble
from cocreate.export.catalogue import FORMATS, Material
from cocreate.export.options import ReportOptions, pictures_of

if TYPE_CHECKING:
    from cocreate.sync import Report

PUBLISHED = ("pdf", "md", "csv", "actions")  # beside the steps in a shared folder, as the window does it


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
        material = Material(snapshot, ReportOptions(language), store.trail(scope), pictures_of(snapshot, store.blob))
        return write_all(everything(target, material, session, force, pictures=False), session, force)
    return True


def _is_demo_folder(target: Path) -> bool:
    """Whether an earlier demo wrote this folder: then its documents may be replaced without asking."""
    from cocreate.export.bundle import read_workshop_json

    try:
        return read_workshop_json((target / FORMATS["json"].file_name).read_bytes()).workshop.is_demo
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
    options = ReportOptions(getattr(args, "lang", snapshot.workshop.language), "participants")  # names stay at home
    material = Material(snapshot, options, pictures=pictures_of(snapshot, store.blob))
    files = {FORMATS[key].file_name: maker(key, material, session)() for key in PUBLISHED}
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
