"""Declarations: lists, one, what is typed, what rules say, versions, events, files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from ninja import Header, Query, Router, Schema, Status

from jixiao.declaring import Draft
from jixiao.web.api.problems import PreconditionError, told_of
from jixiao.web.api.schemas import (
    Changes,
    DeclarationOut,
    EventOut,
    ExaminationOut,
    NewDeclaration,
    Page,
    Problem,
    VersionOut,
)
from jixiao.web.records import paging, queries
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions import sessions
from jixiao.web.records.models import Agency, Declaration, Stage, Version

router = Router(tags=["declarations"])
_GONE = {401: Problem, 404: Problem}
_CHANGED = {**_GONE, 409: Problem, 412: Problem, 422: Problem, 428: Problem}


class Asked(Schema):
    """What is looked for."""

    role: str = ""
    tab: str = ""
    words: str = ""
    fiscal_year: int | None = None
    agency_id: UUID | None = None
    stage: Stage | None = None
    after: str = ""
    limit: int = 50


def seen_revision(if_match: str | None) -> int:
    """The revision that the caller saw, out of ``If-Match``.

    Raises:
        PreconditionError: there is none.
    """
    given = (if_match or "").strip().removeprefix("W/").strip('"')
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise PreconditionError("api.precondition_required")
    return int(given)


def one(request: HttpRequest, pk: Any) -> Declaration:
    """A declaration that the caller may see."""
    return get_object_or_404(Declaration.objects.visible_to(request.actor.scope), pk=pk)


def answer(request: HttpRequest, response: HttpResponse, declaration: Declaration) -> Declaration:
    """A declaration with its revision as ``ETag`` and what may be done next."""
    response.headers["ETag"] = f'"{declaration.revision}"'
    declaration.moves = actions.moves_for(declaration, request.actor)
    return declaration


@router.get("", response={200: Page, 401: Problem, 422: Problem}, operation_id="declarations", summary="A list (列表)")
def declarations(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Declarations in sight, newest first; with ``role`` and ``tab`` those of a desk. ``next`` is ``after`` of the following page."""
    found = queries.visible(request.actor)
    order = "-stage_since"
    if asked.role or asked.tab:
        tab = next((tab for tab in queries.tabs_of(request.actor).get(asked.role, ()) if tab.name == asked.tab), None)
        found = found.filter(tab.condition) if tab else found.none()
        order = tab.order if tab else order
    found = queries.searched(
        found,
        words=asked.words.replace("\x00", "")[:80],
        year=asked.fiscal_year if asked.fiscal_year and 0 < asked.fiscal_year < 10000 else None,
        agency=str(asked.agency_id or ""),
        stage=asked.stage or "",
    )
    rows, after = paging.page(found.defer("draft", "levels"), order, asked.after, min(max(asked.limit, 1), 200))
    return {"items": rows, "next": after or None}


@router.post("", response={201: DeclarationOut, **_CHANGED}, operation_id="create", summary="Begin one (新建)")
def create(request: HttpRequest, response: HttpResponse, new: NewDeclaration) -> Any:
    """Begin a declaration for an agency where the caller is clerk."""
    agency = get_object_or_404(Agency, pk=new.agency_id, pk__in=request.actor.scope.agencies_of("clerk"))
    made = actions.create(agency, new.fiscal_year, Draft.from_plain(new.draft), actor=request.actor)
    return Status(201, answer(request, response, made))


@router.get("/{uuid:pk}", response={200: DeclarationOut, **_GONE}, operation_id="declaration", summary="One (申报)")
def declaration(request: HttpRequest, response: HttpResponse, pk: UUID) -> Declaration:
    """A declaration as it is now; ``ETag`` is its revision, which a change sends back as ``If-Match``."""
    return answer(request, response, one(request, pk))


@router.patch("/{uuid:pk}", response={200: DeclarationOut, **_CHANGED}, operation_id="save", summary="Type into it (保存)")
def save(request: HttpRequest, response: HttpResponse, pk: UUID, changes: Changes, if_match: Header[str | None] = None) -> Declaration:
    """Type texts into fields by path, or send a whole draft; ``If-Match`` says which revision was seen."""
    seen = seen_revision(if_match)
    one(request, pk)

    def typed(draft: Draft) -> Draft:
        draft = draft if changes.draft is None else Draft.from_plain(changes.draft)
        for path, text in changes.fields.items():
            draft = draft.with_field(path, text)
        return draft

    return answer(request, response, actions.save(pk, typed, seen=seen, actor=request.actor))


@router.get(
    "/{uuid:pk}/examination", response={200: ExaminationOut, **_GONE}, operation_id="examination", summary="What rules say (审核提示)"
)
def examination(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """What is missing, what the rules find in each field, and every reason against submitting."""
    examined = actions.examination_of(one(request, pk))
    findings = [{**told_of(found), "severity": found.severity} for found in examined.findings]
    blocking = [told_of(reason) for reason in examined.blocking]
    return {
        "can_be_submitted": not blocking,
        "blocking": blocking,
        "faults": [told_of(each) for each in examined.faults],
        "findings": findings,
    }


@router.get("/{uuid:pk}/versions", response={200: list[VersionOut], **_GONE}, operation_id="versions", summary="Frozen versions (版本)")
def versions(request: HttpRequest, pk: UUID) -> list[Version]:
    """The versions frozen at each move."""
    return list(one(request, pk).versions.defer("content"))


@router.get(
    "/{uuid:pk}/versions/{int:number}", response={200: dict[str, Any], **_GONE}, operation_id="version", summary="A version (版本内容)"
)
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The canonical JSON of a version, byte for byte: its SHA-256 is the one in the list and in the event."""
    found = get_object_or_404(one(request, pk).versions, number=number)
    return HttpResponse(found.content.encode(), content_type="application/json", headers={"ETag": f'"{found.sha256}"'})


@router.get("/{uuid:pk}/events", response={200: list[EventOut], **_GONE}, operation_id="events", summary="What was done (审核情况)")
def events(request: HttpRequest, pk: UUID) -> list[Any]:
    """All events of the declaration, oldest first."""
    return queries.history(one(request, pk))


@router.get("/{uuid:pk}/ledger", response={200: str, **_GONE}, operation_id="ledger", summary="Proof for jixiao verify (凭证)")
def ledger(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """Events and versions as a file that ``jixiao verify`` recomputes offline."""
    from jixiao.web.records.exporting import ledger_lines

    found = one(request, pk)
    sessions.note(request.actor, "declaration.export", object=found.chain)
    response = StreamingHttpResponse(iter(list(ledger_lines([found.chain]))), content_type="application/x-ndjson")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.pk}.ledger.jsonl"'
    return response
