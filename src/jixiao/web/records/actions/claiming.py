"""What declarations take of the ceilings over them, and give back (占用与释放控制数).

A declaration claims its money of the year when it is handed in, of its unit's ceiling and of its department's at once, and gives it back
when it is returned, taken back or given up. What was handed in before there was a ceiling claims when it is passed on or approved. Both
ceilings are locked in the same order by whoever touches them, so that of two that would take the last of it one does.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jixiao.web.records import clock
from jixiao.web.records.models import Adjustment, BudgetCeiling, BudgetClaim, Declaration
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.wan import in_wan

_NOTHING = Decimal(0)


class CeilingError(RefusedError):
    """The money of a declaration is more than what is left under a ceiling (超控制数).

    Attributes:
        ceiling: which.
        asked_yuan: what the declaration asks for.
    """

    def __init__(self, ceiling: BudgetCeiling, asked_yuan: Decimal) -> None:
        told = told_of(ceiling, asked_yuan)
        super().__init__("web_budget.over_department" if ceiling.is_of_department else "web_budget.over_unit", **told)
        self.ceiling, self.asked_yuan = ceiling, asked_yuan


def told_of(ceiling: BudgetCeiling, asked_yuan: Decimal) -> dict[str, str]:
    """The figures of a refusal, in 万元."""
    amount = ceiling.amount_yuan or _NOTHING
    missing = ceiling.claimed_yuan + asked_yuan - amount
    figures = {"ceiling": amount, "claimed": ceiling.claimed_yuan, "asked": asked_yuan, "missing": missing}
    return {"agency": ceiling.agency.name} | {name: in_wan(yuan) for name, yuan in figures.items()}


def claim(declaration: Declaration) -> dict[str, str]:
    """Take the money of a declaration of the ceilings over it, unless it did before.

    Returns:
        what an event tells of it; nothing where nothing is limited.

    Raises:
        CeilingError: it is more than what is left; that of the unit is told first.
    """
    if declaration.is_whole_department:
        return {}  # its money is that of its projects, which claim it
    pools = locked_pools(declaration)
    if not pools or BudgetClaim.objects.reached().filter(pk=declaration.pk).exists():
        return {}
    asked = _beyond_original(declaration)
    for pool in sorted(pools, key=lambda each: each.is_of_department):
        if pool.free_yuan is not None and asked > pool.free_yuan:
            raise CeilingError(pool, asked)
    _add(pools, asked)
    make_claim(declaration, asked)
    return {"claimed": f"{asked:.2f}"}


def give_back(declaration: Declaration) -> dict[str, str]:
    """Give back what a declaration took, where it did.

    Returns:
        what an event tells of it.
    """
    pools = locked_pools(declaration)
    own = BudgetClaim.objects.reached().filter(pk=declaration.pk).first() if pools else None
    if own is None:
        return {}
    _add(pools, -own.amount_yuan)
    own.delete()
    return {"freed": f"{own.amount_yuan:.2f}"}


def replace_original(declaration: Declaration) -> dict[str, str]:
    """An adjustment that is approved takes the place of what it adjusts, and claims its whole money in place of that.

    Returns:
        what an event tells of it.
    """
    own = Adjustment.objects.reached().select_for_update().filter(pk=declaration.pk).first()
    if own is None:
        return {}
    own.done_at = clock.now()
    own.save(update_fields=["done_at"])
    pools = locked_pools(declaration)
    claims = BudgetClaim.objects.reached()
    old, new = (claims.filter(pk=pk).first() for pk in (own.original_id, declaration.pk)) if pools else (None, None)
    if new is not None:
        whole = declaration.annual_yuan or _NOTHING
        _add(pools, whole - new.amount_yuan - (old.amount_yuan if old else _NOTHING))
        new.amount_yuan = whole
        new.save(update_fields=["amount_yuan"])
        if old is not None:
            old.delete()
    return {"adjusts": str(own.original_id)}


def _beyond_original(declaration: Declaration) -> Decimal:
    """What a declaration asks for; of an adjustment, what it asks for beyond what was approved and claimed before."""
    asked = declaration.annual_yuan or _NOTHING
    own = Adjustment.objects.reached().filter(pk=declaration.pk).first()
    before = BudgetClaim.objects.reached().filter(pk=own.original_id).first() if own else None
    return max(_NOTHING, asked - before.amount_yuan) if before else asked


def make_claim(declaration: Declaration, yuan: Decimal | None = None) -> BudgetClaim:
    """The record of what a declaration took: all of its money, unless it is said how much."""
    return BudgetClaim.objects.create(
        declaration=declaration,
        agency_id=declaration.agency_id,
        department_id=declaration.department_id,
        fiscal_year=declaration.fiscal_year,
        amount_yuan=(declaration.annual_yuan or _NOTHING) if yuan is None else yuan,
        at=clock.now(),
    )


def locked_pools(declaration: Declaration) -> list[BudgetCeiling]:
    """The ceilings over a declaration, locked until the end of the transaction.

    One that is given for the first time while this waits for the lock of another was not there when it asked: so it looks again.
    """
    over = BudgetCeiling.objects.reached().filter(
        agency_id__in=[declaration.agency_id, declaration.department_id or declaration.agency_id], fiscal_year=declaration.fiscal_year
    )
    found: list[Any] = []
    while (again := list(over.select_related("agency").select_for_update(of=("self",)).order_by("agency_id"))) and len(again) > len(found):
        found = again
    return again


def _add(pools: list[BudgetCeiling], yuan: Decimal) -> None:
    """The lock is held, so that what was read is what there is."""
    for pool in pools:
        pool.claimed_yuan += yuan
        pool.save(update_fields=["claimed_yuan"])
