"""Tables without lines: cells that stand below each other are a column.

The places of all cells are known, so nothing has to be counted: the line with most cells gives the columns, the other lines widen
them or add to them, and a cell that lies over several of them spans them. A block is cut where its parts have columns of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

_TOUCH = 1.0  # points by which two cells must overlap to stand below each other
_CUT = 1.5  # columns that a cut must save
_SPAN = 0.8  # what a cell costs that lies over several columns
_CLASH = 2.0  # what two cells of a line cost that fall into one column
_MOST_CUTS = 24
_FIGURE = re.compile(r"-?[\d,，]+(?:\.\d+)?[%％]?")
_NO_WORD = re.compile(r"\d|[。；]")


@dataclass(frozen=True, slots=True)
class WholeCell:
    """A cell of a row: its left and right edge and its text."""

    left: float
    right: float
    text: str


@dataclass(slots=True)
class _Column:
    left: float
    right: float
    members: list[tuple[int, WholeCell]] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """Lines that share columns: for each line the column of each of its pieces."""

    first: int
    columns: list[list[int]]
    cost: float


def find_sections(lines: Sequence[Sequence[WholeCell]]) -> list[Section]:
    """Cut the lines of a block into parts that have columns of their own, and tell the columns.

    Args:
        lines: the pieces of each line from left to right.
    """
    marks = [0, *_borders(lines), len(lines)]
    count = len(marks) - 1
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    sections: dict[tuple[int, int], Section] = {}
    for end in range(1, count + 1):
        for start in range(end):
            section = _section(lines[marks[start] : marks[end]], marks[start])
            sections[start, end] = section
            cost = best[start][0] + section.cost + (_CUT if start else 0.0)
            if cost < best[end][0]:
                best[end] = (cost, start)
    found: list[Section] = []
    end = count
    while end:
        start = best[end][1]
        found.insert(0, sections[start, end])
        end = start
    return found


def _borders(lines: Sequence[Sequence[WholeCell]]) -> list[int]:
    """Where another table may begin: at a line of several words without a figure, and where the number of cells changes much."""
    found: list[int] = []
    for at in range(1, len(lines)):
        line, above = lines[at], lines[at - 1]
        is_header = len(line) > 2 and not any(_NO_WORD.search(piece.text) or len(piece.text) > 14 for piece in line)
        if is_header or abs(len(line) - len(above)) > 2 or (len(line) == 2 and len(above) != 2):
            found.append(at)
    step = -(-len(found) // _MOST_CUTS) or 1
    return found[::step]


def _section(lines: Sequence[Sequence[WholeCell]], first: int) -> Section:
    columns = _columns(lines)
    placed: list[list[int]] = []
    cost = float(len(columns))
    rights = [column.right for column in columns]
    for line in lines:
        row: list[int] = []
        for piece in line:
            over = [at for at in range(bisect_left(rights, piece.left + _TOUCH), len(columns)) if columns[at].left < piece.right - _TOUCH]
            cost += _SPAN * (len(over) - 1 if len(over) > 1 else 0)
            row.append(over[0] if over else _nearest(columns, piece))
        cost += _CLASH * (len(row) - len(set(row)))
        placed.append(_apart(row, len(columns)))
    return Section(first, placed, cost)


def _apart(row: list[int], width: int) -> list[int]:
    """Two cells of a line in one column: the second takes the next one where that is free."""
    for at in range(1, len(row)):
        if row[at] <= row[at - 1] and row[at - 1] + 1 < width and (at + 1 == len(row) or row[at + 1] > row[at - 1] + 1):
            row[at] = row[at - 1] + 1
    return row


def _nearest(columns: Sequence[_Column], piece: WholeCell) -> int:
    return min(range(len(columns)), key=lambda at: max(columns[at].left - piece.right, piece.left - columns[at].right), default=0)


def _columns(lines: Sequence[Sequence[WholeCell]]) -> list[_Column]:
    """Columns from left to right; lines with more cells come first, for they know the columns best."""
    columns: list[_Column] = []
    wide: list[tuple[int, WholeCell]] = []
    most = max((len(line) for line in lines), default=0)
    for number in sorted(range(len(lines)), key=lambda at: -len(lines[at])):
        for piece in lines[number]:
            over = [column for column in columns if column.left < piece.right - _TOUCH and piece.left + _TOUCH < column.right]
            if not over:
                columns.append(_Column(piece.left, piece.right, [(number, piece)]))
                columns.sort(key=lambda column: column.left)
            elif len(over) == 1 and all(other != number for other, _ in over[0].members):
                column = over[0]
                if len(lines[number]) > 2 or most <= 3:  # a line of one or two cells may lie over several columns
                    column.left, column.right = min(column.left, piece.left), max(column.right, piece.right)
                column.members.append((number, piece))
            else:
                wide.append((number, piece))
    for number, piece in wide:
        _part(columns, number, piece)
    return _merged(columns, _header_height(lines))


def _part(columns: list[_Column], number: int, piece: WholeCell) -> None:
    """A column that holds two cells of a line was widened by a cell that lies over two: it falls apart."""
    for at, column in enumerate(columns):
        mates = [other for line, other in column.members if line == number]
        if not mates or not (column.left < piece.right - _TOUCH and piece.left + _TOUCH < column.right):
            continue
        mate = mates[0]
        low, high = (mate, piece) if mate.left < piece.left else (piece, mate)
        middle = (low.right + high.left) / 2
        spanning = [item for item in column.members if item[1].left < middle < item[1].right]
        rest = [item for item in column.members if item not in spanning] + [(number, piece)]
        parts = [[item for item in rest if item[1].right <= middle], [item for item in rest if item[1].left >= middle]]
        if all(parts) and len(spanning) < len(rest):
            columns[at : at + 1] = [
                _Column(min(item.left for _, item in part), max(item.right for _, item in part), part) for part in parts
            ]
        return


def _header_height(lines: Sequence[Sequence[WholeCell]]) -> int:
    """How many lines stand above the first figures."""
    return next((at for at, line in enumerate(lines) if any(_FIGURE.fullmatch(piece.text) for piece in line)), 1) or 1


def _merged(columns: list[_Column], header: int) -> list[_Column]:
    """A column without a header goes to the neighbour whose header stands beside it, where no line fills both."""
    at = 0
    while at < len(columns):
        column = columns[at]
        lines = {number for number, _ in column.members}
        near = [
            other
            for other in columns[max(at - 1, 0) : at] + columns[at + 1 : at + 2]
            if not lines & {number for number, _ in other.members} and min(number for number, _ in other.members) < header
        ]
        if min(lines) < header or not near:
            at += 1
            continue
        other = min(near, key=lambda other: max(column.left - other.right, other.left - column.right))
        other.left, other.right = min(other.left, column.left), max(other.right, column.right)
        other.members += column.members
        del columns[at]
    return columns
