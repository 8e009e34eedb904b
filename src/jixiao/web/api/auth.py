"""Who calls: a program with the token of a person, or a page with the session of one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from jixiao.web.api.problems import FactorFirstError, PasswordFirstError
from jixiao.web.middleware import address_of, is_awake
from jixiao.web.records.acting import Actor, actor_of, bearer_of
from jixiao.web.records.actions import second_factor
from jixiao.web.records.actions.administration.tokens import digest_of
from jixiao.web.records.models import Person


class Token(HttpBearer):
    """``Authorization: Bearer jx_…``: a token that a person made for a program."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return _let_in(request, bearer_of(digest_of(token)))


class Session(APIKeyCookie):
    """The cookie of somebody who logged in, with ``X-CSRFToken`` for whatever changes something."""

    openapi_name = "session"
    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=True)

    def _get_key(self, request: HttpRequest) -> str | None:
        if "Authorization" in request.headers or self.param_name not in request.COOKIES:
            return None  # whoever sends a token comes with that alone
        return super()._get_key(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        if key is None or not request.user.is_authenticated or not is_awake(request):
            return None
        return _let_in(request, request.user)


def _let_in(request: HttpRequest, person: Person | None) -> Actor | None:
    """Somebody whose account is open.

    Raises:
        PasswordFirstError: the first password must be changed first.
        FactorFirstError: a second factor must be set up first.
    """
    if person is None or not person.is_active or person.is_locked:
        return None
    if person.must_change_password:
        raise PasswordFirstError("api.password_first")
    request.actor = actor_of(person, address=address_of(request), via="api")
    if not person.has_second_factor and second_factor.is_needed(request.actor):
        raise FactorFirstError("api.factor_first")
    return request.actor
