"""Saving while it is typed, and what is said of it: answers for the program in the page (自动保存)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jixiao.declaring import Draft
from jixiao.declaring.paths import is_field, split
from jixiao.errors import CallerError
from jixiao.web.desks.declare.coaching import coached
from jixiao.web.desks.declare.telling import missing_of, told_of, understanding_of
from jixiao.web.desks.declare.typed import Typing, UnreadableError, from_json
from jixiao.web.desks.declare.views import edit_refused, one, seen_in
from jixiao.web.desks.waiving.telling import waivable
from jixiao.web.records import clock
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration, Event
from jixiao.web.records.refusals import ConflictError

_LONGEST_RULE = 20


@require_POST
def autosave(request: HttpRequest, pk: Any) -> HttpResponse:
    """Keep what was typed since the last saving, and tell what was understood of it.

    409 with the declaration as it is now where somebody else changed it, 401 where the session is gone, 422 where it may not be changed
    any more.
    """
    try:
        seen, typing = from_json(request.body)
    except UnreadableError as error:
        return JsonResponse({"message": error.message()}, status=400)
    if typing.person not in ("", str(request.actor.person.pk)):
        return JsonResponse({"other": True}, status=401)  # somebody else logged in on the same machine: nobody signs what another typed
    try:
        saved = actions.save(pk, typing, seen=seen, actor=request.actor)
    except Declaration.DoesNotExist:
        raise Http404 from None
    except ConflictError as error:
        return JsonResponse(current(error.declaration, request), status=409)
    except CallerError as error:
        return JsonResponse({"message": error.message()}, status=422)
    return JsonResponse(_saved(saved, typing))


def _saved(declaration: Declaration, typing: Typing) -> dict[str, Any]:
    understanding = understanding_of(declaration)
    return {
        "revision": declaration.revision,
        "saved_at": moment(clock.now()),
        "understood": understanding.targets,
        "sums": understanding.sums,
        "own": understanding.sheet.own,
        "faults": [told.plain() for told in understanding.faults],
        "refused": typing.refused,
    }


def current(declaration: Declaration, request: HttpRequest) -> dict[str, Any]:
    """The declaration as it is now, and who changed it last."""
    last = Event.objects.filter(chain_id=declaration.chain).order_by("-seq").first()
    return {
        "revision": declaration.revision,
        "draft": declaration.draft,
        "by": last.actor.get("name", "") if last else "",
        "is_own": bool(last and last.actor.get("id") == str(request.actor.person.pk)),
        "at": moment(declaration.updated_at),
    }


def moment(at: Any) -> str:
    """A moment where the office is, to the second."""
    return timezone.localtime(at).isoformat(timespec="seconds")


@require_GET
def examination(request: HttpRequest, pk: Any) -> HttpResponse:
    """What is missing, what cannot be read and what the rules find, in each field (审核提示)."""
    declaration = one(request, pk)
    understanding = understanding_of(declaration)
    examined = actions.examination_of(declaration)
    told = told_of(examined, understanding)
    shown = render_to_string(
        "declare/told.html",
        {"told": told, "missing": missing_of(told), "declaration": declaration, **waivable(declaration, request.actor)},
        request,
    )
    coach = render_to_string("declare/coach.html", coached(examined, understanding), request)
    return JsonResponse({"revision": declaration.revision, "told": [each.plain() for each in told], "html": shown, "coach": coach})


@require_POST
def explain(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say why what a rule found is right as it is (说明理由); an empty reason takes the last one away."""
    declaration = one(request, pk)
    rule, path = request.POST.get("rule", "")[:_LONGEST_RULE], request.POST.get("path", "")
    if not rule or not (path == "" or is_field(path) or split(path)[0]):
        raise Http404
    typing = Typing(explanations={f"{rule}@{path}": request.POST.get("why", "").strip()})
    try:
        actions.save(pk, typing, seen=seen_in(request), actor=request.actor)
    except CallerError as error:
        return edit_refused(request, declaration, error, Draft.from_plain(declaration.draft))
    return HttpResponseRedirect(f"{reverse('edit', args=[pk])}?examined=1")
