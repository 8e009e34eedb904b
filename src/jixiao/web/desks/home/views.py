"""The inbox: per role what waits, and what was touched last."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.web.records import clock, queries
from jixiao.web.records.models import Stage
from jixiao.workflow import load_process, picture

WAITING = frozenset({"to_submit", "returned", "to_review", "to_ratify", "assigned", "in_review"})


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person, with counts; the oldest of it at once (待办)."""
    seen = queries.visible(request.actor)
    desks = []
    for role, tabs in queries.tabs_of(request.actor).items():
        counted = [
            {"name": tab.name, "count": queries.count_capped(seen.filter(tab.condition)), "is_waiting": tab.name in WAITING} for tab in tabs
        ]
        first = next((tab for tab in tabs if tab.name in WAITING), None)
        rows = list(seen.filter(first.condition).order_by("due_on", "stage_since", "id")[:8]) if first else []
        queue = urlencode({"role": role, "tab": first.name, "sort": "due"}) if first else ""
        desks.append({"role": role, "tabs": counted, "rows": rows, "first": first.name if first else "", "queue": queue})
    return render(request, "home/home.html", {"desks": desks, "many": queries.MANY, "today": clock.today()})


@require_GET
def workflow(request: HttpRequest) -> HttpResponse:
    """How a declaration goes from desk to desk, drawn from the same data that decides (流程图)."""
    levels = [Stage.UNIT_REVIEW, Stage.DEPARTMENT_REVIEW, Stage.FINANCE_REVIEW, Stage.PERFORMANCE_REVIEW]
    process = load_process(tuple(levels))
    return render(request, "home/workflow.html", {"picture": picture(process, request.lang), "process": process})
