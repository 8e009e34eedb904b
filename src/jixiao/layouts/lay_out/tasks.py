"""The tasks of a whole department (年度主要任务), which a reading keeps as the lines of a text."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.model import Project
from jixiao.values import printed_number

_PARTED = " | "
_HEADS = ("任务名称", "总额", "金额")
_AMOUNTS = ("task.total", "task.fiscal", "task.other")


def tasks_of(project: Project) -> list[dict[str, str]]:
    """The rows of the tasks by the names of a declaration; one empty row where there is none.

    Args:
        project: targets of a whole department.
    """
    texts = [text for label, text in project.narratives.items() if text and "任务" in label]
    rows = [row for text in texts for line in text.splitlines() if (row := _task(line.split(_PARTED))) is not None]
    return rows or [dict.fromkeys(("task.name", "task.content", *_AMOUNTS), "")]


def _task(parts: Sequence[str]) -> dict[str, str] | None:
    """A line as a row: its name, what is done, and up to three amounts at its end; ``None`` for the header."""
    if parts[0].strip() in _HEADS:
        return None
    cut = len(parts)
    while cut > 1 and len(parts) - cut < len(_AMOUNTS) and printed_number(parts[cut - 1]) is not None:
        cut -= 1
    row = {"task.name": parts[0], "task.content": _PARTED.join(parts[1:cut])}
    amounts = [*parts[cut:], "", "", ""]
    return row | dict(zip(_AMOUNTS, amounts, strict=False))
