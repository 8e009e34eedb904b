"""Rows of lists as people read them, told once for a page: a template that asks each of six hundred cells takes longer (列表行)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse

from jixiao.declaring import risk_of
from jixiao.declaring.risk import POINTS
from jixiao.messages import text
from jixiao.web.desks.templatetags.desk import day, grade, moment, state, wan
from jixiao.web.records import clock
from jixiao.web.records.lights import light_of

COLUMNS = (
    "id",
    "name",
    "code",
    "agency_name",
    "fiscal_year",
    "annual_yuan",
    "indicators",
    "errors",
    "warnings",
    "comments_open",
    "stage",
    "stage_since",
    "due_on",
    "revision",
    "risk",
    "grade",
    "reminded_at",
)
_TALLIES = (("errors", "error"), ("warnings", "warning"), ("comments_open", ""))
_SOMEWHERE = UUID(int=0)


def rows_told(rows: Iterable[tuple[Any, ...]], queue: str = "") -> list[dict[str, Any]]:
    """What stands in each row of a list.

    Args:
        rows: with :data:`COLUMNS`.
        queue: what stands behind the question mark of every sheet, so that one goes on in the list from there.
    """
    sheet = reverse("sheet", args=[_SOMEWHERE]) + (f"?{queue}" if queue else "")
    today, states, grades, unnamed = clock.today(), {}, {"": ""}, text("web.unnamed")
    told = []
    for values in rows:
        row = dict(zip(COLUMNS, values, strict=True))
        if row["stage"] not in states:
            states[row["stage"]] = state(row["stage"])
        if row["grade"] not in grades:
            grades[row["grade"]] = grade(row["grade"])
        tallies = [(kind, text(f"web.{name}", count=row[name])) for name, kind in _TALLIES if row[name]]
        light = light_of(row["due_on"], today)
        told.append(
            {
                "mark": f"{row['id']}:{row['revision']}",
                "yuan": row["annual_yuan"] or 0,
                "address": sheet.replace(str(_SOMEWHERE), str(row["id"]), 1),
                "name": row["name"] or unnamed,
                "code": row["code"],
                "agency": row["agency_name"],
                "year": str(row["fiscal_year"]),
                "money": wan(row["annual_yuan"]),
                "indicators": str(row["indicators"]),
                "tallies": tallies,
                "risk": str(row["risk"]) if row["risk"] else "",
                "why": risk_told(row["errors"], row["warnings"], row["risk"], row["annual_yuan"]) if row["risk"] else "",
                "state": states[row["stage"]],
                "grade": grades[row["grade"]],
                "reminded": moment(row["reminded_at"]) if row["reminded_at"] else "",
                "since": moment(row["stage_since"]),
                "due": day(row["due_on"]),
                "light": light,
                "left": days_left(row["due_on"], today) if light else "",
            }
        )
    return told


def days_left(due: date, today: date) -> str:
    """How long until a deadline, or since: 逾期2天, 剩3天."""
    days = (due - today).days
    return text("web_lists.late" if days < 0 else "web_lists.today" if days == 0 else "web_lists.left", days=abs(days))


def risk_told(errors: int, warnings: int, risk: int, yuan: Decimal | None) -> str:
    """How a risk was computed; what it counted besides errors and warnings are notes."""
    found = risk_of(errors, warnings, 0, yuan)
    values = {"errors": errors, "warnings": warnings, "factor": found.factor, "amount": wan(yuan), "risk": risk} | POINTS
    return text("web_lists.risk_why", **values)
