"""What was waived of a declaration, and what waits to be decided (豁免查询)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jixiao.declaring import Granted
from jixiao.web.records import clock
from jixiao.web.records.models import Declaration, Waiver, WaiverState
from jixiao.web.records.models.waivers import GRANTING
from jixiao.web.records.prepared import Prepared, Slot
from jixiao.web.records.scope import Scope


def granted_to(declaration: Declaration) -> list[Granted]:
    """The waivers of a declaration that hold today, the newest last."""
    rows = _HOLDING.rows(declaration=declaration.pk, today=clock.today())
    return [Granted(rule, path, digest, by, why, until.isoformat()) for rule, path, digest, by, why, until in rows]


def of_declaration(declaration: Declaration) -> list[Waiver]:
    """All waivers of a declaration, the newest first."""
    return list(Waiver.objects.reached().filter(declaration=declaration).select_related("asked_by", "decided_by"))


def latest_by_place(waivers: list[Waiver]) -> Mapping[tuple[str, str], Waiver]:
    """The newest waiver of each rule and place."""
    return {(each.rule, each.path): each for each in reversed(waivers)}


def waiting(scope: Scope) -> int:
    """How many waivers wait for the person to decide."""
    places = scope.agencies_of(GRANTING)
    if not places:
        return 0
    asked = Waiver.objects.visible_to(scope).filter(state=WaiverState.ASKED, declaration__finance__in=list(places))
    return asked.exclude(asked_by_id=scope.person_id).count()


def _holding() -> Any:
    field = Waiver._meta.get_field
    found = Waiver.objects.reached().filter(
        declaration_id=Slot("declaration", Declaration._meta.pk), state=WaiverState.GRANTED, until__gte=Slot("today", field("until"))
    )
    return found.order_by("id").values_list("rule", "path", "digest", "decided_by__name", "reason", "until")


_HOLDING = Prepared(_holding)
