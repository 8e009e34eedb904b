"""History, frozen versions, what changed, and files that print or prove a declaration (版本、留痕、表样)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from jixiao.declaring import Draft, aligned, difference
from jixiao.web.api.answering import MADE, SEEN, one
from jixiao.web.api.schemas.proofs import ChangesOut, EventOut, StandingOut, VersionOut
from jixiao.web.desks.review import proofs
from jixiao.web.desks.review.frozen import draft_of, in_force
from jixiao.web.desks.review.standing import standing_of
from jixiao.web.records import queries
from jixiao.web.records.models import Declaration, Event, Version
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.showing import as_shown

router = Router(tags=["proofs"])
Number = Annotated[int, Field(ge=1, le=99_999)]
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2200, 1, 1))]
Kind = Literal["pdf", "docx", "xlsx", "html", "txt"]


@router.get(
    "/declarations/{uuid:pk}/standing", response={200: StandingOut, **SEEN}, operation_id="standing", summary="办理进度 · Where it is"
)
def standing(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """Where a declaration is, who has to act, and which stages are on its way."""
    found = one(request, pk)
    now = standing_of(found)
    return {
        "stage": found.stage,
        "since": found.stage_since,
        "due_on": found.due_on,
        "role": now.role,
        "holders": now.holders,
        "way": [stage.name for stage in now.way],
    }


@router.get("/declarations/{uuid:pk}/events", response={200: list[EventOut], **SEEN}, operation_id="events", summary="审核情况 · History")
def events(request: HttpRequest, pk: UUID) -> list[Event]:
    """All events of the declaration, oldest first."""
    return queries.history(one(request, pk))


@router.get(
    "/declarations/{uuid:pk}/versions", response={200: list[VersionOut], **SEEN}, operation_id="versions", summary="版本 · Frozen versions"
)
def versions(request: HttpRequest, pk: UUID) -> list[Version]:
    """The versions frozen at each move."""
    return list(one(request, pk).versions.defer("content"))


@router.get(
    "/declarations/{uuid:pk}/versions/{int:number}",
    response={200: dict[str, Any], **SEEN},
    operation_id="version",
    summary="版本内容 · A frozen version",
)
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The canonical JSON of a version, byte for byte: its SHA-256 is the `ETag`, and stands in the list and in the event."""
    found = _version(one(request, pk), number)
    return HttpResponse(found.content.encode(), content_type="application/json", headers={"ETag": f'"{found.sha256}"'})


@router.get("/declarations/{uuid:pk}/changes", response={200: ChangesOut, **SEEN}, operation_id="changes", summary="改动 · What changed")
def changes(
    request: HttpRequest,
    pk: UUID,
    old: Query[Number | None] = None,
    new: Query[Number | None] = None,
    on: Query[Day | None] = None,
    last_year: Query[bool] = False,
) -> dict[str, Any]:
    """Texts that changed from a version, from the one that was in force on a day, or from last year's declaration of the same project."""
    found = one(request, pk)
    if sum((old is not None, on is not None, last_year)) != 1:
        raise RefusedError("web_changes.one_side")
    after = Draft.from_plain(found.draft) if new is None else draft_of(_version(found, new))
    last = queries.of_last_year(found, request.actor) if last_year else None
    version = in_force(found, on) if on is not None else None if old is None else _version(found, old)
    if last is None and version is None:
        raise Http404
    if version is not None:
        before = draft_of(version)
    else:
        assert last is not None  # noqa: S101 - one of the two is there
        before = aligned(Draft.from_plain(as_shown(last, request.actor.scope).draft), after)
    told = [{"path": each.path, "before": each.before or "", "after": each.after or ""} for each in difference(before, after)]
    return {"old": version.number if version else None, "new": new, "last_year": last.pk if last else None, "changes": told}


@router.get("/declarations/{uuid:pk}/ledger", response={200: bytes, **SEEN}, operation_id="ledger", summary="凭证 · Proof to verify")
def ledger(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Events and versions as a file that `jixiao verify` recomputes offline; that it was fetched is an event."""
    return proofs.ledger(request, pk)


@router.get(
    "/declarations/{uuid:pk}/form/{str:kind}", response={200: bytes, **MADE}, operation_id="form", summary="导出表样 · The official form"
)
def form(request: HttpRequest, pk: UUID, kind: Kind, version: Query[Number | None] = None) -> HttpResponse:
    """The official form as a file, as it is now or as it was frozen; that it was fetched is an event."""
    found = one(request, pk)
    return proofs.printed(request, found, kind, None if version is None else _version(found, version))


def _version(declaration: Declaration, number: int) -> Version:
    """A version; what the database cannot count to is none."""
    return get_object_or_404(declaration.versions.filter(number__lte=99_999), number=min(number, 100_000))
