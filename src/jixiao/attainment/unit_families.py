"""Common units (统一单位): what one unit is in another, exactly, or that they do not compare."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from jixiao.attainment.derivation import Unanswered
from jixiao.values import Target
from jixiao.values.units import unit_by_code


@cache
def _table() -> dict[str, Any]:
    return loads(resources.files("jixiao.attainment").joinpath("units.toml").read_text(encoding="utf-8"))


@cache
def _families() -> dict[str, tuple[int, Fraction]]:
    """Code of a unit to the number of its family and what it is of the base unit."""
    return {code: (number, Fraction(size)) for number, family in enumerate(_table()["family"]) for code, size in family["units"].items()}


@cache
def _meaning() -> dict[str, str]:
    return {word: group["units"][0] for group in _table()["same"] for word in group["units"]}


def factor_between(unit: str, wanted: str) -> Fraction | None:
    """How many of ``wanted`` one ``unit`` is; ``None`` where they do not convert.

    >>> factor_between("hour", "minute"), factor_between("mu", "m2"), factor_between("workday", "day")
    (Fraction(60, 1), Fraction(2000, 3), None)
    """
    if unit == wanted or _meaning().get(unit, unit) == _meaning().get(wanted, wanted):
        return Fraction(1)
    here, there = _families().get(unit), _families().get(wanted)
    return here[1] / there[1] if here and there and here[0] == there[0] else None


def to_unit_of(target: Target, value: Target) -> Fraction | Unanswered:
    """What a number must be multiplied by to be in the unit of the target; a side without a unit takes that of the other."""
    if target.per and value.per and target.per != value.per:
        return Unanswered("unanswered.per_differs", {"target": "/".join(target.per), "actual": "/".join(value.per)}, "EVA-015")
    if target.unit is None or value.unit is None:
        return Fraction(1)
    found = factor_between(value.unit, target.unit)
    if found is None:
        names = {"target": unit_by_code(target.unit).print, "actual": unit_by_code(value.unit).print}
        return Unanswered("unanswered.units_differ", names, "EVA-015")
    return found
