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
from tests.rendering.blocks import column_widths, grids, placed, width_of

from jixiao.documents.grid import Block, Cell, Grid, Paragraph

FONT = "WenQuanYi Zen Hei"
_MARGIN_MM = 20
_A4_MM = (210, 297)
_TWIPS_PER_MM = 56.7
_WIDE = 7  # more columns than that are printed in landscape


def write_docx(blocks: Sequence[Block], path: Path, *, borders: bool = True) -> None:
    """Write a file; without borders the tables have no lines."""
    document = docx.Document()
    is_wide = max((width_of(grid) for grid in grids(blocks)), default=0) > _WIDE
    section = document.sections[0]
    short, long = _A4_MM
    width, height = (long, short) if is_wide else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    twips = int((width - 2 * _MARGIN_MM) * _TWIPS_PER_MM)
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
    widths = [max(int(share * twips), 1) for share in column_widths(grid)]
    points = 9.0 if len(widths) <= _WIDE else 7.5 if len(widths) <= 2 * _WIDE else 6.0
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="{"single" if borders else "nil"}" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    goes_on: dict[int, tuple[int, int]] = {}  # column of a cell merged downwards: how many columns, and how many rows it still covers
    rows = "".join(f"<w:tr>{_row(row, widths, points, goes_on)}</w:tr>" for row in placed(grid))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(row: Sequence[Cell | None], widths: Sequence[int], points: float, goes_on: dict[int, tuple[int, int]]) -> str:
    """Cells of a row, those included that go on from the row above."""
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
        # numbers flush right, the rest flush left or centred where merged: none of it may change what is read
        align = "right" if text.replace(",", "").replace(".", "").isdigit() else "center" if merge else "left"
        content = _paragraph(text, points=points, inside=f'<w:jc w:val="{align}"/>')
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanning}{merge}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        )
        col += span
    return "".join(parts)
