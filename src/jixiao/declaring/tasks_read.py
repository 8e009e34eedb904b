"""The main tasks of a whole department as a reading keeps them, put into the rows in which they are typed (主要任务的读取)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.declaring.projects import exact_text
from jixiao.declaring.task_rows import TASK_MONEY, TASK_ROWS, TASKS, task_path
from jixiao.model import Project
from jixiao.packs import Pack
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit, money_unit, parse_amount

PLACES = f"narratives.{TASKS}"
_PARTED = " | "
_HEADERS = frozenset({"任务名称", "主要内容", "预算金额", "总额", "财政拨款", "其他资金", "年度主要任务"})
_UNIT = re.compile(r"[（(](?:单位[:：]?)?(?:元|千元|万元|亿元)[）)]$")
_OF_FORM = ("annual", "total")
"""The money of the department, which its tasks may come to."""


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


def tasks_of(project: Project, pack: Pack) -> TasksRead:
    """The tasks of a whole department, amounts in the unit of a jurisdiction; nothing where it has none.

    Args:
        project: targets of a whole department.
        pack: the jurisdiction in whose form they are put.
    """
    found, number = TasksRead(), 0
    lines = list(_lines(project))
    unit = _unit_of(lines, project) or pack.money_unit
    for cells in lines:
        said = [text for text, _ in cells]
        if _is_header(said):
            continue
        words, money = _parted(said)
        if not words or "合计" in words[0] or number == TASK_ROWS:
            found.rest.append(_PARTED.join(said))
            continue
        number += 1
        keys = ["name", "content"][: len(words)] + list(TASK_MONEY[: len(money)])
        for key, (text, place) in zip(keys, cells, strict=True):
            path = task_path(number, key)
            found.texts[path] = _in_unit(text, unit, pack) if key in TASK_MONEY else text
            if place is not None:
                found.places[path] = (place,)
        if len(money) == 2:  # an empty cell is not told: which of the sources is blank is not known
            found.unsure.append(task_path(number, TASK_MONEY[1]))
    return found


def _is_header(said: Sequence[str]) -> bool:
    return {_UNIT.sub("", text) for text in said} <= _HEADERS


def _unit_of(lines: Sequence[Sequence[tuple[str, SourceRef | None]]], project: Project) -> MoneyUnit | None:
    """The unit of the amounts: that of a header, or the one in which the totals of all tasks come to the money of the form."""
    said = [[text for text, _ in cells] for cells in lines]
    for texts in filter(_is_header, said):
        if unit := next((found for text in texts if (found := money_unit(text)) is not None), None):
            return unit
    firsts = [money[0] for texts in said if not _is_header(texts) for words, money in [_parted(texts)] if money and "合计" not in words[0]]
    wanted = {yuan for key in _OF_FORM if (yuan := project.amounts.get(key))}
    for unit in (MoneyUnit.YUAN, MoneyUnit.WAN):
        amounts = [amount.yuan for text in firsts if (amount := parse_amount(text, unit)) is not None]
        if sum(amounts, Decimal(0)) in wanted:
            return unit
    return None


def _in_unit(text: str, unit: MoneyUnit, pack: Pack) -> str:
    """An amount as it is typed in the unit of a jurisdiction; as it is where it is in that unit."""
    amount = parse_amount(text, unit)
    return text if unit is pack.money_unit or amount is None else exact_text(amount.yuan, pack)


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
