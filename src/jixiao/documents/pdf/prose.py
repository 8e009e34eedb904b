"""What stands outside ruled tables: prose, whose lines become paragraphs, and tables without lines, whose columns are aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.documents.grid import Block, Cell, Grid, Paragraph, Row
from jixiao.documents.pdf.frames import Frame
from jixiao.documents.pdf.page import Char, Page
from jixiao.documents.pdf.unruled import WholeCell, find_sections
from jixiao.documents.pdf.unruled_rows import Piece, find_rows, piece_of
from jixiao.documents.pdf.words import TextLine, box_of, is_apart, join_lines, to_lines
from jixiao.documents.readers import aligned
from jixiao.documents.readers.text import blocks_of
from jixiao.provenance import SourceRef

_PARTED = 0.95  # of the height of the type: a wider gap parts two cells
_GAP = 1.9  # of the usual distance of lines: a wider one is a gap
_FULL = 3.0  # of the height of the type that a full line may lack at its right edge
_INDENT = 0.9  # of the height of the type: a line that begins further right begins a paragraph
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}(?:[)）、．]|\.(?!\d))|第[一二三四五六七八九十]+[部章节条]|[①-⑳●■◆▪•]|注[：:]"
)
_LARGE = 1.2  # times the usual type of its page: a heading
_LONGEST_HEADING = 60
_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|[●■◆▪•·]")
_LEADER = re.compile(r"[.．·…。\-—\s]*\d{0,4}")


@dataclass(slots=True)
class _Printed:
    """A printed line or several that were joined: its cells with their characters."""

    line: aligned.TextLine
    segments: list[list[Char]]
    positions: list[int]


def right_edge(page: Page, chars: Sequence[Char], frames: Sequence[Frame]) -> float:
    """Where full lines of a page end: where several lines and tables end, or else as far from the edge as they begin."""
    lines = to_lines(chars)
    rights = sorted([line.right for line in lines] + [frame.right for frame in frames], reverse=True)
    if not rights:
        return page.width
    height = lines[0].height if lines else 0.0
    full = sum(1 for right in rights if right > rights[0] - 1.5 * height)
    left = min([line.left for line in lines] + [frame.left for frame in frames])
    return rights[0] if full > 1 or frames else max(rights[0], page.width - left)


def read_prose(
    page: Page, chars: Sequence[Char], file: str, number: int, edge: float, *, after_page_break: bool
) -> tuple[list[Block], int]:
    """Blocks from the characters of one stretch of a page.

    Args:
        page: the page.
        chars: the characters.
        file: name of the file, for the places.
        number: number of the last line above on the page.
        edge: where full lines end.
        after_page_break: the page begins with them.

    Returns:
        The blocks, and the number of the last line.
    """
    lines = to_lines(chars)
    if not lines:
        return [], number
    unit = _unit(lines)
    parts = _paragraphs(lines, edge)
    printed = [_print(part, unit, number + at + 1) for at, part in enumerate(parts)]
    steps = sorted(max(0.1, b.top - a.top) for a, b in pairwise(lines))
    usual = steps[len(steps) // 2] if steps else 0.0
    bottom = None
    for item, part in zip(printed, parts, strict=True):
        if bottom is not None and usual and part[0].bottom - bottom > _GAP * usual:
            item.line.after_gap = True
        bottom = part[-1].bottom
    printed[0].line.after_page_break = after_page_break
    body = _body_height(lines)
    known = {item.line.text: item.positions for item in reversed(printed)}
    by_number = {item.line.number: item for item in printed}

    def to_grids(lines: Sequence[aligned.TextLine]) -> list[Grid]:
        return _grids([by_number[line.number] for line in lines], page, file)

    blocks = blocks_of([item.line for item in printed], file, [known.__getitem__], to_grids)
    placed: list[Block] = []
    for block in blocks:
        placed += _placed(block, by_number, page, body)
    return placed, number + len(printed)


def _body_height(lines: Sequence[TextLine]) -> float:
    """Size of the type in which most lines are set, in points."""
    heights = sorted(line.height for line in lines)
    return heights[len(heights) // 2]


def _unit(lines: Sequence[TextLine]) -> float:
    """Half the height of the smaller type: a position of an aligned line."""
    heights = sorted(line.height for line in lines)
    return max(heights[len(heights) // 4] / 2, 1.0)


def _paragraphs(lines: Sequence[TextLine], right: float) -> list[list[TextLine]]:
    """Lines of prose that go on in the next line; every other line is one of its own."""
    if not lines:
        return []
    left = min(line.left for line in lines)
    parts: list[list[TextLine]] = [[lines[0]]]
    for above, line in pairwise(lines):
        height = max(line.height, above.height)
        goes_on = (
            above.right > right - _FULL * height
            and right - above.right < (line.chars[0].right - line.chars[0].left) + 0.6 * height
            and line.left < min(left, min(item.left for item in parts[-1])) + _INDENT * height
            and abs(line.height - above.height) < 0.25 * height
            and line.top - above.bottom < 1.3 * height
            and len(line.segments(_PARTED)) == 1
            and all(len(item.segments(_PARTED)) == 1 for item in parts[-1])
            and not _NUMBERED.match(line.text())
            and above.right - above.left > 12 * height
        )
        if goes_on:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _print(part: Sequence[TextLine], unit: float, number: int) -> _Printed:
    """Lines as a text with its cells two blanks apart, and where each character stands."""
    if len(part) > 1:
        text = join_lines([line.text() for line in part])
        start = round(part[0].left / unit)
        return _Printed(
            aligned.TextLine(number, text), [[c for line in part for c in line.chars]], list(range(start, start + len(text) + 1))
        )
    segments = _cells_of(part[0])
    indent = min(round(segments[0][0].left / unit), 60)
    text = " " * indent
    positions = list(range(indent))
    for at, chars in enumerate(segments):
        if at:
            text += "  "
            positions += [positions[-1], positions[-1]]
        edge, height = chars[0].left, max(char.height for char in chars)
        for char in chars:
            if is_apart(text[-1:] or " ", char, char.left - edge, height):
                text += " "
                positions.append(round(edge / unit))
            text += char.text
            positions += [round(char.left / unit)] * len(char.text)
            edge = max(edge, char.right)
        positions.append(round(edge / unit))
        if at + 1 < len(segments):
            positions.pop()
    return _Printed(aligned.TextLine(number, text), segments, positions)


def _cells_of(line: TextLine) -> list[list[Char]]:
    """The cells of a line: a number before an entry, or the spread letters of a heading, are none of their own."""
    segments = line.segments(_PARTED)
    texts = ["".join(char.text for char in segment) for segment in segments]
    if len(segments) > 1 and all(len(text) == 1 for text in texts):
        return [[char for segment in segments for char in segment]]
    if len(segments) > 1 and _NUMBER.fullmatch(texts[0]):
        return [segments[0] + segments[1], *segments[2:]]
    return segments


def _placed(block: Block, printed: dict[int, _Printed], page: Page, body: float) -> list[Block]:
    """Give the cells and paragraphs of a block their place on the page; cells that stand side by side alone are paragraphs."""
    if isinstance(block, Paragraph):
        item = printed[block.source.line]
        file, line = block.source.file, item.line.number
        texts = [TextLine(segment).text() for segment in item.segments]
        if len(texts) < 2 or any(_LEADER.fullmatch(text) for text in texts):
            chars = [char for segment in item.segments for char in segment]
            block.source = SourceRef(file, line, page=page.number, box=page.box(*box_of(chars)))
            if not block.level and len(block.text) <= _LONGEST_HEADING and min(char.height for char in chars) > _LARGE * body:
                block.level = 1
            return [block]
        sources = [SourceRef(file, line, at + 1, page=page.number, box=page.box(*box_of(s))) for at, s in enumerate(item.segments)]
        parts = [Paragraph(text, source) for text, source in zip(texts, sources, strict=True)]
        parts[0].after_gap, parts[0].after_page_break = block.after_gap, block.after_page_break
        return list(parts)
    return [block]


def _grids(items: Sequence[_Printed], page: Page, file: str) -> list[Grid]:
    """Grids of the lines of a block; a row is a printed line, or several where a cell was broken."""
    lines = {id(segment): item.line for item in items for segment in item.segments}
    rows = find_rows([[piece_of(TextLine(segment)) for segment in item.segments] for item in items])
    grids: list[Grid] = []
    for section in find_sections([[_whole(cell) for cell in row] for row in rows]):
        own = rows[section.first : section.first + len(section.columns)]
        grid = Grid(wrapped=True)
        for columns, row in zip(section.columns, own, strict=True):
            line = min((lines[id(piece.line.chars)] for cell in row for piece in cell), key=lambda line: line.number)
            grid.after_page_break |= line.after_page_break
            grid.rows.append(Row(_cells(columns, row, line, page, file), line.after_gap))
        grids.append(grid)
    return grids


def _whole(cell: Sequence[Piece]) -> WholeCell:
    """A cell, of one line or several, for its columns to be found."""
    return WholeCell(min(line.left for line in cell), max(line.right for line in cell), join_lines([line.text for line in cell]))


def _cells(columns: Sequence[int], texts: Sequence[Sequence[Piece]], line: aligned.TextLine, page: Page, file: str) -> list[Cell]:
    """The cells of a row, with the empty ones."""
    width = max(columns, default=-1) + 1
    cells = [Cell("", col, SourceRef(file, line.number, col + 1, page=page.number)) for col in range(width)]
    for col, parts in zip(columns, texts, strict=True):
        own = _whole(parts)
        box = page.box(own.left, min(part.top for part in parts), own.right, max(part.bottom for part in parts))
        text = f"{cells[col].text}{aligned.TWO_IN_ONE}{own.text}" if cells[col].text else own.text
        cells[col] = Cell(text, col, SourceRef(file, line.number, col + 1, page=page.number, box=box))
    return cells
