"""The first schema: every table, index and trigger of version 0.1, as frozen in `0001_first.sql`."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Statements are divided by a line `--;`. Never change them: make the next revision."""
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n--;\n"):
        op.get_bind().exec_driver_sql(statement)
    op.get_bind().exec_driver_sql("PRAGMA application_id = 1129268050")
