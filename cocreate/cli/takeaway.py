"""`cocreate takeaway`: a page of their own for each participant who wants one, and for nobody else."""

from __future__ import annotations

from argparse import Namespace

from cocreate.cli.session import Session, UsageError, folder
from cocreate.errors import Refused
from cocreate.export.options import ReportOptions
from cocreate.model.snapshot import Participant


def takeaway(args: Namespace, session: Session) -> bool:
    """Write the pages of those who were named. Everything is made before anything is written."""
    t = session.t
    snapshot = session.store().snapshot(session.workshop(args.workshop).id)
    people = (
        list(snapshot.participants) if args.everyone else [_named(name, snapshot.participants) for name in args.who]
    )
    if not people:
        raise UsageError(t("say who wants a page: --who NAME, once for each, or --everyone"))
    from cocreate.export.takeaway_pdf import build_takeaways

    language = getattr(args, "lang", snapshot.workshop.language)
    options = ReportOptions(language, paper=args.paper, anonymous=args.anonymous)
    target = folder(args.to)
    ids = [person.id for person in people]
    made = build_takeaways(snapshot, ids, options, progress=session.progress(t("Making the pages")))
    for name, data in made.items():
        session.write(target / name, data, args.force)
    return True


def _named(name: str, people: tuple[Participant, ...]) -> Participant:
    """The one participant of this name. Raises Refused when there is none, or more than one."""
    wanted = " ".join(name.split()).casefold()
    found = [p for p in people if " ".join(p.name.split()).casefold() == wanted] or [
        p for p in people if len(wanted) >= 4 and p.id.startswith(wanted)
    ]
    if not found:
        raise Refused("Nobody in this workshop is called “{name}”. Write the name as it stands in Prepare.", name=name)
    if len(found) > 1:
        ids = ", ".join(p.id[:8] for p in found)
        raise Refused(
            "More than one person is called “{name}”. Give the beginning of an id: {ids}.", name=name, ids=ids
        )
    return found[0]
