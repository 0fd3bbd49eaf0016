"""The board in full: sizes of notes, frames in frames, matrices, labels, sketches, pictures; undo that joins edits."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Statements are divided by a line `--;`. Never change them: make the next revision."""
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n--;\n"):
        op.get_bind().exec_driver_sql(statement)
