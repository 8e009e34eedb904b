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
from jixiao.documents.pdf.words import TextLine, box_of, join_lines, to_lines
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
_CONTENTS = re.compile(r"目录$")
_PAGE = re.compile(r"\d{1,3}")
_NEAR = 3  # lines above a line whose cells may go on in it
_MOST_LEADING = 20  # lines of single cells with which a table may begin
_MOST_LONE = 9  # lines of single cells in a table that stand in no column: titles
_LONGEST_CELL = 80  # characters of a line of one cell in a table
_SHARED = 0.15  # of the greatest difference of equal edges: lines that share more height stand beside each other
_NEXT = 30  # lines that tell where the columns are
_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|[●■◆▪•·]")
_LEADER = re.compile(r"[.．·…。\-—\s]*\d{0,4}")


@dataclass(slots=True)
class _Printed:
    """A printed line or several that were joined: its cells with their characters."""

    line: aligned.TextLine
    segments: list[list[Char]]
    is_joined: bool


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
    parts = _paragraphs(lines, edge)
    printed: list[_Printed] = []
    for at, part in enumerate(parts):
        near = [line for other in parts[max(at - _NEAR, 0) : at] + parts[at + 1 : at + 2] for line in other]
        printed.append(_print(part, near, number + at + 1))
    steps = sorted(max(0.1, b.top - a.top) for a, b in pairwise(lines))
    usual = steps[len(steps) // 2] if steps else 0.0
    bottom = None
    for item, part in zip(printed, parts, strict=True):
        if bottom is not None and usual and part[0].bottom - bottom > _GAP * usual:
            item.line.after_gap = True
        bottom = part[-1].bottom
    printed[0].line.after_page_break = after_page_break
    body = _body_height(lines)
    by_number = {item.line.number: item for item in printed}

    def to_grids(lines: Sequence[aligned.TextLine]) -> list[Grid]:
        return _grids([by_number[line.number] for line in lines], page, file)

    table = _Tables(printed, body)
    blocks = blocks_of([item.line for item in printed], file, to_grids, table.end)
    placed: list[Block] = []
    for block in blocks:
        placed += _placed(block, by_number, page, body)
    return placed, number + len(printed)


def _body_height(lines: Sequence[TextLine]) -> float:
    """Size of the type in which most lines are set, in points."""
    heights = sorted(line.height for line in lines)
    return heights[len(heights) // 2]


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


def _print(part: Sequence[TextLine], near: Sequence[TextLine], number: int) -> _Printed:
    """Lines as a text with its cells two blanks apart."""
    if len(part) > 1:
        text = join_lines([line.text() for line in part])
        return _Printed(aligned.TextLine(number, text), [[c for line in part for c in line.chars]], is_joined=True)
    segments = _cells_of(part[0], near)
    texts = [TextLine(segment).text() for segment in segments]
    return _Printed(aligned.TextLine(number, aligned.TWO_IN_ONE.join(texts)), segments, is_joined=False)


def _cells_of(line: TextLine, near: Sequence[TextLine]) -> list[list[Char]]:
    """The cells of a line: a number before an entry, or the spread letters of a word, are none of their own.

    Args:
        line: the line.
        near: lines about it, whose cells may go on in it with a character each.
    """
    segments = line.segments(_PARTED)
    if len(segments) < 2:
        return segments
    texts = ["".join(char.text for char in segment) for segment in segments]
    if all(len(text) == 1 for text in texts) and not _counts(texts) and not _stand_below(segments, near):
        return [[char for segment in segments for char in segment]]
    if _NUMBER.fullmatch(texts[0]):
        return [segments[0] + segments[1], *segments[2:]]
    joined: list[list[Char]] = []
    at = 0
    while at < len(segments):
        length = next((n for n in (4, 3, 2) if len(texts[at]) == 1 and "".join(texts[at : at + n]) in aligned.SPREAD_WORDS), 1)
        joined.append([char for segment in segments[at : at + length] for char in segment])
        at += length
    return joined


def _counts(texts: Sequence[str]) -> bool:
    """Numbers of columns: 1, 2, 3."""
    return all(text.isdecimal() for text in texts) and all(int(b) == int(a) + 1 for a, b in pairwise(texts))


def _stand_below(segments: Sequence[Sequence[Char]], near: Sequence[TextLine]) -> bool:
    """Each segment has the left edge, the right edge or the middle of another cell."""
    others = [(cell[0].left, cell[-1].right) for line in near for cell in line.segments(_PARTED)]
    limit = 0.4 * segments[0][0].height

    def stands(segment: Sequence[Char]) -> bool:
        off = [(segment[0].left - left, segment[-1].right - right) for left, right in others]
        return any(min(abs(a), abs(b), abs(a + b) / 2) < limit for a, b in off)

    return all(map(stands, segments))


class _Tables:
    """Tells which printed lines are a table without lines.

    It begins and ends with a line of several cells. Between them, and behind its end, stand lines of a single cell that begins where a cell
    of the table does, and a few others. It may begin with lines of the former kind: the end of a row of the page before.
    """

    def __init__(self, printed: Sequence[_Printed], height: float) -> None:
        self.printed = printed
        self.limit = 0.4 * height
        self.counts = [0 if item.is_joined else aligned.segment_count(item.line.text) for item in printed]
        self._leave_out_contents()

    def _leave_out_contents(self) -> None:
        """Below the heading of the contents, a line of a text and the number of a page is no row of a table."""
        page = None
        for at, item in enumerate(self.printed):
            texts = [TextLine(segment).text().replace(" ", "") for segment in item.segments]
            if len(texts) == 1:
                page = 0 if _CONTENTS.search(texts[0]) else page
            elif page is not None and len(texts) == 2 and _PAGE.fullmatch(texts[1]) and int(texts[1]) >= page:
                page = int(texts[1])
                self.counts[at] = 1
            else:
                page = None

    def end(self, at: int) -> int:
        """Index behind the last line of the table that begins at line ``at``; ``at`` where none begins."""
        first = at
        while first < len(self.counts) and first - at < _MOST_LEADING and self._is_lone(first):
            first += 1
        if first == len(self.counts) or self.counts[first] < 2:
            return at
        edges = self._edges(first)
        if not all(self._stands_in(edges, index) or self._is_beside(index, index + 1) for index in range(at, first)):
            return at
        end, ruled, lone = first, 0, 0
        for index in range(first, len(self.counts)):
            if self.counts[index] > 1:
                end, lone, ruled = index + 1, 0, ruled + 1
            elif not self._is_lone(index) or len(self.printed[index].line.text) >= _LONGEST_CELL:
                break
            elif not self._stands_in(edges, index) and not self._is_narrow(edges, index):
                lone += 3 if self.printed[index].line.after_gap else 1
                if lone > _MOST_LONE:
                    break
        while end < len(self.counts) and self._is_lone(end):
            is_next = not self.printed[end].line.after_gap and self._stands_in(edges, end)
            if not is_next and not self._is_beside(end - 1, end):
                break
            end += 1
        return end if ruled > 1 else at

    def _is_lone(self, at: int) -> bool:
        return not self.printed[at].is_joined and self.counts[at] < 2

    def _edges(self, first: int) -> list[float]:
        """Where cells begin, but for those of the first column, in the lines that follow: prose begins there too."""
        lines = [item.segments for item, count in zip(self.printed[first:], self.counts[first:], strict=True) if count > 1][:_NEXT]
        lefts = sorted(segment[0].left for segments in lines for segment in segments)
        return [left for left in lefts if left > lefts[0] + 5 * self.limit]

    def _stands_in(self, edges: Sequence[float], at: int) -> bool:
        """The line begins where a cell does that is none of the first column."""
        left = self.printed[at].segments[0][0].left
        return any(abs(left - edge) < self.limit for edge in edges)

    def _is_beside(self, above: int, below: int) -> bool:
        """Two lines share height: one of them is a line of a cell that was broken."""
        bottom = max(char.bottom for segment in self.printed[above].segments for char in segment)
        return bottom > min(char.top for segment in self.printed[below].segments for char in segment) + _SHARED * self.limit

    def _is_narrow(self, edges: Sequence[float], at: int) -> bool:
        """The line ends before the second column and has no number of its own: it may be a cell of the first."""
        item = self.printed[at]
        is_free = item.line.after_gap or _NUMBERED.match(item.line.text) is not None
        return bool(edges) and item.segments[0][-1].right < edges[0] and not is_free


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
    """Grids of the lines of a block; a row is a printed line, or several where a cell was broken.

    Where rows stand beside each other, as the label of several rows does, recognition has to find out what belongs together.
    """
    lines = {id(segment): item.line for item in items for segment in item.segments}
    rows = find_rows([[piece_of(TextLine(segment)) for segment in item.segments] for item in items])
    grids: list[Grid] = []
    for section in find_sections([[_whole(cell) for cell in row.cells] for row in rows]):
        own = rows[section.first : section.first + len(section.columns)]
        width = max(col for columns in section.columns for col in columns) + 1
        grid = Grid(wrapped=any(row.is_torn for row in own[1:]))
        for columns, row in zip(section.columns, own, strict=True):
            line = min((lines[id(piece.line.chars)] for cell in row.cells for piece in cell), key=lambda line: line.number)
            grid.after_page_break |= line.after_page_break
            grid.rows.append(Row(_cells(columns, row.cells, width, line, page, file), line.after_gap))
        grids.append(grid)
    return grids


def _whole(cell: Sequence[Piece]) -> WholeCell:
    """A cell, of one line or several, for its columns to be found."""
    return WholeCell(min(line.left for line in cell), max(line.right for line in cell), join_lines([line.text for line in cell]))


def _cells(
    columns: Sequence[int], texts: Sequence[Sequence[Piece]], width: int, line: aligned.TextLine, page: Page, file: str
) -> list[Cell]:
    """The cells of a row, with the empty ones."""
    cells = [Cell("", col, SourceRef(file, line.number, col + 1, page=page.number)) for col in range(width)]
    for col, parts in zip(columns, texts, strict=True):
        own = _whole(parts)
        box = page.box(own.left, min(part.top for part in parts), own.right, max(part.bottom for part in parts))
        text = f"{cells[col].text}{aligned.TWO_IN_ONE}{own.text}" if cells[col].text else own.text
        cells[col] = Cell(text, col, SourceRef(file, line.number, col + 1, page=page.number, box=box))
    return cells
