"""What is written in any format is read back as it was: lines with their texts, tables with their rows, columns, merged cells and texts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.documents.grid import Cell, Grid, Paragraph, Row
from jixiao.documents.printout import NOWHERE, Page, PrintedCell, PrintedGrid, Printout, width_of
from jixiao.documents.readers import open_document
from jixiao.documents.writers import write


@dataclass(frozen=True)
class Marks:
    """For what a format has a mark; what it has no mark for is not asked of it.

    Attributes:
        levels: of headings.
        spans: merged cells. Text has none.
        every_column: a column has a mark of its own. On a sheet tables below each other share their columns, and on paper there are only
            lines between cells: a boundary that no printing cell begins at does not exist there.
        empty_rows: a row may print nothing. In a text it is a blank line, and a sheet does not tell where a table goes on below it.
        one_column: a table may have one column. In a text it has no tabs, on a sheet its rows are lines.
        one_in_first_row: the first row may have one cell. On a sheet that is a title, in a text some row must have two, or no tab is one.
        touching: two tables may stand below each other without a line between. On a sheet they are one.
        markup: a text may begin with ``#`` or ``-`` and hold ``<b>`` or ``**``, which in a text are marks of Markdown and web pages; and
            a line may begin with a quote that is not closed, which there begins a cell of several lines.
    """

    levels: bool = True
    spans: bool = True
    every_column: bool = True
    empty_rows: bool = True
    one_column: bool = True
    one_in_first_row: bool = True
    touching: bool = True
    markup: bool = True
    lines: bool = True
    """Lines beside a table are lines. On paper they are prose, which is put together as it goes on from line to line; and a table at the
    end of a page goes on in one at the top of the next."""
    longest: int = 1350
    """Characters of a text. On paper a text that is longer than a page beside merged cells is cut where no line tells of it; forms with
    texts of 2,000 characters are in tests/forms."""
    narrowest: int = 4
    """Width of a column beside one of 60. On paper a word and the signs that cannot be parted from it must have room in a column."""
    beyond_fonts: bool = True
    """A text may have characters that no font has: in a PDF they are an error."""


MARKS = {
    "txt": Marks(levels=False, spans=False, empty_rows=False, one_column=False, one_in_first_row=False, markup=False),
    "html": Marks(),
    "docx": Marks(),
    "xlsx": Marks(levels=False, every_column=False, empty_rows=False, one_column=False, one_in_first_row=False, touching=False),
    "pdf": Marks(
        levels=False,
        every_column=False,
        empty_rows=False,
        one_column=False,
        one_in_first_row=False,
        touching=False,
        lines=False,
        longest=120,
        narrowest=25,
        beyond_fonts=False,
    ),
}
FORMATS = ("txt", "html", "docx", "xlsx", "pdf")

_SIGNS = "一级指标目标值万元年度数量质量时效ABCxyz0123456789≥≤±%，。：；、（）《》“”·—…()[]{}.,;:!?+=/\\_^~|$'\"<>&@#-"
_TRICKY = [
    *(
        "=1+1",
        "＝SUM(A1)",
        "+5",
        "-3",
        "@x",
        "'单引号",
        '"双引号"',
        '一"二',
        "<b>粗</b>",
        "<项目>",
        "&amp;",
        "&lt;",
        "]]>",
        "_x0041_",
        "{{x}}",
    ),
    *(
        "1,234.50",
        "95%",
        "≥95%",
        "2024年",
        "100",
        "0",
        "-",
        "No.5",
        "http://example.com/a?b=1&c=2",
        "第一行\n第二行",
        "\x07",
        "\ud800",
        "𠮷",
    ),
]
_NOT_PRINTED = dict.fromkeys(map(ord, "\x07\ud800"))


def texts(marks: Marks) -> st.SearchStrategy[str]:
    """Texts that print something: words of forms, tricky ones, long ones."""
    piece = st.one_of(st.sampled_from(_TRICKY), st.text(_SIGNS, min_size=1, max_size=9))
    long = st.builds(lambda text, count: text * count, st.text(_SIGNS[:24], min_size=3, max_size=9), st.integers(20, 150))
    joined = st.builds(lambda parts, by: by.join(parts), st.lists(piece, min_size=1, max_size=3), st.sampled_from(["", " "]))
    found = st.one_of(joined, joined, joined, long).map(lambda text: " ".join(text.split(" ")).strip()).filter(squash)
    found = found.filter(lambda text: len(text) <= marks.longest and (marks.beyond_fonts or "𠮷" not in text))
    return found if marks.markup else found.filter(is_plain)


def is_plain(text: str) -> bool:
    """A text without what the reader of plain text takes for marks: see :attr:`Marks.markup`."""
    printed = text.translate(_NOT_PRINTED).strip()
    return not (printed.startswith(("#", "-", "*", "•", "·", '"')) or "<b>" in printed or "</" in printed or "**" in printed)


def squash(text: str) -> str:
    """A text without what no format keeps: blanks, and signs that do not print."""
    return "".join(text.translate(_NOT_PRINTED).split())


@st.composite
def cells(draw, marks: Marks, col: int, rows: int, columns: int) -> Cell:
    kind = draw(st.sampled_from(["empty", "text", "text", "text", "number"]))
    if kind == "number":
        value = draw(st.integers(-(10**9), 10**11))
        form = draw(st.sampled_from(["#,##0.00", "0.00", "0.0%", "0"]))
        text = {"#,##0.00": f"{value / 100:,.2f}", "0.00": f"{value}", "0.0%": f"{value / 10:.1f}%", "0": f"{value}"}[form]
        kind = "number" if marks.markup or not text.startswith("-") else "text"
        if kind == "number":
            return PrintedCell(text, col, NOWHERE, columns, rows, number_format=form)
    text = draw(texts(marks)) if kind == "text" else ""
    return Cell(text, col, NOWHERE, columns, rows)


@st.composite
def grids(draw, marks: Marks) -> Grid:
    """A rectangle that is cut into merged cells in any way."""
    width = draw(st.integers(1 if marks.one_column else 2, 6))
    height = draw(st.integers(2 if width == 1 else 1, 6))
    free = {(row, col) for row in range(height) for col in range(width)}
    rows = [Row([]) for _ in range(height)]
    for at in range(height):
        for col in range(width):
            if (at, col) not in free:
                continue
            most = next((i for i in range(1, width - col) if (at, col + i) not in free), width - col)
            columns = draw(st.sampled_from([1, 1, most, draw(st.integers(1, most))]))
            below = draw(st.sampled_from([1, 1, 1, draw(st.integers(1, height - at))]))
            if columns == width and below == height:
                below, columns = (below - 1 or 1), (columns if below > 1 else columns - 1)  # one cell is a frame around a line
            free -= {(at + i, col + j) for i in range(below) for j in range(columns)}
            rows[at].cells.append(draw(cells(marks, col, below, columns)))
    fill(draw, marks, rows, width)
    heads = draw(st.integers(0, 2))
    widths = tuple(draw(st.lists(st.floats(marks.narrowest, 60), min_size=width, max_size=width)))
    return draw(st.sampled_from([Grid(rows), PrintedGrid(rows, header_rows=heads), PrintedGrid(rows, widths=widths)]))


def fill(draw, marks: Marks, rows: list[Row], width: int) -> None:
    """Let a table print something, and the rows that must."""
    if not marks.empty_rows:
        for at, row in enumerate(rows):
            if not row.cells:  # all of it is covered from above: the cell over its first place ends above it
                above = next(i for i in range(at - 1, -1, -1) if any(cell.col == 0 for cell in rows[i].cells))
                upper = next(cell for cell in rows[above].cells if cell.col == 0)
                row.cells.append(Cell("", 0, NOWHERE, upper.colspan, upper.rowspan - (at - above)))
                upper.rowspan = at - above
            if not row.filled():
                draw(st.sampled_from(row.cells)).text = draw(texts(marks))
    if not marks.one_in_first_row:
        first = rows[0].cells
        if len(first) == 1 and (cell := first[0]).colspan == width:
            first.append(Cell("", 1, NOWHERE, width - 1, cell.rowspan))
            cell.colspan = 1
        for cell in first[:2]:
            cell.text = cell.text or draw(texts(marks))
    if not any(row.filled() for row in rows):
        rows[0].cells[0].text = draw(texts(marks))


@st.composite
def pages(draw, kind: str) -> Page:
    marks = MARKS[kind]
    if not marks.lines:
        return Page("", [draw(grids(marks))], is_landscape=draw(st.booleans()))
    line = st.builds(
        lambda text, level: Paragraph(text.replace("\n", "，"), NOWHERE, level=level), texts(marks), st.sampled_from([0, 0, 1, 2, 6])
    )
    blocks: list[Paragraph | Grid] = draw(st.lists(line, max_size=2))
    for number in range(draw(st.integers(0 if blocks else 1, 3))):
        if number and not (marks.touching and draw(st.booleans())):
            blocks += draw(st.lists(line, min_size=1, max_size=2))
        blocks.append(draw(grids(marks)))
    blocks += draw(st.lists(line, max_size=2))
    return Page(draw(st.sampled_from(["", "目标表", "收入/支出"])), blocks, is_landscape=draw(st.booleans()))


def seen(blocks, marks: Marks) -> list[object]:
    """What a reader sees in blocks, as far as the format has marks for it."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not marks.lines:
            continue  # a page number
        if isinstance(block, Paragraph):
            found.append((squash(block.text), block.level if marks.levels else 0))
        else:
            found.append((len(block.rows), width_of(block) if marks.every_column else 0, table(block, marks)))
    return found


def table(grid: Grid, marks: Marks) -> list[tuple[str, int, int, int, int]]:
    """The cells of a table: text, row, rows, column, columns."""
    edges = sorted({cell.col for cell in grid.cells()})
    place = (lambda col: col) if marks.every_column else (lambda col: bisect_left(edges, col))
    found = []
    for at, row in enumerate(grid.rows):
        for cell in row.cells:
            is_merged = marks.spans and (cell.colspan > 1 or cell.rowspan > 1)
            if cell.text or (is_merged and marks.every_column):
                rows, columns = (cell.rowspan, place(cell.col + cell.colspan) - place(cell.col)) if marks.spans else (1, 1)
                found.append((squash(cell.text), at, rows, place(cell.col), columns))
    return found


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_written_is_read_back(kind, tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(st.lists(pages(kind), min_size=1, max_size=2 if MARKS[kind].lines else 1))
    def holds(printed: list[Page]) -> None:
        path = folder / f"written.{kind}"
        path.write_bytes(write(Printout("写出的文件", printed), kind))

        read = open_document(path)

        assert read.problems == []
        assert seen(read.blocks, MARKS[kind]) == seen([block for page in printed for block in page.blocks], MARKS[kind])

    holds()
