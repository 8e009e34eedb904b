"""The inbox: what waits at each role and how late it is, what others did since yesterday, who reminds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jixiao.messages import text
from jixiao.web.desks.lists.rows import COLUMNS, rows_told
from jixiao.web.desks.lists.waiting import first_waiting, order_of, waits
from jixiao.web.desks.templatetags.desk import called
from jixiao.web.records import clock, lately, lists, queries, queues
from jixiao.web.records.lately import Happened
from jixiao.web.records.lights import LIGHTS, light_of
from jixiao.web.records.lists import Sought
from jixiao.web.records.models import Stage
from jixiao.web.records.scope import Scope
from jixiao.web.records.waivers import waiting
from jixiao.workflow import load_process, picture

SHOWN = 8
_DUE, _RISK, _ID = (COLUMNS.index(name) for name in ("due_on", "risk", "id"))
_NAMED = 3


def lit_tabs(scope: Scope, roles: list[str]) -> list[tuple[str, str]]:
    """Tabs whose deadlines are the person's own: role and name."""
    tabs = queries.tabs_in(scope)
    return [(role, tab.name) for role in roles for tab in tabs[role] if waits(role, tab.name) and tab.name != "assigned"]


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person, with counts and lights; the most urgent of it at once (待办、已办)."""
    scope = request.actor.scope
    roles = list(queries.tabs_in(scope))
    lights = lists.lights(scope, lit_tabs(scope, roles))
    desks = []
    for role, tabs in lists.counts(scope, roles).items() if roles else ():
        counted = [_tab(role, name, count) for name, count in tabs]
        first = first_waiting(role, tabs)
        rows, queue = _most_urgent(scope, role, first) if first else ([], "")
        desks.append(
            {
                "role": role,
                "tab": first,
                "waiting": [tab for tab in counted if tab["is_waiting"]],
                "handled": [tab for tab in counted if not tab["is_waiting"]],
                "lights": _lights(role, lights),
                "rows": rows_told(rows, queue),
            }
        )
    told = {
        "to_confirm": queues.to_confirm(request.actor) if "clerk" in roles else None,
        "desks": desks,
        "something_to_do": any(desk["waiting"] for desk in desks),
        "many": queries.MANY,
        "happened": [_line(each) for each in lately.happened(request.actor)] if roles else [],
        "since": lately.since_day(),
        "is_yesterday": lately.since_day() == clock.today() - timedelta(days=1),
        "reminders": lately.reminders_for(scope),
        "waivers": waiting(scope),
    }
    return render(request, "home/home.html", told)


def _most_urgent(scope: Scope, role: str, tab: str) -> tuple[list[tuple[Any, ...]], str]:
    """The rows of a tab with the nearest deadlines; where all have the same one, those with most risk. With the address of their queue."""
    rows, _ = lists.page(scope, Sought(role, tab, order="due_on"), COLUMNS, "", SHOWN)
    due = {row[_DUE] for row in rows}
    if len(rows) < 2 or len(due) > 1:
        return rows, urlencode({"role": role, "tab": tab, "sort": "due"})
    light = light_of(due.pop(), clock.today())
    if len(rows) < SHOWN:  # these are all of the tab
        rows.sort(key=lambda row: (-row[_RISK], row[_ID]))
    else:
        rows, _ = lists.page(scope, Sought(role, tab, order="-risk", light=light), COLUMNS, "", SHOWN)
    return rows, urlencode({"role": role, "tab": tab, "sort": "risk"} | ({"light": light} if light else {}))


def _tab(role: str, name: str, count: int) -> dict[str, Any]:
    order = order_of(name)
    return {
        "name": name,
        "count": count,
        "is_waiting": waits(role, name),
        "address": _address(role=role, tab=name, **({"sort": order} if order else {})),
    }


def _lights(role: str, found: dict[tuple[str, str], dict[str, int]]) -> list[dict[str, Any]]:
    """The lights of a desk with a way to each list; of several tabs, that of the first which has any."""
    told = []
    for light in LIGHTS:
        counts = {tab: each[light] for (of, tab), each in found.items() if of == role and each[light]}
        for tab, count in counts.items():
            words = text("web_home.of_tab", light=text(f"light.{light}"), tab=text(f"tab.{tab}"))
            told.append({"light": light, "count": count, "address": _address(role=role, tab=tab, light=light), "words": words})
    return told


def _line(each: Happened) -> dict[str, Any]:
    """What happened in words, with a way to the one sheet or to the list of all of them."""
    count, names = len(each.declarations), each.declarations[:_NAMED]
    if count == 1 or not each.tab:
        address = reverse("sheet", args=[each.declarations[0][0]])
    else:
        address = _address(role=each.role, tab=each.tab, stage=each.stage, since=lately.since_day().isoformat())
    comma = text("web_review.comma")
    return {
        "action": each.action,
        "what": text(f"web_review.did.{each.action}"),
        "count": count,
        "who": comma.join(each.who[:_NAMED]) + ("…" if len(each.who) > _NAMED else ""),
        "names": comma.join(name or text("web.unnamed") for _, name in names) + ("…" if count > _NAMED else ""),
        "stage": each.stage,
        "stage_title": called("stage", each.stage),
        "address": address,
    }


def _address(**asked: str) -> str:
    return f"{reverse('declarations')}?{urlencode(asked)}"


@require_GET
def workflow(request: HttpRequest) -> HttpResponse:
    """How a declaration goes from desk to desk, drawn from the same data that decides (流程图)."""
    levels = [Stage.UNIT_REVIEW, Stage.DEPARTMENT_REVIEW, Stage.FINANCE_REVIEW, Stage.PERFORMANCE_REVIEW]
    process = load_process(tuple(levels))
    return render(request, "home/workflow.html", {"picture": picture(process, request.lang), "process": process})
