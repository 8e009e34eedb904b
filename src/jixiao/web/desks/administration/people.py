"""People and their accounts: what the system administrator and the security administrator see to (人员管理)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.errors import CallerError
from jixiao.messages import LANGUAGES, text
from jixiao.web.desks.administration.asking import PAGE, form_again, power, typed
from jixiao.web.records import clock, directory, paging
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.models import ApiToken, Person

STATES = ("active", "locked", "without_post", "closed")


@power("system_admin", "security_admin")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """All people with their accounts (人员)."""
    asked = typed(request, "words", "state")
    rows, after = paging.page(directory.people(**asked), "login", request.GET.get("after", ""), PAGE)
    told = {"rows": rows, "after": after, "asked": asked, "states": STATES, "now": clock.now(), "address": request.GET.urlencode()}
    return render(request, "administration/people.html", told)


@power("system_admin")
@require_http_methods(["GET", "POST"])
@sensitive_variables("password")
def person_new(request: HttpRequest) -> HttpResponse:
    """An account for somebody, with a first password that is shown once (新增人员)."""
    asked = typed(request, "login", "name", "lang")
    told = {"asked": asked | {"lang": asked["lang"] or "zh"}, "languages": LANGUAGES, "faults": {}}
    if request.method == "GET":
        return render(request, "administration/person_new.html", told)
    try:
        made, password = actions.create_person(**asked, actor=request.actor)
    except CallerError as error:
        return form_again(request, "administration/person_new.html", error, told)
    return render(request, "administration/first_password.html", {"person": made, "password": password, "is_new": True})


@power("system_admin", "security_admin")
@require_GET
def person(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody with account, posts and tokens, and what may be done (人员)."""
    return render(request, "administration/person.html", _told(request, pk))


@power("system_admin")
@require_POST
def person_rename(request: HttpRequest, pk: Any) -> HttpResponse:
    """The name is put right (更正姓名)."""
    return _done(request, pk, lambda actor: actions.rename_person(pk, **typed(request, "name"), actor=actor), "web_administration.renamed")


@power("system_admin")
@require_POST
@sensitive_variables("password")
def person_reset(request: HttpRequest, pk: Any) -> HttpResponse:
    """A new first password, which is shown once (重置密码)."""
    get_object_or_404(Person, pk=pk)
    try:
        found, password = actions.reset_password(pk, actor=request.actor)
    except CallerError as error:
        return page_again(request, pk, error)
    return render(request, "administration/first_password.html", {"person": found, "password": password, "is_new": False})


@power("system_admin")
@require_POST
def person_deactivate(request: HttpRequest, pk: Any) -> HttpResponse:
    """The account is closed (停用)."""
    told = typed(request, "reason")
    return _done(request, pk, lambda actor: actions.deactivate(pk, **told, actor=actor), "web_administration.deactivated")


@power("system_admin")
@require_POST
def person_activate(request: HttpRequest, pk: Any) -> HttpResponse:
    """The account is opened again (重新启用)."""
    return _done(request, pk, lambda actor: actions.activate(pk, actor=actor), "web_administration.activated")


@power("security_admin")
@require_POST
def person_unlock(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody is let in again (解锁)."""
    return _done(request, pk, lambda actor: actions.unlock(pk, actor=actor), "web_administration.unlocked")


@power("security_admin")
@require_POST
def person_end_sessions(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything that somebody has open ends (结束会话)."""
    return _done(request, pk, lambda actor: actions.end_sessions(pk, actor=actor), "web_administration.sessions_ended")


@power("security_admin")
@require_POST
def person_remove_factor(request: HttpRequest, pk: Any) -> HttpResponse:
    """The second factor of somebody who lost it is taken away (解除第二因素)."""
    return _done(request, pk, lambda actor: actions.remove_factor(pk, actor=actor), "web_entrance.factor_removed_of")


@power("security_admin")
@require_POST
def person_revoke_token(request: HttpRequest, pk: Any, token: int) -> HttpResponse:
    """The token of somebody is taken away (吊销令牌)."""
    get_object_or_404(ApiToken, pk=token, person_id=pk)
    return _done(request, pk, lambda actor: actions.revoke_token_of(pk, token, actor=actor), "web_administration.revoked")


def page_again(request: HttpRequest, pk: Any, error: CallerError) -> HttpResponse:
    """The page of a person with what was refused."""
    return form_again(request, "administration/person.html", error, _told(request, pk))


def _done(request: HttpRequest, pk: Any, action: Callable[[Actor], Any], key: str) -> HttpResponse:
    """Do one thing to an account and come back to its page, with what was done or why not."""
    get_object_or_404(Person, pk=pk)
    try:
        done = action(request.actor)
    except CallerError as error:
        return page_again(request, pk, error)
    messages.success(request, text(key, name=done.name))
    return HttpResponseRedirect(reverse("person", args=[pk]))


def _told(request: HttpRequest, pk: Any) -> dict[str, Any]:
    found = get_object_or_404(Person, pk=pk)
    is_security = request.actor.scope.has("security_admin")
    return {
        "person": found,
        "asked": typed(request, "name", "reason", "on") if request.method == "POST" else {},
        "posts": directory.posts_of(found),
        "tokens": found.tokens.order_by("-created_at")[:PAGE] if is_security else [],
        "is_oneself": found.pk == request.actor.person.pk,
        "now": clock.now(),
        "today": clock.today(),
        "yesterday": directory.yesterday(),
        "faults": {},
    }
