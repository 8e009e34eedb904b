"""Amounts of a form by source of money: which of them together make the money of the year (资金来源).

A form prints sums beside their parts (财政拨款, 其中：中央财政资金), and no form says which is which. What lies in what is told by the
names; where names allow two readings (上年结转 inside of 财政拨款 or beside it), the one that adds up is taken: a rule then accuses only
a form that adds up in no reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from jixiao.facts.database import Row
from jixiao.facts.reading import first_place
from jixiao.model import FundingLine, Project

_PARENTS = {
    "central": "fiscal",
    "provincial": "fiscal",
    "municipal": "fiscal",
    "county": "fiscal",
    "general_public_budget": "fiscal",
    "government_fund": "fiscal",
    "state_capital": "fiscal",
    "business_income": "unit_funds",
}
"""Which amount an amount is a part of, where that one is printed."""
_MAY_LIE_IN: dict[str, tuple[str, ...]] = {
    "carryover": ("fiscal", "general_public_budget", "other", "unit_funds"),
    "other": ("unit_funds",),
    "self_raised": ("other", "unit_funds"),
    "business_income": ("other",),
    "special_account": ("fiscal", "unit_funds", "other"),
    "unit_funds": ("other",),
}
"""Amounts that stand beside others in some forms and are a part of one of them in others."""
_SUMS = frozenset({"annual", "total", "local_total", "transfer_total"})
_NO_SOURCES = _SUMS | {"basic", "project"}
"""Sums, and what the money of a whole department is spent on: no source of it."""
_TRANSFERRED = ("transfer_central", "transfer_provincial", "transfer_other")
Money = Mapping[str, Decimal | None]


def funding_rows(item: Project) -> Iterator[Row]:
    """Rows of ``funding_lines`` of a project, without its keys."""
    steps = {key.removeprefix("amounts."): step for key, step in item.steps.items()}
    components = components_of(item.amounts, steps) if added_budget(item) is None else frozenset[str]()
    is_of_period = components is None
    for prefix, money in (("amounts", item.amounts), ("amounts_of_period", item.amounts_of_period)):
        for key, amount in money.items():
            is_period = prefix == "amounts_of_period" or key == "total" or (is_of_period and key not in _SUMS)
            yield {
                "horizon": "period" if is_period else "year",
                "key": key,
                "is_component": not is_period and key in (components or ()),
                "amount_yuan": amount,
                "amount_step": item.steps.get(f"{prefix}.{key}"),
                "source": first_place(item.sources, f"{prefix}.{key}"),
            }


def added_budget(item: Project) -> FundingLine | None:
    """The row of the year in a self-evaluation whose project had no initial budget and was added later: its sources are initial as well."""
    if item.amounts.get("annual"):
        return None
    return next((row for row in item.funding if row.key == "annual" and row.adjusted_budget), None)


def components_of(money: Money, steps: Mapping[str, Decimal]) -> frozenset[str] | None:
    """The amounts that together make the money of the year; ``None`` where they make the money of the whole period instead.

    >>> sorted(components_of({"annual": Decimal(9), "fiscal": Decimal(9), "central": Decimal(4), "carryover": Decimal(2)}, {}))
    ['fiscal']
    """
    filled = {key: amount for key, amount in money.items() if amount is not None}
    readings = list(_readings(filled))
    for whole in ("annual", "total"):
        for reading in readings:
            if whole in filled and _adds_up(reading, whole, filled, steps):
                return reading if whole == "annual" else None
    return readings[0]


def _readings(filled: Mapping[str, Decimal]) -> Iterator[frozenset[str]]:
    """Sets of amounts that may make the whole, the most likely first."""
    nested = {key for key in filled if key not in _NO_SOURCES and _PARENTS.get(key) not in filled}
    flat = {key for key in filled if key not in _NO_SOURCES}
    for found in (nested, flat):
        yield from _without_parts(_with_transfers(found, filled))


def _with_transfers(found: set[str], filled: Mapping[str, Decimal]) -> set[str]:
    """Money transferred on (转移市县) is part of the year's; own money by its sum where no source of it is printed."""
    own = found - set(_TRANSFERRED)
    passed_on = {"transfer_total"} if "transfer_total" in filled else found & set(_TRANSFERRED)
    return (own or {"local_total"} & set(filled)) | passed_on


def _without_parts(found: set[str]) -> Iterator[frozenset[str]]:
    doubtful = [key for key in sorted(found) if found & set(_MAY_LIE_IN.get(key, ()))]
    for size in range(len(doubtful) + 1):
        for left_out in combinations(doubtful, size):
            yield frozenset(found - set(left_out))


def _adds_up(reading: frozenset[str], whole: str, filled: Mapping[str, Decimal], steps: Mapping[str, Decimal]) -> bool:
    parts = sum((filled[key] for key in reading), Decimal(0))
    slack = sum((steps.get(key, Decimal(0)) for key in (*reading, whole)), Decimal(0))
    return bool(reading) and 2 * abs(parts - filled[whole]) <= slack
