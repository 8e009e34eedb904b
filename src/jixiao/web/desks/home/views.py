"""The inbox: per role what waits, and what was touched last."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.web.desks.lists.rows import COLUMNS, rows_told
from jixiao.web.records import lists, queries
from jixiao.web.records.lists import Sought
from jixiao.web.records.models import Stage
from jixiao.workflow import load_process, picture

WAITING = frozenset({"to_submit", "returned", "to_review", "to_ratify", "assigned", "in_review"})
SHOWN = 8


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person, with counts; the most urgent of it at once (待办)."""
    scope = request.actor.scope
    roles = list(queries.tabs_in(scope))
    desks = []
    for role, tabs in lists.counts(scope, roles).items() if roles else ():
        counted = [{"name": name, "count": count, "is_waiting": name in WAITING} for name, count in tabs]
        first = next((name for name, _ in tabs if name in WAITING), "")
        rows, _ = lists.page(scope, Sought(role, first, order="due_on"), COLUMNS, "", SHOWN) if first else ([], "")
        queue = urlencode({"role": role, "tab": first, "sort": "due"}) if first else ""
        desks.append({"role": role, "tabs": counted, "rows": rows_told(rows, queue), "first": first})
    return render(request, "home/home.html", {"desks": desks, "many": queries.MANY})


@require_GET
def workflow(request: HttpRequest) -> HttpResponse:
    """How a declaration goes from desk to desk, drawn from the same data that decides (流程图)."""
    levels = [Stage.UNIT_REVIEW, Stage.DEPARTMENT_REVIEW, Stage.FINANCE_REVIEW, Stage.PERFORMANCE_REVIEW]
    process = load_process(tuple(levels))
    return render(request, "home/workflow.html", {"picture": picture(process, request.lang), "process": process})
