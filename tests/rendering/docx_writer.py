"""Write paragraphs and tables as a Word document, as an office worker would: borders, merged cells, landscape where tables are wide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from tests.rendering.blocks import column_widths, grids

from jixiao.documents.grid import Block, Cell, Grid, Paragraph
from jixiao.documents.printout import display_width, placed, width_of

FONT = "WenQuanYi Zen Hei"
_MARGIN_MM = 20
_A4_MM = (210, 297)
_TWIPS_PER_MM = 56.7
_WIDE = 7  # more columns than that are printed in landscape


def write_docx(blocks: Sequence[Block], path: Path, *, borders: bool = True) -> None:
    """Write a file; without borders the tables have no lines."""
    document = docx.Document()
    section = document.sections[0]
    width, height = _page_mm(blocks)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    twips = _twips(blocks)
    body = document.element.body
    end = body.sectPr
    was_table = False
    for block in blocks:
        if isinstance(block, Grid):
            if was_table or block.after_page_break:  # two tables without a line between them are one
                end.addprevious(parse_xml(_paragraph("", page_break=block.after_page_break)))
            end.addprevious(parse_xml(_table(block, twips, borders=borders)))
        else:
            end.addprevious(parse_xml(_paragraph_of(block)))
        was_table = isinstance(block, Grid)
    document.save(str(path))


def wrapped_rows(blocks: Sequence[Block], *, borders: bool = True) -> set[tuple[int, int]]:
    """Rows in which some cell takes more than one line, by the numbers of their block and their row."""
    found: set[tuple[int, int]] = set()
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            widths, points = _widths(block, _twips(blocks)), _points(block)
            for at, row in enumerate(block.rows):
                for cell in row.cells:
                    inner = (sum(widths[cell.col : cell.col + cell.colspan]) / 20 - _margin(borders=borders) / 10) / (points / 2)
                    if display_width(cell.text) > inner:
                        found.add((number, at))
    return found


def _page_mm(blocks: Sequence[Block]) -> tuple[int, int]:
    """Width and height of the page."""
    short, long = _A4_MM
    is_wide = max((width_of(grid) for grid in grids(blocks)), default=0) > _WIDE
    return (long, short) if is_wide else (short, long)


def _twips(blocks: Sequence[Block]) -> int:
    """Width of the text, and of every table."""
    return int((_page_mm(blocks)[0] - 2 * _MARGIN_MM) * _TWIPS_PER_MM)


def _widths(grid: Grid, twips: int) -> list[int]:
    return [max(int(share * twips), 1) for share in column_widths(grid)]


def _points(grid: Grid) -> float:
    """Size of the type: smaller in tables of many columns."""
    columns = width_of(grid)
    return 9.0 if columns <= _WIDE else 7.5 if columns <= 2 * _WIDE else 6.0


def _margin(*, borders: bool) -> int:
    """Beside the text of a cell, in twips; without lines it is a word processor's own, which is then what parts the columns."""
    return 60 if borders else 108


def _paragraph_of(paragraph: Paragraph) -> str:
    return _paragraph(paragraph.text, page_break=paragraph.after_page_break, level=paragraph.level)


def _paragraph(text: str, *, page_break: bool = False, level: int = 0, points: float = 10.5, inside: str = "") -> str:
    style = f'<w:pStyle w:val="Heading{min(level, 9)}"/>' if level else ""
    before = "<w:pageBreakBefore/>" if page_break else ""
    spacing = '<w:spacing w:before="0" w:after="0"/>' if inside else '<w:spacing w:before="60" w:after="60"/>'
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"/><w:sz w:val="{int(points * 2)}"/>'
    runs = "<w:r><w:br/></w:r>".join(
        f'<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in text.split("\n")
    )
    return f"<w:p {nsdecls('w')}><w:pPr>{style}{before}{spacing}{inside}</w:pPr>{runs if text else ''}</w:p>"


def _table(grid: Grid, twips: int, *, borders: bool) -> str:
    widths, points = _widths(grid, twips), _points(grid)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="{"single" if borders else "nil"}" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = "".join(f'<w:{side} w:w="{_margin(borders=borders)}" w:type="dxa"/>' for side in ("left", "right"))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    goes_on: dict[int, tuple[int, int]] = {}  # column of a cell merged downwards: how many columns, and how many rows it still covers
    rows = "".join(f"<w:tr>{_row(row, widths, points, _numeric(grid), goes_on)}</w:tr>" for row in placed(grid))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _is_number(text: str) -> bool:
    """A figure, not a code or the number of a row, which stand flush left."""
    plain = text.replace(",", "").replace(".", "")
    return plain.isdigit() and (plain != text or plain == "0")


def _numeric(grid: Grid) -> set[int]:
    """Columns of numbers: what else stands in them is centred."""
    found = set()
    for col in range(width_of(grid)):
        texts = [cell.text for row in grid.rows for cell in row.cells if cell.col == col and cell.text]
        if sum(map(_is_number, texts)) * 2 > len(texts):
            found.add(col)
    return found


def _row(row: Sequence[Cell | None], widths: Sequence[int], points: float, numeric: set[int], goes_on: dict[int, tuple[int, int]]) -> str:
    """Cells of a row, those included that go on from the row above; numbers flush right, merged cells and heads of numbers centred."""
    parts, col = [], 0
    while col < len(row):
        cell = row[col]
        if cell is not None:
            span, text = cell.colspan, cell.text
            merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
            goes_on[col] = (span, cell.rowspan - 1)
        else:
            span, left = goes_on[col]
            text, merge = "", "<w:vMerge/>"
            goes_on[col] = (span, left - 1)
        width = sum(widths[col : col + span])
        spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        align = (
            "right"
            if _is_number(text) or (col in numeric and text.isdigit())
            else "center"
            if merge or span > 1 or col in numeric
            else "left"
        )
        content = _paragraph(text, points=points, inside=f'<w:jc w:val="{align}"/>')
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanning}{merge}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        )
        col += span
    return "".join(parts)
