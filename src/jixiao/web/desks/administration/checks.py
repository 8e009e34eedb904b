"""Signed checkpoints and checks of the chains, by the audit administrator (留痕验证)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jixiao.chain import Break, key_id_of
from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.administration.asking import power
from jixiao.web.middleware import refused
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.actions.checkpointing import last_checkpoint, public_keys
from jixiao.web.records.models import Chain, ChainCheck, Outcome

POWER = "audit_admin"
LATEST = 20


@power(POWER)
@require_http_methods(["GET", "POST"])
def checks(request: HttpRequest) -> HttpResponse:
    """What was checked, the state of the checkpoints, and one more check (验证)."""
    if request.method == "POST":
        try:
            actions.start_check(actor=request.actor)
        except CallerError as error:
            return refused(request, error)
        messages.success(request, text("web_events.check_started"))
        return HttpResponseRedirect(reverse("checks"))
    latest = list(ChainCheck.objects.select_related("by")[:LATEST])
    for check in latest:
        check.link = Break(**check.broken) if check.broken else None
        check.seconds = round((check.ended_at - check.at).total_seconds(), 1) if check.ended_at else None
    told = {"checks": latest, "is_waiting": any(check.outcome == Outcome.WAITING for check in latest)}
    return render(request, "administration/checks.html", told | _checkpoints())


def _checkpoints() -> dict[str, Any]:
    """The last checkpoint, the keys, and the chains that wait for one."""
    try:
        last, keys = last_checkpoint(settings.CHECKPOINTS), [key_id_of(key) for key in public_keys(settings.KEYS)]
    except (CallerError, OSError):
        return {"is_unreadable": True}
    return {"last": last, "keys": keys, "waiting": Chain.objects.filter(seq__gt=F("checkpointed_seq")).count()}
