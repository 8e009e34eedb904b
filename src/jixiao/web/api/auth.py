"""Who calls: a program with the token of a person, or a page with the session of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from jixiao.web.middleware import address_of, is_awake
from jixiao.web.records.acting import Actor, actor_of, bearer_of
from jixiao.web.records.actions.administration.tokens import digest_of


class Token(HttpBearer):
    """``Authorization: Bearer jx_…``: a token that a person made for a program."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        person = bearer_of(digest_of(token))
        if person is None:
            return None
        request.actor = actor_of(person, address=address_of(request), via="api")
        return request.actor


class Session(APIKeyCookie):
    """The cookie of somebody who logged in, with the token against forged requests."""

    openapi_name = "session"
    param_name = "sessionid"

    def __init__(self) -> None:
        super().__init__(csrf=True)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        if not request.user.is_authenticated or request.user.must_change_password or not is_awake(request):
            return None
        request.actor = actor_of(request.user, address=address_of(request), via="api")
        return request.actor
