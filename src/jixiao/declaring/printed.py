"""A project as its form says it (表上所见): what a reading of the printed form would find, so that a screen and a file are judged alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.declaring.indicators import columns_of
from jixiao.declaring.places import fields_of
from jixiao.declaring.task_rows import TASKS, has_tasks
from jixiao.layouts.draft import tidy
from jixiao.layouts.lay_out import Declaration
from jixiao.layouts.lay_out.binding import is_one_year
from jixiao.layouts.lay_out.levels import slots_of
from jixiao.layouts.levels import level1, level2
from jixiao.model import Indicator, Project
from jixiao.values import parse_target
from jixiao.values.target import Target

_TEXTS = ("name", "code", "department", "department_code", "unit", "unit_code", "attribute", "period", "goal", "goal_of_period")
_GROUPS = ("amounts", "amounts_of_period", "payment_plan", "narratives", "contacts")


def as_printed(project: Project, form: Declaration, fiscal_year: int | None) -> Project:
    """What a form says of a project.

    What the form has no place for is left out; white space is that of a printed cell, and amounts have its digits. In a project of one
    year the implementation period is the year, and the form says so. Indicators are in the order of the form, with the rows that fill it
    and without those that have no name.

    Args:
        project: as typed.
        form: as it is printed.
        fiscal_year: of the budget, for dates that do not name theirs.
    """
    has = frozenset((*fields_of(form), *((f"narratives.{TASKS}",) if has_tasks(form) else ())))
    one_year = is_one_year(project)
    changed: dict[str, Any] = {key: _tidied(getattr(project, key)) if key in has else None for key in _TEXTS}
    for group in _GROUPS:
        values = getattr(project, group) or {}
        kept = {key: _printed(value, form) for key, value in values.items() if f"{group}.{key}" in has}
        changed[group] = kept or (None if group in ("payment_plan", "contacts") else {})
    if one_year:
        _fill_period(changed, has)
    changed["indicators"] = list(_indicators(project, form, fiscal_year))
    changed["sources"] = {path: places for path, places in project.sources.items() if path in has}
    for path, twin in _TWINS.items():
        if path in has and path not in changed["sources"] and twin in changed["sources"] and _value(changed, path) is not None:
            changed["sources"][path] = project.sources[twin]
    return project.model_copy(update=changed)


_TWINS = {"goal_of_period": "goal", "amounts.total": "amounts.annual"}


def _fill_period(changed: dict[str, Any], has: frozenset[str]) -> None:
    """In a project of one year, blank cells of the period say what those of the year say."""
    amounts: dict[str, Decimal | None] = changed["amounts"]
    period: dict[str, Decimal | None] = changed["amounts_of_period"]
    for key, yuan in period.items():
        if yuan is None:
            period[key] = amounts.get(key)
    if "amounts.total" in has and amounts.get("total") is None:
        amounts["total"] = amounts.get("annual")
    if "goal_of_period" in has and not changed["goal_of_period"]:
        changed["goal_of_period"] = changed["goal"]


def _value(changed: dict[str, Any], path: str) -> object:
    group, _, key = path.partition(".")
    return changed[group].get(key) if key else changed[group]


def _indicators(project: Project, form: Declaration, fiscal_year: int | None) -> Iterator[Indicator]:
    """The rows of the form, those too that only fill it."""
    filler = form.levels.filler
    for slot in slots_of(project.indicators, form.levels):
        if slot.indicator is not None and slot.indicator.name:
            yield _indicator(slot.indicator, form, fiscal_year)
        elif slot.indicator is None and filler:
            first, second = level1(slot.level1), level2(slot.level2)
            yield Indicator(
                level1=first.label if first else None,
                level2=second.label if second else None,
                level1_code=first.code if first else None,
                level2_code=second.code if second else None,
                name=filler,
                target=parse_target(filler, name=filler),
                placeholder=True,
                source=project.source,
            )


def _indicator(item: Indicator, form: Declaration, fiscal_year: int | None) -> Indicator:
    columns = columns_of(form)
    changed: dict[str, Any] = {"name": tidy(item.name)}
    for key in ("description", "basis"):
        said = getattr(item, key)
        changed[key] = _tidied(said) or "" if key in columns else None
    changed["target"] = _target(item.target, changed, item, fiscal_year)
    period = item.target_of_period if "target_of_period" in columns else None
    changed["target_of_period"] = None if period is None else _target(period, changed, item, fiscal_year)
    if "weight" not in columns:
        changed["weight"] = None
    changed["extra"] = {label: tidy(text) for label, text in item.extra.items() if f"extra.{label}" in columns}
    return item.model_copy(update=changed)


def _target(target: Target, changed: dict[str, Any], item: Indicator, fiscal_year: int | None) -> Target:
    """A target as it is read in its cell."""
    around = {"name": changed["name"], "description": changed["description"] or ""}
    if tidy(target.text) == target.text and around == {"name": item.name, "description": item.description or ""}:
        return target
    return parse_target(tidy(target.text), **around, level2_code=item.level2_code, fiscal_year=fiscal_year)


def _printed(value: str | Decimal | None, form: Declaration) -> str | Decimal | None:
    """A text or an amount as its cell says it."""
    return form.money.rounded(value) if isinstance(value, Decimal) else _tidied(value)


def _tidied(text: str | None) -> str | None:
    return (tidy(text) or None) if text is not None else None
