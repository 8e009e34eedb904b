"""Rows of facts as subjects of matching (事实行的比对对象)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jixiao.facts.database import Row, Value
from jixiao.matching import IndicatorSubject, Subject
from jixiao.matching.keys import key_of, unnumbered
from jixiao.values import Kind, Target
from jixiao.values.target import Polarity


def subject_of(project: Row, indicators: Sequence[Row]) -> Subject:
    """A project, of its row of ``projects`` and its rows of ``indicators``; its key is ``project_id``."""
    amount = project.get("budget_yuan")
    kept = sorted((row for row in indicators if not row.get("is_placeholder")), key=_place)
    return Subject(
        key=str(project["project_id"]),
        name=_text(project.get("name")),
        code=_text(project.get("code")),
        amount_yuan=amount if isinstance(amount, Decimal) else None,
        goal_key=key_of(unnumbered(_text(project.get("goal")))) or None,
        unit_key=_text(project.get("unit_key")),
        indicators=tuple(indicator_subject(row) for row in kept),
    )


def indicator_subject(row: Row) -> IndicatorSubject:
    """An indicator, of its row of ``indicators``; its key is ``indicator_id``."""
    return IndicatorSubject(str(row["indicator_id"]), _text(row.get("name")) or "", _text(row.get("level2_code")), target_of(row))


def target_of(row: Row) -> Target | None:
    """The typed target that a row of ``indicators`` holds; ``None`` where it holds none."""
    if not row.get("kind"):
        return None
    deadline = row.get("deadline")
    level = row.get("level")
    return Target(
        text=_text(row.get("text")) or "",
        kind=Kind(str(row["kind"])),
        operator=_text(row.get("operator")),
        value=_number(row.get("value")),
        value_high=_number(row.get("value_high")),
        unit=_text(row.get("unit")),
        unit_text=_text(row.get("unit_text")),
        dimension=_text(row.get("dimension")),
        per=_words(row.get("per")),
        approx=row.get("is_approximate") is True,
        deadline=deadline if isinstance(deadline, date) else None,
        period=_text(row.get("period")),
        schedule=_text(row.get("schedule")),
        level=level if isinstance(level, int) else None,
        direction=_text(row.get("direction")),
        baseline=_text(row.get("baseline")),
        state=_text(row.get("state")),
        hint_value=_number(row.get("hint_value")),
        polarity=Polarity(str(row["polarity"])) if row.get("polarity") else Polarity.UNKNOWN,
        issues=_words(row.get("issues")),
    )


def _place(row: Row) -> int:
    number = row.get("indicator_no")
    return number if isinstance(number, int) else 0


def _text(value: Value) -> str | None:
    return str(value) if value is not None and value != "" else None


def _number(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _words(value: Value) -> tuple[str, ...]:
    """The words of a column ``;a;b;``."""
    return tuple(word for word in str(value).split(";") if word) if value else ()
