"""Tables without lines: which printed lines are one row, because a cell in them was broken over several lines.

A row is a run of lines in which every cell is broken as cells are: its lines stand below each other, closer than rows do, or each but the
last is so full that the next word had no place on it. Cells of a row stand around one middle or begin at one height. Lines that can be no
row stay alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from jixiao.documents.pdf.words import TextLine

Line = Sequence["Piece"]
"""The cells of a printed line from left to right."""
_Mode = Literal["middle", "top"]

_MOST_LINES = 24  # lines of a row
_MOST_FULLEST = 12  # lines that are asked where cells stand
_FAR = float("inf")
_TOUCH = 1.0  # points by which two lines of a cell stand below each other
_OVERLAP = 0.05  # of the type: lines that share more height stand in one row
_PITCH = 1.02  # of the distance of lines in a cell: as exact as lines are set
_MOST_PITCH = 1.08  # the same where rows stand much further apart
_MIXED = 1.06  # the least of it where a line has Latin type alone, which stands at a height of its own
_WIDEST_PITCH = 2.2  # of the type: lines that stand further apart are none of one cell
_SHARE = 0.3  # share of the rows that stand further apart than lines in a cell
_LOW = 0.1  # share of the distances that may be less than that of lines in a cell
_FULL = 1.0  # of the type: what a full line may lack beyond the next character
_ROOM = 3.0  # of the type: room between a full line and the next cell
_SHORT = 5.0  # of the type: a shorter line is full by chance
_NARROW = 1.4  # of the type: a column for one character
_ALIGNED = 0.4  # of the type: edges or middles that differ by less are the same
_CUT = 2.0  # what a border between rows costs that lies inside a line
_ASKEW = 2.0  # what a cell costs that stands a line off the others of its row
_CHINESE = "\u3400"
_FIGURE = re.compile(r"[-(（]?(?:\d{1,3}(?:[,，]\d{3})*\.\d+|\d{1,3}(?:[,，]\d{3})+|\d+\.\d+|\d{1,7})[)）]?[%％]?")
_CUT_OFF = re.compile(r"-?[\d,，]{3,}(?:\.\d?)?")  # the beginning of a figure that had no place on one line
_REST = re.compile(r"[\d.]{1,4}")
_BEGINS = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、．]|\d{3,7}$|其中[：:]")


@dataclass(slots=True, eq=False)
class Piece:
    """What a cell prints on one line: its box, the middle of its characters, the width of the first, in points, and its text.

    ``is_latin``: it has no Chinese character, whose middles alone are exact.
    """

    line: TextLine
    left: float
    right: float
    top: float
    bottom: float
    level: float
    first: float
    text: str
    is_latin: bool


def piece_of(line: TextLine) -> Piece:
    """A cell of a printed line with its measures."""
    first = line.chars[0]
    chinese = [char.y for char in line.chars if char.text >= _CHINESE]
    level = _middle_of(chinese or [char.y for char in line.chars])
    return Piece(line, line.left, line.right, line.top, line.bottom, level, first.right - first.left, line.text(), not chinese)


@dataclass(slots=True, eq=False)
class PrintedRow:
    """A row: its cells from left to right, and for each cell its lines.

    ``is_torn``: it stands beside the row above rather than below it, so that the two may belong together.
    """

    cells: list[list[Piece]]
    is_torn: bool = False


def find_rows(lines: Sequence[Line]) -> list[PrintedRow]:
    """The rows of a block from top to bottom.

    Args:
        lines: printed lines from top to bottom, none of them empty.
    """
    rows: list[PrintedRow] = []
    for start, end in _borders(lines):
        stacks: list[_Stack] = []
        is_torn = start > 0 and _touches(lines[start - 1], lines[start])
        if end - start == 1:
            rows.append(PrintedRow([[piece] for piece in lines[start]], is_torn))
            continue
        for at in range(start, end):
            _add(stacks, at, lines[at])
        cells = [[piece for _, piece in stack.pieces] for stack in sorted(stacks, key=lambda stack: stack.left)]
        rows.append(PrintedRow(cells, is_torn))
    return rows


def _borders(lines: Sequence[Line]) -> list[tuple[int, int]]:
    measures = _measure(lines)
    if measures is None:
        return [(at, at + 1) for at in range(len(lines))]
    modes: tuple[_Mode, ...] = ("middle", "top")
    return min((_cut(lines, measures, mode) for mode in modes), key=lambda found: found[0])[1]


@dataclass(slots=True)
class _Stack:
    """Lines below each other that may be one cell; ``spans`` are the left and right edge of all of them."""

    left: float
    right: float
    pieces: list[tuple[int, Piece]]


def _add(stacks: list[_Stack], at: int, line: Line) -> bool:
    """Put the cells of a line below those above them; false where one lies below two, or two below one."""
    for piece in line:
        below = [stack for stack in stacks if stack.left < piece.right - _TOUCH and piece.left + _TOUCH < stack.right]
        if len(below) > 1 or any(stack.pieces[-1][0] == at for stack in below):
            return False
        if below:
            below[0].pieces.append((at, piece))
            below[0].left, below[0].right = min(below[0].left, piece.left), max(below[0].right, piece.right)
        else:
            stacks.append(_Stack(piece.left, piece.right, [(at, piece)]))
    return True


@dataclass(slots=True)
class _Measures:
    """What the lines of a block have in common, in points.

    Attributes:
        type: height of the type.
        pitch: distance of the lines that stand nearest below each other in a column.
        most_pitch: the greatest distance of lines in a cell.
        is_closer: rows stand further apart than these.
        starts: where cells begin.
        widths: for a left edge, and for a middle, in steps of the type: the widest cell that has it.
    """

    type: float
    pitch: float
    most_pitch: float
    is_closer: bool
    starts: list[float] = field(default_factory=list)
    widths: dict[tuple[str, int], float] = field(default_factory=dict)

    def width(self, piece: Piece) -> float:
        """Width of the column in which a cell stands."""
        return max(self.widths.get(key, 0.0) for keys in _keys(piece, self.type) for key in keys)


def _keys(piece: Piece, height: float) -> Iterator[list[tuple[str, int]]]:
    """Where a cell stands, rounded in two ways so that neighbours meet."""
    step = 2 * _ALIGNED * height
    for name, at in (("left", piece.left), ("middle", (piece.left + piece.right) / 2)):
        yield [(name, 2 * int(at / step)), (name, 2 * int(at / step + 0.5) + 1)]


def _measure(lines: Sequence[Line]) -> _Measures | None:
    """None where no cell stands below another."""
    pieces = [piece for line in lines for piece in line]
    height = _middle_of([piece.bottom - piece.top for piece in pieces])
    steps, between = _steps(lines, height, exact=True)
    is_exact = bool(between)
    if not is_exact:
        steps, between = _steps(lines, height, exact=False)
    if not steps:
        return None
    pitch = sorted(steps)[int(_LOW * len(steps))]
    further = [step for step in between if step > (_PITCH if is_exact else _MIXED) * pitch]
    rows = _middle_of(further) if further else 0.0
    most = max(_PITCH * pitch, min(_MOST_PITCH * pitch, (pitch + rows) / 2))
    measures = _Measures(height, pitch, most, is_closer=len(further) > _SHARE * len(between))
    measures.starts = sorted(piece.left for piece in pieces)
    fullest = sorted((line for line in lines if len(line) > 2), key=len, reverse=True)[:_MOST_FULLEST]
    middles = [[(piece.left + piece.right) / 2 for piece in line] for line in fullest]
    for piece in pieces:
        if any(bisect_right(line, piece.right) - bisect_right(line, piece.left) > 1 for line in middles):
            continue  # it lies over several cells of a line
        for keys in _keys(piece, height):
            for key in keys:
                measures.widths[key] = max(measures.widths.get(key, 0.0), piece.right - piece.left)
    return measures


def _steps(lines: Sequence[Line], height: float, *, exact: bool) -> tuple[list[float], list[float]]:
    """Distances from line to line below each other: of all cells, and of lines that have several such cells.

    Args:
        lines: the lines.
        height: of the type.
        exact: without lines of Latin type.
    """
    steps: list[float] = []
    between: list[float] = []
    for at, line in enumerate(lines):
        for below in lines[at + 1 : at + 4]:
            found = [
                step
                for a in line
                for b in below
                if b.left < a.right
                and a.left < b.right
                and (step := b.level - a.level) > 0.9 * height
                and not (exact and (a.is_latin or b.is_latin))
                and _is_aligned(a, b, height)
            ]
            steps += found
            if len(found) > 1:
                between.append(_middle_of(found))
                break
    return steps, between


def _middle_of(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _is_aligned(a: Piece, b: Piece, height: float) -> bool:
    """Two lines share their left edge, their right edge or their middle."""
    limit = _ALIGNED * height
    return abs(a.left - b.left) < limit or abs(a.right - b.right) < limit or abs(a.left + a.right - b.left - b.right) < 2 * limit


def _cut(lines: Sequence[Line], measures: _Measures, mode: _Mode) -> tuple[float, list[tuple[int, int]]]:
    """The way to cut the lines into rows that costs least, and what it costs."""
    count = len(lines)
    touching = [_touches(a, b) for a, b in pairwise(lines)]
    best: list[tuple[float, int]] = [(0.0, 0)] + [(_FAR, 0)] * count
    for start in range(count):
        before = best[start][0] + (_CUT if start and touching[start - 1] else 0.0)
        for end, cost in _costs(lines, start, touching, measures, mode):
            if before + cost < best[end][0]:
                best[end] = (before + cost, start)
    rows: list[tuple[int, int]] = []
    end = count
    while end:
        rows.insert(0, (best[end][1], end))
        end = best[end][1]
    return best[count][0], rows


def _touches(above: Line, below: Line) -> bool:
    """Two lines share height: the cells of one stand beside a gap between lines of the other."""
    top = min(below, key=lambda piece: piece.top)
    return max(piece.bottom for piece in above) > top.top + _OVERLAP * (top.bottom - top.top)


def _costs(lines: Sequence[Line], start: int, touching: Sequence[bool], measures: _Measures, mode: _Mode) -> Iterator[tuple[int, float]]:
    """The rows that may begin with a line: the index behind their last line, and what they cost."""
    stacks: list[_Stack] = []
    held: list[bool] = []
    for at in range(start, min(start + _MOST_LINES, len(lines))):
        if at > start:
            held.append(touching[at - 1])
        if not _add(stacks, at, lines[at]):
            return
        further = [stack for stack in stacks if stack.pieces[-1][0] == at and len(stack.pieces) > 1]
        for stack in further:
            (above, a), (_, b) = stack.pieces[-2:]
            # a label beside the gap between two lines that both have several cells stands in the middle of two rows
            is_beside = any(touching[above:at]) and (len(further) == 1 or not measures.is_closer)
            if not _goes_on(a, b, measures, is_beside=is_beside):
                return
            held[above - start : at - start] = [True] * (at - above)
        if all(held):
            yield at + 1, 1.0 + (_askew(stacks, measures, mode) if at > start else 0.0)


def _askew(stacks: Sequence[_Stack], measures: _Measures, mode: _Mode) -> float:
    spans = [(stack.pieces[0][1].top, stack.pieces[-1][1].bottom) for stack in stacks]
    top, bottom = min(span[0] for span in spans), max(span[1] for span in spans)
    off = [abs((a + b) / 2 - (top + bottom) / 2) if mode == "middle" else a - top for a, b in spans]
    return _ASKEW * sum(min(1.0, one / measures.pitch) for one in off if one > 0.15 * measures.pitch)


def _goes_on(above: Piece, below: Piece, measures: _Measures, *, is_beside: bool) -> bool:
    """Whether a cell can go on from one line to the next.

    Args:
        above: one line.
        below: the next.
        measures: of the block.
        is_beside: another cell stands beside the gap between the two.
    """
    step = below.level - above.level
    most = measures.most_pitch if not (above.is_latin or below.is_latin) else max(measures.most_pitch, _MIXED * measures.pitch)
    if step > most or step > _WIDEST_PITCH * measures.type or not _is_aligned(above, below, measures.type):
        return False
    width = measures.width(above)
    if width <= _NARROW * measures.type:
        return True
    if is_beside and _REST.fullmatch(below.text) and _CUT_OFF.fullmatch(above.text):
        return True
    if _FIGURE.fullmatch(above.text) or _BEGINS.match(below.text):
        return False
    if is_beside and measures.is_closer:
        return True
    if width - (above.right - above.left) >= below.first + _FULL * measures.type:
        return False
    if measures.is_closer:
        return True
    if not is_beside and above.right - above.left < _SHORT * measures.type:
        return False
    after = bisect_right(measures.starts, above.right - _TOUCH)
    limit = measures.starts[after] if after < len(measures.starts) else above.right
    return limit - above.right <= below.first + _ROOM * measures.type
