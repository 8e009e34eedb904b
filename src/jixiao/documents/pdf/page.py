"""A page of a PDF as a person sees it: characters and ruling lines, in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

LEANING = -1
"""Direction of a text that runs across the page at an angle."""


class Char:
    """A character: its text, its box, its number on the page, and whether the file has a blank before it.

    ``x`` and ``y`` are its middle; ``height`` is that of its line, not of its ink. ``goes_on`` tells that it belongs to the word before it,
    though a line may end between the two.
    """

    __slots__ = ("after_blank", "bottom", "goes_on", "height", "index", "left", "right", "text", "top", "x", "y")

    def __init__(self, text: str, left: float, top: float, right: float, bottom: float, index: int, after_blank: bool = False) -> None:
        self.text = text
        self.index = index
        self.after_blank = after_blank
        self.goes_on = False
        self.left = left  # as in move, written out: every character of a page is made here
        self.top = top
        self.right = right
        self.bottom = bottom
        self.x = (left + right) / 2
        self.y = (top + bottom) / 2
        self.height = bottom - top

    def move(self, left: float, top: float, right: float, bottom: float) -> None:
        """Give it another box."""
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
        self.x = (left + right) / 2
        self.y = (top + bottom) / 2
        self.height = bottom - top


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruling line: horizontal (``at`` is its y, from x to x) or vertical (``at`` is its x, from y to y)."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """A page as it is held to be read.

    Attributes:
        number: from 1.
        width, height: in points, as it is held.
        chars: in the order of the file.
        across, down: ruling lines.
        drawn: how many lines and areas are drawn on it.
        images: how many pictures lie on it.
        unseen: characters that nobody can see.
        unknown: characters without a meaning: the file does not say which they are.
        object_of: the drawn object of a character, by its index.
        directions: for each text object that does not run to the right in what the file shows, the quarter turns by which it runs
            down (1), to the left (2) or up (3), or :data:`LEANING`.
        leaning: texts that lean over the page or are printed large over its tables, such as watermarks; they are not among the
            characters.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    across: list[Stroke] = field(default_factory=list)
    down: list[Stroke] = field(default_factory=list)
    drawn: int = 0
    images: int = 0
    unseen: int = 0
    unknown: int = 0
    object_of: Callable[[int], int] = lambda index: 0
    directions: dict[int, int] = field(default_factory=dict)
    leaning: list[str] = field(default_factory=list)
    turned: int = 0
    """Quarter turns by which the content was turned to be read."""

    def direction_of(self, char: Char) -> int:
        """Quarter turns by which a character runs on the page as it is held: 0 to the right, 1 down, 2 to the left, 3 up."""
        turn = self.directions.get(self.object_of(char.index), 0)
        return 0 if turn == LEANING else (turn + self.turned) % 4

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        """A box on the page as a viewer shows it, however it was turned to be read."""
        if self.turned == 1:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        elif self.turned == 2:
            left, top, right, bottom = self.width - right, self.height - bottom, self.width - left, self.height - top
        elif self.turned == 3:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        return (_tenth(left), _tenth(top), _tenth(right), _tenth(bottom))

    def turn(self, turn: int) -> None:
        """Turn the page so that text which runs down (1), upside down (2) or up (3) runs to the right."""
        width, height = self.width, self.height
        for char in self.chars:
            left, top, right, bottom = char.left, char.top, char.right, char.bottom
            if turn == 1:
                char.move(top, width - right, bottom, width - left)
            elif turn == 3:
                char.move(height - bottom, left, height - top, right)
            else:
                char.move(width - right, height - bottom, width - left, height - top)
        across, down = self.across, self.down
        if turn == 1:
            self.across = [Stroke(width - s.at, s.start, s.end) for s in down]
            self.down = [Stroke(s.at, width - s.end, width - s.start) for s in across]
        elif turn == 3:
            self.across = [Stroke(s.at, height - s.end, height - s.start) for s in down]
            self.down = [Stroke(height - s.at, s.start, s.end) for s in across]
        else:
            self.across = [Stroke(height - s.at, width - s.end, width - s.start) for s in across]
            self.down = [Stroke(width - s.at, height - s.end, height - s.start) for s in down]
        if turn != 2:
            self.width, self.height = height, width
        self.turned = {1: 3, 3: 1, 2: 2}[turn]


_MOST_SHARED = 20_000
_shared: dict[float, float] = {}


def _tenth(edge: float) -> float:
    """An edge in tenths of a point. Edges that are equal are one object, for there are four to each cell of a document."""
    if len(_shared) > _MOST_SHARED:
        _shared.clear()
    rounded = round(edge, 1) + 0.0  # no -0.0
    return _shared.setdefault(rounded, rounded)
