"""Readings as subjects of matching (读取结果的比对对象)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jixiao.matching.keys import key_of, unnumbered
from jixiao.matching.subjects import IndicatorSubject, Subject
from jixiao.model import Document, Project

_AMOUNTS = ("annual", "adjusted", "total")


def subjects_of(projects: Iterable[Project]) -> list[Subject]:
    """Projects as subjects; the key of each is its number in the list, from 0, and of an indicator its number in the project."""
    return [
        Subject(
            key=str(number),
            name=item.name,
            code=item.code,
            amount_yuan=next((amount for key in _AMOUNTS if (amount := item.amounts.get(key)) is not None), None),
            goal_key=key_of(unnumbered(item.goal)) or None,
            unit_key=key_of(item.unit) or None,
            indicators=indicator_subjects(item),
        )
        for number, item in enumerate(projects)
    ]


def indicator_subjects(project: Project) -> tuple[IndicatorSubject, ...]:
    """The indicators of a project that declare something."""
    return tuple(
        IndicatorSubject(str(number), indicator.name, indicator.level2_code, indicator.target)
        for number, indicator in enumerate(project.indicators)
        if not indicator.placeholder
    )


def agency_name(document: Document) -> str | None:
    """The agency of a document: its publisher, otherwise the unit or department that most of its projects name."""
    if document.publisher:
        return document.publisher
    for role in ("unit", "department"):
        named: Counter[str] = Counter(name for item in [*document.projects, *document.whole_department] if (name := getattr(item, role)))
        if named:
            return min(named, key=lambda name: (-named[name], name))
    return None
