"""The main tasks of a whole department (年度主要任务): typed into rows of their own, and kept as a reading of the printed form keeps them.

``tasks.1.name``, ``tasks.1.content``, ``tasks.1.total``, ``tasks.1.fiscal``, ``tasks.1.other`` are the texts of the first row.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.declaring.draft import Draft
from jixiao.declaring.task_rows import TASK_KEYS, TASK_MONEY, TASK_PARTS, TASK_ROWS, has_tasks, task_path
from jixiao.layouts.lay_out import Declaration
from jixiao.packs import Pack, declaration_for
from jixiao.values import parse_amount

_PARTED = " | "


def task_texts(draft: Draft, pack: Pack) -> dict[str, str]:
    """What the form prints of each task, by path: amounts as money is printed, else as typed; blank ones are not there."""
    form = declaration_for(pack)
    if not has_tasks(form):
        return {}
    found: dict[str, str] = {}
    for number in range(1, TASK_ROWS + 1):
        for key in TASK_KEYS:
            path = task_path(number, key)
            typed = _flat(draft.fields.get(path, ""))
            if key in TASK_MONEY:
                yuan = _yuan(typed, pack) if typed else _sum(draft, pack, number) if key == "total" else None
                typed = form.money.number(yuan) if yuan is not None else typed
            if typed:
                found[path] = typed
    return found


def task_narrative(draft: Draft, pack: Pack) -> str | None:
    """The tasks as lines of a text, as a reading of the printed form has them; ``None`` where there is none."""
    texts = task_texts(draft, pack)
    lines = list(_lines(texts, declaration_for(pack)))
    return "\n".join(lines) or None


def _lines(texts: dict[str, str], form: Declaration) -> Iterator[str]:
    nothing = form.money.number(Decimal(0))
    for number in range(1, TASK_ROWS + 1):
        row = {key: texts.get(task_path(number, key), "") for key in TASK_KEYS}
        if any(row.values()):
            money = [row[key] or nothing for key in TASK_MONEY] if any(row[key] for key in TASK_MONEY) else []
            yield _PARTED.join([row["name"], row["content"], *money])


def _sum(draft: Draft, pack: Pack, number: int) -> Decimal | None:
    """What the parts of a task come to; ``None`` where there is none, or one cannot be read."""
    parts = [typed for key in TASK_PARTS if (typed := _flat(draft.fields.get(task_path(number, key), "")))]
    amounts = [yuan for part in parts if (yuan := _yuan(part, pack)) is not None]
    return sum(amounts, Decimal(0)) if amounts and len(amounts) == len(parts) else None


def _yuan(typed: str, pack: Pack) -> Decimal | None:
    amount = parse_amount(typed, pack.money_unit)
    return None if amount is None else amount.yuan


def _flat(typed: str) -> str:
    """A text in one line, without the sign that parts the cells of a line."""
    return " ".join(typed.split()).replace("|", "｜")
