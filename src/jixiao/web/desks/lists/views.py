"""Lists: 待送审 · 已送审 · 被退回 · 曾经办 and 待审核 · 已审核 · 被退回 · 曾经办."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.web.records import paging, queries
from jixiao.web.records.models import Stage

PAGE = 50


@require_GET
def declarations(request: HttpRequest) -> HttpResponse:
    """Declarations of a tab of a role, a page at a time."""
    tabs = queries.tabs_of(request.actor)
    if not tabs:
        raise Http404
    role = request.GET.get("role") or next(iter(tabs))
    if role not in tabs:
        raise Http404
    tab = next((tab for tab in tabs[role] if tab.name == request.GET.get("tab")), tabs[role][0])
    asked = _asked(request)
    base = queries.visible(request.actor)
    found = queries.searched(base.filter(tab.condition), **asked)
    rows, after = paging.page(found.defer("draft", "levels"), tab.order, request.GET.get("after", ""), PAGE)
    agencies = queries.agencies_seen(request.actor)
    years = queries.years_of(agencies)
    shown_year = asked["year"] or (years[0] if years else None)
    return render(
        request,
        "lists/rows.html" if request.htmx and request.htmx.target == "rows" else "lists/declarations.html",
        {
            "role": role,
            "all_roles": list(tabs),
            "tabs": [(each.name, queries.count_capped(base.filter(each.condition))) for each in tabs[role]],
            "tab": tab.name,
            "rows": rows,
            "after": after,
            "asked": {key: request.GET.get(key, "") for key in ("words", "year", "agency", "stage", "at_least")},
            "tree": _tree([agency for agency in agencies if agency.fiscal_year == shown_year]),
            "years": years,
            "stages": Stage.values,
            "many": queries.MANY,
            "total": rows and after == "" and not request.GET.get("after") and _total(rows),
        },
    )


def _asked(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET
    year = asked.get("year", "")
    try:
        at_least = Decimal(asked["at_least"]) * 10000 if asked.get("at_least") else None
    except InvalidOperation:
        at_least = None
    stage = asked.get("stage", "")
    return {
        "words": asked.get("words", "").replace("\x00", "")[:80],
        "year": int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        "agency": asked.get("agency", "") if _is_uuid(asked.get("agency", "")) else "",
        "stage": stage if stage in Stage.values else "",
        "at_least": at_least if at_least is None or (at_least.is_finite() and abs(at_least) < 10**15) else None,
    }


def _is_uuid(given: str) -> bool:
    return len(given) == 36 and all(letter in "0123456789abcdef-" for letter in given)


def _total(rows: list[Any]) -> Decimal:
    return sum((row.annual_yuan or Decimal(0) for row in rows), Decimal(0))


def _tree(agencies: list[Any]) -> list[tuple[int, Any]]:
    """Agencies in the order of the tree, each with its depth."""
    below: dict[Any, list[Any]] = {}
    ids = {agency.agency_id for agency in agencies}
    for agency in agencies:
        below.setdefault(agency.parent_id if agency.parent_id in ids else None, []).append(agency)
    found: list[tuple[int, Any]] = []

    def walk(parent: Any, depth: int) -> None:
        for agency in sorted(below.get(parent, ()), key=lambda each: each.agency.code):
            found.append((depth, agency))
            if depth < 6:
                walk(agency.agency_id, depth + 1)

    walk(None, 0)
    return found
