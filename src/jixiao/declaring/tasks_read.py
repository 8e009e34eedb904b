"""The main tasks of a whole department as a reading keeps them, put into the rows in which they are typed (主要任务的读取)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.declaring.task_rows import TASK_MONEY, TASK_ROWS, task_path
from jixiao.model import Project
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit, parse_amount

TASKS = "年度主要任务"
"""The label under which a reading keeps them."""
PLACES = f"narratives.{TASKS}"
_PARTED = " | "
_HEADERS = frozenset({"任务名称", "主要内容", "预算金额", "预算金额（万元）", "总额", "财政拨款", "其他资金", "年度主要任务"})


@dataclass(slots=True)
class TasksRead:
    """What was read of the tasks (主要任务读取).

    Attributes:
        texts: path of a row to its text.
        places: path to where it stands, where the reading knows a place for each cell.
        unsure: paths of amounts whose column is not known.
        rest: lines for which there is no row, as they were read: sums, and what is more than there are rows.
    """

    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[SourceRef, ...]] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def tasks_of(project: Project) -> TasksRead:
    """The tasks of a whole department; nothing where it has none."""
    found, number = TasksRead(), 0
    for cells in _lines(project):
        said = [text for text, _ in cells]
        if set(said) <= _HEADERS:
            continue
        words, money = _parted(said)
        if not words or "合计" in words[0] or number == TASK_ROWS:
            found.rest.append(_PARTED.join(said))
            continue
        number += 1
        keys = ["name", "content"][: len(words)] + list(TASK_MONEY[: len(money)])
        for key, (text, place) in zip(keys, [*cells[: len(words)], *cells[len(words) :]], strict=True):
            path = task_path(number, key)
            found.texts[path] = text
            if place is not None:
                found.places[path] = (place,)
        if len(money) == 2:  # an empty cell is not told: which of the sources is blank is not known
            found.unsure.append(task_path(number, TASK_MONEY[1]))
    return found


def _lines(project: Project) -> Iterator[list[tuple[str, SourceRef | None]]]:
    lines = [line.split(_PARTED) for line in (project.narratives.get(TASKS) or "").splitlines() if line.strip()]
    places: Sequence[SourceRef | None] = project.sources.get(PLACES, ())
    if len(places) != sum(map(len, lines)):
        places = [None] * sum(map(len, lines))
    left = iter(places)
    for line in lines:
        yield [(text.strip(), next(left)) for text in line]


def _parted(said: list[str]) -> tuple[list[str], list[str]]:
    """Name and content, and the amounts behind them; nothing where a line has more of either than a row."""
    is_money = [parse_amount(text, MoneyUnit.YUAN) is not None for text in said]
    at = next((at for at in range(1, len(said)) if all(is_money[at:])), len(said))
    words, money = said[:at], said[at:]
    return (words, money) if len(words) <= 2 and len(money) <= len(TASK_MONEY) else ([], [])
