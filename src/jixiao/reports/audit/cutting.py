"""Which part of a page is shown around its marks (页面裁切)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ABOVE, _BELOW, _BESIDE = 46.0, 32.0, 60.0
_LEAST_HEIGHT = 96.0
_LEAST_WIDTH = 520.0
"""Points; a page that is hardly wider is shown in its whole width."""
_FAR = 140.0
"""Marks that are so far apart are shown in cuts of their own."""
_TALLEST = 460.0
_LEAST_MARK = 7.0
_AIR = 1.5

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the upper left corner of the page."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view(self) -> str:
        """The value of an attribute ``viewBox``."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a page and the marks in it."""

    part: Rectangle
    marks: tuple[Rectangle, ...]


def cuts_of(boxes: Sequence[Box], width: float, height: float) -> Iterator[Cut]:
    """Parts of a page that show some boxes, from top to bottom; the whole page where there is no box.

    >>> [cut.part.view for cut in cuts_of([(100, 400, 200, 420)], 595, 842)]
    ['0 354 595 98']
    """
    if not boxes:
        yield Cut(Rectangle(0, 0, width, height), ())
    for near in _near(sorted(set(boxes), key=lambda box: box[1])):
        top, bottom = max(min(box[1] for box in near) - _ABOVE, 0.0), min(max(box[3] for box in near) + _BELOW, height)
        bottom = min(max(bottom, top + _LEAST_HEIGHT), height)
        top = max(min(top, bottom - _LEAST_HEIGHT), 0.0)
        left, right = _across(near, width)
        part = Rectangle(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))
        yield Cut(part, tuple(mark_of(box) for box in near))


def mark_of(box: Box) -> Rectangle:
    """The frame around a box, large enough to be seen."""
    left, top, right, bottom = box
    wide, high = max(right - left, _LEAST_MARK) + 2 * _AIR, max(bottom - top, _LEAST_MARK) + 2 * _AIR
    return Rectangle(round(left - _AIR, 1), round(top - _AIR, 1), round(wide, 1), round(high, 1))


def _across(boxes: Sequence[Box], width: float) -> tuple[float, float]:
    """Left and right edge: a wide page is cut around its marks, for its letters would be too small to read."""
    if width <= _LEAST_WIDTH * 1.25:
        return 0.0, width
    left, right = min(box[0] for box in boxes) - _BESIDE, max(box[2] for box in boxes) + _BESIDE
    if (lacking := _LEAST_WIDTH - (right - left)) > 0:
        left, right = left - lacking / 2, right + lacking / 2
    if left < 0:
        left, right = 0.0, right - left
    if right > width:
        left, right = left - (right - width), width
    return max(left, 0.0), min(right, width)


def _near(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Boxes from top to bottom, in groups that lie near each other and are no taller than can be seen at once."""
    group: list[Box] = []
    for box in boxes:
        if group:
            reach = max(other[3] for other in group)
            if box[1] - reach > _FAR or max(box[3], reach) - group[0][1] > _TALLEST:
                yield group
                group = []
        group.append(box)
    if group:
        yield group
