"""The rows in which tasks are typed, and their paths (任务行)."""

from __future__ import annotations

import re

from jixiao.layouts.lay_out import Declaration
from jixiao.layouts.lay_out.declaration import DeclaredGrid

TASKS = "年度主要任务"
"""The label under which a reading keeps them."""
TASK_ROWS = 12
"""Rows to type into; blank ones are not printed."""
TASK_PARTS = ("fiscal", "other")
TASK_MONEY = ("total", *TASK_PARTS)
TASK_KEYS = ("name", "content", *TASK_MONEY)
_GROUP = "tasks"
_PATH = re.compile(r"tasks\.([1-9]|1[0-2])\.(name|content|total|fiscal|other)")
_NAMED = re.compile(r"\{task\.(\w+)\}")


def task_path(number: int, key: str) -> str:
    """The path of a text of a task.

    >>> task_path(1, "name")
    'tasks.1.name'
    """
    return f"{_GROUP}.{number}.{key}"


def task_of(path: str) -> tuple[int, str] | None:
    """Number and key of a path of a task; ``None`` for any other.

    >>> task_of("tasks.12.total"), task_of("tasks.13.total"), task_of("goal")
    ((12, 'total'), None, None)
    """
    found = _PATH.fullmatch(path)
    return (int(found[1]), found[2]) if found else None


def has_tasks(form: Declaration) -> bool:
    """The form has a place for tasks."""
    return any(grid.task for grid in form.grids)


def task_cells(grid: DeclaredGrid) -> list[tuple[str, ...]]:
    """The rows of a table that tasks are typed into, each text under its path; none where the table has no tasks."""
    rows = range(1, TASK_ROWS + 1) if grid.task else ()
    return [tuple(_NAMED.sub(lambda found: f"{{{task_path(number, found[1])}}}", cell) for cell in grid.task) for number in rows]  # noqa: B023 - used at once
