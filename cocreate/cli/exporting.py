"""The command that writes the documents of a workshop. One that fails does not cost the others."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from cocreate.cli.session import Session, UsageError, folder, unexpected
from cocreate.errors import FileTrouble, Trouble
from cocreate.export.catalogue import FORMATS, Material, make
from cocreate.export.files import need_free, safe_name
from cocreate.export.options import ReportOptions, colour, pictures_of
from cocreate.interchange.source import read_bytes


class Wish(NamedTuple):
    """A document and where it goes."""

    path: Path
    make: Callable[[], bytes]


def export(args: Namespace, session: Session) -> bool:
    """Write what was asked for, each by itself; False when one could not be written."""
    files = [(key, Path(file)) for key in FORMATS for file in _asked(args, key)]
    if not files and not args.all:
        raise UsageError(session.t("say what to write, such as --pdf FILE, --xlsx FILE or --all FOLDER"))
    material = material_of(args, session)
    wishes = [Wish(path, maker(key, material, session)) for key, path in files]
    if args.all:
        wishes += everything(folder(args.all), material, session, args.force)
    return write_all(wishes, session, args.force)


def _asked(args: Namespace, key: str) -> list[str | Path]:
    found = getattr(args, key.replace("-", "_"))
    return [file for file in found if file] if isinstance(found, list) else [found] if found else []


def material_of(args: Namespace, session: Session) -> Material:
    """The named workshop, and what was said about its documents. FileTrouble for a colour or logo that is none."""
    store = session.store()
    scope = session.workshop(args.workshop).id
    snapshot = store.snapshot(scope)
    options = ReportOptions(
        getattr(args, "lang", snapshot.workshop.language), args.template, args.paper,
        colour(args.accent) if args.accent else None, read_bytes(args.logo) if args.logo else None, args.anonymous,
    )  # fmt: skip
    return Material(snapshot, options, store.trail(scope), pictures_of(snapshot, store.blob))


def everything(
    target: Path, material: Material, session: Session, force: bool, *, pictures: bool = True
) -> list[Wish]:  # fmt: skip
    """Every document there is, and a calendar for each owner of action items; what is not installed is told.

    Raises FileTrouble where one of the files is there already, unless `force`: then nothing is made at all.
    """
    shot, wishes = material.snapshot, list[Wish]()
    has_board = bool(shot.notes or shot.frames or shot.board_labels)
    for key, found in FORMATS.items():
        if not found.is_at_hand:
            session.warn(found.missing().say(session.t.language))
        elif key == "ics":
            wishes += _calendars(target, material, session)
        elif found.write is not None or (pictures and has_board):
            wishes.append(Wish(target / found.file_name, maker(key, material, session)))
    for wish in wishes:
        need_free(wish.path, force)
    return wishes


def _calendars(target: Path, material: Material, session: Session) -> Iterator[Wish]:
    """One for all and one for each owner, where there is a date to put in."""
    from cocreate.export.calendars import action_items_by_owner, has_dates

    found = FORMATS["ics"]
    if has_dates(material.facts()):
        yield Wish(target / found.file_name, maker("ics", material, session))
    seen: set[str] = set()
    for owner, data in action_items_by_owner(material.facts()).items():
        base = safe_name(owner, "owner")
        name = next(n for k in count(1) if (n := f"{base} {k}" if k > 1 else base).casefold() not in seen)
        seen.add(name.casefold())
        yield Wish(target / f"{found.stem} {name}.ics", partial(bytes, data))


def maker(key: str, material: Material, session: Session) -> Callable[[], bytes]:
    """What makes one document when it is called. Only pictures of the board load Qt."""
    if FORMATS[key].write is not None:
        told = session.progress(session.t("Making the PDF")) if key == "pdf" else None
        return lambda: make(key, material, progress=told)
    return lambda: _picture(key, material, session)


def _picture(kind: str, material: Material, session: Session) -> bytes:
    try:
        from cocreate.ui.board.offscreen import board_picture
    except ImportError as error:  # a computer without the libraries of a screen
        raise FileTrouble(
            "Pictures of the board need Qt, and it cannot be loaded ({why}). Every other document can be written.",
            why=str(error).splitlines()[0][:120],
        ) from error  # fmt: skip
    return board_picture(material.facts().snapshot, kind, material.options.language, session.store().blob)


def write_all(wishes: list[Wish], session: Session, force: bool) -> bool:
    """Make and write one after another. A single one that fails raises; among several it is told, with its name."""
    failed: list[dict[str, str]] = []
    for wish in wishes:
        try:
            need_free(wish.path, force)
            session.write(wish.path, wish.make(), force)
        except Trouble as error:
            if len(wishes) == 1:
                raise
            failed.append({"path": str(wish.path), "error": error.say(session.t.language)})
        except Exception:
            if len(wishes) == 1:
                raise
            failed.append({"path": str(wish.path), "error": unexpected(session.t)})
    for one in failed:
        session.warn(session.t("{name} was not written: {why}", name=Path(one["path"]).name, why=one["error"]))
    if failed:
        session.result["failed"] = failed
    return not failed
