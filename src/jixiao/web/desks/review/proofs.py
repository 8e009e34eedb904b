"""History, versions, what changed between them, and files that prove or print a declaration."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from jixiao.chain import sha256_of
from jixiao.comparison.word_diff import pieces_of
from jixiao.declaring import Draft, DraftIndicator, difference, to_project
from jixiao.declaring.paths import split
from jixiao.documents.printout import Printout, UnprintableError
from jixiao.documents.writers import write
from jixiao.layouts.lay_out import Around, lay_out_form
from jixiao.messages import text
from jixiao.packs import declaration_for
from jixiao.web.desks.review.frozen import draft_of, paper_with
from jixiao.web.desks.review.paper import Paper
from jixiao.web.desks.review.queue import Queue
from jixiao.web.desks.review.remarks import where_of
from jixiao.web.desks.review.telling import lines_of
from jixiao.web.desks.review.views import FORM_KINDS, one, paper_now
from jixiao.web.middleware import refused
from jixiao.web.records import queries
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions import sessions
from jixiao.web.records.exporting import ledger_lines
from jixiao.web.records.models import Declaration, Version
from jixiao.web.records.refusals import RefusedError

NOW = "now"
_MOST_COMPARED = 4_000_000
"""Product of the lengths of two texts up to which they are compared word by word."""
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
        "attachments": json.loads(found.content).get("attachments", []),
        "earlier": max((each for each in numbers if each < number), default=None),
        "later": min((each for each in numbers if each > number), default=None),
        "queue": Queue(request, declaration),
    }
    return render(request, "review/version.html", told)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is not what it was (改动): ``came``, ``went`` or ``changed``, and its text piece by piece."""

    kind: str
    where: str
    before: str
    after: str
    pieces: tuple[tuple[str, str], ...]


@require_GET
def changes(request: HttpRequest, pk: Any) -> HttpResponse:
    """What changed between two versions, or since one, field by field (改动)."""
    declaration = one(request, pk)
    versions = list(declaration.versions.defer("content"))
    if not versions:
        raise Http404
    old, new = _sides(request, versions)
    before, after = _draft(declaration, old), _draft(declaration, new)
    papers = (paper_with(declaration, before), paper_with(declaration, after))
    told = {
        "section": "declarations",
        "kinds": FORM_KINDS,
        "declaration": declaration,
        "versions": versions,
        "old": old,
        "new": new,
        "now": NOW,
        "changes": list(changes_between(before, after, papers)),
        "queue": Queue(request, declaration),
    }
    return render(request, "review/changes.html", told)


def _sides(request: HttpRequest, versions: list[Version]) -> tuple[str, str]:
    """The two that are asked for: by default the last that was handed in before, and how it is now."""
    known = {str(each.number) for each in versions}
    submitted = [str(each.number) for each in versions if each.move == "submit"]
    usual = submitted[-2] if len(submitted) > 1 else str(versions[0].number)
    old, new = request.GET.get("from", usual), request.GET.get("to", NOW)
    if old not in known or new not in known | {NOW}:
        raise Http404
    return old, new


def _draft(declaration: Declaration, side: str) -> Draft:
    return Draft.from_plain(declaration.draft) if side == NOW else draft_of(declaration.versions.get(number=int(side)))


def changes_between(before: Draft, after: Draft, papers: tuple[Paper, Paper]) -> Iterator[Change]:
    """Fields that changed, and rows of indicators that came or went as a whole."""
    old_rows, new_rows = ({row.id: row for row in draft.indicators} for draft in (before, after))
    told: set[str] = set()
    for each in difference(before, after):
        row = split(each.path)[0]
        if row and (row in old_rows) != (row in new_rows):
            if row not in told:
                told.add(row)
                yield _row_change(old_rows.get(row), new_rows.get(row))
            continue
        old, new = each.before, each.after
        kind = "changed" if old and new else "came" if new else "went"
        is_short = len(old) * len(new) <= _MOST_COMPARED
        where = where_of(each.path, papers[1] if each.path in papers[1].labels else papers[0])
        yield Change(kind, where, old, new, pieces_of(old, new) if kind == "changed" and is_short else ())


def _row_change(old: DraftIndicator | None, new: DraftIndicator | None) -> Change:
    row = new or old
    assert row is not None  # noqa: S101 - it stands on one of the sides
    said = " · ".join(row.texts[key] for key in dict.fromkeys(("level1", "level2", "name", "target", *row.texts)) if row.text(key).strip())
    where = text("web_review.indicator_row", name=row.text("name").strip())
    return Change("came", where, "", said, ()) if new else Change("went", where, said, "", ())


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
