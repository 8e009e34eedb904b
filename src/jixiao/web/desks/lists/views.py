"""Lists: 待送审 · 已送审 · 被退回 · 曾经办 and 待审核 · 已审核 · 被退回 · 曾经办."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.web.desks.lists.asking import Listing, listing_of
from jixiao.web.desks.lists.rows import COLUMNS, rows_told
from jixiao.web.desks.lists.waiting import first_waiting
from jixiao.web.records import lists, queries
from jixiao.web.records.actions.bulk import MOST
from jixiao.web.records.actions.reminders import REMINDING
from jixiao.web.records.adjusted import Around, adjusted_on
from jixiao.web.records.agency_branches import branches, years
from jixiao.web.records.lights import LIGHTS
from jixiao.web.records.models import Stage
from jixiao.web.records.queries import Tab

PAGE = 50
_SPAN = 10
"""Columns of the table."""
_MONEY = COLUMNS.index("annual_yuan")


def acts_in(role: str, tab: Tab) -> tuple[str, ...]:
    """What can be done with many of a tab at once."""
    if tab.name == "to_review":
        return ("approve", "return")
    if tab.name == "to_ratify":
        return ("ratify",)
    return ("remind",) if role in REMINDING and tab.name in ("below", "reviewed", "returned") else ()


@require_GET
def declarations(request: HttpRequest) -> HttpResponse:
    """Declarations of a tab of a role, a page at a time."""
    listing = listing_of(request.actor, request.GET)
    if listing is None:
        raise Http404
    counts = lists.counts(request.actor.scope, [listing.role])[listing.role]
    if "tab" not in request.GET:
        listing = listing.opened_at(first_waiting(listing.role, counts))
    after = request.GET.get("after", "")
    rows, following = lists.page(request.actor.scope, listing.sought, COLUMNS, after, PAGE)
    acts = acts_in(listing.role, listing.tab)
    adjusted = adjusted_on(request.actor.scope, [row[0] for row in rows], listing.sought)
    told = {
        "queue": listing.address,
        "rows": rows_told(rows, listing.address, is_picked=bool(acts), adjusted=adjusted),
        "after": following,
        "acts": acts,
        "span": _SPAN + bool(acts),
    }
    if request.htmx and request.htmx.target == "rows":
        return render(request, "lists/rows.html", told)
    return render(
        request,
        "lists/declarations.html",
        told | _around(request, listing, counts, is_whole=not (after or following), rows=rows, adjusted=adjusted),
    )


def _around(
    request: HttpRequest,
    listing: Listing,
    counts: list[tuple[str, int]],
    *,
    is_whole: bool,
    rows: list[tuple[Any, ...]],
    adjusted: Around,
) -> dict[str, Any]:
    """What stands around the rows: the tree, the tabs with their counts, the query row, the total."""
    scope = request.actor.scope
    known = years(scope)
    sought = listing.sought
    shown = sought.year or (known[0] if known else 0)
    return {
        "role": listing.role,
        "all_roles": listing.roles,
        "tabs": counts,
        "tab": listing.tab.name,
        "sort": listing.sort,
        "asked": listing.typed,
        "is_narrowed": any(listing.typed.values()),
        "tree": branches(scope, shown, sought.agency),
        "tree_address": _without_agency(request),
        "years": known,
        "stages": Stage.values,
        "lights": LIGHTS,
        "most": MOST,
        "many": queries.MANY,
        "total": adjusted.total_yuan((row[0], row[_MONEY]) for row in rows) if rows and is_whole else None,
    }


def _without_agency(request: HttpRequest) -> str:
    """The address of the list up to the agency."""
    parameters = request.GET.copy()
    for name in ("agency", "after"):
        parameters.pop(name, None)
    return f"?{parameters.urlencode()}{'&' if parameters else ''}agency="
