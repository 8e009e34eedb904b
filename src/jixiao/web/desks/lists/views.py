"""Lists: 待送审 · 已送审 · 被退回 · 曾经办 and 待审核 · 已审核 · 被退回 · 曾经办."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.web.desks.lists.asking import listing_of
from jixiao.web.records import clock, paging, queries
from jixiao.web.records.models import Stage

PAGE = 50


@require_GET
def declarations(request: HttpRequest) -> HttpResponse:
    """Declarations of a tab of a role, a page at a time."""
    listing = listing_of(request.actor, request.GET)
    if listing is None:
        raise Http404
    base = queries.visible(request.actor)
    rows, after = paging.page(listing.found(request.actor).defer("draft", "levels"), listing.order, request.GET.get("after", ""), PAGE)
    agencies = queries.agencies_seen(request.actor)
    years = queries.years_of(agencies)
    shown_year = listing.asked["year"] or (years[0] if years else None)
    return render(
        request,
        "lists/rows.html" if request.htmx and request.htmx.target == "rows" else "lists/declarations.html",
        {
            "role": listing.role,
            "all_roles": listing.roles,
            "tabs": [(each.name, queries.count_capped(base.filter(each.condition))) for each in listing.tabs],
            "tab": listing.tab.name,
            "sort": listing.sort,
            "queue": listing.address,
            "rows": rows,
            "after": after,
            "asked": listing.typed,
            "tree": _tree([agency for agency in agencies if agency.fiscal_year == shown_year]),
            "years": years,
            "stages": Stage.values,
            "many": queries.MANY,
            "today": clock.today(),
            "total": rows and after == "" and not request.GET.get("after") and _total(rows),
        },
    )


def _total(rows: list[Any]) -> Decimal:
    return sum((row.annual_yuan or Decimal(0) for row in rows), Decimal(0))


def _tree(agencies: list[Any]) -> list[tuple[int, Any, str]]:
    """Agencies in the order of the tree, each with its depth and what its name adds to those above it."""
    below: dict[Any, list[Any]] = {}
    ids = {agency.agency_id for agency in agencies}
    for agency in agencies:
        below.setdefault(agency.parent_id if agency.parent_id in ids else None, []).append(agency)
    found: list[tuple[int, Any, str]] = []

    def walk(parent: Any, depth: int, above: tuple[str, ...]) -> None:
        for agency in sorted(below.get(parent, ()), key=lambda each: each.agency.code):
            known = max((name for name in above if agency.name.startswith(name) and agency.name != name), key=len, default="")
            found.append((depth, agency, agency.name.removeprefix(known)))
            if depth < 6:
                walk(agency.agency_id, depth + 1, (*above, agency.name))

    walk(None, 0, ())
    return found
