"""Commands that make and fill workshops: new, list, import, cluster, check. Each returns whether all is well."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from cocreate.cli.session import Session, UsageError
from cocreate.errors import Phrase
from cocreate.interchange import ImportPlan, Options, new_ideas, read_bytes, read_ideas, to_command
from cocreate.model.commands import CreateWorkshop, new_id

if TYPE_CHECKING:
    from cocreate.insight.values import Suggestion
    from cocreate.model.snapshot import WorkshopSnapshot


def new(args: Namespace, session: Session) -> bool:
    """Make a workshop with an empty board."""
    store, scope = session.store(may_create=True), new_id()
    language = getattr(args, "lang", session.t.language)
    made = CreateWorkshop(scope=scope, title=args.title, question=args.question, language=language)
    store.run(made, session.actor)
    session.result["workshop"] = {"id": scope, "title": args.title}
    session.say(session.t("Made “{title}” ({id}).", title=args.title, id=scope[:8]))
    return True


def show(args: Namespace, session: Session) -> bool:  # noqa: ARG001 - every command has this shape
    """List the workshops, the latest first."""
    t, listed = session.t, session.store().workshops()
    session.result["workshops"] = [
        {
            "id": w.id, "title": w.title, "question": w.question, "language": w.language, "ideas": w.notes,
            "themes": w.clusters, "vote": w.vote_state, "changed_at": w.changed_at, "is_demo": w.is_demo,
        }
        for w in listed
    ]  # fmt: skip
    for w in listed:
        counts = t.plural("{n} idea", "{n} ideas", n=w.notes) + ", " + t.plural("{n} theme", "{n} themes", n=w.clusters)
        day = datetime.fromtimestamp(w.changed_at / 1000).date().isoformat()
        session.say(f"{w.id[:8]}  {day}  {w.title}  ({counts})")
    if not listed:
        session.say(t("There is no workshop yet. Make one with: cocreate new."))
    return True


def bring_in(args: Namespace, session: Session) -> bool:
    """Read every file first; only when all can be read, each becomes one step."""
    if args.workshop is None:
        return _adopt(args, session)
    from cocreate.export.workshop_file import as_ideas

    store, scope = session.store(), session.workshop(args.workshop).id
    options = Options(column=args.column, theme_column=args.theme_column, header=args.header)
    plans = [read_ideas(*as_ideas(read_bytes(path), path.name), options) for path in args.files]
    told, added = [], 0
    for plan in plans:
        snapshot = store.snapshot(scope)
        fresh = len(new_ideas(plan, snapshot, again=args.again))
        command = to_command(plan, snapshot, again=args.again)
        if command is not None and not args.dry_run:
            store.run(command, session.actor)
        added += fresh
        told.append(_tell(plan, fresh, args.dry_run, session))
    session.result |= {"imports": told, "added": 0 if args.dry_run else added, "dry_run": args.dry_run}
    return True


def _adopt(args: Namespace, session: Session) -> bool:
    """Whole workshops. Every file is read first; then each becomes a workshop of its own."""
    from cocreate.adopting import adopt
    from cocreate.export.workshop_file import read_workshop

    t, told = session.t, []
    packages = [read_workshop(read_bytes(path), path.name) for path in args.files]
    if None in packages:
        name = args.files[packages.index(None)].name
        raise UsageError(t("“{name}” is a list of ideas: say with --workshop where they belong", name=name))
    for package in filter(None, packages):
        shop = package.snapshot.workshop
        if args.dry_run:
            session.say(t("“{title}” ({id}) can be read. Nothing was changed.", title=shop.title, id=shop.id[:8]))
            told.append({"id": shop.id, "title": shop.title, "how": "dry run"})
            continue
        scope, how = adopt(session.store(may_create=True), package, session.actor, is_copy=args.copy)
        session.say(t(_ARRIVED[how], title=shop.title, id=scope[:8]))
        told.append({"id": scope, "title": shop.title, "how": how})
    session.result["workshops"] = told
    return True


_ARRIVED = {
    "new": Phrase("Opened “{title}” ({id})."),
    "copy": Phrase("Made a copy of “{title}” ({id}), without its votes."),
    "back": Phrase("“{title}” ({id}) was removed; it is back as it was here."),
    "here": Phrase("“{title}” ({id}) is here already. Nothing was changed; --copy makes a second one."),
}


def cluster(args: Namespace, session: Session) -> bool:
    """Ask for themes and take the proposal over, as one step that the window can undo."""
    from cocreate.insight.clustering import heirs, suggest  # late: loads numpy and the language model
    from cocreate.themes import acceptance, former, ideas_of, wish_for

    t, store = session.t, session.store()
    scope = session.workshop(args.workshop).id
    snapshot = store.snapshot(scope)
    wish = wish_for(snapshot, args.grain, args.themes)
    suggestion = suggest(ideas_of(snapshot), wish, progress=session.progress(t("Grouping")))
    if all(note.is_pinned for note in snapshot.notes):
        session.say(t("No idea is loose: people put every one in a theme. Nothing was changed."))
    else:
        store.run(acceptance(suggestion, snapshot, heirs(suggestion, former(snapshot))), session.actor)
    after = store.snapshot(scope)
    session.result |= {
        "themes": [{"id": c.id, "title": c.title, "ideas": len(after.members.get(c.id, ()))} for c in after.clusters],
        "unsure": len(suggestion.unsure), "engine": suggestion.engine,
    }  # fmt: skip
    for c in after.clusters:
        session.say(f"{len(after.members.get(c.id, ())):4d}  {c.title}")
    if suggestion.unsure:
        session.say(t.plural("{n} idea fits nowhere yet.", "{n} ideas fit nowhere yet.", n=len(suggestion.unsure)))
    if suggestion.overlaps:
        session.warn(t("Many ideas overlap. Look through the themes together."))
    if args.explain:
        _explain(suggestion, after, session)
    return True


def _explain(suggestion: Suggestion, snapshot: WorkshopSnapshot, session: Session) -> None:
    """Why each idea is where it is: nearest ideas, shared words, second-best theme and margin."""
    from cocreate.insight.reasons import why

    texts = {note.id: note.text for note in snapshot.notes}
    titles = {one.key: one.title for one in suggestion.clusters}
    pinned = {note.id for note in snapshot.notes if note.is_pinned}
    session.result["reasons"] = [
        {
            "idea": snapshot.labels[r.note], "theme": titles.get(r.cluster, ""), "words": list(r.terms),
            "nearest": [{"idea": snapshot.labels[n], "cosine": round(cosine, 4)} for n, cosine in r.nearest],
            "second": titles.get(r.second or "", ""), "margin": r.margin, "is_unsure": r.note in suggestion.unsure,
        }
        for r in suggestion.reasons
    ]  # fmt: skip
    session.result["names"] = [
        {
            "theme": one.title,
            "candidates": [{"title": n.title, "ideas": [snapshot.labels[i] for i in n.notes]} for n in one.names],
        }
        for one in suggestion.clusters
    ]
    for reason in sorted(suggestion.reasons, key=lambda r: (r.cluster, r.note in suggestion.unsure)):
        session.say(f"{snapshot.labels[reason.note]}  {texts[reason.note]}")
        is_placed = reason.note in pinned
        for line in why(reason, titles, texts, session.t, placed=is_placed).splitlines():
            session.say(f"      {line}")


def check(args: Namespace, session: Session) -> bool:
    """Whether rows and journal agree and every page of the file is sound; `--restore` puts the newest backup back."""
    if args.restore:
        from cocreate.model.library import restore_backup

        aside = restore_backup(session.library)
        session.say(session.t("The newest backup is in place. The former file is kept as {name}.", name=aside.name))
    faults = session.store().faults()
    session.result["findings"] = faults
    for fault in faults:
        session.say(fault)
    if faults:
        session.warn(
            session.t("The library is not sound. Put the newest backup in its place with: cocreate check --restore.")
        )
    else:
        session.say(session.t("The library is sound: {path}", path=session.library))
    return not faults


def _tell(plan: ImportPlan, fresh: int, is_dry: bool, session: Session) -> dict[str, object]:
    t = session.t
    for line in plan.report:
        said = f"{plan.name}: {line.say(t.language)}"
        (session.say if line.kind == "kept" else session.warn)(said)
    known = len(plan.ideas) - fresh
    text = (
        t("{name}: {n} of {all} ideas would be added.", name=plan.name, n=fresh, all=len(plan.ideas))
        if is_dry
        else t("{name}: {n} of {all} ideas added.", name=plan.name, n=fresh, all=len(plan.ideas))
    )
    session.say(text + (" " + t("The others were there already.") if known else ""))
    report = [{"kind": r.kind, "text": r.say(t.language)} for r in plan.report]
    return {
        "name": plan.name, "ideas": len(plan.ideas), "added": 0 if is_dry else fresh, "known": known,
        "columns": list(plan.columns), "column": plan.column, "theme_column": plan.theme_column, "report": report,
    }  # fmt: skip
