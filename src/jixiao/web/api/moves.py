"""Moves of the workflow, and comments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Router, Status

from jixiao.web.api.declarations import answer, one, seen_revision
from jixiao.web.api.schemas import CommentIn, CommentOut, DeclarationOut, MoveIn, Problem
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Comment

router = Router(tags=["moves"])
_CHANGED = {401: Problem, 404: Problem, 409: Problem, 412: Problem, 422: Problem, 428: Problem}


def _move(name: str, summary: str, told: str) -> None:
    """An address for a move, described on its own."""

    def view(request: HttpRequest, response: HttpResponse, pk: UUID, sent: MoveIn, if_match: Header[str | None] = None) -> Any:
        one(request, pk)
        return answer(request, response, _made(name, pk, sent, seen=seen_revision(if_match), actor=request.actor))

    view.__name__, view.__doc__ = f"move_{name}", told
    responses = {200: DeclarationOut, **_CHANGED}
    router.post(f"/{{uuid:pk}}/{name}", response=responses, operation_id=f"move_{name}", summary=summary, url_name=f"move_{name}")(view)


def _made(name: str, pk: UUID, sent: MoveIn, **told: Any) -> Any:
    if name == "submit":
        return actions.submit(pk, **told)
    if name == "withdraw":
        return actions.withdraw(pk, reason=sent.reason, **told)
    if name == "approve":
        return actions.approve(pk, opinion=sent.opinion, **told)
    if name == "return":
        return actions.send_back(pk, reason=sent.reason, **told)
    if name == "ratify":
        return actions.ratify(pk, number=sent.number, on=sent.on or timezone.localdate(), **told)
    return actions.discard(pk, reason=sent.reason, **told)


_move("submit", "Submit (送审)", "Hand it to the first level of review; all reasons against it come at once.")
_move("withdraw", "Withdraw (取消送审)", "Take it back as long as nobody decided.")
_move("approve", "Approve (审核通过)", "Pass it on to the next level, or approve it at the last.")
_move("return", "Return (退回)", "Send it back to the unit, with a reason.")
_move("ratify", "Approve with the budget (批复)", "With number and date of the document.")
_move("discard", "Discard (作废)", "Give it up, with a reason; it stays in the ledger.")


@router.get(
    "/{uuid:pk}/comments", response={200: list[CommentOut], 401: Problem, 404: Problem}, operation_id="comments", summary="Comments (批注)"
)
def comments(request: HttpRequest, pk: UUID) -> list[Comment]:
    """What reviewers said, oldest first."""
    return list(one(request, pk).comments.select_related("by"))


@router.post("/{uuid:pk}/comments", response={201: CommentOut, **_CHANGED}, operation_id="comment", summary="Comment on a field (批注)")
def comment(request: HttpRequest, pk: UUID, sent: CommentIn) -> Any:
    """Say something about a field, while it is yours to review."""
    found = one(request, pk)
    return Status(201, actions.comment(pk, path=sent.path, text=sent.text, seen=found.revision, actor=request.actor))


@router.post(
    "/{uuid:pk}/comments/{int:number}/settle", response={200: CommentOut, **_CHANGED}, operation_id="settle", summary="Settle (已处理)"
)
def settle(request: HttpRequest, pk: UUID, number: int) -> Comment:
    """Mark a comment as done."""
    one(request, pk)
    return actions.settle(pk, number, actor=request.actor)
