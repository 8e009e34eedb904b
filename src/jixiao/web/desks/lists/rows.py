"""Rows of lists as people read them, told once for a page: a template that asks each of six hundred cells takes longer (列表行)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from jixiao.messages import text
from jixiao.web.desks.templatetags.desk import day, moment, state, wan
from jixiao.web.records import clock

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
    today, states, unnamed = clock.today(), {}, text("web.unnamed")
    told = []
    for values in rows:
        row = dict(zip(COLUMNS, values, strict=True))
        if row["stage"] not in states:
            states[row["stage"]] = state(row["stage"])
        tallies = [(kind, text(f"web.{name}", count=row[name])) for name, kind in _TALLIES if row[name]]
        told.append(
            {
                "address": sheet.replace(str(_SOMEWHERE), str(row["id"]), 1),
                "name": row["name"] or unnamed,
                "code": row["code"],
                "agency": row["agency_name"],
                "year": str(row["fiscal_year"]),
                "money": wan(row["annual_yuan"]),
                "indicators": str(row["indicators"]),
                "tallies": tallies,
                "state": states[row["stage"]],
                "since": moment(row["stage_since"]),
                "due": day(row["due_on"]),
                "is_late": _is_late(row["due_on"], today),
            }
        )
    return told


def _is_late(due: date | None, today: date) -> bool:
    return due is not None and due < today
