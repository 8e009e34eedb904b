"""Who calls: a program with the token of a person, or a page with the session of one."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from jixiao.web.middleware import address_of, is_awake
from jixiao.web.records.acting import Actor, actor_of
from jixiao.web.records.models import ApiToken

PREFIX = "jx_"


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Token(HttpBearer):
    """``Authorization: Bearer jx_…``: a token that a person made for a program."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        found = (
            ApiToken.objects.select_related("person")
            .filter(digest=digest_of(token), revoked_at=None, expires_at__gt=timezone.now())
            .first()
        )
        if found is None or not found.person.is_active or found.person.is_locked:
            return None
        request.actor = actor_of(found.person, address=address_of(request), via="api")
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
