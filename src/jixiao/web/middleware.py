"""What happens around every request: its language, who asks, and that no query escapes the scope."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header

from jixiao.errors import CallerError
from jixiao.messages import LANGUAGES, speaking
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor, actor_of
from jixiao.web.records.actions import second_factor, sessions
from jixiao.web.records.jurisdictions import remembered
from jixiao.web.records.models import Person
from jixiao.web.records.refusals import ConflictError
from jixiao.web.records.scope import Scope, requested

Answer = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = settings.SPEAKING_COOKIE
OPEN = frozenset({"login", "login_code", "session", "language", "health"})
"""Pages for whoever has not logged in."""
FIRST = frozenset({"password", "logout", "language", "health"})
"""Pages for whoever must change the password first."""
SECOND = FIRST | {"second_factor"}
"""Pages for whoever must set up a second factor first."""
PROGRAMS = "/api/"
"""Where the addresses of the interface for programs begin."""
_CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_SEEN_EVERY = 60


def content_security(get_response: Answer) -> Answer:
    """Nothing is loaded from elsewhere, and nothing runs that stands in a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _CSP)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer


def speak(get_response: Answer) -> Answer:
    """Texts are in the language of the switch, Chinese by default; programs without one say what they accept."""

    def answer(request: HttpRequest) -> HttpResponse:
        lang = request.COOKIES.get(LANGUAGE_COOKIE, "")
        if lang not in LANGUAGES:
            lang = _accepted(request) if request.path_info.startswith(PROGRAMS) else LANGUAGES[0]
        request.lang = lang
        with translation.override("en" if lang == "en" else "zh-hans"), speaking(lang):
            response = get_response(request)
        response.headers.setdefault("Content-Language", "en" if lang == "en" else "zh-CN")
        return response

    return answer


def _accepted(request: HttpRequest) -> str:
    """The language that a program accepts, Chinese where it says nothing."""
    told = (lang.partition("-")[0] for lang, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")) if weight)
    return next((lang for lang in told if lang in LANGUAGES), LANGUAGES[0])


class Watch:
    """Who asks is known, what is refused is noted, and every query is narrowed to what may be seen.

    It stands before the middleware against forged requests, whose refusals are noted too.
    """

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.route, request.actor = None, _nobody(request)
        with requested(), remembered():
            response = self.get_response(request)
        is_unknown = request.route is None and response.status_code == 404
        if is_unknown and not request.path_info.startswith(PROGRAMS) and not request.user.is_authenticated:
            return _to_login(request)  # an address that there is not looks like any other
        if request.actor.person is not None and not _is_of_programs(request.route):
            add_never_cache_headers(response)
            _note_refusal(request, response, request.route or "")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let a request go on to its page, or to the login, or to the page of a new password."""
        request.route = name = _route(request)
        if _is_of_programs(name):  # tokens are looked at there
            return None
        if request.user.is_authenticated and not is_awake(request):
            logout(request)
        if request.user.is_authenticated:
            request.actor = actor_of(request.user, address=address_of(request), via="web")
        if request.actor.person is None and name not in OPEN:
            return _to_login(request)
        return _first(request, name) if request.actor.person is not None and name not in OPEN else None


def refused(request: HttpRequest, error: CallerError) -> HttpResponse:
    """The page of an action that was refused: why, and where to go on."""
    status = 409 if isinstance(error, ConflictError) else 422
    return render(request, "refused.html", {"error": error}, status=status)


def address_of(request: HttpRequest) -> str:
    """The machine that asks: behind a proxy of ours what that tells, last in the row, which whoever asks cannot write."""
    near = str(request.META.get("REMOTE_ADDR", ""))[:45]
    if near not in settings.PROXIES:
        return near
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(told))[:45]
    except ValueError:
        return near


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"api:{match.url_name}" if match.namespaces and match.namespaces[0].startswith("api") else match.url_name or ""


def _is_of_programs(route: str | None) -> bool:
    return bool(route and route.startswith("api:"))


def _nobody(request: HttpRequest) -> Actor:
    return Actor(None, Scope(None), address=address_of(request), via="web")


def come_in(request: HttpRequest, person: Person) -> None:
    """Begin a session, with another id than that of the window before, and the time from which it counts."""
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    request.session["began"] = request.session["seen"] = _now()


def is_awake(request: HttpRequest) -> bool:
    """The session was used a short while ago and did not begin too long ago, and the person may still come."""
    now = _now()
    seen, began = request.session.get("seen", now), request.session.get("began", now)
    if not request.user.is_active or now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_LONGEST_SECONDS:
        return False
    if now - seen > _SEEN_EVERY or "seen" not in request.session:
        request.session["seen"], request.session["began"] = now, began
    return True


def _now() -> int:
    return int(clock.now().timestamp())


def _first(request: HttpRequest, name: str) -> HttpResponse | None:
    """The page on which something is done before anything else: a new password, a second factor."""
    person = request.actor.person
    if (person.must_change_password or person.is_password_over) and name not in FIRST:
        return HttpResponseRedirect(reverse("password"))
    if name not in SECOND and not person.has_second_factor and second_factor.is_needed(request.actor):
        return HttpResponseRedirect(reverse("second_factor"))
    return None


def _to_login(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False) or request.headers.get("Accept", "").startswith("application/json"):
        response = HttpResponse(status=401)
        response.headers["HX-Redirect"] = f"{reverse('login')}?{urlencode({'next': request.headers.get('HX-Current-URL', '/')})}"
        return response
    return redirect_to_login(request.get_full_path() if request.method == "GET" else _page_before(request), reverse("login"))


def _page_before(request: HttpRequest) -> str:
    """The page of ours on which a form was sent, to which whoever logs in again comes back; the browser holds what was typed there."""
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    if not is_ours or not before:
        return "/"
    parts = urlsplit(before)
    return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"


def _note_refusal(request: HttpRequest, response: Any, name: str) -> None:
    is_change = request.method not in ("GET", "HEAD", "OPTIONS")
    if response.status_code == 403 or (is_change and response.status_code in (404, 409, 422)):
        data = {"path": request.path[:200], "method": request.method, "status": response.status_code}
        sessions.note(request.actor, f"refused.{name or 'unknown'}"[:48], result="refused", data=data)
