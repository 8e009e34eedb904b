"""Where stages, ways and words of the picture of a process lie: nothing covers anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.workflow.process import Move, Process

WIDE, HIGH = 116, 58
"""Of a stage."""
FIRST = 12
"""Size of the name of a move; who makes it is smaller."""
_GAP, _LEFT, _TOP, _BETWEEN = 76, 14, 68, 108
_BELOW = _TOP + HIGH + _BETWEEN
_LOOP = (84, 104, 16)
"""Of a move that stays: where it leaves the stage and comes back, and how far it goes."""
_UP, _DOWN = 38, 80
"""Where, from the left of the first level, ways from and to what was returned lie."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words."""

    words: str
    size: int
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; ``y`` is the foot of the first line."""

    x: float
    y: float
    anchor: str
    lines: tuple[Line, ...]
    leading: int = 14


@dataclass(frozen=True, slots=True)
class Way:
    """A move from one stage to another, as it is drawn."""

    move: Move
    points: tuple[Point, ...]
    label: Label
    is_onward: bool = True


@dataclass(frozen=True, slots=True)
class Placing:
    """Where everything lies.

    Attributes:
        stages: left upper corner of each.
        titles: what stands in each.
        ways: moves in the order of the process.
        width, height: of the picture.
    """

    stages: Mapping[str, tuple[int, int]]
    titles: Mapping[str, Label]
    ways: tuple[Way, ...]
    width: int
    height: int


def placed(process: Process, lang: str) -> Placing:
    """The stages on the way forward in a row, returned below the first level, discarded below the draft."""
    row = [stage.name for stage in process.stages if stage.name not in ("returned", "discarded")]
    stages = {name: (_LEFT + (WIDE + _GAP) * number, _TOP) for number, name in enumerate(row)}
    stages["discarded"], stages["returned"] = (_LEFT, _BELOW), (stages[process.levels[0]][0], _BELOW)
    titles = {stage.name: _title(stage.title(lang), *stages[stage.name]) for stage in process.stages}
    roles = {role.name: role.title(lang) for role in process.roles}
    ways = []
    for move in process.moves:
        said = (move.title(lang), *(roles[role] for role in move.roles))
        ways.append(_way(move, stages, said, is_first=move.from_stage == process.levels[0]))
    width = _LEFT * 2 + (WIDE + _GAP) * len(row) - _GAP
    return Placing(stages, titles, tuple(ways), width, _BELOW + HIGH + 40)


def _title(words: str, x: int, y: int) -> Label:
    lines = tuple(Line(part, 13, is_bold=True) for part in broken(words, WIDE - 10, 13, is_bold=True))
    return Label(x + WIDE / 2, y + HIGH / 2 + 5 - 8 * (len(lines) - 1), "middle", lines, 16)


def _way(move: Move, stages: Mapping[str, tuple[int, int]], said: Sequence[str], *, is_first: bool) -> Way:
    if not move.from_stage:
        return _beginning(move, stages[move.to_stage], said)
    if move.from_stage == move.to_stage:
        return _staying(move, stages[move.from_stage], said)
    if move.to_stage == "returned":
        return _back(move, stages, said, is_first=is_first)
    if move.from_stage == "returned" and move.to_stage != "discarded":
        return _again(move, stages[move.from_stage], said)
    if move.to_stage == "discarded":
        return _out(move, stages, said)
    return _along(move, stages, said)


def _beginning(move: Move, at: tuple[int, int], said: Sequence[str]) -> Way:
    x, y = at[0] + 18, at[1]
    return Way(move, ((x, y - 48), (x, y - 3)), Label(x + 9, y - 38, "start", _lines(said, 50)))


def _staying(move: Move, at: tuple[int, int], said: Sequence[str]) -> Way:
    """A loop: above the draft, below what was returned."""
    start, end, far = _LOOP
    x, is_above = at[0], at[1] == _TOP
    y, away = (at[1], -1) if is_above else (at[1] + HIGH, 1)
    points = ((x + start, y), (x + start, y + away * far), (x + end, y + away * far), (x + end, y + away * 3))
    label = (
        Label(x + (start + end) / 2, y - 38, "middle", _lines(said, 50))
        if is_above
        else Label(x + end + 9, y + 14, "start", _lines(said, 90))
    )
    return Way(move, points, label)


def _along(move: Move, stages: Mapping[str, tuple[int, int]], said: Sequence[str]) -> Way:
    """In the row: forward with the words above, back with the words below."""
    (x, y), (end, _) = stages[move.from_stage], stages[move.to_stage]
    lines, middle = _lines(said, _GAP - 4), HIGH / 2
    if end < x:
        return Way(
            move,
            ((x, y + middle + 10), (end + WIDE + 3, y + middle + 10)),
            Label(x - _GAP / 2, y + middle + 26, "middle", lines),
            is_onward=False,
        )
    if move.from_stage == "draft":
        middle -= 10  # beside the way back
    label = Label(x + WIDE + _GAP / 2, y + middle - 7 - 14 * (len(lines) - 1), "middle", lines)
    return Way(move, ((x + WIDE, y + middle), (end - 3, y + middle)), label)


def _back(move: Move, stages: Mapping[str, tuple[int, int]], said: Sequence[str], *, is_first: bool) -> Way:
    """Down, and from levels behind the first along below them."""
    (x, y), (end, below) = stages[move.from_stage], stages[move.to_stage]
    at = x + _DOWN if is_first else x + WIDE / 2
    down = ((at, below - 3),) if is_first else ((at, below + HIGH / 2), (end + WIDE + 3, below + HIGH / 2))
    return Way(move, ((at, y + HIGH), *down), Label(at + 8, y + HIGH + 26, "start", _lines(said, 100)), is_onward=False)


def _again(move: Move, at: tuple[int, int], said: Sequence[str]) -> Way:
    x, y = at[0] + _UP, at[1]
    return Way(move, ((x, y), (x, _TOP + HIGH + 3)), Label(x - 8, y - 34, "end", _lines(said, 60)))


def _out(move: Move, stages: Mapping[str, tuple[int, int]], said: Sequence[str]) -> Way:
    """Down from the draft, to the left from what was returned."""
    (x, y), (end, below) = stages[move.from_stage], stages[move.to_stage]
    if x == end:
        return Way(
            move, ((x + 18, y + HIGH), (x + 18, below - 3)), Label(x + 26, y + HIGH + 50, "start", _lines(said, 60)), is_onward=False
        )
    middle = below + HIGH / 2
    return Way(
        move, ((x, middle), (end + WIDE + 3, middle)), Label(x - _GAP / 2, middle - 21, "middle", _lines(said, _GAP)), is_onward=False
    )


def _lines(said: Sequence[str], most: int) -> tuple[Line, ...]:
    move, *roles = said
    first = (Line(part, FIRST) for part in broken(move, most, FIRST))
    return (*first, *(Line(part, FIRST - 1) for role in roles for part in broken(role, most, FIRST - 1)))


def width_of(words: str, size: int, *, is_bold: bool = False) -> float:
    """About how wide words are: Chinese signs are squares, others a bit more than half of one."""
    return sum(size if letter >= "\u2e80" else size * (0.62 if is_bold else 0.57) for letter in words)


def broken(words: str, most: float, size: int, *, is_bold: bool = False) -> list[str]:
    """Words in lines that are about so wide at most: between words, and Chinese between any two signs."""
    is_spaced = " " in words or words.isascii()
    pieces = words.split() if is_spaced else list(words)
    return list(_broken(pieces, " " if is_spaced else "", most, size, is_bold=is_bold))


def _broken(pieces: Sequence[str], between: str, most: float, size: int, *, is_bold: bool) -> Iterator[str]:
    line = ""
    for piece in pieces:
        longer = f"{line}{between}{piece}" if line else piece
        if line and width_of(longer, size, is_bold=is_bold) > most:
            yield line
            line = piece
        else:
            line = longer
    yield line
