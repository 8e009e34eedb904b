"""What every page shows around its content: navigation by the roles of the person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jixiao.messages import text
from jixiao.version import VERSION
from jixiao.web.records.scope import BUSINESS_ROLES


def around(request: HttpRequest) -> dict[str, Any]:
    """Navigation, the person, the language, and whether this is a demonstration."""
    actor = getattr(request, "actor", None)
    roles = actor.scope.roles.keys() if actor and actor.person else frozenset()
    return {
        "actor": actor,
        "roles": roles,
        "is_business": bool(roles & (BUSINESS_ROLES | {"third_party"})),
        "lang": getattr(request, "lang", "zh"),
        "is_demo": settings.DEMO,
        "version": VERSION,
        "desk_texts": _texts(actor.person.login) if actor and actor.person else {},
    }


def _texts(login: str) -> dict[str, str]:
    """What the scripts of every page say."""
    return {
        "login": login,
        "session_over": text("web_entrance.session_over"),
        "later": text("web_entrance.later"),
        "no_connection": text("web_entrance.no_connection"),
        "held": text("web_entrance.held", time="{time}"),
        "drop": text("web_entrance.held_drop"),
    }
