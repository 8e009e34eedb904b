"""The coach beside the form: what is to be said of each indicator, and what it was last year and is with others (指标辅导)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.declaring import Draft, Examination
from jixiao.declaring.coach import coach
from jixiao.declaring.comparing import LEAST, Peers, peers_of, same_indicator
from jixiao.web.desks.declare.telling import Understanding
from jixiao.web.desks.declare.views import one
from jixiao.web.records.comparing import approved_with, of_last_year
from jixiao.web.records.models import Declaration

_LONGEST = 500


def coached(examination: Examination, understanding: Understanding) -> dict[str, Any]:
    """What the template says of the indicators."""
    found = coach(examination)
    advice = [{"advice": each, "cell": understanding.sheet.cell_of(each.path)} for each in found.advice]
    return {"advice": advice, "fine": found.fine, "missing": found.missing}


@require_GET
def compared(request: HttpRequest, pk: Any) -> HttpResponse:
    """What an indicator of a name was last year, and what others aim at (上年与同类)."""
    declaration = one(request, pk)
    name, level = request.GET.get("name", "")[:_LONGEST], request.GET.get("level", "")[:40]
    return render(request, "declare/compared.html", held_against(declaration, name, level, request))


def held_against(declaration: Declaration, name: str, level: str, request: HttpRequest) -> dict[str, Any]:
    """The target of last year and the figure of peers.

    Args:
        declaration: of this year.
        name: of the indicator.
        level: canonical code of its second level; empty where nobody knows it.
        request: of whoever asks.
    """
    before = of_last_year(declaration, request.actor.scope)
    item = same_indicator(Draft.from_plain(before.draft), name, level) if before is not None else None
    peers = peers_of(approved_with(declaration, name), name, level, declaration.fiscal_year) if name.strip() else Peers()
    return {"name": name, "before": before, "target": item.text("target") if item else "", "peers": peers, "least": LEAST}
