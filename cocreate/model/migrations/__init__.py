"""From an older library to this one, revision by revision. The number of a revision is the `user_version` it makes.

Alembic runs the scripts; the library's own header says where it stands, so that no second table can disagree with it.
"""

from __future__ import annotations

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from cocreate.model.fold import fold_in


def revisions() -> list[str]:
    """All revisions, oldest first: 0001, 0002 …"""
    scripts = ScriptDirectory(str(Path(__file__).resolve().parent))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def upgrade(connection: Connection, version: int) -> int:
    """Run what is newer than `version` in the open transaction of `connection`; the version reached.

    A library that held something then takes in what it had journalled without knowing a place for it.
    """
    held = version
    scripts = ScriptDirectory(str(Path(__file__).resolve().parent))
    for revision in revisions()[version:]:
        script = scripts.get_revision(revision)
        assert script is not None
        with Operations.context(MigrationContext.configure(connection)):
            script.module.upgrade()
        version = int(revision)
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    if held:
        fold_in(connection)
    return version
