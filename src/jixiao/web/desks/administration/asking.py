"""What all pages of administrators share: whose power it takes, what was typed, and faults beside their fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.errors import CallerError
from jixiao.web.records.refusals import ConflictError

View = Callable[..., HttpResponse]
PAGE = 50
_LONGEST = 400


def power(*powers: str) -> Callable[[View], View]:
    """Only whoever holds one of some powers comes to a page; others are told so, which leaves an event."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if not any(request.actor.scope.has(each) for each in powers):
                raise PermissionDenied
            return view(request, *args, **named)

        return guarded

    return guard


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    """Fields of a form as they were typed, with nothing that a database cannot hold."""
    given = request.POST if request.method == "POST" else request.GET
    return {name: given.get(name, "").replace("\x00", "")[:_LONGEST] for name in names}


def year_asked(request: HttpRequest, years: list[int]) -> int | None:
    """The year that the address names, or the latest."""
    told = request.GET.get("year", "")
    year = int(told) if told.isascii() and told.isdigit() and len(told) == 4 else None
    return year if year in years else (years[0] if years else None)


def form_again(request: HttpRequest, template: str, error: CallerError, told: dict[str, Any]) -> HttpResponse:
    """The form as it was typed, with every fault beside its field."""
    by_field: dict[str, list[Any]] = {}
    for reason in getattr(error, "reasons", ()):
        by_field.setdefault(reason.field, []).append(reason)
    status = 409 if isinstance(error, ConflictError) else 422
    return render(request, template, {**told, "error": error, "faults": by_field}, status=status)
