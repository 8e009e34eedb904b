"""Rows of lists as people read them, written once for a page: a template that asks each of eight hundred cells takes longer (列表行)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from jixiao.declaring import risk_of
from jixiao.declaring.risk import POINTS
from jixiao.messages import text
from jixiao.web.desks.templatetags.desk import day, grade, moment, state, wan
from jixiao.web.records import clock
from jixiao.web.records.adjusted import Around
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
_SOMEWHERE = UUID(int=0)
_NOTHING = Around()
_PICK = '<td class="pick"><input type="checkbox" name="chosen" form="marked" value="{mark}" data-yuan="{yuan}" aria-label="{name}"></td>'


def rows_told(
    rows: Iterable[tuple[Any, ...]], queue: str = "", *, is_picked: bool = False, adjusted: Around = _NOTHING
) -> list[SafeString]:
    """The rows of a list as HTML, every text escaped.

    Args:
        rows: with :data:`COLUMNS`.
        queue: what stands behind the question mark of every sheet, so that one goes on in the list from there.
        is_picked: each row begins with a box to choose it by.
        adjusted: what adjusts what, which is told under the name.
    """
    address = reverse("sheet", args=[_SOMEWHERE]) + (f"?{queue}" if queue else "")
    before, after = (escape(part) for part in address.split(str(_SOMEWHERE), 1))
    page = _Page(clock.today())
    told = []
    for pk, name, code, agency, year, yuan, indicators, errors, warnings, comments, stage, since, due, revision, risk, given, urged in rows:
        title = escape(name) or page.unnamed
        pick = _PICK.format(mark=f"{pk}:{revision}", yuan=yuan or 0, name=title) if is_picked else ""
        coded = f' <span class="soft">{escape(code)}</span>' if code else ""
        weighed = f'<abbr title="{escape(risk_told(errors, warnings, risk, yuan))}">{risk}</abbr>' if risk else ""
        told.append(
            f'{pick}<td><a class="title" href="{before}{pk}{after}">{title}</a>{coded}{page.adjusted(pk, adjusted, before, after)}</td>'
            f'<td>{escape(agency)}</td><td class="tight">{year}</td><td class="number">{wan(yuan)}</td><td class="number">{indicators}</td>'
            f'<td class="tight"><span class="tally">{page.tallies(errors, warnings, comments)}</span></td><td class="number">{weighed}</td>'
            f'<td class="tight">{page.state(stage)}{page.grade(given)}{page.urged(urged) if urged else ""}</td>'
            f'<td class="tight soft">{_since(since)}</td>{page.due(due)}'
        )
    return [mark_safe(each) for each in told]  # noqa: S308 - every text was escaped


def _since(at: datetime) -> str:
    """Since when something is there: the day, and the time where one points at it."""
    told = moment(at)
    return f'<span title="{told}">{told[:10]}</span>'


class _Page:
    """What rows of a page have in common: each is put together once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._states: dict[str, str] = {}
        self._grades: dict[str, str] = {"": ""}
        self._dues: dict[date | None, str] = {}
        self._tallies: dict[tuple[str, int], str] = {}
        self.unnamed = escape(text("web.unnamed"))

    def adjusted(self, pk: Any, around: Around, before: str, after: str) -> str:
        """The adjustment of an original, or what an adjustment adjusts."""
        if (later := around.of.get(pk)) is not None:
            new, money = later.declaration, wan(later.declaration.annual_yuan)
            words = escape(text("web_adjust.under_done" if later.done_at else "web_adjust.under"))
            link = f'<a href="{before}{new.pk}{after}">{words}</a>'
            return f'<br><span class="adjusted">└ {link} {money} {self.state(new.stage)}</span>'
        if (own := around.from_.get(pk)) is not None:
            link = f'<a href="{before}{own.original_id}{after}">{escape(text("web_adjust.adjusts"))}</a>'
            return f'<br><span class="adjusted">└ {link} {wan(own.original.annual_yuan)}</span>'
        return ""

    def state(self, stage: str) -> str:
        """A stage by word, colour and shape."""
        if stage not in self._states:
            self._states[stage] = state(stage)
        return self._states[stage]

    def grade(self, given: str) -> str:
        """A grade; nothing where there is none."""
        if given not in self._grades:
            self._grades[given] = grade(given)
        return self._grades[given]

    def tallies(self, errors: int, warnings: int, comments: int) -> str:
        """How much was found and said."""
        return self._tally("errors", errors) + self._tally("warnings", warnings) + self._tally("comments_open", comments)

    def _tally(self, name: str, count: int) -> str:
        if not count:
            return ""
        if (name, count) not in self._tallies:
            kind = {"errors": ' class="error"', "warnings": ' class="warning"'}.get(name, "")
            self._tallies[name, count] = f"<b{kind}>{escape(text(f'web.{name}', count=count))}</b>"
        return self._tallies[name, count]

    def urged(self, at: Any) -> str:
        """Somebody reminded."""
        return f' <b class="urged" title="{moment(at)}">{escape(text("web_lists.reminded"))}</b>'

    def due(self, due: date | None) -> str:
        """A deadline with its light."""
        if due not in self._dues:
            light = light_of(due, self._today)
            left = f' <span class="light {light}">{escape(days_left(due, self._today))}</span>' if due else ""
            self._dues[due] = f'<td class="due tight {light}">{day(due)}{left}</td>'
        return self._dues[due]


def days_left(due: date, today: date) -> str:
    """How long until a deadline, or since: 逾期2天, 剩3天."""
    days = (due - today).days
    return text("web_lists.late" if days < 0 else "web_lists.today" if days == 0 else "web_lists.left", days=abs(days))


def risk_told(errors: int, warnings: int, risk: int, yuan: Decimal | None) -> str:
    """How a risk was computed; what it counted besides errors and warnings are notes."""
    found = risk_of(errors, warnings, 0, yuan)
    values = {"errors": errors, "warnings": warnings, "factor": str(found.factor), "amount": wan(yuan), "risk": risk} | POINTS
    return text("web_lists.risk_why", **values)
