"""Plain text: a tab between cells, a blank line between tables. It shows no merged cells and is read by every program."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Cell, Grid, Paragraph
from jixiao.documents.printout import Page, Printout, check_shape, placed
from jixiao.documents.writers.lines import together
from jixiao.documents.writers.printable import printable, printable_line

_BESIDE = " " * 8


def write(printout: Printout) -> bytes:
    """Write a document as text in UTF-8.

    Args:
        printout: what to write; places that a merged cell covers become empty cells.

    Raises:
        UnprintableError: two cells of a table stand in one place.
    """
    pages = ["\n".join(lines) for page in printout.pages if (lines := _lines(page))]
    return ("\n\n".join(pages) + "\n").encode() if pages else b""


def _lines(page: Page) -> list[str]:
    lines: list[str] = []
    was_table = False
    for block in together(page.blocks):
        if isinstance(block, Grid):
            check_shape(block)
            if was_table:
                lines.append("")  # otherwise the two would be read as one
            lines += [_row(row) for row in placed(block)]
            was_table = True
        else:
            lines += _line(block)
            was_table = False
    return lines


def _line(line: Sequence[Paragraph]) -> list[str]:
    """A tab would make a row of a table out of a line."""
    if len(line) > 1:
        return [_BESIDE.join(printable_line(part.text) for part in line)]
    return printable(line[0].text).replace("\t", " ").split("\n")


def _row(row: Sequence[Cell | None]) -> str:
    return "\t".join("" if cell is None else _cell(cell.text) for cell in row)


def _cell(text: str) -> str:
    """A cell with a quote is quoted as spreadsheets do it, so that the quotes are not taken for theirs."""
    text = printable_line(text)
    return '"' + text.replace('"', '""') + '"' if '"' in text else text
