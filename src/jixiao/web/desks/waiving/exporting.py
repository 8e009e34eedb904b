"""Waivers as a workbook, as they are asked for (导出豁免)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jixiao.exports.book import BookColumn, ColumnKind
from jixiao.messages import text
from jixiao.web.desks.administration.asking import power
from jixiao.web.desks.lists.exporting import MOST, book_sent
from jixiao.web.desks.templatetags.desk import called
from jixiao.web.desks.waiving.views import READERS, found_of, shown
from jixiao.web.records.models import Waiver


@power(*READERS)
@require_GET
def waivers_book(request: HttpRequest) -> HttpResponse:
    """The waivers of a tab that the person sees, the newest first."""
    found, state = found_of(request)
    rows = list(found.select_related("declaration", "asked_by", "decided_by").defer("declaration__draft").order_by("-pk")[:MOST])
    columns = [
        BookColumn(text("web_waivers.rule")),
        BookColumn(text("web_waivers.what")),
        *(BookColumn(text(f"web_waivers.{name}")) for name in ("declaration", "agency", "where", "typed", "reason")),
        BookColumn(text("web_waivers.until"), ColumnKind.DAY),
        BookColumn(text("web_waivers.asked_by")),
        BookColumn(text("web_waivers.asked_on"), ColumnKind.DAY),
        BookColumn(text("web_waivers.state")),
        BookColumn(text("web_waivers.decided_by")),
        BookColumn(text("web_waivers.note")),
    ]
    told = (_told(shown(each)) for each in rows)
    return book_sent(
        request, text("web_waivers.title"), columns, told, "declaration.export_waivers", len(rows), data={"state": state or "all"}
    )


def _told(each: Waiver) -> list[Any]:
    own = each.declaration
    asked = f"{each.asked_by.name} {called('role', each.asked_role)}"
    return [
        *(each.rule, each.title, own.name, own.agency_name, each.where, each.text, each.reason, each.until, asked),
        timezone.localtime(each.asked_at).date(),
        text(f"waiver_state.{each.state}"),
        each.decided_by.name if each.decided_by else "",
        each.note,
    ]
