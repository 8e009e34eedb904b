"""What a project says and a form has no place for: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.layouts.lay_out.binding import Around
from jixiao.layouts.lay_out.declaration import Declaration
from jixiao.model import Project

_TEXTS = ("name", "code", "department", "department_code", "unit", "unit_code", "attribute", "period", "goal", "goal_of_period")
_MAPPINGS = ("amounts", "amounts_of_period", "payment_plan", "narratives", "contacts")
_OF_INDICATOR = ("description", "basis", "weight", "value_type", "target_of_period")
_OF_FUNDING = ("adjusted_budget", "executed_amount", "rate_pct", "score")
_OF_EVALUATION = ("total_score", "grade")
_NOTHING = ("", "0", "/", "无", "-", "—")


def left_out_of(project: Project, form: Declaration, around: Around) -> tuple[str, ...]:
    """Names of what the form does not print, as the model calls them, each once.

    An amount of 0 and an empty text say nothing that a form could miss.
    """
    has = form.fields | {name.rpartition(".")[0] for name in form.fields if name.startswith("funding.")}
    if "task.name" in has:
        has |= {f"narratives.{label}" for label in project.narratives if "任务" in label}
    missing = dict.fromkeys(name for name in _said(project) if name not in has)
    if not around.with_contacts:
        missing |= dict.fromkeys(f"contacts.{label}" for label, text in (project.contacts or {}).items() if text)
    return tuple(missing)


def _said(project: Project) -> Iterator[str]:
    """Names of everything that a project says."""
    yield from (name for name in _TEXTS if getattr(project, name))
    for group in _MAPPINGS:
        values = getattr(project, group) or {}
        yield from (f"{group}.{key}" for key, value in values.items() if value is not None and str(value) not in _NOTHING)
    yield from (f"evaluation.{key}" for key in _OF_EVALUATION if getattr(project.evaluation, key, None) is not None)
    for line in project.funding:
        yield from (f"funding.{line.key}" for role in _OF_FUNDING if getattr(line, role) is not None)
    for indicator in project.indicators:
        yield from (name for name in _OF_INDICATOR if getattr(indicator, name) is not None and getattr(indicator, name) != "")
        yield from (f"extra.{key}" for key, text in indicator.extra.items() if text not in _NOTHING)
