"""What was approved is changed during the year: by a declaration of its own, through the same levels (绩效目标调整).

By 预算法 art. 72 money moves between headings and projects only by the rules of the finance authority, and by 财预〔2015〕88号 art. 28
approved targets change only in the way in which they were set. So an adjustment is typed, examined, reviewed and approved like any
declaration.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from jixiao.declaring import Draft
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.changing import locked
from jixiao.web.records.models import Adjustment, Declaration, Stage
from jixiao.web.records.refusals import RefusedError


@transaction.atomic
def adjust(pk: Any, *, reason: str, number: str = "", actor: Actor) -> Declaration:
    """Begin an adjustment of a declaration that was approved with the budget (申请调整).

    Args:
        pk: of what was approved.
        reason: why it is changed.
        number: of the document that changes the budget, where there is one already.
        actor: a clerk of the unit.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        RefusedError: the actor does not declare for the unit, it is not approved with the budget, an adjustment took its place or is on
            its way, or there is no reason.
    """
    original = locked(pk, actor)
    if "clerk" not in actor.scope.roles_on(original):
        raise RefusedError("web.refused.not_clerk", agency=original.agency_name)
    if not reason.strip():
        raise RefusedError("web.refused.no_reason")
    if original.stage != Stage.RATIFIED:
        raise RefusedError("web_adjust.not_ratified", name=original.name)
    earlier = Adjustment.objects.reached().filter(original=original).exclude(declaration__stage=Stage.DISCARDED).first()
    if earlier is not None:
        raise RefusedError("web_adjust.replaced" if earlier.done_at else "web_adjust.on_its_way", name=original.name)
    draft = Draft.from_plain(original.draft)
    data = {"adjusts": str(original.pk), "reason": reason.strip(), "number": number.strip()}
    made = declarations.create(
        original.agency,
        original.fiscal_year,
        draft,
        actor=actor,
        data=data,
        project=original.project,
        is_adjustment=True,
        kind=original.kind,
    )
    told = {"number": number.strip()[:64], "reason": reason.strip(), "by": actor.somebody, "at": clock.now()}
    Adjustment.objects.create(declaration=made, original=original, **told)
    return made


@transaction.atomic
def give_number(pk: Any, *, number: str, actor: Actor) -> Adjustment:
    """Give the number of the document that changes the budget, or another one, as long as the adjustment is not approved (补填文号).

    Args:
        pk: of the adjustment.
        number: of the document (预算调整文号).
        actor: a clerk of the unit, whoever reviews it meanwhile.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        RefusedError: it adjusts nothing, it is approved, the actor does not declare for the unit, or there is no number.
    """
    declaration = locked(pk, actor)
    if "clerk" not in actor.scope.roles_on(declaration):
        raise RefusedError("web.refused.not_clerk", agency=declaration.agency_name)
    own = Adjustment.objects.reached().select_for_update(of=("self",)).filter(pk=pk).first()
    if own is None:
        raise RefusedError("web_adjust.number_not_one", name=declaration.name)
    if own.done_at is not None or declaration.stage == Stage.DISCARDED:
        raise RefusedError("web_adjust.number_done")
    given = number.strip()[:64]
    if not given:
        raise RefusedError("web_adjust.number_missing")
    if given != own.number:
        before, own.number = own.number, given
        own.save(update_fields=["number"])
        told = {"before": {"number": before}, "after": {"number": given}}
        record(actor, "declaration.adjust_number", chain=declaration.chain, role="clerk", agency_id=declaration.agency_id, data=told)
    return own
