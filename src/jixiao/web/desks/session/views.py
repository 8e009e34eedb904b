"""Login, logout, a new password, the switch of the language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as end_session
from django.contrib.auth import password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.messages import LANGUAGES, text
from jixiao.web.middleware import LANGUAGE_COOKIE, address_of
from jixiao.web.records.actions import sessions


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Come in with login and password (登录)."""
    if request.method == "GET":
        return render(request, "session/login.html", {"next": request.GET.get("next", ""), **_demonstration()})
    name, password = request.POST.get("login", ""), request.POST.get("password", "")
    person = sessions.log_in(name, password, address=address_of(request))
    if person is None:
        told = {"next": request.POST.get("next", ""), "login": name, "error": text("web.login_refused"), **_demonstration()}
        return render(request, "session/login.html", told, status=401)
    begin_session(request, person, backend="django.contrib.auth.backends.ModelBackend")
    response = HttpResponseRedirect(_safe(request, request.POST.get("next", "")))
    if LANGUAGE_COOKIE not in request.COOKIES:
        _speak(request, response, person.lang)
    return response


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Go (退出)."""
    sessions.log_out(request.actor)
    end_session(request)
    return HttpResponseRedirect(reverse("login"))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own (修改密码)."""
    if request.method == "GET":
        return render(request, "session/password.html", {})
    person, new = request.actor.person, request.POST.get("new", "")
    errors = []
    if not person.check_password(request.POST.get("old", "")):
        errors.append(text("web.password_wrong"))
    if new != request.POST.get("again", ""):
        errors.append(text("web.password_differs"))
    try:
        password_validation.validate_password(new, person)
    except ValidationError as refused:
        errors.extend(refused.messages)
    if errors:
        return render(request, "session/password.html", {"errors": errors}, status=422)
    sessions.change_password(request.actor, new)
    person.refresh_from_db()
    update_session_auth_hash(request, person)
    return HttpResponseRedirect(reverse("home"))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English from now on."""
    lang = request.POST.get("lang", "")
    response = HttpResponseRedirect(_safe(request, request.POST.get("next", "")))
    if lang in LANGUAGES:
        _speak(request, response, lang)
    return response


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """The server answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def _demonstration() -> dict[str, Any]:
    """Who can come in, where this is a demonstration."""
    if not settings.DEMO:
        return {}
    from jixiao.web.demo import loading  # a real installation never loads it

    return {"demo_logins": loading.logins(), "demo_password": loading.PASSWORD}


def _speak(request: HttpRequest, response: HttpResponse, lang: str) -> None:
    """Remember the language of this browser: that of the switch, or that of the person where nobody chose one."""
    response.set_cookie(LANGUAGE_COOKIE, lang, max_age=365 * 86400, samesite="Lax", httponly=True, secure=request.is_secure())


def _safe(request: HttpRequest, address: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if is_ours else reverse("home")
