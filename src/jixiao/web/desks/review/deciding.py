"""Moves: what is asked before one is made, and what happens when it cannot be made (办理)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.review.queue import Queue
from jixiao.web.desks.review.remarks import remarks_of, tally
from jixiao.web.desks.review.saying import Asked, grades_of, phrases_for, usual_grade
from jixiao.web.desks.review.standing import standing_of
from jixiao.web.desks.review.telling import lines_of
from jixiao.web.desks.review.views import FORM_KINDS, LONGEST, one, paper_now
from jixiao.web.desks.templatetags.desk import called
from jixiao.web.records import clock, queries
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.declarations import examination_of
from jixiao.web.records.models import Declaration, Stage
from jixiao.web.records.refusals import ConflictError, RefusedError

MOVES = ("approve", "return", "ratify", "withdraw", "discard")
"""Handing in has a page of its own, at the desk where it is written."""
_SHOWN = 60
"""Letters of a name in what is told after a move, which travels in a cookie."""


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: Any, name: str) -> HttpResponse:
    """Ask before a move, and make it (审核通过、退回、批复、取消送审、作废)."""
    if name not in MOVES:
        raise Http404
    declaration = one(request, pk)
    queue = Queue(request, declaration)
    seen = _seen(request, declaration)
    if request.method == "GET":
        if name not in actions.moves_for(declaration, request.actor):
            return _refused(request, declaration, queue, name, _reason_against(declaration, name, seen, request), seen=seen)
        return _question(request, declaration, queue, name, _proposed(declaration, name, request.actor), seen=seen)
    asked = Asked.of(request, phrases_for(name, [declaration.pack], request.actor.person))
    if not asked.check(name, actions.process_of(declaration)):
        if declaration.revision != seen:
            return _refused(request, declaration, queue, name, ConflictError(declaration), seen=seen, asked=asked)
        if name not in actions.moves_for(declaration, request.actor):
            return _refused(request, declaration, queue, name, _reason_against(declaration, name, seen, request), seen=seen, asked=asked)
        return _question(request, declaration, queue, name, asked, seen=seen, status=422)
    queue.hold()
    try:
        done = _make(name, pk, asked, seen=seen, actor=request.actor)
    except CallerError as error:
        return _refused(request, one(request, pk), queue, name, error, seen=seen, asked=asked)
    messages.success(request, _done(name, done))
    return HttpResponseRedirect(queue.onward() if name in ("approve", "return", "ratify") else done.get_absolute_url())


def _make(name: str, pk: Any, asked: Asked, *, seen: int, actor: Actor) -> Declaration:
    if name == "approve":
        return actions.approve(pk, seen=seen, actor=actor, opinion=asked.whole_opinion, grade=asked.grade)
    if name == "return":
        return actions.send_back(pk, seen=seen, actor=actor, reason=asked.whole_reason, grade=asked.grade)
    if name == "ratify":
        assert asked.day is not None  # noqa: S101 - checked before
        return actions.ratify(pk, seen=seen, actor=actor, number=asked.number, on=asked.day)
    if name == "withdraw":
        return actions.withdraw(pk, seen=seen, actor=actor, reason=asked.reason)
    return actions.discard(pk, seen=seen, actor=actor, reason=asked.whole_reason)


def _done(name: str, declaration: Declaration) -> str:
    key = f"web_review.done.{name}"
    return text(key, name=str(declaration)[:_SHOWN], stage=called("stage", declaration.stage), number=declaration.ratified_number)


def _proposed(declaration: Declaration, name: str, actor: Actor) -> Asked:
    """Number and day of the document by which the last one was approved: it approves many."""
    if name != "ratify":
        return Asked(grade=usual_grade(name, [declaration]))
    number, on = queries.last_ratified(declaration, actor)
    return Asked(number=number, on=on.isoformat() if on else clock.today().isoformat())


def _question(
    request: HttpRequest, declaration: Declaration, queue: Queue, name: str, asked: Asked, *, seen: int, status: int = 200
) -> HttpResponse:
    """What is asked before a move: a panel in the sheet, or a page of its own."""
    remarks = remarks_of(examination_of(declaration), paper_now(declaration)) if name in ("approve", "return") else []
    process = actions.process_of(declaration)
    step = next(each for each in process.moves if each.name == name and each.from_stage == declaration.stage)
    told = {
        "section": "declarations",
        "kinds": FORM_KINDS,
        "declaration": declaration,
        "queue": queue,
        "name": name,
        "asked": asked,
        "seen": seen,
        "tally": tally(remarks),
        "errors_left": [remark for remark in remarks if remark.kind == "error"],
        "open_comments": list(declaration.comments.filter(settled_at__isnull=True).select_related("by")) if name == "return" else [],
        "phrases": phrases_for(name, [declaration.pack], request.actor.person),
        "grades": grades_of(name, process),
        "goes_to": step.to_stage,
        "is_open_comments": declaration.comments_open,
        "longest": LONGEST,
        "today": clock.today(),
    }
    return render(request, "review/move_panel.html" if request.htmx else "review/move.html", told, status=status)


def _reason_against(declaration: Declaration, name: str, seen: int, request: HttpRequest) -> CallerError:
    """Why a move cannot be made: somebody else was there, hands are tied, or it is for another role or stage."""
    if declaration.revision != seen:
        return ConflictError(declaration)
    tied = actions.tied(declaration, request.actor)
    if tied is not None and name in ("approve", "return", "ratify"):
        return tied
    process = actions.process_of(declaration)
    for role in sorted(request.actor.scope.roles_on(declaration)):
        try:
            process.move(name, declaration.stage, role)
        except CallerError as error:
            return error
    return RefusedError("web.refused.no_role")


def _refused(
    request: HttpRequest,
    declaration: Declaration,
    queue: Queue,
    name: str,
    error: CallerError,
    *,
    seen: int,
    asked: Asked | None = None,
) -> HttpResponse:
    """Why it was not done, what happened meanwhile, who can do it, and where to go on; what was typed is not lost."""
    standing = standing_of(declaration)
    is_outrun = declaration.revision != seen
    since = [event for event in queries.latest_events(declaration, 40) if int(event.data.get("revision", 0) or 0) > seen]
    is_tied = getattr(error, "key", "") in ("web.refused.maker", "web.refused.decided_before")
    told = {
        "section": "declarations",
        "kinds": FORM_KINDS,
        "declaration": declaration,
        "queue": queue,
        "name": name,
        "error": error,
        "is_outrun": is_outrun,
        "happened": lines_of(since, is_brief=True) if is_outrun else [],
        "standing": standing,
        "others": standing.free_names,
        "is_tied": is_tied,
        "is_ended": declaration.stage in (Stage.RATIFIED, Stage.DISCARDED),
        "kept": "\n".join(part for part in (asked.opinion, asked.whole_reason) if part) if asked else "",
    }
    return render(request, "review/refused_panel.html" if request.htmx else "review/refused.html", told, status=409)


def _seen(request: HttpRequest, declaration: Declaration) -> int:
    """The revision that the person saw on the sheet."""
    given = (request.POST if request.method == "POST" else request.GET).get("revision", "")
    if given.isascii() and given.isdigit() and len(given) < 10:
        return int(given)
    return declaration.revision if request.method == "GET" else 0
