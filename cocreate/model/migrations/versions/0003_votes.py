"""Voting by many methods: settings, channels, figures, dissent and decisions; words and pairs that people took out."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Statements are divided by a line `--;`. Never change them: make the next revision."""
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n--;\n"):
        op.get_bind().exec_driver_sql(statement)
