"""A web page that is complete in itself: a sheet of A4 on the screen, and the same sheets when it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from jixiao.documents.grid import Cell, Grid, Paragraph
from jixiao.documents.printout import Align, Page, PrintedGrid, Printout, align_of, check_shape, edges_of, placed
from jixiao.documents.writers.html_style import STYLE, class_of
from jixiao.documents.writers.lines import ROOMY, align_of_line, is_tall, look_of, row_height, together
from jixiao.documents.writers.printable import printable

_FOLLOWS, _TALL = ' class="follows"', ' class="tall"'
_DEEPEST = 6  # headings of HTML
_MARKS = {Align.LEFT: "", Align.CENTER: ' class="c"', Align.RIGHT: ' class="r"'}


def write(printout: Printout) -> bytes:
    """Write a document as a web page in UTF-8 that needs no other file.

    Args:
        printout: what to write.

    Raises:
        UnprintableError: two cells of a table stand in one place.
    """
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(printable(printout.title))}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>",
    ]
    parts += _contents(printout.pages)
    for number, page in enumerate(printout.pages, 1):
        parts += _section(page, number)
    return "\n".join([*parts, "</body>\n</html>\n"]).encode()


def _contents(pages: Sequence[Page]) -> Iterator[str]:
    """Links to the pages, on the screen only; their texts are drawn by the style sheet and are no content of the page."""
    if len(pages) > 1:
        yield '<nav aria-label="目录">'
        for number, page in enumerate(pages, 1):
            yield f'<a href="#p{number}" aria-label="{escape(printable(page.name) or str(number))}"></a>'
        yield "</nav>"


def _section(page: Page, number: int) -> Iterator[str]:
    name = escape(printable(page.name))
    label = f' aria-label="{name}"' if name else ""
    direction = "landscape" if page.is_landscape else "portrait"
    yield f'<section id="p{number}" class="{direction}" style="--points:{page.points:g}pt{_close(page)}"{label}>'
    is_open = False
    for at, block in enumerate(together(page.blocks)):
        follows = is_open and isinstance(block, PrintedGrid) and block.follows
        if is_open and not follows:
            yield "</div>"
            is_open = False
        if isinstance(block, Grid):
            if not is_open:
                yield f'<div class="tables{_break(at, block.after_page_break)}">'
                is_open = True
            yield from _table(block, page, follows=follows)
        else:
            yield _line(block, _break(at, block[0].after_page_break))
    yield "</div>\n</section>" if is_open else "</section>"


def _close(page: Page) -> str:
    """Rows closer together, where that saves a page."""
    height = row_height(page)
    return "" if height == ROOMY else f"; --row:{height:g}; --above:{(height - 1.4) / 2 * page.points:.1f}pt"


def _break(at: int, after_page_break: bool) -> str:
    """Class of a block that begins a page inside of a section."""
    return " new-page" if at and after_page_break else ""


# --- lines ---------------------------------------------------------------------------------------------------------------------


def _line(line: Sequence[Paragraph], new_page: str) -> str:
    if len(line) == 1:
        return _paragraph(line[0], new_page)
    return f'<div class="beside{new_page}">{"".join(_paragraph(part, "") for part in line)}</div>'


def _paragraph(line: Paragraph, new_page: str) -> str:
    """A title that the document does not mark as a heading is one for screen readers only."""
    tag = f"h{min(line.level, _DEEPEST)}" if line.level else "p"
    look = look_of(line)
    role = ' role="heading" aria-level="1"' if look.is_title and not line.level else ""
    align = {Align.LEFT: "", Align.CENTER: " c", Align.RIGHT: " r"}[align_of_line(line)]
    return f'<{tag} class="{class_of(look)}{align}{new_page}"{role}>{_text(line.text)}</{tag}>'


def _text(text: str) -> str:
    return escape(printable(text), quote=False).replace("\n", "<br>")


# --- tables --------------------------------------------------------------------------------------------------------------------


def _table(grid: Grid, page: Page, *, follows: bool) -> Iterator[str]:
    check_shape(grid)
    edges = edges_of(grid)
    columns = "".join(f'<col style="width:{100 * (right - left):.3f}%">' for left, right in pairwise(edges))
    yield f"<table{_FOLLOWS if follows else ''}><colgroup>{columns}</colgroup>"
    rows = placed(grid)
    heads = _header_rows(grid)
    if heads:
        yield "<thead>"
        yield from (_row(row, "th", "") for row in rows[:heads])
        yield "</thead>"
    yield "<tbody>"
    yield from (_row(row, "td", _TALL if is_tall(row, edges, page) else "") for row in rows[heads:])
    yield "</tbody></table>"


def _header_rows(grid: Grid) -> int:
    """Rows for the head of a table; none where a cell reaches out of them, which HTML cuts off."""
    count = min(grid.header_rows, len(grid.rows)) if isinstance(grid, PrintedGrid) else 0
    reach = max((at + cell.rowspan for at, row in enumerate(grid.rows[:count]) for cell in row.cells), default=0)
    return count if reach <= count else 0


def _row(row: Sequence[Cell | None], tag: str, kind: str) -> str:
    return f"<tr{kind}>{''.join(_cell(cell, tag) for cell in row if cell is not None)}</tr>"


def _cell(cell: Cell, tag: str) -> str:
    spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    if cell.colspan > 1:
        spans += f' colspan="{cell.colspan}"'
    return f"<{tag}{_MARKS[align_of(cell)]}{spans}>{_text(cell.text)}</{tag}>"
