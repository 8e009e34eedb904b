"""Findings that should not count: asked for at the finding, decided at the performance desk, listed for everybody concerned (豁免)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jixiao.declaring import Draft, evidence_digest, name_of, places_of
from jixiao.declaring.examining import declared_rules
from jixiao.errors import CallerError
from jixiao.messages import language, text
from jixiao.web.desks.administration.asking import form_again, power, typed
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import waiving as actions
from jixiao.web.records.actions.declarations import examination_of
from jixiao.web.records.models import Declaration, Waiver, WaiverState
from jixiao.web.records.models.waivers import GRANTING
from jixiao.web.records.scope import BUSINESS_ROLES
from jixiao.web.records.waivers import waiting

READERS = ("third_party", *sorted(BUSINESS_ROLES))
PAGE = 50
_DONE = {"grant": "web_waivers.done_grant", "refuse": "web_waivers.done_refuse", "end": "web_waivers.done_end"}


@power(*READERS)
@require_GET
def waivers(request: HttpRequest) -> HttpResponse:
    """What was asked for and what became of it, the newest first (豁免)."""
    found, state = found_of(request)
    before = request.GET.get("after", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found.select_related("declaration", "asked_by", "decided_by").defer("declaration__draft").order_by("-pk")[: PAGE + 1])
    after = str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
    told = {
        "rows": [shown(each) for each in rows[:PAGE]],
        "after": after,
        "state": state or "all",
        "waiting": waiting(request.actor.scope),
    }
    return render(request, "waiving/waivers.html", told | {"states": [*WaiverState.values, "all"]})


def found_of(request: HttpRequest) -> tuple[QuerySet, str]:
    """The waivers of the tab that is asked for, in no order yet, and its state; empty for all."""
    state = request.GET.get("state", "")
    found = Waiver.objects.visible_to(request.actor.scope)
    if state not in WaiverState.values:
        state = WaiverState.ASKED if not state else ""
    return found.filter(state=state) if state else found, state


@power(*READERS)
@require_http_methods(["GET", "POST"])
def waiver(request: HttpRequest, number: int) -> HttpResponse:
    """One waiver: the finding, the reason, and the decision (决定豁免)."""
    scope = request.actor.scope
    seen = Waiver.objects.visible_to(scope).select_related("declaration", "asked_by", "decided_by")
    found = get_object_or_404(seen, pk=min(number, 2**62))
    if request.method == "POST":
        what, note = request.POST.get("do", ""), request.POST.get("note", "").replace("\x00", "")
        try:
            if what == "end":
                actions.end_waiver(number, note=note, actor=request.actor)
            else:
                actions.decide_waiver(number, is_granted=what == "grant", note=note, actor=request.actor)
        except CallerError as error:
            return form_again(request, "waiving/waiver.html", error, _page(found, request.actor) | {"note": note})
        messages.success(request, text(_DONE.get(what, _DONE["refuse"])))
        return HttpResponseRedirect(reverse("waivers"))
    return render(request, "waiving/waiver.html", _page(found, request.actor))


@require_http_methods(["GET", "POST"])
def waiver_ask(request: HttpRequest, pk: Any) -> HttpResponse:
    """Ask that a finding does not count (申请豁免)."""
    declaration = get_object_or_404(Declaration.objects.visible_to(request.actor.scope).select_related("agency"), pk=pk)
    if not actions.may_ask(declaration, request.actor):
        raise Http404
    asked = {"rule": request.GET.get("rule", ""), "path": request.GET.get("path", "")} | typed(request, "reason", "until")
    asked["until"] = asked["until"] or f"{declaration.fiscal_year}-12-31"
    finding = next(
        (each for each in examination_of(declaration).findings if (each.rule_id, each.path) == (asked["rule"], asked["path"])),
        None,
    )
    if finding is None or finding.severity == "info":
        raise Http404
    told = {
        "declaration": declaration,
        "finding": finding,
        "title": finding.title(),
        "where": name_of(finding.path),
        "asked": asked,
        "faults": {},
    }
    if request.method == "POST":
        sent = {name: asked[name] for name in ("rule", "path", "reason", "until")}
        try:
            actions.ask_waiver(pk, actor=request.actor, **sent)
        except CallerError as error:
            return form_again(request, "waiving/ask.html", error, told)
        messages.success(request, text("web_waivers.asked_now"))
        return HttpResponseRedirect(_back(declaration, request.actor))
    return render(request, "waiving/ask.html", told | {"back": _back(declaration, request.actor)})


def _back(declaration: Declaration, actor: Actor) -> str:
    """Where whoever asks came from: the form for the unit that writes, the sheet for everybody else."""
    if declaration.is_editable and "clerk" in actor.scope.roles_on(declaration):
        return f"{reverse('edit', args=[declaration.pk])}?examined=1"
    return f"{declaration.get_absolute_url()}#findings"


def shown(each: Waiver) -> Waiver:
    """A waiver with the title of its rule and the name of its place."""
    rules = declared_rules().entries
    each.title = rules[each.rule].rule.title[language()] if each.rule in rules else each.rule
    each.where = name_of(each.path)
    return each


def _page(found: Waiver, actor: Actor) -> dict[str, Any]:
    scope, declaration = actor.scope, found.declaration
    roles = scope.roles_on(declaration)
    is_own = actor.person is not None and found.asked_by_id == actor.person.pk
    is_asked = found.state == WaiverState.ASKED
    return {
        "waiver": shown(found),
        "declaration": declaration,
        "is_lapsed": _is_lapsed(found),
        "may_decide": is_asked and GRANTING in roles and not is_own,
        "may_end": (is_asked and is_own) or (found.state == WaiverState.GRANTED and GRANTING in roles),
        "may_read": Declaration.objects.visible_to(scope).filter(pk=declaration.pk).exists(),
        "is_late": found.until < clock.today(),
        "faults": {},
    }


def _is_lapsed(found: Waiver) -> bool:
    """What it was granted for has changed: the rule finds it no more there, or in another text."""
    if found.state != WaiverState.GRANTED:
        return False
    draft = Draft.from_plain(found.declaration.draft)
    here = (each for each in examination_of(found.declaration).findings if (each.rule_id, each.path) == (found.rule, found.path))
    return not any(evidence_digest(draft, places_of(each)) == found.digest for each in here)
