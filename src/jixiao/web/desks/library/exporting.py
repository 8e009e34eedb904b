"""The project library as a workbook, whole, as it is asked for (导出项目库)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from jixiao.exports.book import BookColumn, BookSheet, ColumnKind, book_of
from jixiao.messages import text
from jixiao.web.desks.library.views import need_business, shown_years, wanted_of
from jixiao.web.desks.lists.exporting import MOST, XLSX
from jixiao.web.desks.templatetags.desk import called
from jixiao.web.records import clock, library
from jixiao.web.records.actions import sessions
from jixiao.web.records.library import Row

_AT_ONCE = 500
"""Projects whose declarations are looked up in one query."""


@require_GET
def projects_book(request: HttpRequest) -> HttpResponse:
    """The projects of a query row as a workbook, each with its money and state of both years; that they went out is an event."""
    need_business(request)
    scope = request.actor.scope
    wanted, _ = wanted_of(request)
    found = list(wanted.found(scope).order_by("name", "pk")[: MOST + 1])
    rows = (row for at in range(0, len(found[:MOST]), _AT_ONCE) for row in library.with_years(scope, found[at : min(at + _AT_ONCE, MOST)]))
    sessions.note(request.actor, "project.export_list", data={"state": wanted.state, "rows": len(found[:MOST])})
    content = book_of_projects(rows, shown_years(scope), is_cut=len(found) > MOST)
    response = HttpResponse(content, content_type=XLSX)
    name = text("web_library.file", day=clock.today().isoformat())
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def book_of_projects(rows: Iterable[Row], years: tuple[int, int], *, is_cut: bool = False) -> bytes:
    """A workbook of projects.

    Args:
        rows: with their declarations.
        years: whose money and state are told.
        is_cut: there are more.
    """
    columns = [
        BookColumn(text("web.project")),
        BookColumn(text("web_lists.code")),
        BookColumn(text("web.agency")),
        BookColumn(text("web_library.state")),
        BookColumn(text("web_library.recurring")),
        BookColumn(text("web_library.first_year")),
        BookColumn(text("web_library.last_year")),
    ]
    for year in years:
        columns += [BookColumn(text("web_library.year_yuan", year=year), ColumnKind.MONEY, is_summed=True)]
        columns += [BookColumn(text("web_library.year_state", year=year))]
    notes = [text("web_library.cut", most=f"{MOST:,}")] if is_cut else []
    title = text("web_library.title")
    return book_of([BookSheet(title, columns, _told(rows, years), text("web.total"), notes)], title=title)


def _told(rows: Iterable[Row], years: tuple[int, int]) -> Iterator[list[Any]]:
    for row in rows:
        project = row.project
        told = [
            str(project),
            project.code,
            project.agency_name,
            text(f"project_state.{project.state}"),
            text("web_library.yes") if project.is_recurring else "",
            str(project.first_year or ""),
            str(project.last_year or ""),
        ]
        for year in years:
            one = row.years.get(year)
            told += [one.annual_yuan, called("stage", one.stage)] if one else [None, ""]
        yield told
