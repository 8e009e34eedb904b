"""The tree of agencies of each fiscal year (机构管理)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.administration.asking import form_again, power, typed, year_asked
from jixiao.web.middleware import refused
from jixiao.web.records import clock
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.actions.administration.agencies import EARLIEST_YEAR, packs
from jixiao.web.records.actions.administration.refusing import LATEST_YEAR
from jixiao.web.records.agency_tree import Tree
from jixiao.web.records.models import AgencyYear, Level

POWER = "system_admin"
ROWS = 100
OFFERED = 500
"""Agencies to choose from as a parent; where there are more, units are typed by their code."""
_FIELDS = ("name", "level", "parent", "pack")


@power(POWER)
@require_GET
def agencies(request: HttpRequest) -> HttpResponse:
    """The tree of a year, or what is found in it, a page at a time (机构树)."""
    own = found_in_year(request)
    year, words, found = own.year, own.words, own.rows
    start = next((at + 1 for at, (_, row, _) in enumerate(found) if str(row.agency_id) == request.GET.get("after")), 0)
    shown = found[start : start + ROWS]
    told = {
        "years": own.years,
        "year": year,
        "next_year": year + 1 if year else None,
        "words": words,
        "rows": [(0 if words else min(depth, 6), row, above if words else []) for depth, row, above in shown],
        "after": str(shown[-1][1].agency_id) if len(found) > start + ROWS else "",
        "count": own.count,
        "opened": own.opened,
        "address": request.GET.urlencode(),
    }
    return render(request, "administration/agencies.html", told)


@dataclass(frozen=True, slots=True)
class InYear:
    """What is found in the tree of a year (机构树查询).

    Attributes:
        years: that there are.
        year: the one that is asked for.
        words: in name or code.
        rows: depth, agency, and those above it, the nearest first.
        count, opened: of the whole tree.
        names: of all agencies of the year, by id.
    """

    years: list[int]
    year: int | None
    words: str
    rows: list[tuple[int, AgencyYear, list[AgencyYear]]]
    count: int
    opened: int
    names: dict[Any, str]


def found_in_year(request: HttpRequest) -> InYear:
    """The tree of the year that is asked for, narrowed to the words that are."""
    years = _years()
    year = year_asked(request, years)
    words = typed(request, "words")["words"]
    tree = Tree.of(year) if year else Tree(())
    walked = list(tree.walk())
    rows = [(depth, row, tree.above(row)) for depth, row in walked if _fits(row, words)]
    return InYear(
        years, year, words, rows, len(walked), sum(row.is_open for _, row in walked), {row.agency_id: row.name for _, row in walked}
    )


@power(POWER)
@require_http_methods(["GET", "POST"])
def agency_new(request: HttpRequest) -> HttpResponse:
    """One more agency in the tree of a year (新增单位)."""
    names = ("year", "code", *_FIELDS)
    if request.method == "GET":
        year = year_asked(request, _years()) or clock.today().year + 1
        asked = typed(request, *names) | {"year": str(year), "level": "unit", "pack": request.GET.get("pack", "national")}
        return render(request, "administration/agency_new.html", _form(asked, year))
    asked = typed(request, *names)
    try:
        made = actions.add_agency(**asked, actor=request.actor)
    except CallerError as error:
        return form_again(request, "administration/agency_new.html", error, _form(asked, _number(asked["year"])))
    messages.success(request, text("web_administration.agency_added", name=made.name))
    return _to_tree(made.fiscal_year)


@power(POWER)
@require_http_methods(["GET", "POST"])
def agency(request: HttpRequest, year: int, pk: Any) -> HttpResponse:
    """An agency in a year: name, place, pack, open or closed (变更单位)."""
    row = _one(year, pk)
    asked, is_open, seen = _now(row), row.is_open, actions.seen_digest(row)
    if request.method == "POST":
        asked, is_open = typed(request, *_FIELDS), request.POST.get("is_open") == "1"
        try:
            changed = actions.change_agency(pk, year, seen=request.POST.get("seen", ""), is_open=is_open, actor=request.actor, **asked)
        except CallerError as error:
            return form_again(request, "administration/agency.html", error, _page(row, asked, is_open, seen))
        messages.success(request, _told(changed))
        return _to_tree(year)
    return render(request, "administration/agency.html", _page(row, asked, is_open, seen))


@power(POWER)
@require_POST
def agency_remove(request: HttpRequest, year: int, pk: Any) -> HttpResponse:
    """Take an agency out of a year in which it does not exist (移出年度)."""
    row = _one(year, pk)
    try:
        actions.remove_agency(pk, year, seen=request.POST.get("seen", ""), actor=request.actor)
    except CallerError as error:
        told = _page(row, _now(row), row.is_open, actions.seen_digest(row))
        return form_again(request, "administration/agency.html", error, told)
    messages.success(request, text("web_administration.agency_removed", name=row.name, year=year))
    return _to_tree(year)


@power(POWER)
@require_POST
def carry_over(request: HttpRequest, year: int) -> HttpResponse:
    """The whole tree into the next year (结转)."""
    try:
        count = actions.carry_over(year, actor=request.actor)
    except CallerError as error:
        return refused(request, error)
    messages.success(request, text("web_administration.carried", year=year + 1, count=count))
    return _to_tree(year + 1)


@power(POWER)
@require_POST
def opening(request: HttpRequest, year: int) -> HttpResponse:
    """A year for all agencies at once (开放或关闭年度)."""
    is_open = request.POST.get("is_open") == "1"
    try:
        count = actions.open_year(year, is_open, actor=request.actor)
    except CallerError as error:
        return refused(request, error)
    key = "web_administration.year_opened" if is_open else "web_administration.year_closed"
    messages.success(request, text(key, year=year, count=count))
    return _to_tree(year)


def _one(year: int, pk: Any) -> AgencyYear:
    found = AgencyYear.objects.filter(agency_id=pk, fiscal_year=year)
    row = found.select_related("agency", "parent", "department", "finance").first()
    if row is None:
        raise Http404
    return row


def _now(row: AgencyYear) -> dict[str, str]:
    """An agency as it stands in the form before anybody types."""
    return {"name": row.name, "level": row.level, "parent": row.parent.code if row.parent else "", "pack": row.pack}


def _fits(row: AgencyYear, words: str) -> bool:
    return all(word in row.name or row.agency.code.startswith(word) for word in words.split())


def _years() -> list[int]:
    return list(AgencyYear.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


def _number(year: str) -> int:
    return int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0


def _form(asked: dict[str, str], year: int) -> dict[str, Any]:
    walked = [row for _, row in Tree.of(year).walk()]
    offered = walked if len(walked) <= OFFERED else [row for row in walked if row.level != Level.UNIT]
    return {
        "asked": asked,
        "year": year,
        "years": range(max(EARLIEST_YEAR, clock.today().year - 1), min(LATEST_YEAR, clock.today().year + 2) + 1),
        "levels": Level.values,
        "packs": packs(),
        "parents": offered[:OFFERED],
        "faults": {},
    }


def _page(row: AgencyYear, asked: dict[str, str], is_open: bool, seen: str) -> dict[str, Any]:
    told = _form(asked, row.fiscal_year)
    others = AgencyYear.objects.filter(agency=row.agency_id).select_related("parent").order_by("-fiscal_year")
    return told | {"row": row, "is_open": is_open, "seen": seen, "others": others}


def _told(changed: Any) -> str:
    parts = [text("web_administration.agency_changed", name=changed.row.name)]
    if changed.followed:
        parts.append(text("web_administration.agency_followed", count=changed.followed))
    if changed.staying:
        parts.append(text("web_administration.agency_staying", count=changed.staying))
    return " ".join(parts)


def _to_tree(year: int) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('agencies')}?{urlencode({'year': year})}")
