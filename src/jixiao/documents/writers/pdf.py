"""PDF through the type setter typst: A4 pages as they are handed in, every character in them a real one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import typst

from jixiao.documents.grid import Cell, Grid, Paragraph
from jixiao.documents.printout import (
    Align,
    Page,
    PrintedGrid,
    PrintedLine,
    Printout,
    Style,
    UnprintableError,
    align_of,
    check_shape,
    display_width,
    is_number,
    placed,
    widths_of,
)
from jixiao.documents.writers.fonts import SANS, SERIF, compiler, font_list, unprintable

_LINE = "0.5pt"
_INSET_X_MM, _INSET_Y_EM = 1.2, 0.48
_PORTRAIT_MM, _LANDSCAPE_MM = 174.0, 261.0  # width of the text on A4
_MM_PER_POINT = 0.3528
_MOST_LINES_KEPT = 12  # a row of more lines may be divided between two pages
_MOST_LINES_TOGETHER = 10  # and so may the rows of a merged cell
_WORD = re.compile(r"[!-~\u00a1-\u02af]{4,}")
_NARROW, _USUAL, _BROAD = 0.36, 0.6, 0.95
_NARROW_SIGNS, _BROAD_SIGNS = frozenset("iljtfrI.,:;|!'()[]"), frozenset("mwMW%@&")
_SMALLEST = 5.0  # points of a figure; a longer one is broken
_BREAK = "\\u{200b}"
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\t": " ", "\r": ""}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_PREAMBLE = f"""#set document(title: %s, date: none)
#set page(paper: "a4", margin: (x: 18mm, top: 18mm, bottom: 18mm), footer: context {{
  if counter(page).final().first() > 1 {{ align(center, text(size: 9pt, "— " + counter(page).display() + " —")) }}
}})
#set text(font: {font_list(SERIF)}, size: 10.5pt, lang: "zh", region: "cn", cjk-latin-spacing: none, features: (ccmp: 0))
#set par(leading: 0.5em, spacing: 0.6em)
#set block(spacing: 0.6em)
#set table(stroke: {_LINE}, inset: (x: {_INSET_X_MM}mm, y: {_INSET_Y_EM}em))
#show heading: it => block(above: 0.6em, below: 0.6em, text(font: {font_list(SANS)}, size: 12pt, weight: "regular", it.body))
#show heading.where(level: 1): it => align(center, block(below: 0.8em,
  text(font: {font_list(SANS)}, size: 16pt, weight: "regular", it.body)))
#show table: set block(above: 0pt, below: 0pt)
#show table: set par(leading: 0.4em)
#let at(c, r, a, s, b, body) = table.cell(colspan: c, rowspan: r, align: a + horizon, stroke: s, breakable: b, body)
"""


def write(printout: Printout) -> bytes:
    """Write a document as PDF.

    Raises:
        UnprintableError: a font is missing, or no font has one of its characters.
    """
    _check(printout)
    source = _PREAMBLE % _string(printout.title) + "".join(_page(page) for page in printout.pages)
    try:
        written = compiler().compile(source.encode("utf-8"), format="pdf")
    except typst.TypstError as error:
        raise UnprintableError("error.typesetting", title=printout.title, reason=str(error)[:200]) from error
    if not isinstance(written, bytes):
        raise UnprintableError("error.typesetting", title=printout.title, reason="no document")
    return written


def _check(printout: Printout) -> None:
    """Make sure that tables are sound and that fonts have every character."""
    missing = unprintable(text for page in printout.pages for text in _texts(page))
    for page in printout.pages:
        if text := next((text for text in _texts(page) if missing and missing[0] in text), None):
            codes = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing[:5])
            raise UnprintableError("error.no_glyph", page=page.name, text=text[:40], characters=codes)
        for block in page.blocks:
            if isinstance(block, Grid):
                check_shape(block)


def _texts(page: Page) -> Iterable[str]:
    """Everything that a page prints."""
    for block in page.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells())
        else:
            yield block.text


def _page(page: Page) -> str:
    """A form on pages of its own."""
    parts: list[str] = []
    blocks = list(page.blocks)
    for index, block in enumerate(blocks):
        if getattr(block, "after_page_break", False) and index:
            parts.append("#pagebreak(weak: true)\n")
        if isinstance(block, Grid):
            parts.append(_table(block, page))
        elif not (isinstance(block, PrintedLine) and block.beside):
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            parts.append(_line(block, after if isinstance(after, PrintedLine) and after.beside else None))
    return f"#page(flipped: {'true' if page.is_landscape else 'false'})[\n{''.join(parts)}]\n"


def _line(line: Paragraph, beside: PrintedLine | None) -> str:
    text = _content(line.text)
    style = line.style if isinstance(line, PrintedLine) else Style.BODY
    if style is Style.TITLE:
        return f"#heading(level: 1, {text})\n"
    if line.level:
        return f"#heading(level: {min(line.level + 1, 9)}, {text})\n"
    align = line.align if isinstance(line, PrintedLine) else Align.LEFT
    if beside is not None:
        return f"#grid(columns: (1fr, auto), {text}, {_content(beside.text)})\n"
    return f"#block(width: 100%, align({align}, {text}))\n"


def _table(grid: Grid, page: Page) -> str:
    """A table: its header is repeated on every page, rows stay whole where they are not long."""
    look = grid if isinstance(grid, PrintedGrid) else PrintedGrid(grid.rows)
    room = _LANDSCAPE_MM if page.is_landscape else _PORTRAIT_MM
    total = sum(widths_of(grid)) or 1.0
    widths = [width * room / total for width in widths_of(grid)]
    heights = [
        max((_lines(cell, widths, page.points) for cell in row if cell is not None and cell.rowspan == 1), default=0)
        for row in placed(grid)
    ]
    calls: list[tuple[int, int, str]] = []  # row, column, cell
    for at, row in enumerate(placed(grid)):
        cells = [cell for cell in row if cell is not None]
        wanted = max((_lines(cell, widths, page.points) for cell in cells if not _is_kept(cell, at, heights)), default=0)
        strut = _strut(wanted, heights[at], page.points)
        for cell in cells:
            text = _content(cell.text, _inner(cell, widths), page.points)
            if strut and cell.rowspan == 1:
                text, strut = f"[{strut}#{text}]", ""
            own, rest = _cell(cell, at, look.header_rows, text, is_kept=_is_kept(cell, at, heights))
            calls += [(at, cell.col, own), (look.header_rows, cell.col, rest)]
    columns = ", ".join(f"{width:.2f}mm" for width in widths)
    rows = ", ".join(_height(row, page.points) for row in placed(grid))
    header = "".join(call for at, _, call in calls if at < look.header_rows)
    body = "".join(call for at, _, call in sorted(calls) if at >= look.header_rows)
    head = f"table.header(repeat: true,\n{header}),\n" if header else ""
    above = "" if look.follows else "#v(0.4em, weak: true)\n"
    return f"{above}#[#set text(size: {page.points}pt)\n#table(columns: ({columns},), rows: ({rows},),\n{head}{body})]\n"


def _is_kept(cell: Cell, at: int, heights: Sequence[int]) -> bool:
    """The rows of a cell stay on one page: they are no more than a page's end may leave blank."""
    return sum(heights[at : at + cell.rowspan]) <= (_MOST_LINES_KEPT if cell.rowspan == 1 else _MOST_LINES_TOGETHER)


def _strut(wanted: int, height: int, points: float) -> str:
    """What makes the first row of a merged cell as high as its text.

    A page may end below that row, and what has no room in it would be printed on the next page only, where it seems to be the text of
    what follows.
    """
    return f"#box(width: 0pt, height: {wanted * 1.3 * points:.1f}pt)" if height < wanted <= _MOST_LINES_TOGETHER else ""


def _height(row: Sequence[Cell | None], points: float) -> str:
    """Height of a row: by what stands in it; a row through which only merged cells run would have none."""
    return "auto" if any(cell is not None and cell.rowspan == 1 for cell in row) else f"{2 * points:.1f}pt"


def _cell(cell: Cell, at: int, header_rows: int, text: str, *, is_kept: bool) -> tuple[str, str]:
    """A cell, and the part of it that lies below the header where it reaches out of that.

    A header that is repeated cannot hold a cell that goes on below: such a cell is drawn as two without a line between them, its text in
    the lower one.
    """
    below = at + cell.rowspan - header_rows if at < header_rows else 0
    align = align_of(cell)
    if below <= 0:
        return _call(cell.colspan, cell.rowspan, align, _LINE, text, is_kept=is_kept), ""
    upper = _call(cell.colspan, header_rows - at, align, f"(rest: {_LINE}, bottom: none)", "[]", is_kept=True)
    return upper, _call(cell.colspan, below, align, f"(rest: {_LINE}, top: none)", text, is_kept=False)


def _call(colspan: int, rowspan: int, align: Align, stroke: str, text: str, *, is_kept: bool) -> str:
    return f"at({colspan}, {rowspan}, {align}, {stroke}, {'false' if is_kept else 'auto'}, {text}),\n"


def _inner(cell: Cell, widths: Sequence[float]) -> float:
    """Width of the text of a cell in millimetres."""
    return sum(widths[cell.col : cell.col + cell.colspan]) - 2 * _INSET_X_MM


def _lines(cell: Cell, widths: Sequence[float], points: float) -> int:
    """How many lines the text of a cell takes, about."""
    per_line = max(int(_inner(cell, widths) / (points * _MM_PER_POINT) * 2), 1)
    return sum(-(-max(display_width(part), 1) // per_line) for part in cell.text.split("\n"))


def _content(text: str, width_mm: float = _PORTRAIT_MM, points: float = 10.5) -> str:
    """A text as content: its lines one below the other, words that are wider than the cell broken, but figures in smaller type."""
    room = width_mm / (points * _MM_PER_POINT)
    if is_number(text) and room < (width := _word_width(text)) < room * points / _SMALLEST:
        return f"text(size: {points * room / width:.1f}pt, {_string(text)})"
    lines = [_string(line, room) for line in text.split("\n")]
    return lines[0] if len(lines) == 1 else "[" + "#linebreak()".join(f"#{line}" for line in lines) + "]"


def _string(text: str, room: float = math.inf) -> str:
    r"""A text as the type setter writes one.

    Args:
        text: in one line.
        room: width of the place, in widths of a Chinese character; a longer word may be broken anywhere.

    >>> _string('a"b\\')
    '"a\\"b\\\\"'
    """
    text = _CONTROL.sub("", text)
    parts: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        if _word_width(word.group()) > room - 1:  # a character beside it may not be parted from it
            parts += [_escaped(text[end : word.start()]), _BREAK.join(_escaped(character) for character in word.group())]
            end = word.end()
    return f'"{"".join(parts)}{_escaped(text[end:])}"'


def _word_width(word: str) -> float:
    """Width of letters, digits and signs in widths of a Chinese character, rather too much than too little."""
    return sum(_NARROW if c in _NARROW_SIGNS else _BROAD if c in _BROAD_SIGNS or c.isupper() else _USUAL for c in word)


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)
