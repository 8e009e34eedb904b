"""Funding that sums itself (资金合计): which amounts of a form are the sums of which others, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao.declaring.draft import Draft
from jixiao.declaring.task_rows import TASK_PARTS, TASK_ROWS, has_tasks, task_path
from jixiao.layouts.lay_out import Declaration
from jixiao.packs import Pack, declaration_for
from jixiao.values import MoneyUnit, parse_amount
from jixiao.values.numbers import EXACT
from jixiao.values.target import plain_decimal

_YEAR, _PERIOD = "amounts.", "amounts_of_period."
_TOTALS = ("annual", "total", "local_total", "transfer_total")
_TRANSFERRED = "transfer_"


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount that is the sum of others (合计项): paths of both, in the order in which sums are made."""

    path: str
    parts: tuple[str, ...]


@lru_cache(maxsize=256)
def sums_of(form: Declaration) -> tuple[Sum, ...]:
    """The sums of a form, those first that others need.

    >>> from jixiao.layouts.lay_out import declaration
    >>> [(one.path, len(one.parts)) for one in sums_of(declaration("ningxia"))]
    [('amounts.local_total', 3), ('amounts.transfer_total', 2), ('amounts.annual', 2)]
    """
    year = sorted(name.removeprefix(_YEAR) for name in form.fields if name.startswith(_YEAR))
    period = sorted(name for name in form.fields if name.startswith(_PERIOD))
    passed_on = [key for key in year if key.startswith(_TRANSFERRED) and key not in _TOTALS]
    own = [key for key in year if key not in passed_on and key not in _TOTALS]
    if "basic" in own and "project" in own:
        own = ["basic", "project"]  # of a whole department, whose money is told by kind of expenditure and by source
    found: list[Sum] = []
    if "local_total" in year:
        found.append(_sum("local_total", own))
        own = ["local_total"]
    if "transfer_total" in year:
        found.append(_sum("transfer_total", passed_on))
        passed_on = ["transfer_total"]
    if "annual" in year:
        found.append(_sum("annual", [*own, *passed_on]))
    if "total" in year and period:
        found.append(Sum("amounts.total", tuple(period)))
    if has_tasks(form):
        for number in range(1, TASK_ROWS + 1):
            found.append(Sum(task_path(number, "total"), tuple(task_path(number, key) for key in TASK_PARTS)))
    return tuple(one for one in found if one.parts)


def _sum(key: str, parts: Sequence[str]) -> Sum:
    return Sum(_YEAR + key, tuple(_YEAR + part for part in parts))


def computed_paths(form: Declaration) -> frozenset[str]:
    """Paths of the amounts that sum themselves."""
    return frozenset(one.path for one in sums_of(form))


def sums(draft: Draft, pack: Pack) -> dict[str, str]:
    """What the amounts of a draft come to (合计), in the unit of the jurisdiction.

    A sum needs one part that says an amount and none that cannot be read; blank parts are nothing. Where the whole of a part is blank as
    well, that part is what its own parts come to.

    Args:
        draft: as typed.
        pack: the jurisdiction.

    Returns:
        Path of each sum to its text, exact; no key where there is nothing to sum.
    """
    factor = pack.money_unit.factor
    return {path: plain_decimal(EXACT.divide(yuan, factor)) for path, yuan in sums_in_yuan(draft, pack).items()}


def sums_in_yuan(draft: Draft, pack: Pack) -> dict[str, Decimal]:
    """As :func:`sums`, in yuan."""
    found: dict[str, Decimal] = {}
    for one in sums_of(declaration_for(pack)):
        yuan = _added(draft, one.parts, pack.money_unit, found)
        if yuan is not None:
            found[one.path] = yuan
    return found


def sources_in_yuan(draft: Draft, pack: Pack) -> Decimal | None:
    """What the sources of the money of a whole department come to; ``None`` for a project, and where none says an amount."""
    names = declaration_for(pack).fields
    if not {"amounts.basic", "amounts.fiscal"} <= names:
        return None
    return _added(draft, ("amounts.fiscal", "amounts.other"), pack.money_unit, {})


def _added(draft: Draft, parts: Sequence[str], unit: MoneyUnit, sums_before: Mapping[str, Decimal]) -> Decimal | None:
    total: Decimal | None = None
    for path in parts:
        typed = draft.fields.get(path, "")
        if typed.strip():
            amount = parse_amount(typed, unit)
            if amount is None:
                return None
            yuan = amount.yuan
        elif path in sums_before:
            yuan = sums_before[path]
        else:
            continue
        total = yuan if total is None else EXACT.add(total, yuan)
    return total
