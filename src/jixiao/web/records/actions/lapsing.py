"""Waivers whose last day is over count their findings again, from the next day on, without anybody moving a declaration (豁免到期)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from jixiao.web.records import clock
from jixiao.web.records.acting import system
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.waiving import weigh_again
from jixiao.web.records.models import Declaration, Waiver, WaiverState


class Due:
    """Looks once a day, and at once when the worker begins, whatever day it was stopped."""

    def __init__(self) -> None:
        self._day: date | None = None

    def __call__(self) -> None:
        """Let lapse what is over, unless that was done today."""
        today = clock.today()
        if self._day != today:
            lapse()
            self._day = today


def lapse() -> int:
    """Weigh again what was waived until a day that is over; each waiver once, however often it is asked.

    Returns:
        how many waivers lapsed.
    """
    return sum(_lapse(pk, declaration) for pk, declaration in _over().order_by("until", "id").values_list("pk", "declaration_id"))


def _over() -> Any:
    return Waiver.objects.reached().filter(state=WaiverState.GRANTED, lapsed_at__isnull=True, until__lt=clock.today())


@transaction.atomic
def _lapse(pk: Any, declaration_id: Any) -> int:
    declaration = Declaration.objects.reached().select_for_update(of=("self",)).get(pk=declaration_id)  # locked first, as everywhere
    waiver = _over().filter(pk=pk).first()
    if waiver is None:  # somebody ended it meanwhile
        return 0
    waiver.lapsed_at = clock.now()
    waiver.save(update_fields=["lapsed_at"])
    told = {"waiver": waiver.pk, "rule": waiver.rule, "path": waiver.path, "until": waiver.until.isoformat(), **weigh_again(declaration)}
    record(system(), "declaration.waiver_lapse", chain=declaration.chain, data=told)
    return 1
