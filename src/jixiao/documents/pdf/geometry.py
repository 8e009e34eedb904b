"""Areas and matrices of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Matrix = tuple[float, float, float, float, float, float]
Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_DOTS_APART = 4.0  # points between the dots of a line, at most
_INSIDE = 1.0  # points behind the edge of its clip at which a character is held that stands over it
FEW_DOTS = 6
"""Dots in a row that are no line."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Area:
    a, b, c, d, e, f = matrix
    x0, x1 = a * left + c * bottom + e, a * right + c * top + e
    y0, y1 = b * left + d * bottom + f, b * right + d * top + f
    if not (a and b):  # upright or turned by quarters: two corners are enough
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return around([apply(matrix, x, y) for x in (left, right) for y in (bottom, top)])


def around(points: Sequence[tuple[float, float]]) -> Area:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def cut(first: Area | None, second: Area | None) -> Area | None:
    """What two areas share; ``None`` is everything."""
    if first is None or second is None:
        return first or second
    if first is second:
        return first
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def is_ring(outer: Area, inner: Area, most: float) -> bool:
    """An area lies inside another with no more than ``most`` between their edges."""
    return all(0 <= gap <= most for gap in (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]))


def rows_of_dots(dots: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float, float]]:
    """Place, start and end of each row of dots that stand close together, from dots as (along, across)."""
    row: list[tuple[float, float]] = []
    for dot in sorted(dots, key=lambda dot: (round(dot[1]), dot[0])):
        if row and (round(dot[1]) != round(row[-1][1]) or dot[0] - row[-1][0] > _DOTS_APART):
            if len(row) > FEW_DOTS:
                yield row[0][1], row[0][0], row[-1][0]
            row = []
        row.append(dot)
    if len(row) > FEW_DOTS:
        yield row[0][1], row[0][0], row[-1][0]


def into(at: float, low: float, high: float) -> float:
    """How far a place is moved to lie between two edges."""
    inside = min(_INSIDE, (high - low) / 2)
    return low + inside - at if at <= low else high - inside - at if at >= high else 0.0
