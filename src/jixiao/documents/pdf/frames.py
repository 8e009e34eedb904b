"""Ruling lines become frames: the cells of a table with their spans, whatever way its lines were drawn.

Lines that touch belong to one frame. Their positions give rows and columns; where a line is missing between two places, they are one
merged cell. A frame that is open on a side (a table without its outer lines) is closed there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao.documents.pdf.page import Page, Stroke

_SAME = 2.2  # points between two lines that are one: double lines, a line and the area drawn over it
_TOUCH = 3.0  # points between lines that touch
_WALL = 0.55  # share of a side that a line must cover
_OPEN = 8.0  # points by which rules stand over the outermost columns of an open table
_MOST_CELLS = 60_000


@dataclass(slots=True, eq=False)
class Place:
    """A cell of a frame: its first row and column and how many it covers."""

    row: int
    col: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Frame:
    """The cells of a ruled table.

    Attributes:
        xs, ys: positions of the lines between columns and rows, outer ones included.
        places: the cells by row, then column.
        at: the cell that covers a row and column.
    """

    xs: list[float]
    ys: list[float]
    places: list[Place] = field(default_factory=list)
    at: dict[tuple[int, int], Place] = field(default_factory=dict)

    @property
    def left(self) -> float:
        """Its edge."""
        return self.xs[0]

    @property
    def right(self) -> float:
        """Its edge."""
        return self.xs[-1]

    @property
    def top(self) -> float:
        """Its edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its edge."""
        return self.ys[-1]

    def box(self, place: Place) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a cell."""
        return (self.xs[place.col], self.ys[place.row], self.xs[place.col + place.colspan], self.ys[place.row + place.rowspan])

    def find(self, x: float, y: float) -> Place | None:
        """The cell at a point."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        col = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        row = min(bisect_right(self.ys, y) - 1, len(self.ys) - 2)
        return self.at.get((row, col))


def find_frames(page: Page) -> list[Frame]:
    """The ruled tables of a page from top to bottom; lines under words and boxes around one cell are none."""
    across, down = _joined(page.across), _joined(page.down)
    frames = [frame for part in _connected(across, down) for frame in _frames(*part)]
    return sorted(frames, key=lambda frame: (frame.top, frame.left))


def _joined(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Pieces of one line put together; lines side by side that are one line drawn twice become one."""
    lines: list[Stroke] = []
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if groups and stroke.at - groups[-1][0].at <= _SAME:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    for group in groups:
        longest = max(group, key=lambda stroke: stroke.end - stroke.start)
        start = end = None
        for stroke in sorted(group, key=lambda stroke: stroke.start):
            if start is None or end is None:
                start, end = stroke.start, stroke.end
            elif stroke.start <= end + _TOUCH:
                end = max(end, stroke.end)
            else:
                lines.append(Stroke(longest.at, start, end))
                start, end = stroke.start, stroke.end
        if start is not None and end is not None:
            lines.append(Stroke(longest.at, start, end))
    return lines


def _connected(across: Sequence[Stroke], down: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines that touch, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    order = sorted(range(len(across)), key=lambda at: across[at].at)
    heights = [across[at].at for at in order]
    for number, line in enumerate(down):
        first, last = bisect_left(heights, line.start - _TOUCH), bisect_right(heights, line.end + _TOUCH)
        for at in order[first:last]:
            if across[at].start - _TOUCH <= line.at <= across[at].end + _TOUCH:
                parent[root(at)] = root(len(across) + number)
    parts: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for at, line in enumerate([*across, *down]):
        parts.setdefault(root(at), ([], []))[0 if at < len(across) else 1].append(line)
    return [part for part in parts.values() if part[0] and part[1]]


def _frames(across: Sequence[Stroke], down: Sequence[Stroke]) -> list[Frame]:
    """The frame of lines that touch; none where they enclose fewer than two cells."""
    ys, xs = _positions(across), _positions(down)
    left, right = min(line.start for line in across), max(line.end for line in across)
    top, bottom = min(line.start for line in down), max(line.end for line in down)
    across, down = list(across), list(down)
    across += [Stroke(at, left, right) for is_open, at in ((top < ys[0] - _OPEN, top), (bottom > ys[-1] + _OPEN, bottom)) if is_open]
    down += [Stroke(at, top, bottom) for is_open, at in ((left < xs[0] - _OPEN, left), (right > xs[-1] + _OPEN, right)) if is_open]
    ys, xs = _positions(across), _positions(down)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return []
    return _built(across, down, xs, ys)


def _built(across: Sequence[Stroke], down: Sequence[Stroke], xs: list[float], ys: list[float]) -> list[Frame]:
    """The frame with these columns and rows, unless it is a box around one cell."""
    frame = Frame(xs, ys)
    _find_places(frame, _walls(across, ys, xs), _walls(down, xs, ys))
    return [frame] if len(frame.places) > 1 else []


def _positions(lines: Sequence[Stroke]) -> list[float]:
    found: list[float] = []
    for at in sorted(line.at for line in lines):
        if not found or at - found[-1] > _SAME:
            found.append(at)
    return found


def _walls(lines: Sequence[Stroke], positions: Sequence[float], across: Sequence[float]) -> list[list[bool]]:
    """For each position, which of the stretches between the crossing lines are drawn."""
    lengths = [[0.0] * (len(across) - 1) for _ in positions]
    for line in lines:
        nearest = _nearest(positions, line.at)
        if abs(positions[nearest] - line.at) > _SAME:
            continue
        row = lengths[nearest]
        for at, (start, end) in enumerate(pairwise(across)):
            row[at] += max(0.0, min(line.end, end) - max(line.start, start))
    return [[length >= _WALL * (across[at + 1] - across[at]) for at, length in enumerate(row)] for row in lengths]


def _nearest(positions: Sequence[float], at: float) -> int:
    right = min(bisect_left(positions, at), len(positions) - 1)
    return right - 1 if right and abs(positions[right - 1] - at) <= abs(positions[right] - at) else right


def _find_places(frame: Frame, across: Sequence[Sequence[bool]], down: Sequence[Sequence[bool]]) -> None:
    """Cells: each grows to the right and down as long as no line stands between."""
    rows, cols = len(frame.ys) - 1, len(frame.xs) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            width = 1
            while col + width < cols and not down[col + width][row] and (row, col + width) not in taken:
                width += 1
            height = 1
            while row + height < rows and _is_one(row + height, col, width, across, down):
                height += 1
            place = Place(row, col, height, width)
            frame.places.append(place)
            for inner in ((r, c) for r in range(row, row + height) for c in range(col, col + width)):
                taken.add(inner)
                frame.at[inner] = place


def _is_one(row: int, col: int, width: int, across: Sequence[Sequence[bool]], down: Sequence[Sequence[bool]]) -> bool:
    """The places of a row belong to the cell above: no line above any of them, none between them."""
    return not any(across[row][c] for c in range(col, col + width)) and not any(down[c][row] for c in range(col + 1, col + width))
