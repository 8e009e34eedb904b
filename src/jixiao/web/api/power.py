"""Whose power it takes: each of the three administrators has another (三员分立)."""

from __future__ import annotations

from django.http import HttpRequest

from jixiao.web.records.actions.administration import PowerError


def need(request: HttpRequest, *powers: str) -> None:
    """Only whoever holds one of some powers goes on.

    Raises:
        PowerError: somebody else has them; that it was tried leaves an event.
    """
    if not any(request.actor.scope.has(each) for each in powers):
        raise PowerError(f"needs_power.{powers[0]}")
