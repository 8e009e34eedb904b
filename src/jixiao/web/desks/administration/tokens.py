"""Tokens of one's own, with which programs act for a person (接口令牌)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.administration.asking import form_again, typed
from jixiao.web.middleware import refused
from jixiao.web.records import clock
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.models import ApiToken

LATEST = 100


@require_http_methods(["GET", "POST"])
@sensitive_variables("token")
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and one more, which is shown once (我的接口令牌)."""
    asked = typed(request, "name", "until")
    told: dict[str, Any] = {"asked": asked, "faults": {}, "now": clock.now(), "rows": request.actor.person.tokens.order_by("-id")[:LATEST]}
    if request.method == "GET":
        return render(request, "administration/tokens.html", told)
    try:
        made, token = actions.create_token(**asked, actor=request.actor)
    except CallerError as error:
        return form_again(request, "administration/tokens.html", error, told)
    return render(request, "administration/tokens.html", told | {"made": made, "token": token, "asked": {}})


@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """A token of one's own is given up (吊销)."""
    try:
        token = actions.revoke_token(pk, actor=request.actor)
    except ApiToken.DoesNotExist:
        raise Http404 from None
    except CallerError as error:
        return refused(request, error)
    messages.success(request, text("web_administration.revoked", name=token.name))
    return HttpResponseRedirect(reverse("tokens"))
