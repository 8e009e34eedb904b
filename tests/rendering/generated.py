"""Generated target forms with the merged cells of an office document, from the lines that :mod:`tests.property.printing` lays out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.property.documents import Layout, Truth, documents
from tests.property.printing import Line, lay_out
from tests.rendering.blocks import ABOVE, LEFT, NOWHERE, merged

from jixiao.documents.grid import Block, Grid, Paragraph

_ROWS = ("field", "header", "level", "indicator")


def generated_documents(count: int) -> list[tuple[Truth, Layout]]:
    """So many documents, one for each seed: examples that follow each other are much alike.

    Which they are depends on the modules that are loaded, so that another process makes others.
    """
    return [_last_of(number) for number in range(count)]


def _last_of(number: int) -> tuple[Truth, Layout]:
    found: list[tuple[Truth, Layout]] = []

    @seed(number)
    @settings(max_examples=4, deadline=None, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(documents("tabs"))
    def collect(document: tuple[Truth, Layout]) -> None:
        truth, layout = document
        # an empty column of a text is no column of an office document
        found.append((truth, replace(layout, lead=0, gap=0, blank_columns=frozenset())))

    collect()
    return found[-1]


def blocks_of_document(truth: Truth, layout: Layout) -> list[Block]:
    """Lines above the forms as paragraphs, each form as one table; a page break inside of it is left to the page."""
    blocks: list[Block] = []
    lines = [line for line in lay_out(truth, layout) if line.kind not in ("blank", "break")]
    for is_row, group in groupby(_without_second_headers(lines), key=lambda line: line.kind in _ROWS):
        if is_row:
            blocks += [form_of(list(form), layout) for _, form in groupby(group, key=lambda line: line.project)]
        else:
            blocks += [Paragraph(text, NOWHERE) for line in group for text in line.cells if text]
    return blocks


def _without_second_headers(lines: Sequence[Line]) -> list[Line]:
    """A header is printed again only below a page break."""
    seen: set[int] = set()
    kept = []
    for line in lines:
        if line.kind == "header" and line.project in seen:
            continue
        if line.kind == "header":
            seen.add(line.project)
        kept.append(line)
    return kept


def form_of(lines: Sequence[Line], layout: Layout) -> Grid:
    """The rows of one form as a table in which cells are merged as people merge them.

    Values run to the next label and to the right edge, the label of the money stands beside all its rows, that of the indicators beside
    the whole table, and levels beside all rows that they hold for.
    """
    width = max(len(line.cells) for line in lines)
    rows = [_widened(line, width, layout) for line in lines]
    first = next(at for at, line in enumerate(lines) if line.kind == "header")
    if layout.funds is not None and not layout.over:
        _merge_below(rows, range(first), 0)
    if layout.container is not None:
        _merge_below(rows, range(first, len(rows)), 0)
    before = int(layout.container is not None)
    for name in {"merged": ("level1", "level2"), "first": ("level1",)}.get(layout.levels, ()):
        _merge_below(rows, range(first + 1, len(rows)), before + layout.columns.index(name))
    return merged(rows)


def _merge_below(rows: list[list[str]], places: range, col: int) -> None:
    """Merge empty cells of a column with the one above them that prints something."""
    is_open = False
    for at in places:
        if is_open and not rows[at][col]:
            rows[at][col] = ABOVE
        else:
            is_open = bool(rows[at][col]) and rows[at][col] != LEFT


def _widened(line: Line, width: int, layout: Layout) -> list[str]:
    """A row over the whole width of the form: the last cell of a row of fields, and the only one of a row, run to its end."""
    cells = [*line.cells, *[""] * (width - len(line.cells))]
    if line.kind not in ("field", "level") or (layout.over and line.kind == "field"):
        return cells
    last = len(line.cells) - 1
    return [*cells[: last + 1], *[LEFT] * (width - last - 1)]
