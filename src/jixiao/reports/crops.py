"""Which part of a page is shown around its marks (页面裁切)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ABOVE, _BELOW = 44.0, 30.0
_LEAST_HEIGHT = 96.0
_FAR = 150.0
"""Marks that are so far apart, in points, are shown in parts of their own."""
_MARGIN = 34.0
"""Of a page, left and right, where nothing is printed: it is cut off, so that what is printed is larger."""
_ASIDE = 8.0
_LEAST_MARK = 7.0
_AIR = 1.5

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the upper left corner of the page."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page in points, as SVG wants it."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view(self) -> str:
        """The attribute ``viewBox``."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


def crops_of(boxes: Sequence[Box], width: float, height: float) -> Iterator[tuple[Rectangle, tuple[Rectangle, ...]]]:
    """Parts of a page that show some boxes, from top to bottom, each with the marks in it; the whole page where there is no box.

    >>> [part.view for part, _ in crops_of([(100, 400, 200, 420)], 595, 842)]
    ['34 356 527 96']
    """
    if not boxes:
        yield Rectangle(0, 0, round(width, 1), round(height, 1)), ()
    for near in _near(sorted(boxes, key=lambda box: box[1])):
        top, bottom = min(box[1] for box in near) - _ABOVE, max(box[3] for box in near) + _BELOW
        bottom = max(bottom, top + _LEAST_HEIGHT)
        top, bottom = max(top, 0.0), min(bottom, height)
        top = max(min(top, bottom - _LEAST_HEIGHT), 0.0)
        left = max(min(_MARGIN, *(box[0] - _ASIDE for box in near)), 0.0)
        right = min(max(width - _MARGIN, *(box[2] + _ASIDE for box in near)), width)
        marks = tuple(mark_of(box) for box in near)
        yield Rectangle(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)), marks


def mark_of(box: Box) -> Rectangle:
    """The frame around a box, large enough to be seen."""
    left, top, right, bottom = box
    wide, high = max(right - left, _LEAST_MARK) + 2 * _AIR, max(bottom - top, _LEAST_MARK) + 2 * _AIR
    return Rectangle(round(left - _AIR, 1), round(top - _AIR, 1), round(wide, 1), round(high, 1))


def _near(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Boxes from top to bottom, in groups that lie near each other."""
    group: list[Box] = []
    for box in boxes:
        if group and box[1] - max(other[3] for other in group) > _FAR:
            yield group
            group = []
        group.append(box)
    if group:
        yield group
