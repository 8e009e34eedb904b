"""Whoever asks twice under one key gets one thing: what was made the first time (幂等)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.models import Receipt
from jixiao.web.records.refusals import RefusedError

KEPT = timedelta(days=7)
"""After so long a key is forgotten."""


class OtherRequestError(RefusedError):
    """The key was sent with another request before."""


def once(key: str, request: str, make: Callable[[], Any], *, actor: Actor) -> tuple[Any, bool]:
    """Make something, or find what was made under the key before.

    It is made and the key is kept in one transaction: of two that come at once, the second waits, and finds what the first has made.
    What is refused leaves no key, so that it can be tried again.

    Args:
        key: that the program chose.
        request: digest of what it asks for.
        make: does it, and gives the id of what was made.
        actor: who.

    Returns:
        the id, and whether it was made before.

    Raises:
        OtherRequestError: the key was sent with another request.
    """
    assert actor.person is not None  # noqa: S101 - programs act for people
    with transaction.atomic():
        mine = Receipt.objects.filter(person=actor.person)
        mine.filter(at__lt=clock.now() - KEPT).delete()
        begun = Receipt(person=actor.person, key=key, request=request, made="", at=clock.now())
        Receipt.objects.bulk_create([begun], ignore_conflicts=True)
        found = mine.select_for_update().get(key=key)
        if found.request != request:
            raise OtherRequestError("api.key_taken")
        if found.made:
            return found.made, True
        found.made = str(make())
        found.save(update_fields=["made"])
        return found.made, False
