"""Word documents (DOCX): merged cells, headers that repeat on every page, a section of A4 for each page of the printout.

The package is that of python-docx; what stands in it is written as XML in one piece, which is several times faster than cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from jixiao.documents.grid import Cell, Grid, Paragraph
from jixiao.documents.printout import Align, Page, PrintedGrid, Printout, align_of, check_shape, edges_of, placed
from jixiao.documents.writers.docx_package import Package
from jixiao.documents.writers.lines import (
    A4_MM,
    HEI,
    MARGIN_SIDE_MM,
    MARGIN_TOP_MM,
    Look,
    align_of_line,
    is_tall,
    look_of,
    row_height,
    together,
    width_mm,
)
from jixiao.documents.writers.printable import printable

_TWIPS_PER_MM = 1440 / 25.4
_DEEPEST = 9  # headings of Word
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDING = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in (("top", 35), ("left", 70), ("bottom", 35), ("right", 70)))
_APART, _THIN = 160, 4  # twips of a paragraph that parts two tables, and of one that nobody is to see


def write(printout: Printout) -> bytes:
    """Write a document for Word.

    Args:
        printout: what to write.

    Returns:
        The file; the same bytes for the same document.

    Raises:
        UnprintableError: two cells of a table stand in one place.
    """
    package = Package(printable(printout.title))
    pages = printout.pages or [Page("", [])]
    parts: list[str] = []
    for number, page in enumerate(pages):
        blocks, closing = _blocks(page), ""
        section = _section(page, package.footer if not number else "")
        if number == len(pages) - 1:
            closing = section
        else:
            blocks = _ending(blocks, section)
        parts += [*blocks, closing]
    return package.with_body(f"<w:body {nsdecls('w', 'r')}>{''.join(parts)}</w:body>")


def _section(page: Page, footer: str) -> str:
    """Paper of a page; the sections below take the footer of the first."""
    width, height = (round(side * _TWIPS_PER_MM) for side in (A4_MM[::-1] if page.is_landscape else A4_MM))
    top, side = round(MARGIN_TOP_MM * _TWIPS_PER_MM), round(MARGIN_SIDE_MM * _TWIPS_PER_MM)
    across = ' w:orient="landscape"' if page.is_landscape else ""
    reference = f'<w:footerReference w:type="default" r:id="{footer}"/>' if footer else ""
    return (
        f'<w:sectPr>{reference}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{across}/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{top}" w:left="{side}" w:header="567" w:footer="567" w:gutter="0"/>'
        '<w:pgNumType w:fmt="numberInDash"/></w:sectPr>'
    )


def _ending(blocks: list[str], section: str) -> list[str]:
    """The blocks of a section that is not the last: what it is stands in its last paragraph."""
    if blocks and blocks[-1].startswith("<w:p>") and "</w:pPr>" in blocks[-1]:
        before, _, after = blocks[-1].partition("</w:pPr>")
        return [*blocks[:-1], f"{before}{section}</w:pPr>{after}"]
    return [*blocks, _gap(_THIN, section=section)]


def _blocks(page: Page) -> list[str]:
    twips = round(width_mm(is_landscape=page.is_landscape) * _TWIPS_PER_MM)
    blocks: list[str] = []
    was_table = False
    for at, block in enumerate(together(page.blocks)):
        if isinstance(block, Grid):
            check_shape(block)
            new_page = bool(at) and block.after_page_break
            if was_table or new_page:  # two tables with nothing between them are one to Word
                follows = isinstance(block, PrintedGrid) and block.follows
                blocks.append(_gap(_THIN if follows or new_page else _APART, new_page=new_page, is_hidden=follows))
            blocks.append("".join(_table(block, twips, page)))
            was_table = True
        else:
            blocks.append(_line(block, twips, new_page=bool(at) and block[0].after_page_break))
            was_table = False
    return [*blocks, _gap(_THIN)] if was_table else blocks  # Word wants a paragraph behind the last table


# --- lines ---------------------------------------------------------------------------------------------------------------------


def _gap(twips: int, *, section: str = "", new_page: bool = False, is_hidden: bool = False) -> str:
    """An empty paragraph of a height; a hidden one lets the tables above and below it touch."""
    page_break = "<w:pageBreakBefore/>" if new_page else ""
    hidden = "<w:vanish/>" if is_hidden else ""
    return (
        f'<w:p><w:pPr>{page_break}<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>'
        f'<w:rPr>{hidden}<w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )


def _line(line: Sequence[Paragraph], twips: int, *, new_page: bool) -> str:
    """A line, or several that stand beside each other: the first at the left, the last at the right."""
    first = line[0]
    look = look_of(first)
    parts = [f'<w:pStyle w:val="Heading{min(first.level, _DEEPEST)}"/>'] if first.level else []
    parts += ["<w:keepNext/>"] if look.keeps_next else []
    parts += ["<w:pageBreakBefore/>"] if new_page else []
    if len(line) > 1:
        parts.append(_tabs(len(line), twips))
    parts.append(f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"/>')
    if len(line) == 1 and (align := align_of_line(first)) is not Align.LEFT:
        parts.append(f'<w:jc w:val="{align.value}"/>')
    runs = "<w:r><w:tab/></w:r>".join(_runs(part.text, _letters(look)) for part in line)
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{runs}</w:p>"


def _tabs(count: int, twips: int) -> str:
    """Where the lines stand that are beside the first: the last one ends at the right edge."""
    middle = "".join(f'<w:tab w:val="center" w:pos="{round(twips * at / (count - 1))}"/>' for at in range(1, count - 1))
    return f'<w:tabs>{middle}<w:tab w:val="right" w:pos="{twips}"/></w:tabs>'


def _letters(look: Look) -> str:
    """Properties of the letters of a line."""
    size = round(look.points * 2)
    names = "".join(f' w:{script}="{HEI}"' for script in ("ascii", "hAnsi", "eastAsia")) if look.is_title else ""
    face = f'<w:rFonts w:hint="eastAsia"{names}/>'
    return f'{face}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _runs(text: str, letters: str) -> str:
    """The letters of a text; a line break in it is one in Word."""
    if not text:
        return ""
    lines = printable(text).replace("\t", " ").split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{letters}</w:rPr>{inner}</w:r>"


# --- tables --------------------------------------------------------------------------------------------------------------------


def _table(grid: Grid, twips: int, page: Page) -> Iterator[str]:
    shares = edges_of(grid)
    edges = [round(edge * twips) for edge in shares]
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_PADDING}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    heads = grid.header_rows if isinstance(grid, PrintedGrid) else 0
    size = round(page.points * 2)
    letters = f'<w:rFonts w:hint="eastAsia"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    height = f'<w:trHeight w:val="{round(page.points * 20 * row_height(page))}" w:hRule="atLeast"/>'
    goes_on: dict[int, int] = {}
    for at, row in enumerate(placed(grid)):
        head = "<w:tblHeader/>" if at < heads else ""
        whole = "" if is_tall(row, shares, page) else "<w:cantSplit/>"
        yield f"<w:tr><w:trPr>{whole}{height}{head}</w:trPr>"
        yield from _row(row, edges, letters, goes_on)
        yield "</w:tr>"
    yield "</w:tbl>"


def _row(row: Sequence[Cell | None], edges: Sequence[int], letters: str, goes_on: dict[int, int]) -> Iterator[str]:
    """The cells of a row.

    Args:
        row: every place of it.
        edges: of the columns, in twips.
        letters: properties of the letters of the table.
        goes_on: columns of each cell that was merged with rows below, by its first column; changed.
    """
    col = 0
    while col < len(row):
        cell = row[col]
        if cell is None:
            span, merge = goes_on[col], "<w:vMerge/>"
        else:
            goes_on[col] = span = cell.colspan
            merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        width = f'<w:tcW w:w="{edges[col + span] - edges[col]}" w:type="dxa"/>'
        yield (f'<w:tc><w:tcPr>{width}{spanning}{merge}<w:vAlign w:val="center"/></w:tcPr>{_content(cell, letters)}</w:tc>')
        col += span


def _content(cell: Cell | None, letters: str) -> str:
    """The paragraph of a cell; an empty one has the size of the others, so that it does not make the row higher."""
    if cell is None or not cell.text:
        return f"<w:p><w:pPr><w:rPr>{letters}</w:rPr></w:pPr></w:p>"
    align = align_of(cell)
    place = "" if align is Align.LEFT else f'<w:pPr><w:jc w:val="{align.value}"/></w:pPr>'
    return f"<w:p>{place}{_runs(cell.text, letters)}</w:p>"
