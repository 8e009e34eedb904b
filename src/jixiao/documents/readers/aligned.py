"""Columns aligned by blanks, as tools print them that turn a PDF into text.

A line is cut into segments at runs of two or more blanks. Columns are the intervals between *gutters*: positions that (nearly) no
line of the block covers. Tools count the position of a character in two ways, a Chinese character as one column or as two; the
way in which the block falls into more columns with fewer collisions is the right one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.provenance import SourceRef

_SEGMENT = re.compile(r"\S+(?:[ \u3000]\S+)*")
_NO_ROW = re.compile(r"(?:[.…·．]\s?){5,}|^\s*第[一二三四五六七八九十]{1,3}部分\s")  # a line of the contents, the heading of a part
_BORDER = re.compile(r"(?<=\d\.\d\d) (?![万亿千百元%％])")  # an amount to the fen ends its cell even where one blank follows
_HEAD_LINE = re.compile(r"[^：:]{2,8}[：:]\S")  # "编制部门：…      单位：元" stands above the columns
_LONE = re.compile(r"[\u4e00-\u9fff]")
_CROSSING = 0.12  # share of the lines' weight that may cross a gutter: spanning headers, a cell that runs over
TWO_IN_ONE = "  "
"""Between two segments that fall into one column: whether they are one cell, labels can tell."""
_MOST_BORDERS = 16
_CUT = 1.5  # cells that a cut must gain
_MOST_CUTS = 5  # each halves a block, again and again
_LEFT = 6
_MAX_WIDTH = 2000  # a wider line is no row of a table

Positions = Callable[[str], Sequence[int]]
"""A way of counting: the position of each character of a line, and of its end."""


@dataclass(slots=True)
class TextLine:
    """A printed line: its number, its text, and whether a blank line or a page break stands before it."""

    number: int
    text: str
    after_gap: bool = False
    after_page_break: bool = False


@dataclass(slots=True)
class _Segment:
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Layout:
    """A block under one way of counting positions: its lines, and the text of each by column."""

    lines: Sequence[TextLine]
    rows: list[dict[int, str]]
    below: int
    """How many segments begin where segments of other lines begin."""

    @property
    def cells(self) -> int:
        """Cells of the block; two segments in one column count as one."""
        return sum(len(row) for row in self.rows)

    def quality(self) -> tuple[float, int]:
        """More cells, more of them below each other, fewer columns, none that hold next to nothing: the better way of counting."""
        used = Counter(col for row in self.rows for col in row)
        thin = sum(1 for count in used.values() if count * 6 < len(self.rows))
        return self.cells - 2.0 * thin * max(1, len(self.rows) // 12) + self.below, -len(used)


def segment_count(text: str) -> int:
    """How many segments a line has; a line of one segment is prose or a lone cell."""
    if len(text) > _MAX_WIDTH:
        return 0
    parts = _SEGMENT.findall(text)
    is_spread = len(parts) == 2 and all(_LONE.fullmatch(part) for part in parts)  # 收    入
    return 1 if is_spread or _NO_ROW.search(text) else len(parts)


def later_starts(text: str) -> set[int]:
    """Where the indented segments of a line begin, under each way of counting positions."""
    return {positions(text)[m.start()] for positions in _WAYS for m in _SEGMENT.finditer(text)} - {
        0,
        1,
        2,
        3,
    }


def read_aligned(lines: Sequence[TextLine], file: str, before: Sequence[TextLine] = ()) -> tuple[list[Grid], Sequence[TextLine]]:
    """Grids from lines whose columns are aligned by blanks.

    A block falls into several grids where tables with other columns follow each other without a gap: the fields of a form and the
    indicators below them.

    Args:
        lines: the lines of one block, none of them empty.
        file: name of the file, for the places.
        before: the lines of the last table above, which may go on in this block behind the end of a page.

    Returns:
        The grids, and the lines of the last of them.
    """
    layouts = [_parts_of(lines, positions, depth=_MOST_CUTS) for positions in _WAYS]
    if before:
        for parts, positions in zip(layouts, _WAYS, strict=True):
            parts[0] = _continued(parts[0], before, positions)
    best = max(layouts, key=lambda parts: tuple(map(sum, zip(*(part.quality() for part in parts), strict=True))))
    return [_grid(part, file) for part in best], best[-1].lines


def _continued(part: _Layout, before: Sequence[TextLine], positions: Positions) -> _Layout:
    """The block in the columns of the table above, where its first line begins as lines of that table do."""
    starts = {segment.start for line in before for segment in _segments(line.text, positions)}
    first = _segments(part.lines[0].text, positions)
    if sum(segment.start in starts for segment in first) < max(2, len(first) - 1) or _reads_as_header(part.lines[0].text):
        return part
    whole = _lay_out([*before, *part.lines], positions)
    rows = whole.rows[len(before) :]
    return _Layout(part.lines, rows, part.below) if sum(map(len, rows)) >= part.cells else part


def _parts_of(lines: Sequence[TextLine], positions: Positions, depth: int) -> list[_Layout]:
    """Cut a block where its lines fall into more cells when its parts have columns of their own."""
    whole = _lay_out(lines, positions)
    borders = _borders(lines)
    if len(borders) <= _MOST_BORDERS:
        return _best_parts(whole, [0, *borders, len(lines)], positions)
    if not depth:
        return [whole]
    middle = borders[len(borders) // 2]
    most, at = max((sum(_lay_out(part, positions).cells for part in (lines[:at], lines[at:])), at) for at in borders[:_MOST_BORDERS])
    at = at if most > whole.cells + 1 else middle
    return [part for half in (lines[:at], lines[at:]) for part in _parts_of(half, positions, depth - 1)]


def _best_parts(whole: _Layout, marks: Sequence[int], positions: Positions) -> list[_Layout]:
    """The way to cut a block at some of its borders in which it has most cells; a cut must gain more than a cell."""
    count = len(marks) - 1
    layouts = {(0, count): whole}
    best: list[tuple[float, int]] = [(0.0, 0)] + [(-1.0, 0)] * count
    for end in range(1, count + 1):
        for start in range(end):
            if (start, end) not in layouts:
                layouts[start, end] = _lay_out(whole.lines[marks[start] : marks[end]], positions)
            gain = best[start][0] + layouts[start, end].cells - (_CUT if start else 0)
            if gain > best[end][0]:
                best[end] = (gain, start)
    parts: list[_Layout] = []
    end = count
    while end:
        start = best[end][1]
        parts.insert(0, layouts[start, end])
        end = start
    return parts


def _borders(lines: Sequence[TextLine]) -> list[int]:
    """Where a table may begin: at a header, and below a table at a caption or at a line of two cells from the left edge."""
    borders: list[int] = []
    before = 0
    counts = [segment_count(line.text) for line in lines]
    for at, (line, count) in enumerate(zip(lines, counts, strict=True)):
        is_pair = count == 2 and before > 2 and len(line.text) - len(line.text.lstrip()) < _LEFT
        is_lone = count == 1 and len(line.text.strip()) > _LEFT and counts[at + 1 : at + 2] <= [2]
        is_caption = before > 2 and (is_lone or (count <= 2 and _HEAD_LINE.match(line.text.strip()) is not None))
        if 2 <= at < len(lines) - 1 and (is_pair or is_caption or (count > 2 and _reads_as_header(line.text))):
            borders.append(at)
            before = 0
        before = max(before, count)
    return borders


def _reads_as_header(text: str) -> bool:
    """Several short words and no figure."""
    words = _SEGMENT.findall(text)
    return all(1 < len(word) <= 20 for word in words) and not any(char.isdigit() for char in text)


def _grid(layout: _Layout, file: str) -> Grid:
    grid = Grid(wrapped=True, after_page_break=layout.lines[0].after_page_break)
    for line, segments in zip(layout.lines, layout.rows, strict=True):
        columns = max(segments, default=-1) + 1
        cells = [Cell("", col, SourceRef(file, line.number, col + 1)) for col in range(columns)]
        for col, text in segments.items():
            cells[col].text = text
        grid.rows.append(Row(cells, line.after_gap))
    return grid


def _lay_out(lines: Sequence[TextLine], positions: Positions) -> _Layout:
    cut = [_segments(line.text, positions) for line in lines]
    columns = _columns(cut)
    starts = Counter(segment.start for segments in cut for segment in segments)
    below = sum(count for count in starts.values() if count > 1)
    return _Layout(lines, [_assign(segments, columns) for segments in cut], below)


@lru_cache(maxsize=8192)
def _segments(text: str, positions: Positions) -> list[_Segment]:
    at = positions(text)
    found: list[_Segment] = []
    for match in _SEGMENT.finditer(text):
        begin = match.start()
        for border in _BORDER.finditer(text, match.start(), match.end()):
            found.append(_Segment(text[begin : border.start()], at[begin], at[border.start()]))
            begin = border.end()
        found.append(_Segment(text[begin : match.end()], at[begin], at[match.end()]))
    return _rejoin_spaced_words(found)


def _rejoin_spaced_words(segments: list[_Segment]) -> list[_Segment]:
    """``合    计`` is one word that was spread out: two lone characters, each a segment."""
    joined: list[_Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last is not None and _LONE.fullmatch(segment.text) and _LONE.fullmatch(last.text[-1:]) and last.text in _SPREAD:
            word = last.text + segment.text
            if any(other.startswith(word) for other in _SPREAD[last.text]):
                joined[-1] = _Segment(word, last.start, segment.end)
                continue
        joined.append(segment)
    return joined


SPREAD_WORDS = ("收入", "支出", "编码", "合计", "项目", "小计", "总计", "目录", "科目", "单位", "金额", "备注", "序号", "名称")
"""Words that are printed with blanks between their characters."""
_SPREAD = {word[:n]: [w for w in SPREAD_WORDS if w.startswith(word[:n])] for word in SPREAD_WORDS for n in range(1, len(word))}


def _columns(cut: Sequence[Sequence[_Segment]]) -> list[tuple[int, int]]:
    """Intervals between the gutters, from left to right."""
    ruled = [segments for segments in cut if len(segments) > 1 and not any(_HEAD_LINE.match(segment.text) for segment in segments)]
    if not ruled:
        ruled = [segments for segments in cut if segments]
    width = max((segments[-1].end for segments in ruled), default=0)
    weight = [0] * (width + 1)
    for segments in ruled:
        for segment in segments:
            for x in range(segment.start, min(segment.end, width)):
                weight[x] += len(segments)
    limit = _CROSSING * sum(len(segments) for segments in ruled)
    columns: list[tuple[int, int]] = []
    start = None
    for x in range(width + 1):
        covered = x < width and weight[x] > limit
        if covered and start is None:
            start = x
        elif not covered and start is not None:
            columns.append((start, x))
            start = None
    return _with_thin_columns(columns, ruled)


def _with_thin_columns(columns: list[tuple[int, int]], ruled: Sequence[Sequence[_Segment]]) -> list[tuple[int, int]]:
    """Columns that hardly any row fills: a segment that lies between two columns has one of its own."""
    thin: list[tuple[int, int]] = []
    stray = sorted(
        (segment.start, segment.end)
        for segments in ruled
        for segment in segments
        if not any(start < segment.end and segment.start < end for start, end in columns)
    )
    for start, end in stray:
        if thin and start < thin[-1][1]:
            thin[-1] = (thin[-1][0], max(thin[-1][1], end))
        else:
            thin.append((start, end))
    return sorted(columns + thin)


def _assign(segments: Sequence[_Segment], columns: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Each segment to the column that it overlaps most; one that crosses a gutter at a single blank is cut there."""
    cells: dict[int, str] = {}
    for segment in segments:
        for piece in _cut_at_gutters(segment, columns):
            col = _column_of(piece, columns)
            cells[col] = f"{cells[col]}{TWO_IN_ONE}{piece.text}" if col in cells else piece.text
    return cells


def _column_of(segment: _Segment, columns: Sequence[tuple[int, int]]) -> int:
    """The first column that the segment covers; where it covers none, the nearest."""
    at = bisect_right(columns, segment.start, key=lambda column: column[1])
    if at < len(columns) and columns[at][0] < segment.end:
        return at
    near = [col for col in (at - 1, at) if 0 <= col < len(columns)]
    return min(near, key=lambda col: max(columns[col][0] - segment.end, segment.start - columns[col][1]), default=0)


def _cut_at_gutters(segment: _Segment, columns: Sequence[tuple[int, int]]) -> list[_Segment]:
    """Two cells that stand so close that one blank parts them: a number that ends a column and the text that begins the next."""
    touched = [(start, end) for start, end in columns if start < segment.end and end > segment.start] if " " in segment.text else []
    if len(touched) < 2:
        return [segment]
    pieces: list[_Segment] = []
    scale = (segment.end - segment.start) / max(len(segment.text), 1)
    begin = 0
    for index, char in enumerate(segment.text):
        if char != " ":
            continue
        x = segment.start + index * scale
        if any(left[1] - 2 <= x <= right[0] + 2 for left, right in pairwise(touched)) and _parts(segment.text, index):
            pieces.append(_Segment(segment.text[begin:index], int(segment.start + begin * scale), int(x)))
            begin = index + 1
    pieces.append(_Segment(segment.text[begin:], int(segment.start + begin * scale), segment.end))
    return [piece for piece in pieces if piece.text]


def _parts(text: str, index: int) -> bool:
    """A number on one side of the blank, or a numbered heading behind it: a border of cells rather than a blank in a phrase."""
    before, after = text[:index].split(" ")[-1], text[index + 1 :]
    return before[-1:].isdigit() or after[:1].isdigit() or re.match(r"[一二三四五六七八九十]+、", after) is not None


def _character_positions(text: str) -> list[int]:
    return list(range(len(text) + 1))


def _display_positions(text: str) -> list[int]:
    at, positions = 0, [0]
    for char in text:
        at += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        positions.append(at)
    return positions


_WAYS: tuple[Positions, ...] = (_character_positions, _display_positions)
