"""A sequence of cells falls into the rows of a table (逐格还原成行): the cheapest way to give them to its columns, one row after another.

The cells of a row keep the order of the columns, some columns stay blank, and behind the last column the next row begins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FAR = 1e9
_GO_ON = 1.4


@dataclass(frozen=True, slots=True)
class Costs:
    """What it costs to lay a sequence of cells into columns.

    Attributes:
        place: cell and column to what the cell costs there.
        skip: cell and column to what it costs that the column stays blank before that cell.
        go_on: cell to what it costs as the rest of the cell before it; :data:`FAR` where it cannot be one.
        ends: the row may end right behind this cell, in this column, at no cost.
    """

    place: Callable[[int, int], float]
    skip: Callable[[int, int], float]
    go_on: Callable[[int], float]
    ends: Callable[[int, int], bool]


def cut(count: int, width: int, costs: Costs) -> list[list[tuple[int, list[int]]]]:
    """Lay cells into rows.

    Args:
        count: number of cells.
        width: number of columns.
        costs: of every step.

    Returns:
        The rows; each is a list of columns with the numbers of the cells that stand there. Empty where no way was found.
    """
    far = [FAR] * (width + 1)
    begun, fresh = [far[:] for _ in range(count + 1)], [far[:] for _ in range(count + 1)]
    steps: dict[tuple[int, int, int], tuple[int, int, int, str]] = {}

    def take(kind: int, at: int, col: int, cost: float, before: tuple[int, int, int], move: str) -> None:
        table = begun if kind else fresh
        if cost < table[at][col]:
            table[at][col] = cost
            steps[kind, at, col] = (*before, move)

    fresh[0][0] = 0.0
    for at in range(count + 1):
        for col in range(width):
            take(1, at, col + 1, begun[at][col] + costs.skip(at, col), (1, at, col), "skip")
        take(0, at, 0, begun[at][width], (1, at, width), "row")
        for col in range(width):
            take(0, at, col + 1, fresh[at][col] + costs.skip(at, col), (0, at, col), "skip")
        if at == count:
            break
        for kind, table in ((1, begun), (0, fresh)):
            for col in range(width):
                if table[at][col] < FAR:
                    cost = table[at][col] + costs.place(at, col)
                    take(1, at + 1, col + 1, cost, (kind, at, col), "place")
                    if costs.ends(at, col):
                        take(1, at + 1, width, cost, (kind, at, col), "place")
        for col in range(1, width + 1):
            take(1, at + 1, col, begun[at][col] + costs.go_on(at), (1, at, col), "go on")
    return _rows(count, width, steps) if begun[count][width] < FAR else []


def _rows(count: int, width: int, steps: dict[tuple[int, int, int], tuple[int, int, int, str]]) -> list[list[tuple[int, list[int]]]]:
    """The rows along the cheapest way, from its end to its beginning."""
    rows: list[list[tuple[int, list[int]]]] = [[]]
    rest: list[int] = []
    state = (1, count, width)
    while state in steps:
        kind, at, col, move = steps[state]
        if move == "place":
            rows[0].insert(0, (col, [at, *rest]))
            rest = []
        elif move == "go on":
            rest.insert(0, at)
        elif move == "row":
            rows.insert(0, [])
        state = (kind, at, col)
    return [row for row in rows if row]


def go_on_cost(*, is_possible: bool) -> float:
    """What it costs that a cell is the rest of the one before it."""
    return _GO_ON if is_possible else FAR
