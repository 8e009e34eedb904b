"""The sheet of a declaration, and what is said at its cells."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from jixiao.declaring import Draft
from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.adjust.standing import adjusting_of
from jixiao.web.desks.budget.room import room_of
from jixiao.web.desks.lists.rows import risk_told
from jixiao.web.desks.review.frozen import mended_since, paper_with
from jixiao.web.desks.review.paper import Paper
from jixiao.web.desks.review.queue import Queue
from jixiao.web.desks.review.remarks import Said, comments_of, marks_of, remarks_of, tally, where_of
from jixiao.web.desks.review.standing import standing_of
from jixiao.web.desks.waiving.telling import waivable
from jixiao.web.desks.whole.standing import beside_form
from jixiao.web.records import clock
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.declarations import examination_of
from jixiao.web.records.actions.hands import DECIDING
from jixiao.web.records.actions.reminders import against
from jixiao.web.records.models import Case, Declaration, Stage
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.showing import as_shown, attached

LONGEST = 2000
FORM_KINDS = ("pdf", "docx", "xlsx", "html", "txt")
KEYS = (
    ("a", "a"),
    ("r", "r"),
    ("n", "n"),
    ("p", "p"),
    ("f", "f"),
    ("c", "c"),
    ("u", "u"),
    ("l", "l"),
    ("Alt+1…9", "alt"),
    ("1…5", "digit"),
    ("Enter", "enter"),
    ("Esc", "esc"),
    ("?", "help"),
)
"""Keys of the sheet and what they are called in the messages."""
_GOOD = (Stage.APPROVED, Stage.RATIFIED)
_ENDED = (Stage.RATIFIED, Stage.DISCARDED)


def one(request: HttpRequest, pk: Any) -> Declaration:
    """A declaration that the person may see."""
    found = get_object_or_404(Declaration.objects.visible_to(request.actor.scope).select_related("agency"), pk=pk)
    return as_shown(found, request.actor.scope)


def paper_now(declaration: Declaration, changed: frozenset[str] = frozenset()) -> Paper:
    """The paper of a declaration as it is now."""
    return paper_with(declaration, Draft.from_plain(declaration.draft), changed)


@require_GET
def sheet(request: HttpRequest, pk: Any) -> HttpResponse:
    """The paper form with what rules and reviewers say of it, where it is, and what the person may do (查看明细)."""
    return sheet_page(request, one(request, pk))


def sheet_page(request: HttpRequest, declaration: Declaration, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a declaration."""
    mended = mended_since(declaration)
    paper = paper_now(declaration, mended)
    remarks = remarks_of(examination_of(declaration), paper)
    said = comments_of(declaration, paper, request.actor)
    moves = actions.moves_for(declaration, request.actor)
    roles = request.actor.scope.roles_on(declaration)
    told = {
        "paper": paper.marked(marks_of(remarks, said)),
        "remarks": remarks,
        "tally": tally(remarks),
        "mended": len(mended),
        "standing": standing_of(declaration),
        "room": room_of(declaration) if roles else None,
        "case": Case.objects.reached().filter(pk=declaration.pk).first() if declaration.stage in _GOOD and roles else None,
        "may_mark": declaration.stage in _GOOD and "performance_reviewer" in roles,
        "has_project": bool(roles),
        **beside_form(declaration),
        "adjusting": adjusting_of(declaration, is_clerk="clerk" in roles, is_own=bool(roles & {"clerk", "unit_head"})),
        "moves": [move for move in moves if move != "submit"],
        "is_own": bool(roles & {"clerk", "unit_head"}),
        "is_clerk": "clerk" in roles,
        "may_remind": against(declaration, request.actor) is None,
        "tied": None if set(DECIDING) & set(moves) else actions.tied(declaration, request.actor),
        "attachments": attached(declaration),
        "risk": risk_told(declaration.errors, declaration.warnings, declaration.risk, declaration.annual_yuan),
        "section": "declarations",
        "kinds": FORM_KINDS,
        "key_map": KEYS,
        **waivable(declaration, request.actor),
        "is_late": declaration.due_on is not None and declaration.due_on < clock.today() and declaration.stage not in _ENDED,
        **_commenting(request, declaration, paper, said, may_comment="return" in moves),
        **more,
    }
    return render(request, "review/sheet.html", told, status=status)


def _commenting(request: HttpRequest, declaration: Declaration, paper: Paper, said: list[Said], *, may_comment: bool) -> dict[str, Any]:
    """What the list of comments is drawn from."""
    return {
        "declaration": declaration,
        "queue": Queue(request, declaration),
        "said": said,
        "open_count": sum(1 for each in said if each.is_open),
        "may_comment": may_comment,
        "may_edit": declaration.is_editable and "clerk" in request.actor.scope.roles_on(declaration),
        "paths": [(path, where_of(path, paper)) for path in paper.labels],
        "longest": LONGEST,
    }


@require_POST
def comment(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say something about a field (批注); it appears beside its cell."""
    declaration = one(request, pk)
    paper = paper_now(declaration)
    path, written = request.POST.get("path", ""), request.POST.get("text", "").replace("\x00", "").strip()
    error, status = "", 200
    if path and path not in paper.labels:
        error, status = text("web_review.no_such_field"), 422
    elif len(written) > LONGEST:
        error, status = text("web_review.too_long", most=LONGEST), 422
    else:
        try:
            actions.comment(pk, path=path, text=written, seen=_seen(request, declaration), actor=request.actor)
        except CallerError as refused:
            error, status = refused.message(), 422 if getattr(refused, "key", "") == "web.refused.no_reason" else 409
    return _comments(request, declaration, paper, status=status, error=error, path=path, written=written if error else "")


@require_POST
def settle(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """Mark what a reviewer said as done (已处理)."""
    declaration = one(request, pk)
    get_object_or_404(declaration.comments, pk=number)
    error, status = "", 200
    try:
        actions.settle(pk, number, actor=request.actor)
    except RefusedError as refused:
        error, status = refused.message(), 409
    return _comments(request, declaration, paper_now(declaration), status=status, error=error)


def _comments(request: HttpRequest, declaration: Declaration, paper: Paper, *, status: int, **told: str) -> HttpResponse:
    """The list of comments anew, and the marks at their cells; the whole sheet where the browser asked for a page."""
    declaration = one(request, declaration.pk)
    if not request.htmx and told["error"]:
        return sheet_page(request, declaration, status=status, **told)
    if not request.htmx:
        address = Queue(request, declaration).address
        return HttpResponseRedirect(f"{declaration.get_absolute_url()}{'?' + address if address else ''}#comments")
    said = comments_of(declaration, paper, request.actor)
    may_comment = "return" in actions.moves_for(declaration, request.actor)
    places = {paper.place(each.comment.path) for each in said}
    shown = paper.marked(marks_of((), said))
    cells = [cell for grid in shown.grids for row in grid.rows for cell in row if cell.is_first and places.intersection(cell.paths)]
    more = _commenting(request, declaration, paper, said, may_comment=may_comment)
    return render(request, "review/comments_anew.html", {**more, **told, "cells": cells}, status=status)


def _seen(request: HttpRequest, declaration: Declaration) -> int:
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else declaration.revision
