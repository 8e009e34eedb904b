"""Waivers of findings: asked for, decided, listed (豁免)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from jixiao.web.api.answering import MADE, SEEN, one
from jixiao.web.api.schemas.waivers import AskedWaivers, Decision, NewWaiver, WaiverOut, WaiverPage
from jixiao.web.records.actions import waiving as actions
from jixiao.web.records.models import Waiver

router = Router(tags=["waivers"])


@router.get("/waivers", response={200: WaiverPage, **SEEN}, operation_id="waivers", summary="豁免 · Waivers")
def waivers(request: HttpRequest, asked: Query[AskedWaivers]) -> dict[str, Any]:
    """Waivers that the caller may see, the newest first."""
    found = Waiver.objects.visible_to(request.actor.scope).select_related("asked_by", "decided_by")
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.declaration:
        found = found.filter(declaration_id=asked.declaration)
    if asked.after.isascii() and asked.after.isdigit() and len(asked.after) < 19:
        found = found.filter(pk__lt=int(asked.after))
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return {"items": rows[: asked.limit], "next": str(rows[asked.limit - 1].pk) if len(rows) > asked.limit else None}


@router.post(
    "/declarations/{uuid:pk}/waivers", response={201: WaiverOut, **MADE}, operation_id="waiver_ask", summary="申请豁免 · Ask for a waiver"
)
def waiver_ask(request: HttpRequest, pk: UUID, new: NewWaiver) -> Any:
    """Ask that a finding of a declaration does not count."""
    one(request, pk)
    return Status(201, actions.ask_waiver(pk, actor=request.actor, **new.model_dump()))


@router.post(
    "/waivers/{int:number}/decision", response={200: WaiverOut, **MADE}, operation_id="waiver_decide", summary="决定豁免 · Decide a waiver"
)
def waiver_decide(request: HttpRequest, number: int, sent: Decision) -> Waiver:
    """Grant it, refuse it, or end it."""
    get_object_or_404(Waiver.objects.visible_to(request.actor.scope), pk=min(number, 2**62))
    if sent.do == "end":
        return actions.end_waiver(number, note=sent.note, actor=request.actor)
    return actions.decide_waiver(number, is_granted=sent.do == "grant", note=sent.note, actor=request.actor)
