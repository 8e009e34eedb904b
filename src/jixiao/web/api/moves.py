"""Moves of the workflow (办理)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from jixiao.web.api.answering import CHANGED, CHANGES, answer, one, seen
from jixiao.web.api.schemas.declarations import Approval, DeclarationOut, Ratification, Refusal, Return, Submission, Withdrawal
from jixiao.web.records import clock
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration

router = Router(tags=["moves"])
Made = Callable[..., Declaration]


def _address(name: str, summary: str) -> Callable[[Any], Any]:
    """An address for a move."""
    return router.post(
        f"/declarations/{{uuid:pk}}/{name}",
        response={200: DeclarationOut, **CHANGED},
        operation_id=f"move_{name}",
        url_name=f"move_{name}",
        summary=summary,
        openapi_extra=CHANGES,
    )


def _made(request: HttpRequest, pk: UUID, move: Made, **told: Any) -> HttpResponse:
    revision = seen(request, one(request, pk))
    return answer(request, move(pk, seen=revision, actor=request.actor, **told))


@_address("submit", "送审 · Submit")
def submit(request: HttpRequest, pk: UUID, sent: Submission = Body(Submission())) -> HttpResponse:  # noqa: B008 - as django-ninja wants it
    """Hand it to the first level of review; all reasons against it come at once."""
    return _made(request, pk, actions.submit)


@_address("withdraw", "取消送审 · Withdraw")
def withdraw(request: HttpRequest, pk: UUID, sent: Withdrawal = Body(Withdrawal())) -> HttpResponse:  # noqa: B008 - the same
    """Take it back as long as nobody decided."""
    return _made(request, pk, actions.withdraw, reason=sent.reason)


@_address("approve", "审核通过 · Approve")
def approve(request: HttpRequest, pk: UUID, sent: Approval = Body(Approval())) -> HttpResponse:  # noqa: B008 - the same
    """Pass it on to the next level, or approve it at the last; with a grade (优, 良) if there is one."""
    return _made(request, pk, actions.approve, opinion=sent.opinion, grade=sent.grade)


@_address("return", "退回 · Return")
def send_back(request: HttpRequest, pk: UUID, sent: Return) -> HttpResponse:
    """Send it back to the unit, with a reason."""
    return _made(request, pk, actions.send_back, reason=sent.reason, grade=sent.grade)


@_address("ratify", "批复 · Approve with the budget")
def ratify(request: HttpRequest, pk: UUID, sent: Ratification) -> HttpResponse:
    """Approve it with the budget, by number and day of the document."""
    return _made(request, pk, actions.ratify, number=sent.number, on=sent.on or clock.today())


@_address("discard", "作废 · Discard")
def discard(request: HttpRequest, pk: UUID, sent: Refusal) -> HttpResponse:
    """Give it up, with a reason; it stays in the ledger."""
    return _made(request, pk, actions.discard, reason=sent.reason)
