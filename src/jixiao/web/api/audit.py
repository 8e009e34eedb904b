"""Events and checks of the chains, by the audit administrator; tokens of one's own (审计、令牌)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from jixiao.web.api.answering import MADE, SEEN
from jixiao.web.api.auth import Session
from jixiao.web.api.power import need
from jixiao.web.api.schemas.administration import AskedEvents, CheckOut, EventPage, LoggedEvent, MadeToken, NewToken, TokenOut
from jixiao.web.desks.administration import events as desk
from jixiao.web.records import auditing, clock
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.models import ApiToken, ChainCheck, Event
from jixiao.web.records.refusals import RefusedError

router = Router(tags=["audit"])
tokens_router = Router(tags=["tokens"])
POWER = "audit_admin"


@router.get("/administration/events", response={200: EventPage, **SEEN}, operation_id="event_search", summary="事件查询 · Events")
def event_search(request: HttpRequest, asked: Query[AskedEvents]) -> dict[str, Any]:
    """Events by person, action, day, object and result, the last first."""
    need(request, POWER)
    found, wrong = auditing.asked_of({name: str(value) for name, value in request.GET.items()}, clock.today())
    if wrong:
        raise RefusedError("web_events.not_understood")
    rows, after = auditing.page_of(auditing.events(found), asked.after, asked.limit)
    return {"items": rows, "next": after or None}


@router.get("/administration/events/{int:pk}", response={200: LoggedEvent, **SEEN}, operation_id="event", summary="事件 · An event")
def event(request: HttpRequest, pk: int) -> Event:
    """One event with everything that it tells."""
    need(request, POWER)
    return get_object_or_404(Event, pk=min(pk, 2**62))


@router.get("/administration/events.csv", response={200: bytes, **MADE}, operation_id="event_export", summary="导出事件 · Events as CSV")
def event_export(request: HttpRequest, asked: Query[AskedEvents]) -> HttpResponse:
    """The events that were searched for as a CSV file; the export is an event itself."""
    need(request, POWER)
    return desk.exported(request)


@router.get("/administration/checks", response={200: list[CheckOut], **SEEN}, operation_id="checks", summary="验证记录 · Checks")
def checks(request: HttpRequest) -> list[ChainCheck]:
    """The latest checks of all chains."""
    need(request, POWER)
    return list(ChainCheck.objects.select_related("by")[:50])


@router.post("/administration/checks", response={202: CheckOut, **MADE}, operation_id="check_start", summary="开始验证 · Check all chains")
def check_start(request: HttpRequest) -> Any:
    """Have the worker recompute every chain and hold it against the signed checkpoints."""
    need(request, POWER)
    return Status(202, actions.start_check(actor=request.actor))


@tokens_router.get("/tokens", response={200: list[TokenOut], **SEEN}, operation_id="tokens", summary="我的令牌 · Tokens of one's own")
def tokens(request: HttpRequest) -> list[ApiToken]:
    """One's latest tokens, without their secrets."""
    return list(request.actor.person.tokens.order_by("-id")[:100])


@tokens_router.post(
    "/tokens", response={201: MadeToken, **MADE}, auth=[Session()], operation_id="token_create", summary="新建令牌 · Make a token"
)
def token_create(request: HttpRequest, new: NewToken) -> Any:
    """A token of one's own, told this once; whoever holds one makes no other with it, but logs in."""
    kept, token = actions.create_token(**new.model_dump(), actor=request.actor)
    return Status(201, {"kept": kept, "token": token})


@tokens_router.delete("/tokens/{int:pk}", response={200: TokenOut, **MADE}, operation_id="token_revoke", summary="吊销令牌 · Revoke one")
def token_revoke(request: HttpRequest, pk: int) -> ApiToken:
    """Give up a token of one's own."""
    return actions.revoke_token(min(pk, 2**62), actor=request.actor)
