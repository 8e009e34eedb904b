"""A list of declarations as a workbook, whole, as it is asked for: any tab, any query row, with a total (导出列表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from jixiao.exports.book import BookColumn, BookSheet, ColumnKind, book_of
from jixiao.messages import text
from jixiao.web.desks.lists.asking import listing_of
from jixiao.web.desks.lists.rows import COLUMNS
from jixiao.web.desks.templatetags.desk import called, wan
from jixiao.web.records import clock, lists
from jixiao.web.records.actions import sessions
from jixiao.web.records.adjusted import Around, adjusted_on
from jixiao.web.records.lists import Sought

MOST = 20_000
"""Declarations that go into one workbook."""
_NOTHING = Around()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def declarations_book(request: HttpRequest) -> HttpResponse:
    """The declarations of a tab and query row as a workbook; that they went out is an event."""
    listing = listing_of(request.actor, request.GET)
    if listing is None:
        raise Http404
    return list_as_file(request, listing.sought, text(f"tab.{listing.tab.name}"))


def list_as_file(request: HttpRequest, sought: Sought, named: str) -> HttpResponse:
    """A list as a file.

    Args:
        request: whose list.
        sought: which one.
        named: in the name of the file.
    """
    rows, following = lists.page(request.actor.scope, sought, COLUMNS, "", MOST)
    sessions.note(request.actor, "declaration.export_list", data={"tab": sought.tab, "role": sought.role, "rows": len(rows)})
    name = text("web_lists.file", tab=named, day=clock.today().isoformat())
    adjusted = adjusted_on(request.actor.scope, [row[0] for row in rows], sought)
    response = HttpResponse(book_of_list(rows, adjusted, is_cut=bool(following)), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def book_sent(
    request: HttpRequest,
    title: str,
    columns: list[BookColumn],
    rows: Iterable[list[Any]],
    action: str,
    count: int,
    *,
    data: dict[str, Any] | None = None,
) -> HttpResponse:
    """Any list as a workbook of one sheet; that it went out is an event.

    Args:
        request: whose list.
        title: of sheet and file.
        columns: of the sheet.
        rows: their cells.
        action: of the event.
        count: how many rows there are.
        data: what else the event tells.
    """
    sessions.note(request.actor, action, data={"rows": count, **(data or {})})
    response = HttpResponse(book_of([BookSheet(title, columns, rows, "", [])], title=title), content_type=XLSX)
    name = text("web_lists.any_file", title=title, day=clock.today().isoformat())
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def book_of_list(rows: Iterable[Sequence[Any]], adjusted: Around = _NOTHING, *, is_cut: bool = False) -> bytes:
    """A workbook of the rows of a list, with :data:`COLUMNS`; money is that of the total of the list, each project once."""
    columns = [
        BookColumn(text("web.project")),
        BookColumn(text("web_lists.code")),
        BookColumn(text("web.agency")),
        BookColumn(text("web.year")),
        BookColumn(text("web_lists.annual"), ColumnKind.MONEY, is_summed=True),
        BookColumn(text("web_adjust.column")),
        BookColumn(text("web.indicators"), ColumnKind.NUMBER, is_summed=True),
        BookColumn(text("web_lists.errors"), ColumnKind.NUMBER, is_summed=True),
        BookColumn(text("web_lists.warnings"), ColumnKind.NUMBER, is_summed=True),
        BookColumn(text("web_lists.comments"), ColumnKind.NUMBER, is_summed=True),
        BookColumn(text("web.state")),
        BookColumn(text("web.since"), ColumnKind.DAY),
        BookColumn(text("web.due"), ColumnKind.DAY),
    ]
    notes = [text("web_lists.cut", most=f"{MOST:,}")] if is_cut else []
    sheet = BookSheet(text("web_lists.sheet"), columns, (_told(row, adjusted) for row in rows), text("web.total"), notes)
    return book_of([sheet], title=text("web_lists.sheet"))


def _told(values: Sequence[Any], adjusted: Around) -> list[Any]:
    row = dict(zip(COLUMNS, values, strict=True))
    return [
        row["name"] or text("web.unnamed"),
        row["code"],
        row["agency_name"],
        str(row["fiscal_year"]),
        adjusted.counted_yuan(row["id"], row["annual_yuan"]),
        _adjustment(row, adjusted),
        *(row[name] for name in ("indicators", "errors", "warnings", "comments_open")),
        called("stage", row["stage"]),
        timezone.localtime(row["stage_since"]).date(),
        row["due_on"],
    ]


def _adjustment(row: dict[str, Any], adjusted: Around) -> str:
    """What an entry says of an adjustment: what is asked for, or what was approved before."""
    later, own = adjusted.of.get(row["id"]), adjusted.from_.get(row["id"])
    if later is not None:
        return text("web_adjust.told_later" if later.done_at else "web_adjust.told_pending", money=wan(later.declaration.annual_yuan))
    if own is None:
        return ""
    if own.original_id in adjusted.merged:
        return text("web_adjust.told_pending", money=wan(row["annual_yuan"]))
    return text("web_adjust.told_before", money=wan(own.original.annual_yuan))
