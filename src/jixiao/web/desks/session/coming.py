"""Somebody who gave the right password and is not in yet: the code is missing (等待第二因素)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from jixiao.web.records import clock
from jixiao.web.records.models import Person

WAIT_SECONDS = 300
_KEY = "coming"


def wait_for_code(request: HttpRequest, person: Person, where: str) -> HttpResponse:
    """Remember who came with which password, and ask for the code. Nobody is in by that: the session belongs to no one yet."""
    request.session.flush()
    until = int(clock.now().timestamp()) + WAIT_SECONDS
    request.session[_KEY] = {"person": str(person.pk), "until": until, "of": person.get_session_auth_hash(), "next": where}
    return HttpResponseRedirect(reverse("login_code"))


def awaited(request: HttpRequest) -> Person | None:
    """Whose code is awaited; ``None`` where nobody's is, where it took too long, and where the password is another one meanwhile."""
    told: dict[str, Any] = request.session.get(_KEY) or {}
    if not told or told["until"] < clock.now().timestamp():
        return None
    person: Person | None = Person.objects.filter(pk=told["person"]).first()
    is_same = person is not None and constant_time_compare(told["of"], person.get_session_auth_hash())
    return person if is_same else None


def let_go(request: HttpRequest) -> str:
    """Await no code any more; where the person wanted to go."""
    told = request.session.pop(_KEY, {})
    return str(told.get("next", ""))
