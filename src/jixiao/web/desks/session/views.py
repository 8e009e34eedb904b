"""Login, logout, a new password, the switch of the language."""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.errors import CallerError
from jixiao.messages import LANGUAGES, text
from jixiao.web.desks.session import coming
from jixiao.web.middleware import LANGUAGE_COOKIE, address_of, come_in
from jixiao.web.records import one_time
from jixiao.web.records.actions import second_factor as factors
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
    if person.has_second_factor:
        return coming.wait_for_code(request, person, _safe(request, request.POST.get("next", "")))
    come_in(request, person)
    response = HttpResponseRedirect(_safe(request, request.POST.get("next", "")))
    if LANGUAGE_COOKIE not in request.COOKIES:
        _speak(request, response, person.lang)
    return response


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def login_code(request: HttpRequest) -> HttpResponse:
    """Come in with a code, after the password (第二因素登录)."""
    awaited = coming.awaited(request)
    if awaited is None:
        return HttpResponseRedirect(reverse("login"))
    if request.method == "GET":
        return render(request, "session/code.html", {})
    person = sessions.give_code(awaited.pk, request.POST.get("code", ""), address=address_of(request))
    if person is None:
        return render(request, "session/code.html", {"error": text("web_entrance.code_refused")}, status=401)
    where = coming.let_go(request)
    come_in(request, person)
    response = HttpResponseRedirect(_safe(request, where))
    if LANGUAGE_COOKIE not in request.COOKIES:
        _speak(request, response, person.lang)
    return response


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up codes of a telephone, or give them up (动态口令)."""
    asked = request.POST.get("do", "")
    if asked not in ("begin", "confirm", "remove"):
        return render(request, "session/second_factor.html", _factor(request))
    try:
        if asked == "begin":
            if not sessions.confirm(request.actor, request.POST.get("password", "")):
                return render(request, "session/second_factor.html", _factor(request, text("web.password_wrong")), status=422)
            factors.begin(request.actor)
            return render(request, "session/second_factor.html", _factor(request))
        if asked == "remove":
            if not factors.remove(request.actor, request.POST.get("code", "")):
                return render(request, "session/second_factor.html", _factor(request, text("web_entrance.code_wrong")), status=422)
            messages.success(request, text("web_entrance.factor_removed"))
            return HttpResponseRedirect(reverse("second_factor"))
        codes = factors.confirm(request.actor, request.POST.get("code", ""))
    except CallerError as error:
        return render(request, "session/second_factor.html", _factor(request, error.message()), status=422)
    request.actor.person.refresh_from_db()
    update_session_auth_hash(request, request.actor.person)
    return render(request, "session/paper_codes.html", {"codes": codes})


def _factor(request: HttpRequest, error: str = "") -> dict[str, Any]:
    person = request.actor.person
    told = {"error": error, "is_needed": factors.is_needed(request.actor), "has_factor": person.has_second_factor}
    if person.has_second_factor:
        return told | {"left": factors.paper_codes_left(person)}
    secret = factors.begun(request.actor) if request.method == "POST" else None
    if secret is None:
        return told
    address = one_time.address_of(secret, person.login, "jixiao")
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=3, dark="#16181c", light="#fff")
    return told | {"secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)), "address": address, "picture": picture}


@never_cache
@require_GET
def session(request: HttpRequest) -> HttpResponse:
    """Whose session it is, and the token of its forms: asked by pages before they send something (会话状态)."""
    person = request.actor.person
    return JsonResponse({"person": str(person.pk) if person else "", "token": get_token(request)})


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form that lacks its token against forged ones, as it does when it is too old."""
    return render(request, "403.html", status=403)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Go (退出)."""
    sessions.log_out(request.actor)
    end_session(request)
    return HttpResponseRedirect(reverse("login"), headers={"Clear-Site-Data": '"cache"'})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own (修改密码)."""
    if request.method == "GET":
        return render(request, "session/password.html", {"is_over": request.actor.person.is_password_over})
    person, new = request.actor.person, request.POST.get("new", "")
    errors = []
    if not sessions.confirm(request.actor, request.POST.get("old", "")):
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
