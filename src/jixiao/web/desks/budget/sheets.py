"""The grid of ceilings as a spreadsheet: fetched, filled in, and sent back (控制数表格)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from jixiao.documents.grid import Row
from jixiao.documents.printout import NOWHERE, Align, Page, PrintedCell, PrintedGrid, Printout
from jixiao.documents.tables import rows_in
from jixiao.documents.writers import write
from jixiao.messages import catalogue, text
from jixiao.web.desks.budget.views import give, page, years_of
from jixiao.web.records.actions import sessions
from jixiao.web.records.actions.budget import BudgetFault, Given
from jixiao.web.records.ceilings import Line, grid_of
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.wan import in_wan, wan_typed

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = ("code", "name", "ceiling")
_MONEY = "#,##0.00####"


@require_GET
def fetch(request: HttpRequest, year: int) -> HttpResponse:
    """The grid of a year, for whoever fills it in elsewhere."""
    if year not in years_of(request):
        raise Http404
    name = text("web_budget.sheet_name", year=year)
    sessions.note(request.actor, "ceiling.export", data={"year": year})
    content = write(Printout(name, [Page(str(year), (_grid(grid_of(request.actor, year)),))]), "xlsx")
    response = HttpResponse(content, content_type=_TYPE)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def _grid(lines: Sequence[Line]) -> PrintedGrid:
    rows = [[text(f"web_budget_column.{name}") for name in _COLUMNS]]
    rows += [[line.row.agency.code, line.row.name, "" if line.amount_yuan is None else in_wan(line.amount_yuan)] for line in lines]
    return PrintedGrid([Row([_cell(told, at, number) for at, told in enumerate(row)]) for number, row in enumerate(rows)], header_rows=1)


def _cell(told: str, col: int, row: int) -> PrintedCell:
    is_money = row > 0 and col == 2
    align = Align.CENTER if row == 0 else Align.RIGHT if is_money else Align.LEFT
    return PrintedCell(told, col, NOWHERE, align=align, number_format=_MONEY if is_money and told else "")


@require_POST
def send(request: HttpRequest, year: int) -> HttpResponse:
    """Give the ceilings that stand in a spreadsheet, all of them or none."""
    years = years_of(request)
    if year not in years:
        raise Http404
    file = request.FILES.get("file")
    if file is None or file.size > settings.UPLOAD_LIMIT:
        return page(request, year, years, faults=[_FileError("web_budget.choose_file")], status=422)
    name = (file.name or "")[:80]
    given, faults = read(rows_in(file.read()), grid_of(request.actor, year), name)
    return give(request, year, years, given, faults)


class _FileError(RefusedError):
    """What is wrong with a file as a whole."""

    field = ""


def read(rows: Sequence[Sequence[str]], lines: Sequence[Line], name: str) -> tuple[dict[UUID, Given], list[Any]]:
    """What stands in the rows of a file: ceilings by agency, and everything that is wrong with them at once."""
    places = next(((at, found) for at, row in enumerate(rows) if (found := _places(row))), None)
    if places is None:
        return {}, [_FileError("web_budget.file_unread", name=name)]
    known = {line.row.agency.code: line for line in lines}
    given: dict[UUID, Given] = {}
    faults: list[Any] = []
    for number, code, typed in _filled(rows, *places):
        line = known.get(code)
        if line is None or not line.may_set:
            faults.append(BudgetFault("", "no_agency", {"row": number, "text": code}))
            continue
        if line.agency_id in given:
            faults.append(BudgetFault(str(line.agency_id), "twice", {"row": number, "agency": line.row.name}))
            continue
        try:
            given[line.agency_id] = Given(wan_typed(typed), line.amount_yuan)
        except ValueError:
            faults.append(BudgetFault(str(line.agency_id), "not_money", {"agency": line.row.name, "text": typed[:40]}))
    if not given and not faults:
        faults.append(_FileError("web_budget.file_none", name=name))
    return given, faults


def _places(row: Sequence[str]) -> tuple[int, int] | None:
    """The columns of code and ceiling, in a row that names both."""
    named = [_named(cell) for cell in row]
    return (named.index("code"), named.index("ceiling")) if {"code", "ceiling"} <= set(named) else None


def _named(cell: str) -> str:
    told = cell.strip().replace("(", "（").replace(")", "）")
    for name in ("code", "ceiling"):
        entry = catalogue()[f"web_budget_column.{name}"]
        if told in (entry["zh"], entry["en"].replace("(", "（").replace(")", "）")) or (name == "ceiling" and told.startswith("控制数")):
            return name
    return ""


def _filled(rows: Sequence[Sequence[str]], at: int, places: tuple[int, int]) -> Iterator[tuple[int, str, str]]:
    """Number, code and ceiling of each row below the head that names an agency and has a ceiling."""
    for number, row in enumerate(rows[at + 1 :], at + 2):
        code, typed = (row[place].strip() if place < len(row) else "" for place in places)
        if code and typed:
            yield number, code, typed
