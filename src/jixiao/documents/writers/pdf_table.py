"""A table as the type setter gets it: its cells in pieces, rows that stay whole, texts that have room where they begin."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.documents.grid import Grid
from jixiao.documents.printout import Align, Page, PrintedGrid, align_of, display_width, is_number, placed, widths_of

LINE = "0.5pt"
INSET_X_MM, INSET_Y_EM = 1.2, 0.48
PORTRAIT_MM, LANDSCAPE_MM = 174.0, 261.0
"""Width of the text on A4."""
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

DEFINITION = "#let at(c, r, a, s, b, body) = table.cell(colspan: c, rowspan: r, align: a + horizon, stroke: s, breakable: b, body)\n"
"""The function of the type setter that the pieces call."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell, or the part of one that lies in the header or below it.

    A header that is repeated cannot hold a cell that goes on below: such a cell is drawn as two without a line between them, its text in
    the lower one.

    Attributes:
        row, col: its place.
        rowspan, colspan: rows and columns that it covers.
        text: what it prints.
        align: where its text stands.
        width_mm: room for the text.
        stroke: its lines.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    align: Align
    width_mm: float
    stroke: str = LINE


def table_source(grid: Grid, page: Page) -> str:
    """A table: its header is repeated on every page, rows stay whole where they are not long."""
    look = grid if isinstance(grid, PrintedGrid) else PrintedGrid(grid.rows)
    total = sum(widths_of(grid)) or 1.0
    widths = [width * (LANDSCAPE_MM if page.is_landscape else PORTRAIT_MM) / total for width in widths_of(grid)]
    pieces = sorted(_pieces(grid, look.header_rows, widths), key=lambda piece: (piece.row, piece.col))
    lines = [_lines(piece, page.points) for piece in pieces]
    heights = [0] * len(grid.rows)
    for piece, count in zip(pieces, lines, strict=True):
        if piece.rowspan == 1:
            heights[piece.row] = max(heights[piece.row], count)
    struts = _struts(pieces, lines, heights)
    calls: dict[bool, list[str]] = {True: [], False: []}
    for piece in pieces:
        strut = struts.pop(piece.row, 0) if piece.rowspan == 1 else 0
        calls[piece.row < look.header_rows].append(_call(piece, page.points, strut, is_kept=_is_kept(piece, heights)))
    columns = ", ".join(f"{width:.2f}mm" for width in widths)
    own = {piece.row for piece in pieces if piece.rowspan == 1}  # a row through which only merged cells run would have no height
    rows = ", ".join("auto" if at in own else f"{2 * page.points:.1f}pt" for at in range(len(grid.rows)))
    head = f"table.header(repeat: true,\n{''.join(calls[True])}),\n" if calls[True] else ""
    above = "" if look.follows else "#v(0.4em, weak: true)\n"
    return f"{above}#[#set text(size: {page.points}pt)\n#table(columns: ({columns},), rows: ({rows},),\n{head}{''.join(calls[False])})]\n"


def _pieces(grid: Grid, header_rows: int, widths: Sequence[float]) -> Iterator[Piece]:
    for at, row in enumerate(placed(grid)):
        for cell in row:
            if cell is None:
                continue
            inner = sum(widths[cell.col : cell.col + cell.colspan]) - 2 * INSET_X_MM
            below = at + cell.rowspan - header_rows
            if at >= header_rows or below <= 0:
                yield Piece(at, cell.col, cell.rowspan, cell.colspan, cell.text, align_of(cell), inner)
                continue
            yield Piece(at, cell.col, header_rows - at, cell.colspan, "", Align.CENTER, inner, f"(rest: {LINE}, bottom: none)")
            yield Piece(header_rows, cell.col, below, cell.colspan, cell.text, align_of(cell), inner, f"(rest: {LINE}, top: none)")


def _lines(piece: Piece, points: float) -> int:
    """How many lines the text of a cell takes, about."""
    per_line = max(int(piece.width_mm / (points * _MM_PER_POINT) * 2), 1)
    return sum(-(-max(display_width(part), 1) // per_line) for part in piece.text.split("\n"))


def _is_kept(piece: Piece, heights: Sequence[int]) -> bool:
    """The rows of a cell stay on one page: they are no more than the end of a page may leave blank."""
    most = _MOST_LINES_KEPT if piece.rowspan == 1 else _MOST_LINES_TOGETHER
    return sum(heights[piece.row : piece.row + piece.rowspan]) <= most


def _struts(pieces: Sequence[Piece], lines: Sequence[int], heights: Sequence[int]) -> dict[int, int]:
    """Rows that have to be higher than what stands in them alone, and how many lines: the first rows of merged cells that may be divided.

    A page may end below that row, and a text that has no room in it would be printed on the next page only, where it seems to belong to
    what follows.
    """
    found: dict[int, int] = {}
    for piece, count in zip(pieces, lines, strict=True):
        is_whole = piece.stroke == LINE  # a label that begins in the header stands beside everything below, wherever it is printed
        if is_whole and not _is_kept(piece, heights) and heights[piece.row] < count <= _MOST_LINES_TOGETHER:
            found[piece.row] = max(found.get(piece.row, 0), count)
    return found


def _call(piece: Piece, points: float, strut: int, *, is_kept: bool) -> str:
    text = content(piece.text, piece.width_mm, points)
    if strut:
        text = f"[#box(width: 0pt, height: {strut * 1.3 * points:.1f}pt, baseline: 50% - 0.35em)#{text}]"
    kept = "false" if is_kept else "auto"
    return f"at({piece.colspan}, {piece.rowspan}, {piece.align}, {piece.stroke}, {kept}, {text}),\n"


def content(text: str, width_mm: float = PORTRAIT_MM, points: float = 10.5) -> str:
    """A text as content: its lines one below the other, words that are wider than the cell broken, but figures in smaller type."""
    room = width_mm / (points * _MM_PER_POINT)
    if is_number(text) and (width := _word_width(text)) < room * points / _SMALLEST:
        return f"text(size: {points * room / width:.1f}pt, {string(text)})" if width > room else string(text)
    lines = [string(line, room) for line in text.split("\n")]
    return lines[0] if len(lines) == 1 else "[" + "#linebreak()".join(f"#{line}" for line in lines) + "]"


def string(text: str, room: float = math.inf) -> str:
    r"""A text as the type setter writes one.

    Args:
        text: in one line.
        room: width of the place, in widths of a Chinese character; a longer word may be broken anywhere.

    >>> string('a"b\\')
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
