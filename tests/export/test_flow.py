"""Rows of a table on their pages: none stands alone, none is lost."""

from __future__ import annotations

import pytest

from cocreate.export.pdf.table import Cell, Row, Table

WIDTH = 300.0


def table(rows: int) -> Table:
    return Table((None,), [Row((Cell.of(f"row {k}"),)) for k in range(rows)])


@pytest.mark.parametrize("rows", range(2, 30))
def test_no_row_stands_alone_on_the_next_page(rows: int) -> None:
    made = table(rows)
    one = made.height(WIDTH) / rows
    for fitting in range(3, rows):
        parts = made.split(WIDTH, one * fitting + 0.5)
        assert parts is not None
        first, rest = parts
        assert isinstance(first, Table)
        assert isinstance(rest, Table)
        assert len(first.rows) + len(rest.rows) == rows
        assert len(rest.rows) >= 2
        assert first.height(WIDTH) <= one * fitting + 0.5


def test_at_least_two_rows_begin_at_the_foot_of_a_page() -> None:
    assert table(5).least(WIDTH) == pytest.approx(table(2).height(WIDTH))
    assert table(1).least(WIDTH) == table(1).height(WIDTH)
