"""Evidence as a person sees it on a terminal or in a text, and the files that it is written to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from jixiao.cli.evidence_page import page_of
from jixiao.cli.summary import render
from jixiao.errors import CallerError
from jixiao.evidence import Evidence, Excerpt, ExcerptRow, Missing, is_cell, values_of
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.cli.evidence import Shown
    from jixiao.model import Document
    from jixiao.rules import Finding

KINDS = (".png", ".html", ".htm", ".txt")
_MARK = "bold black on yellow"
_WIDEST_FIGURE, _WIDEST_WORDS = 22, 10  # columns of a terminal that a cell needs at most
_BETWEEN = 3  # columns of a terminal between two cells
_LABEL = 8
_PLAIN_WIDTH = 110
_LONG = 60


def check(output: Path) -> None:
    """A file of this name can be written; asked before anything is read.

    Raises:
        CallerError: it is of another kind, or its folder does not exist.
    """
    if output.suffix.lower() not in KINDS:
        raise CallerError("error.evidence_kind", file=str(output), kinds=" ".join(KINDS))
    from jixiao.exports import check_file

    check_file(output)


def listing(documents: Sequence[Document], findings: Sequence[Finding]) -> str:
    """What can be asked for: findings and values with their names."""
    lines: list[str] = []
    if findings:
        lines += [text("evidence.list_findings"), *(f"  {item.id}  {item.rule.id}  {item.message()}" for item in findings), ""]
    for document in documents:
        values = [value for value in values_of(document) if not is_cell(value)]
        lines.append(text("evidence.list_values", file=document.source.file))
        width = max((len(value.address) for value in values), default=0)
        for value in values:
            shown = " ".join(value.text.split())
            shown = shown if len(shown) <= _LONG else shown[: _LONG - 1] + "…"
            lines.append(f"  {value.address:<{width}}  {value.label}  {shown}".rstrip())
        if document.tables:
            lines.append(text("evidence.list_cells"))
    return "\n".join(lines) + "\n"


def printed(shown: Sequence[Shown], *, is_plain: bool = False) -> str:
    """Each item with its heading and the rows around its marks."""
    width = _PLAIN_WIDTH if is_plain else Console().width
    parts: list[RenderableType] = []
    for item in shown:
        parts += [Text("")] if parts else []
        parts += [Text.from_ansi(item.head.rstrip("\n"))] if item.head else []
        parts += _missing(item.excerpt) if isinstance(item.excerpt, Missing) else list(_excerpt(item.excerpt, width))
    return "".join(f"{line.rstrip()}\n" for line in render(*parts, width=width, is_plain=is_plain).splitlines())


def _missing(missing: Missing) -> list[RenderableType]:
    return [Text(missing.reason, style="yellow")]


def _excerpt(excerpt: Excerpt, width: int) -> Iterator[RenderableType]:
    """The caption; rows with columns as grids, paragraphs as lines between them."""
    yield Text(excerpt.caption, style="dim")
    widest = max((sum(cell.colspan for cell in row.cells) for row in excerpt.rows), default=1)
    run: list[ExcerptRow] = []
    for row in excerpt.rows:
        if len(row.cells) == 1 and row.cells[0].colspan == widest:
            yield from _grid(run, width)
            run = []
            cell = row.cells[0]
            line = Text(f" {row.label:>{_LABEL - 2}} ", style="dim")
            yield line.append(f"【{cell.text}】" if cell.is_marked else cell.text, style=_MARK if cell.is_marked else "not dim")
        else:
            if row.label.strip("0123456789") and run:  # another page
                yield from _grid(run, width)
                run = []
            run.append(row)
    yield from _grid(run, width)


def _grid(rows: Sequence[ExcerptRow], width: int) -> Iterator[RenderableType]:
    if not any(row.cells for row in rows):
        return
    table = [_spread(row) for row in rows]
    needed = [max(_needed(cells[column]) for cells in table if column < len(cells)) for column in range(max(map(len, table)))]
    columns = _columns(table, needed, width - _LABEL - _BETWEEN)
    grid = Grid(box=box.SIMPLE, show_header=False, pad_edge=False, padding=(0, 1))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    for column in columns:
        grid.add_column(overflow="fold", min_width=needed[column])
    for row, cells in zip(rows, table, strict=True):
        shown = [cells[column] if column < len(cells) else Text() for column in columns]
        grid.add_row(row.label, *([Text("⋮", style="dim")] if row.is_gap else shown))
    yield grid
    if len(columns) < len(needed):
        yield Text(text("evidence.columns_left_out", count=len(needed) - len(columns)), style="dim")


def _needed(cell: Text) -> int:
    """Columns of the terminal that a cell needs: a figure is not broken, words are."""
    most = _WIDEST_FIGURE if cell.plain.strip("【】")[:1].isdigit() or cell.plain.isascii() else _WIDEST_WORDS
    return min(cell.cell_len, most)


def _spread(row: ExcerptRow) -> list[Text]:
    """The cells of a row, each followed by blanks for the further columns that it covers."""
    found: list[Text] = []
    for cell in row.cells:
        found.append(Text(f"【{cell.text}】", style=_MARK) if cell.is_marked else Text(cell.text))
        found += [Text()] * (cell.colspan - 1)
    return found


def _columns(table: Sequence[Sequence[Text]], needed: Sequence[int], width: int) -> list[int]:
    """The columns that have room: those with marks, the first two, and then those nearest to the marks."""
    marked = [column for cells in table for column, cell in enumerate(cells) if cell.style == _MARK]
    order = [*marked, 0, 1, *sorted(range(len(needed)), key=lambda column: min((abs(column - mark) for mark in marked), default=column))]
    found: list[int] = []
    for column in dict.fromkeys(order):
        if column < len(needed) and (not found or needed[column] + _BETWEEN <= width):
            found.append(column)
            width -= needed[column] + _BETWEEN
    return sorted(found)


def write(output: Path, shown: Sequence[Shown], evidence: Evidence) -> None:
    """Write what is shown to a file, whose name tells its kind.

    Raises:
        CallerError: it cannot be written, or there is no picture of it.
    """
    kind = output.suffix.lower()
    try:
        if kind == ".png":
            output.write_bytes(_picture(output, shown, evidence))
        else:
            page = printed(shown, is_plain=True) if kind == ".txt" else page_of(shown, evidence)
            output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CallerError("error.cannot_write", file=str(output), reason=error.strerror or str(error)) from error


def _picture(output: Path, shown: Sequence[Shown], evidence: Evidence) -> bytes:
    first = next((item for item in shown if item.places), shown[0])
    picture = evidence.crop_all(first.places, first.document.source.sha256)
    if isinstance(picture, Missing):
        raise CallerError("error.no_picture", file=str(output), reason=picture.reason)
    return picture.image
