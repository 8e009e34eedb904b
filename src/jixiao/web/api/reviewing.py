"""Many decided at once, reminders, phrases of one's own (批量办理、催办、常用语)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Body, Router, Status

from jixiao.web.api.answering import MADE, OPEN, SEEN, one
from jixiao.web.api.schemas.inbox import ReminderOut
from jixiao.web.api.schemas.reviewing import (
    DecisionsIn,
    OutcomesOut,
    PhraseIn,
    PhraseOut,
    ReminderIn,
    RemindersIn,
)
from jixiao.web.records.actions import bulk
from jixiao.web.records.actions.bulk import Chosen, Outcome, Said
from jixiao.web.records.actions.phrases import drop_phrase, keep_phrase
from jixiao.web.records.actions.reminders import remind
from jixiao.web.records.lately import told_of
from jixiao.web.records.models import Phrase
from jixiao.web.records.queries import STAGE_OF_ROLE
from jixiao.web.records.refusals import RefusedError
from jixiao.workflow import LEVELS, load_process

router = Router(tags=["reviewing"])


@router.post("/decisions", response={200: OutcomesOut, **MADE}, operation_id="decide_many", summary="批量办理 · Decide many at once")
def decisions(request: HttpRequest, sent: DecisionsIn) -> dict[str, Any]:
    """Approve, return or ratify up to 500 declarations, each in a transaction of its own, with the revision that was seen.

    Every row has its outcome. Sending the same again does nothing twice: what was done the first time is told as done.
    """
    _check(sent)
    said = Said(sent.opinion, sent.reason, sent.grade, sent.number, sent.on)
    return _answer(bulk.decide(sent.move, [Chosen(row.id, row.revision) for row in sent.rows], said, actor=request.actor))


@router.post("/reminders", response={200: OutcomesOut, **MADE}, operation_id="remind_many", summary="批量催办 · Remind many at once")
def reminders(request: HttpRequest, sent: RemindersIn) -> dict[str, Any]:
    """Ask whoever has up to 500 declarations to get on with them, at most once a day for each."""
    chosen = [Chosen(pk, 0) for pk in sent.declarations]
    return _answer(bulk.decide(bulk.REMIND, chosen, Said(reason=sent.note), actor=request.actor))


@router.post("/declarations/{uuid:pk}/reminders", response={201: ReminderOut, **MADE}, operation_id="remind", summary="催办 · Remind")
def reminder(request: HttpRequest, pk: UUID, sent: ReminderIn = Body(ReminderIn())) -> Status[Any]:  # noqa: B008 - as django-ninja wants it
    """Ask whoever has a declaration to get on with it."""
    made = remind(one(request, pk).pk, actor=request.actor, note=sent.note)
    return Status(201, told_of(made))


@router.get(
    "/phrases", response={200: list[PhraseOut], **OPEN, 404: SEEN[404]}, operation_id="phrases", summary="常用语 · Phrases of one's own"
)
def phrases(request: HttpRequest) -> list[Phrase]:
    """What the caller often writes when deciding."""
    return list(_reviewer(request).phrases.all())


@router.post("/phrases", response={201: PhraseOut, **MADE}, operation_id="phrase_keep", summary="保存常用语 · Keep a phrase")
def phrase_keep(request: HttpRequest, sent: PhraseIn) -> Status[Phrase]:
    """Keep what the caller often writes; the same twice is kept once."""
    _reviewer(request)
    return Status(201, keep_phrase(move=sent.move, text=sent.text, actor=request.actor))


@router.delete("/phrases/{int:number}", response={204: None, **MADE}, operation_id="phrase_drop", summary="删除常用语 · Take a phrase away")
def phrase_drop(request: HttpRequest, number: int) -> Status[None]:
    """Take a phrase away."""
    _reviewer(request)
    drop_phrase(number, actor=request.actor)
    return Status(204, None)


def _check(sent: DecisionsIn) -> None:
    """What is wrong with all of it, before any row is decided."""
    if sent.move == "return" and not sent.reason.strip():
        raise RefusedError("web.refused.no_reason")
    if sent.move == "ratify" and not sent.number.strip():
        raise RefusedError("web.refused.no_number")
    if sent.grade:
        process = load_process(LEVELS)
        made = next(move for move in process.moves if move.name == sent.move)
        process.grade(sent.grade, process.move(sent.move, made.from_stage, made.roles[0]))


def _reviewer(request: HttpRequest) -> Any:
    """The caller; whoever decides nothing has no phrases."""
    if STAGE_OF_ROLE.keys().isdisjoint(request.actor.scope.roles):
        raise Http404
    return request.actor.person


def _answer(outcomes: list[Outcome]) -> dict[str, Any]:
    """Outcomes as the schema has them.

    Raises:
        Http404: none of the rows may be seen.
    """
    if all(each.result == "missing" for each in outcomes):
        raise Http404
    done = sum(1 for each in outcomes if each.result == "done")
    return {"done": done, "not_done": len(outcomes) - done, "outcomes": [_told(each) for each in outcomes]}


def _told(each: Outcome) -> dict[str, Any]:
    now = each.declaration
    return {
        "id": each.pk,
        "result": each.result,
        "is_repeated": each.is_repeated,
        "stage": now.stage if now else None,
        "revision": now.revision if now else None,
        "detail": each.error.message() if each.error else "",
    }
