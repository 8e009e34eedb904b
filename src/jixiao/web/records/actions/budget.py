"""Rounds are opened and closed, ceilings are given and divided (两上两下、控制数下达与分解)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from jixiao import messages
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.administration.refusing import Fault, NotAcceptedError
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.claiming import make_claim
from jixiao.web.records.ceilings import default_due, may_set
from jixiao.web.records.models import (
    UPWARD,
    Agency,
    AgencyYear,
    BudgetCeiling,
    BudgetClaim,
    BudgetRound,
    Declaration,
    RoundKind,
    Stage,
    in_force,
)
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.wan import in_wan

_WITH_THE_UNIT = (Stage.DRAFT, Stage.RETURNED)
_DECIDED = (Stage.APPROVED, Stage.RATIFIED)
_FEN = Decimal("0.01")
ROLE = "finance_reviewer"


class BudgetFault(Fault):
    """Why a ceiling is not given as it was typed (控制数问题); ``field`` is the id of the agency."""

    def message(self, lang: str | None = None) -> str:
        """What is wrong."""
        return messages.text(f"web_budget_fault.{self.key}", lang, **self.values)

    def remedy(self, lang: str | None = None) -> str:
        """What to do."""
        return messages.remedy(f"web_budget_fault.{self.key}", lang, **self.values)


@dataclass(frozen=True, slots=True)
class Given:
    """A ceiling that was typed (填写的控制数).

    Attributes:
        yuan: the ceiling; ``None`` takes it away.
        seen_yuan: what stood there when it was typed; ``...`` where nobody looks.
    """

    yuan: Decimal | None
    seen_yuan: Any = ...


@transaction.atomic
def open_round(finance: Agency, fiscal_year: int, kind: str, *, actor: Actor, due_on: date | None = None) -> BudgetRound:
    """Open a round, open it again, or set its deadline (开启轮次).

    Args:
        finance: the authority.
        fiscal_year: the budget year.
        kind: one of :class:`RoundKind`.
        actor: its finance desk.
        due_on: the deadline; that of the calendar of the pack where it is ``None``.

    Raises:
        RefusedError: the actor is not of the finance desk, or the year is not there.
    """
    row = _of_finance(finance, fiscal_year, actor)
    due_on = due_on or default_due(row.pack, kind, fiscal_year)
    told = {"due_on": due_on, "opened_at": clock.now()}
    found, is_new = BudgetRound.objects.reached().get_or_create(finance=finance, fiscal_year=fiscal_year, kind=kind, defaults=told)
    before = None if is_new else _told(BudgetRound.objects.reached().select_for_update().get(pk=found.pk))
    if before == {"is_open": True, "due_on": due_on.isoformat() if due_on else None}:
        return found
    found.due_on, found.closed_at = due_on, None
    found.save(update_fields=["due_on", "closed_at"])
    _leave(found, "round.open", before, actor)
    return found


@transaction.atomic
def close_round(finance: Agency, fiscal_year: int, kind: str, *, actor: Actor) -> BudgetRound:
    """Close a round (关闭轮次): while no round upwards is open, nobody hands in.

    Raises:
        BudgetRound.DoesNotExist: it was never opened.
        RefusedError: the actor is not of the finance desk.
    """
    _of_finance(finance, fiscal_year, actor)
    found = BudgetRound.objects.reached().select_for_update(of=("self",)).get(finance=finance, fiscal_year=fiscal_year, kind=kind)
    before = _told(found)
    if found.is_open:
        found.closed_at = clock.now()
        found.save(update_fields=["closed_at"])
        _leave(found, "round.close", before, actor)
    return found


@transaction.atomic
def set_ceilings(fiscal_year: int, given: Mapping[Any, Given], *, actor: Actor, wrong: Sequence[Fault] = ()) -> list[BudgetCeiling]:
    """Give agencies their ceilings, all of them or none (下达、分解控制数).

    Args:
        fiscal_year: the budget year.
        given: by id of the agency.
        actor: the finance desk for every agency under it, a department for its units.
        wrong: what is wrong already with others that were typed at the same time: then nothing is given, and all of it is told at once.

    Returns:
        those that changed.

    Raises:
        RefusedError: an agency is not there, or its ceiling is given by somebody else.
        NotAcceptedError: a ceiling is less than what was taken of it or divided, or its units would have more than it; all faults at once.
    """
    rows = {row.agency_id: row for row in AgencyYear.objects.filter(agency_id__in=given, fiscal_year=fiscal_year).select_related("agency")}
    for pk in given:
        if pk not in rows or not may_set(actor, rows[pk]):
            raise RefusedError("web_budget.not_yours", agency=rows[pk].name if pk in rows else "—", year=fiscal_year)
    grid = _Grid(fiscal_year, rows, actor)
    faults = [*wrong, *(grid.stale(given) or grid.put(given))]
    if faults:
        raise NotAcceptedError(faults)
    return grid.keep()


class _Grid:
    """Ceilings of some agencies, their departments, and all units of these, locked in the order of everybody who claims."""

    def __init__(self, fiscal_year: int, rows: Mapping[Any, AgencyYear], actor: Actor) -> None:
        self._year, self._rows, self._actor = fiscal_year, rows, actor
        departments = {row.department_id for row in rows.values() if row.department_id}
        of_year = BudgetCeiling.objects.reached().filter(fiscal_year=fiscal_year)
        touched = (
            of_year.filter(agency_id__in=rows) | of_year.filter(department_id__in=departments) | of_year.filter(agency_id__in=departments)
        )
        self._all: dict[Any, BudgetCeiling] = {}
        while len(again := list(touched.select_related("agency").select_for_update(of=("self",)).order_by("agency_id"))) > len(self._all):
            self._all = {each.agency_id: each for each in again}
        self._before = {pk: each.amount_yuan for pk, each in self._all.items()}
        self._new: set[Any] = set()

    def stale(self, given: Mapping[Any, Given]) -> list[Fault]:
        """Where another amount stands now than the person saw."""
        found: list[Fault] = []
        for pk, each in given.items():
            now = self._before.get(pk)
            if each.seen_yuan is not ... and each.seen_yuan != now:
                found.append(BudgetFault(str(pk), "stale", {"agency": self._rows[pk].name, "now": "—" if now is None else in_wan(now)}))
        return found

    def put(self, given: Mapping[Any, Given]) -> list[Fault]:
        """Put amounts in, and say what is wrong with them."""
        for pk, each in given.items():
            if pk in self._all:
                self._all[pk].amount_yuan = each.yuan
            elif each.yuan is not None:
                self._begin(pk, each.yuan)
        faults = []
        for pk in given:
            pool = self._all.get(pk)
            if pool and pool.amount_yuan is not None and pool.claimed_yuan > pool.amount_yuan:
                figures = {"claimed": in_wan(pool.claimed_yuan), "missing": in_wan(pool.claimed_yuan - pool.amount_yuan)}
                faults.append(BudgetFault(str(pk), "below_claimed", {"agency": self._rows[pk].name, **figures}))
        return [*faults, *self._over_divided(given)]

    def _begin(self, pk: Any, yuan: Decimal) -> None:
        """A first ceiling: what was approved already has taken its part of it."""
        row = self._rows[pk]
        pool = BudgetCeiling(finance_id=row.finance_id, department_id=row.department_id, agency=row.agency, fiscal_year=self._year)
        place = {"department_id": pk} if row.agency_id == row.department_id else {"agency_id": pk}
        decided = Declaration.objects.reached().filter(**place, fiscal_year=self._year, stage__in=_DECIDED, claim__isnull=True)
        for declaration in in_force(decided).defer("draft"):
            make_claim(declaration)
        claims = BudgetClaim.objects.reached().filter(**place, fiscal_year=self._year)
        pool.claimed_yuan = (claims.aggregate(total=Sum("amount_yuan"))["total"] or Decimal(0)).quantize(_FEN)
        pool.amount_yuan = yuan
        self._all[pk] = pool
        self._new.add(pk)

    def _over_divided(self, given: Mapping[Any, Given]) -> list[Fault]:
        """Units never have more than their department has; what was too much before may become less."""
        faults: list[Fault] = []
        for department in {self._rows[pk].department_id for pk in given} - {None}:
            pool = self._all.get(department)
            below = [pk for pk in given if self._rows[pk].department_id == department and given[pk].yuan is not None]
            if pool is None or pool.amount_yuan is None:
                if any(self._role(pk) != ROLE for pk in below):
                    faults.append(BudgetFault(str(department), "none_given", {}))
                continue
            units = [each for each in self._all.values() if each.department_id == department and not each.is_of_department]
            divided = sum((each.amount_yuan for each in units if each.amount_yuan is not None), Decimal(0))
            is_changed = divided > self._divided_before(department) or pool.amount_yuan != self._before.get(department)
            if divided > pool.amount_yuan and is_changed:
                faults.append(self._too_much(pool, divided))
        return faults

    def _too_much(self, pool: BudgetCeiling, divided: Decimal) -> Fault:
        amount = pool.amount_yuan or Decimal(0)
        figures = {"ceiling": in_wan(amount), "divided": in_wan(divided), "missing": in_wan(divided - amount)}
        return BudgetFault(str(pool.agency_id), "over_divided", {"agency": pool.agency.name, **figures})

    def _divided_before(self, department: Any) -> Decimal:
        units = [pk for pk, each in self._all.items() if each.department_id == department and not each.is_of_department]
        return sum((before for pk in units if (before := self._before.get(pk)) is not None), Decimal(0))

    def _role(self, pk: Any) -> str:
        return may_set(self._actor, self._rows[pk])

    def keep(self) -> list[BudgetCeiling]:
        """Save what changed, each with an event that tells what it was and what it is."""
        changed = []
        for pk, pool in self._all.items():
            before = self._before.get(pk)
            if pool.amount_yuan == before:
                continue
            pool.updated_at, pool.updated_by = clock.now(), self._actor.somebody
            pool.save(force_insert=True) if pk in self._new else pool.save(update_fields=["amount_yuan", "updated_at", "updated_by"])
            role = self._role(pk)
            place = pool.finance_id if role == ROLE else pool.department_id
            told = {"agency": pool.agency.code, "name": self._rows[pk].name, "year": self._year, "claimed": _fen(pool.claimed_yuan)}
            told |= {"before": _fen(before), "after": _fen(pool.amount_yuan)}
            chain = f"ceiling:{pk}:{self._year}"
            record(self._actor, "ceiling.set", chain=chain, role=role, agency_id=place, object=f"agency:{pk}", data=told)
            changed.append(pool)
        return changed


def _fen(yuan: Decimal | None) -> str | None:
    """An amount as an event tells it."""
    return None if yuan is None else f"{yuan:.2f}"


def _of_finance(finance: Agency, fiscal_year: int, actor: Actor) -> AgencyYear:
    if finance.pk not in actor.scope.agencies_of(ROLE):
        raise RefusedError("web_budget.not_finance", agency=finance.name)
    row = AgencyYear.objects.filter(agency=finance, fiscal_year=fiscal_year).first()
    if row is None:
        raise RefusedError("web_budget.no_year", agency=finance.name, year=fiscal_year)
    return row


def _told(found: BudgetRound) -> dict[str, Any]:
    return {"is_open": found.is_open, "due_on": found.due_on.isoformat() if found.due_on else None}


def _leave(found: BudgetRound, action: str, before: dict[str, Any] | None, actor: Actor) -> None:
    """The event of a round; what is still with units is due by its new day."""
    if found.is_open and found.kind in UPWARD:
        of_year = Declaration.objects.reached().filter(finance_id=found.finance_id, fiscal_year=found.fiscal_year)
        of_year.filter(stage__in=_WITH_THE_UNIT).update(due_on=found.due_on)
    data = {"round": found.kind, "year": found.fiscal_year, "before": before, "after": _told(found)}
    chain = f"round:{found.finance_id}:{found.fiscal_year}"
    record(actor, action, chain=chain, role=ROLE, agency_id=found.finance_id, object=f"year:{found.fiscal_year}", data=data)


def kind_of(given: str) -> str:
    """A round by its name.

    Raises:
        ValueError: there is none.
    """
    return RoundKind(given).value
