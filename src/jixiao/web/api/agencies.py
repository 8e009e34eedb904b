"""The tree of agencies of each fiscal year, by the system administrator (机构管理)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from ninja import Query, Router, Status

from jixiao.web.api.answering import CHANGED, CHANGES, MADE, SEEN
from jixiao.web.api.power import need
from jixiao.web.api.problems import PreconditionError, StaleTagError
from jixiao.web.api.schemas.administration import (
    AgencyChange,
    AgencyChanged,
    AgencyPage,
    AgencyYearOut,
    AskedAgencies,
    Count,
    NewAgency,
    Opening,
)
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.agency_tree import Tree
from jixiao.web.records.models import AgencyYear

router = Router(tags=["agencies"])
POWER = "system_admin"


@router.get("/administration/agencies", response={200: AgencyPage, **SEEN}, operation_id="agency_tree", summary="机构树 · Agencies")
def agency_tree(request: HttpRequest, asked: Query[AskedAgencies]) -> dict[str, Any]:
    """Agencies of a year in the order of the tree, or those with some words in name or code."""
    need(request, POWER)
    found = [row for _, row in Tree.of(asked.fiscal_year).walk() if _fits(row, asked.words)]
    start = next((at + 1 for at, row in enumerate(found) if str(row.agency_id) == asked.after), 0)
    if asked.after and not start:
        raise Http404
    shown = found[start : start + asked.limit]
    return {"items": shown, "next": str(shown[-1].agency_id) if len(found) > start + asked.limit else None}


@router.post("/administration/agencies", response={201: AgencyYearOut, **MADE}, operation_id="agency_add", summary="新增单位 · Add one")
def agency_add(request: HttpRequest, response: HttpResponse, new: NewAgency) -> Any:
    """Put an agency into the tree of a year; one that exists already keeps its records."""
    need(request, POWER)
    told = new.model_dump(exclude={"fiscal_year"})
    made = actions.add_agency(year=str(new.fiscal_year), **told, actor=request.actor)
    return Status(201, _tagged(response, made))


@router.get(
    "/administration/agencies/{int:year}/{uuid:pk}",
    response={200: AgencyYearOut, **SEEN},
    operation_id="agency",
    summary="单位 · One agency",
)
def agency(request: HttpRequest, response: HttpResponse, year: int, pk: UUID) -> AgencyYear:
    """An agency in a year; its `ETag` is what a change sends back as `If-Match`."""
    need(request, POWER)
    return _tagged(response, _one(year, pk))


@router.patch(
    "/administration/agencies/{int:year}/{uuid:pk}",
    response={200: AgencyChanged, **CHANGED},
    operation_id="agency_change",
    summary="变更单位 · Change an agency",
    openapi_extra=CHANGES,
)
def agency_change(request: HttpRequest, response: HttpResponse, year: int, pk: UUID, sent: AgencyChange) -> dict[str, Any]:
    """Rename an agency in a year, put it elsewhere in the tree, open or close it."""
    need(request, POWER)
    row = _one(year, pk)
    now = {"name": row.name, "level": row.level, "parent": row.parent.code if row.parent else "", "pack": row.pack, "is_open": row.is_open}
    told = now | sent.model_dump(exclude_none=True)
    changed = _unless_stale(year, pk, lambda: actions.change_agency(pk, year, seen=_seen(request), **told, actor=request.actor))
    return {"agency": _tagged(response, changed.row), "followed": changed.followed, "staying": changed.staying}


@router.delete(
    "/administration/agencies/{int:year}/{uuid:pk}",
    response={204: None, **CHANGED},
    operation_id="agency_remove",
    summary="移出年度 · Take an agency out of a year",
    openapi_extra=CHANGES,
)
def agency_remove(request: HttpRequest, year: int, pk: UUID) -> Any:
    """Take an agency out of a year in which it does not exist."""
    need(request, POWER)
    _one(year, pk)
    _unless_stale(year, pk, lambda: actions.remove_agency(pk, year, seen=_seen(request), actor=request.actor))
    return Status(204, None)


@router.post(
    "/administration/years/{int:year}/carry-over",
    response={200: Count, **MADE},
    operation_id="carry_over",
    summary="结转 · Carry over",
)
def carry_over(request: HttpRequest, year: int) -> dict[str, int]:
    """The whole tree of a year into the next, closed; what is there already stays as it is."""
    need(request, POWER)
    return {"count": actions.carry_over(_year(year), actor=request.actor)}


@router.post(
    "/administration/years/{int:year}/opening",
    response={200: Count, **MADE},
    operation_id="open_year",
    summary="开放年度 · Open a year",
)
def open_year(request: HttpRequest, year: int, sent: Opening) -> dict[str, int]:
    """Open or close a year for all agencies at once."""
    need(request, POWER)
    return {"count": actions.open_year(_year(year), sent.is_open, actor=request.actor)}


def _fits(row: AgencyYear, words: str) -> bool:
    return all(word in row.name or row.agency.code.startswith(word) for word in words.split())


def _year(year: int) -> int:
    """A year that a database can hold."""
    if not 2000 <= year <= 2100:
        raise Http404
    return year


def _one(year: int, pk: UUID) -> AgencyYear:
    return get_object_or_404(AgencyYear.objects.select_related("agency", "parent"), agency_id=pk, fiscal_year=_year(year))


def _tagged(response: HttpResponse, row: AgencyYear) -> AgencyYear:
    response.headers["ETag"] = _tag(row)
    return row


def _tag(row: AgencyYear) -> str:
    return f'"{actions.seen_digest(row)}"'


def _unless_stale(year: int, pk: UUID, change: Callable[[], Any]) -> Any:
    """Do a change, or tell the ``ETag`` of what is there now.

    Raises:
        StaleTagError: somebody else changed it since it was seen.
    """
    try:
        return change()
    except actions.StaleError as error:
        raise StaleTagError(error, _tag(_one(year, pk))) from None


def _seen(request: HttpRequest) -> str:
    """The digest of what the caller saw, out of ``If-Match``.

    Raises:
        PreconditionError: there is none.
    """
    told = parse_etags(request.headers.get("If-Match", ""))
    if not told:
        raise PreconditionError("api.precondition_required")
    return told[0].removeprefix("W/").strip('"')
