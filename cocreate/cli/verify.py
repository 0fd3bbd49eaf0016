"""`cocreate verify`: is a report what a report of ours must be, and does it hold the whole workshop?"""

from __future__ import annotations

from argparse import Namespace

from cocreate.cli.session import Session
from cocreate.interchange.source import read_bytes

MOST_SAID = 20  # findings in words; with --json all


def verify(args: Namespace, session: Session) -> bool:
    """Inspect a report, and compare it with a workshop of the library when one is named. False when it has findings."""
    from cocreate.export.verify import digest_of
    from cocreate.export.verify import verify as inspected

    t = session.t
    snapshot = session.store().snapshot(session.workshop(args.workshop).id) if args.workshop else None
    found = inspected(read_bytes(args.report), args.report.name, snapshot)
    said = [one.say(t) for one in found.findings]
    session.result |= {
        "findings": said, "pages": len(found.pages), "ideas": found.ideas, "links": found.links,
        "fonts": sorted(found.fonts), "attached": digest_of(found),
    }  # fmt: skip
    for line in said[:MOST_SAID]:
        session.warn(line)
    if len(said) > MOST_SAID:
        session.warn(t("and {n} more", n=len(said) - MOST_SAID))
    if said:
        session.say(t.plural("{n} finding.", "{n} findings.", n=len(said)))
        return False
    session.say(
        t("Nothing wrong: {pages}, {ideas} found as text, {links}.",
          pages=t.plural("{n} page", "{n} pages", n=len(found.pages)),
          ideas=t.plural("{n} idea", "{n} ideas", n=found.ideas),
          links=t.plural("{n} link", "{n} links", n=found.links))
    )  # fmt: skip
    if found.attached is not None:
        session.say(t("It carries the workshop (SHA-256 {digest}).", digest=digest_of(found)))
    return True
