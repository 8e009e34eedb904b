"""The floors: what a page, a list in JSON and a write cost without any application around them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from jixiao.web.records.models import Agency, Declaration

_COLUMNS = (
    "id, name, code, agency_name, agency_id, fiscal_year, stage, revision, annual_yuan, indicators, errors, warnings, comments_open, "
    "risk, grade, reminded_at, stage_since, updated_at, due_on"
)
_PAGE = """<!doctype html><html><head><title>bare</title></head><body><p>{{ request.user.name }}</p><table>
<tr><th>Project</th><th>Agency</th><th>Year</th><th>Money</th><th>Indicators</th><th>Errors</th><th>State</th><th>Since</th><th>Due</th></tr>
{% for row in rows %}<tr><td><a href="/declarations/{{ row.id }}">{{ row.name }}</a> {{ row.code }}</td><td>{{ row.agency_name }}</td>
<td>{{ row.fiscal_year }}</td><td>{{ row.annual_yuan }}</td><td>{{ row.indicators }}</td>
<td>{% if row.errors %}{{ row.errors }}{% endif %} {% if row.warnings %}{{ row.warnings }}{% endif %}</td><td>{{ row.stage }}</td>
<td>{{ row.stage_since|date:"Y-m-d H:i" }}</td><td>{{ row.due_on|date:"Y-m-d" }}</td></tr>{% endfor %}</table></body></html>"""


def raw_list(finance_id: Any) -> bytes:  # noqa: ANN401 - a key may be anything
    """Fifty rows by SQL, as JSON."""
    key = finance_id.hex if connection.vendor == "sqlite" else finance_id
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM records_declaration WHERE finance_id = %s ORDER BY stage_since DESC, id LIMIT 50",  # noqa: S608 - constants
            [key],
        )
        names = [column[0] for column in cursor.description]
        return json.dumps([dict(zip(names, row, strict=True)) for row in cursor.fetchall()], default=str).encode()


def page(request: HttpRequest) -> HttpResponse:
    """Fifty rows in a template, for somebody who logged in."""
    rows = Declaration.objects.filter(finance_id=place(), stage="finance_review").order_by("stage_since").defer("draft", "levels")[:50]
    template = engines["django"].from_string(_PAGE) if not _kept else _kept[0]
    if not _kept:
        _kept.append(template)
    return HttpResponse(template.render({"rows": rows, "request": request, "who": request.user.name}))


@cache
def place() -> Any:  # noqa: ANN401 - a key may be anything
    """The finance authority, which a request need not look up."""
    return Agency.objects.values_list("pk", flat=True).get(code="900")


def write(pk: Any) -> None:  # noqa: ANN401 - a key may be anything
    """One row in one transaction."""
    with transaction.atomic():
        Declaration.objects.filter(pk=pk).update(revision=F("revision") + 1)


def other_addresses(get_response: Any) -> Any:  # noqa: ANN401 - a middleware
    """The addresses of this module instead of those of the application."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return answer


_kept: list[Any] = []
urlpatterns = [path("bare", page)]
