"""How many cells of a rendered table stand in the right row and column, held against the figures that are promised."""

import pytest
from tests.rendering import cases
from tests.rendering.comparison import rows_read
from tests.rendering.docx_writer import wrapped_rows

from jixiao.documents import open_document

FLOORS = {"docx": 1.0, "xlsx": 1.0, "numbers.xlsx": 1.0, "html": 1.0, "pdf": 0.998, "unruled.pdf": 0.975}
"""Of the cells of all rows; without lines of those rows whose cells take one line each, where the aim is 0.97.

Where nothing but blanks parts the cells, the lines of a cell that was broken are rows of their own for whoever sees the page; how many of
all cells are right is printed. Contents with leaders are lines, not tables.
"""
_LEADERS = "....."


@pytest.mark.parametrize("suffix", FLOORS)
def test_cells_stand_in_their_row_and_column(suffix, request, capsys):
    rendered = request.getfixturevalue("rendered_pdf" if suffix.endswith("pdf") else "rendered")
    is_unruled = suffix == "unruled.pdf"
    every = []
    judged = []
    for case in cases.all_cases():
        if is_unruled and not cases.is_unruled_too(case):
            continue
        blocks = rendered.blocks(case)
        rows = rows_read(blocks, open_document(rendered.path(case, suffix), name=case).blocks)
        wrapped = wrapped_rows(blocks, borders=False) if is_unruled else set()
        every += rows
        left_out = wrapped | {(row.block, row.row) for row in rows if is_unruled and _LEADERS in row.story}
        judged += [(case, row) for row in rows if (row.block, row.row) not in left_out]
    right, printed = sum(row.right for _, row in judged), sum(row.printed for _, row in judged)
    with capsys.disabled():
        of_all = f"; of all rows {sum(row.right for row in every) / sum(row.printed for row in every):.2%}" if is_unruled else ""
        print(f"\ncells in the right row and column, {suffix}: {right} of {printed}, {right / printed:.2%}{of_all}")  # noqa: T201 - a figure

    assert right / printed >= FLOORS[suffix], "\n".join(f"{case}: {row.story}" for case, row in judged if row.right < row.printed)
