"""Many declarations by one workbook: its template, and what was filled in (批量申报)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from jixiao.declaring.workbook import workbook_of
from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.importing.views import imports_page, name_of_file
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import workbooks as actions
from jixiao.web.records.actions.changing import pack_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(content: bytes, name: str) -> HttpResponse:
    """A workbook to be kept."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The template of an agency for a year, with the columns and lists of its jurisdiction (导入模板)."""
    agencies = agencies_where(request.actor, "clerk")
    if not agencies:
        raise Http404
    agency, year = _chosen(agencies, request.GET)
    if agency is None or not year:
        return imports_page(request, agencies, workbook_refused=text("web_declare.choose"))
    try:
        own = actions.open_year(agency, year, actor=request.actor)
    except CallerError as error:
        return imports_page(request, agencies, workbook_refused=error.message())
    return as_file(workbook_of(pack_of(own.pack), year), text("web_importing.workbook_name", year=year))


@require_POST
def workbook(request: HttpRequest) -> HttpResponse:
    """Take a workbook in: all of its declarations, or everything that is wrong in it (批量导入)."""
    agencies = agencies_where(request.actor, "clerk")
    if not agencies:
        raise Http404
    agency, year = _chosen(agencies, request.POST)
    chosen = {key: request.POST.get(key, "") for key in ("agency", "year")}
    file = request.FILES.get("file")
    if agency is None or not year or file is None:
        missing = "web_importing.choose_file" if file is None else "web_declare.choose"
        return imports_page(request, agencies, workbook_refused=text(missing), chosen=chosen)
    try:
        made, is_new = actions.import_workbook(agency, year, name_of_file(file.name), file.read(), actor=request.actor)
    except actions.WorkbookError as error:
        return imports_page(request, agencies, workbook_refused=error.message(), wrong=error.reasons, chosen=chosen)
    except CallerError as error:
        return imports_page(request, agencies, workbook_refused=error.message(), chosen=chosen)
    if not is_new:
        messages.warning(request, text("web_importing.workbook_again", count=len(made)))
        return HttpResponseRedirect(reverse("import", args=[made[0].imported_as.document_id]))
    messages.success(request, text("web_importing.workbook_made", count=len(made)))
    return HttpResponseRedirect(reverse("edit", args=[made[0].pk]) if len(made) == 1 else f"{reverse('declarations')}?role=clerk")


def _chosen(agencies: list[Any], sent: Any) -> tuple[Any, int]:
    """The agency and year that were chosen; none and 0 where they cannot be."""
    agency = next((each for each in agencies if str(each.pk) == sent.get("agency", "")), None)
    year = sent.get("year", "")
    return agency, int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0
