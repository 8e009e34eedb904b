"""History, versions, and files that prove or print a declaration."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from jixiao.chain import sha256_of
from jixiao.declaring import Draft, to_project
from jixiao.documents.printout import Printout, UnprintableError
from jixiao.documents.writers import write
from jixiao.layouts.lay_out import Around, lay_out_form
from jixiao.messages import text
from jixiao.packs import declaration_for
from jixiao.web.desks.review.frozen import draft_of, paper_with
from jixiao.web.desks.review.queue import Queue
from jixiao.web.desks.review.telling import lines_of
from jixiao.web.desks.review.views import FORM_KINDS, one, paper_now
from jixiao.web.desks.whole.assessed import assessed_of
from jixiao.web.middleware import refused
from jixiao.web.records import queries
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions import sessions
from jixiao.web.records.exporting import ledger_lines
from jixiao.web.records.models import Declaration, Version
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.showing import may_fetch

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


@require_GET
def history(request: HttpRequest, pk: Any) -> HttpResponse:
    """Who did what, when and why, with the versions that were frozen (审核情况)."""
    declaration = one(request, pk)
    told = {
        "section": "declarations",
        "kinds": FORM_KINDS,
        "declaration": declaration,
        "lines": lines_of(queries.history(declaration), paper=paper_now(declaration))[::-1],
        "versions": list(declaration.versions.defer("content").order_by("-number")),
        "queue": Queue(request, declaration),
    }
    return render(request, "review/history.html", told)


@require_GET
def version(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """The sheet as it was frozen at a move, and its digest computed anew (版本)."""
    declaration = one(request, pk)
    found = get_object_or_404(declaration.versions, number=number)
    numbers = list(declaration.versions.values_list("number", flat=True))
    computed = sha256_of(found.content.encode())
    event = next((event for event in queries.moves_made(declaration) if event.data.get("version") == number), None)
    told = {
        "section": "declarations",
        "kinds": FORM_KINDS,
        "declaration": declaration,
        "version": found,
        "line": lines_of([event])[0] if event else None,
        "paper": paper_with(declaration, draft_of(found)),
        "computed": computed,
        "is_whole": computed == found.sha256 and (event is None or event.after == computed),
        "attachments": _frozen_files(declaration, found),
        "assessed": assessed_of(declaration, json.loads(found.content).get("assessment")),
        "earlier": max((each for each in numbers if each < number), default=None),
        "later": min((each for each in numbers if each > number), default=None),
        "queue": Queue(request, declaration),
    }
    return render(request, "review/version.html", told)


def _frozen_files(declaration: Declaration, version: Version) -> list[dict[str, Any]]:
    """The files that a version was frozen with, each with the id under which it can be seen."""
    frozen: list[dict[str, Any]] = json.loads(version.content).get("attachments", [])
    if not frozen:
        return []
    there = declaration.attachments.only("pk", "name", "file_id", "at", "declaration_id")
    known = {(each.name, each.file_id): each.pk for each in there if may_fetch(declaration, each)}
    return [{**each, "pk": known.get((each["name"], each["sha256"]))} for each in frozen]


@require_GET
def ledger(request: HttpRequest, pk: Any) -> HttpResponse:
    """Events and versions as a file that ``jixiao verify`` recomputes offline (凭证)."""
    declaration = one(request, pk)
    sessions.note(request.actor, "declaration.export", object=declaration.chain, data={"kind": "ledger"})
    content = b"".join(ledger_lines([declaration.chain]))
    return _file(content, "application/x-ndjson", f"{_name(declaration)}.ledger.jsonl")


@require_GET
def form_file(request: HttpRequest, pk: Any, kind: str) -> HttpResponse:
    """The official form as a file, as it is now or as it was frozen (导出表样)."""
    if kind not in FORM_KINDS:
        raise Http404
    declaration = one(request, pk)
    number = request.GET.get("version", "")
    if number and not (number.isascii() and number.isdigit() and len(number) < 6):
        raise Http404
    version = get_object_or_404(declaration.versions, number=int(number)) if number else None
    try:
        return printed(request, declaration, kind, version)
    except RefusedError as error:
        return refused(request, error)


def printed(request: HttpRequest, declaration: Declaration, kind: str, version: Version | None) -> HttpResponse:
    """The official form as a file, as it is now or as a version has it; that it was fetched is an event.

    Raises:
        RefusedError: the form cannot be printed as a file of this kind.
    """
    draft = draft_of(version) if version else Draft.from_plain(declaration.draft)
    pack = actions.pack_of(declaration.pack)
    typed = to_project(draft, pack, agency=declaration.agency_name, fiscal_year=declaration.fiscal_year)
    page = lay_out_form(typed.project, declaration_for(pack), Around(declaration.fiscal_year, None, declaration.agency_name)).page
    try:
        content = write(Printout(str(declaration), [page]), kind)
    except UnprintableError as error:
        raise RefusedError("web_review.unprintable", reason=error.message()) from None
    data = {"kind": kind, "sha256": sha256_of(content), "revision": declaration.revision}
    sessions.note(
        request.actor, "declaration.export", object=declaration.chain, data=data | ({"version": version.number} if version else {})
    )
    suffix = text("web_review.of_version", number=version.number) if version else ""
    return _file(content, _TYPES[kind], f"{_name(declaration)}{suffix}.{kind}")


def _name(declaration: Declaration) -> str:
    """A name for files: the project and its year, without what no file system likes."""
    told = "".join("_" if letter in '\\/:*?"<>|' or not letter.isprintable() else letter for letter in declaration.name)
    return f"{told.strip() or declaration.pk}-{declaration.fiscal_year}"[:120]


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
