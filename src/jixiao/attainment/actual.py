"""Actual values (实际完成值): read by the grammar of target values, and in the unit of the target where they print none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from jixiao.values import Kind, Target, parse_target
from jixiao.values.normal import squash

_NAME = "实际完成值"  # a lone 0 is a number where the indicator has a name, and an actual value always has one


@dataclass(frozen=True, slots=True)
class Actual:
    """What was achieved (实际完成值), as read.

    Attributes:
        text: as printed.
        value: typed as it stands.
        in_target_unit: the same digits in the unit that the target prints; ``None`` where the actual value prints a unit of its own.
        baseline: what it is held against (上年实际值), typed; ``None`` where nobody said.
        is_undone: the text says that it was not done (未完成).
    """

    text: str
    value: Target
    in_target_unit: Target | None = None
    baseline: Target | None = None
    is_undone: bool = False

    @property
    def is_copied(self) -> bool:
        """Whether it says no more than that it was attained as planned: it has no figure."""
        return self.value.kind not in {Kind.NUMERIC, Kind.RANGE, Kind.RELATIVE_NUMERIC, Kind.DEADLINE, Kind.PERIOD}


@cache
def _words(section: str) -> frozenset[str]:
    raw: dict[str, Any] = loads(resources.files("jixiao.attainment").joinpath("wording.toml").read_text(encoding="utf-8"))
    return frozenset(raw[section]["words"])


def says_nothing(text: str) -> bool:
    """Whether a cell of reasons holds only a word that stands for nothing: 无, 暂无, /."""
    return squash(text) in _words("empty_reasons") or not squash(text)


def is_absence(name: str, text: str) -> bool:
    """Whether 无 is a target: that something unwanted, which the name of the indicator names, does not occur.

    >>> is_absence("对社会造成的负面影响", "无"), is_absence("培训人数", "无")
    (True, False)
    """
    return squash(text) in _words("absence") and any(word in name for word in _words("unwanted"))


def is_without_value(target: Target, actual: Target | None) -> bool:
    """Whether a mark stands for the target of an indicator of which something was achieved: it declares no value, but it is one.

    >>> from jixiao.values import parse_target
    >>> is_without_value(parse_target("—"), parse_target("制度健全")), is_without_value(parse_target("—"), parse_target("/"))
    (True, False)
    """
    nothing = (Kind.PLACEHOLDER, Kind.EMPTY)
    is_mark = target.kind in nothing and not any(letter.isalnum() for letter in target.text)
    return is_mark and actual is not None and actual.kind not in nothing


def is_not_due(text: str) -> bool:
    """Whether the text says that it cannot be told yet (未到时间, 年底统计)."""
    return squash(text).strip("。（）()") in _words("not_due")


def read_actual(
    text: str,
    target: Target,
    *,
    name: str = "",
    level2_code: str | None = None,
    fiscal_year: int | None = None,
    unit_text: str | None = None,
    baseline_text: str | None = None,
) -> Actual:
    """Type an actual value (实际完成值).

    Args:
        text: as printed.
        target: the target that it belongs to; a number without a unit takes the unit that the target prints, magnitude included.
        name: name of the indicator; it decides what 度 and 万 mean.
        level2_code: canonical code of the second level.
        fiscal_year: year of the budget, for dates that do not name theirs.
        unit_text: the unit where it has a column of its own (度量单位).
        baseline_text: the actual value of the year before, where a change is measured.

    >>> from jixiao.values import parse_target
    >>> read_actual("4.95", parse_target("4.78万元/年")).in_target_unit.value
    Decimal('49500')
    """

    def read(printed: str, unit: str | None = unit_text) -> Target:
        return parse_target(printed, name=name or _NAME, level2_code=level2_code, fiscal_year=fiscal_year, unit_text=unit)

    value = _as_target_means(target, read(text))
    baseline = read(baseline_text) if baseline_text is not None and squash(baseline_text) else None
    return Actual(text, value, _in_unit_of(target, value, read), _same_unit(target, baseline, read), squash(text) in _words("undone"))


def _as_target_means(target: Target, value: Target) -> Target:
    """The unit of the target where both print the same word and mean another (度: electricity, temperature)."""
    if value.unit == target.unit or target.unit is None or value.unit_text is None or value.unit_text != target.unit_text:
        return value
    return value.model_copy(update={"unit": target.unit, "dimension": target.dimension})


def _is_bare(value: Target) -> bool:
    return value.kind is Kind.NUMERIC and (value.unit is None or "money_unit_missing" in value.issues)


def _in_unit_of(target: Target, value: Target, read: Any) -> Target | None:  # noqa: ANN401 - the reader above, with its context
    """The value with the unit of the target, where it prints none."""
    if not _is_bare(value) or target.unit is None:
        return None
    unit = {"unit": target.unit, "dimension": target.dimension, "per": target.per}
    has_magnitude = value.unit_text is not None  # 25.35万 beside 26万套 is 25.35万套
    again = value if has_magnitude else read(value.text, target.unit_text)
    if again.kind is not Kind.NUMERIC or again.value is None:
        return None
    return again.model_copy(update=unit | {"unit_text": target.unit_text})


def _same_unit(target: Target, baseline: Target | None, read: Any) -> Target | None:  # noqa: ANN401 - the reader above, with its context
    """A baseline without a unit counts what the target counts, unless the target is a share of change."""
    if baseline is None or target.unit == "percent":
        return baseline
    return _in_unit_of(target, baseline, read) or baseline
