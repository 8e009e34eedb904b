"""What is asked of rounds and ceilings: which are there, what is left, how a grid of them is ordered (控制数查询)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from jixiao.web.records.acting import Actor
from jixiao.web.records.jurisdictions import pack_of
from jixiao.web.records.models import UPWARD, AgencyYear, BudgetCeiling, BudgetRound, Declaration, Level, RoundKind, Stage, in_force
from jixiao.web.records.scope import READERS_BELOW, READERS_OF_ALL, READERS_OF_OWN, Scope, at

DEADLINE_OF = {
    RoundKind.FIRST_UP: "declare_by",
    RoundKind.FIRST_DOWN: "finance_review_by",
    RoundKind.SECOND_UP: "revise_by",
    RoundKind.SECOND_DOWN: "approve_by",
}
"""Deadline of the calendar of a pack for each round, unless another is given."""
_ASKED = tuple(stage for stage in Stage.values if stage not in (Stage.DRAFT, Stage.RETURNED, Stage.DISCARDED))
_FEN = Decimal("0.01")
ROWS = 1000
"""Agencies of a grid; more of them are given by file."""


def default_due(pack_id: str, kind: str, fiscal_year: int) -> date | None:
    """The day that the calendar of a pack has for a round; ``None`` where it has none."""
    deadline = pack_of(pack_id).calendar.get(DEADLINE_OF[RoundKind(kind)])
    return deadline.on(fiscal_year) if deadline else None


def rounds_of(scope: Scope, fiscal_year: int) -> list[BudgetRound]:
    """Rounds of a year that were opened once, in their order."""
    found = BudgetRound.objects.visible_to(scope).filter(fiscal_year=fiscal_year).select_related("finance")
    return sorted(found, key=lambda each: (each.finance.code, RoundKind.values.index(each.kind)))


def handing_in(finance_id: Any, fiscal_year: int) -> tuple[bool, BudgetRound | None]:
    """Whether a year goes by rounds, and the round in which units hand in now."""
    found = list(BudgetRound.objects.reached().filter(finance_id=finance_id, fiscal_year=fiscal_year))
    return bool(found), next((each for each in found if each.is_open and each.kind in UPWARD), None)


def ceilings_over(declaration: Declaration) -> list[BudgetCeiling]:
    """The ceilings over a declaration that the caller may see: of its unit, then of its department, where they limit something."""
    over = BudgetCeiling.objects.reached().filter(
        agency_id__in=[declaration.agency_id, declaration.department_id or declaration.agency_id],
        fiscal_year=declaration.fiscal_year,
        amount_yuan__isnull=False,
    )
    return sorted(over.select_related("agency"), key=lambda each: each.is_of_department)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid of ceilings (控制数表的一行).

    Attributes:
        row: the agency in the year.
        ceiling: what it was given; ``None`` where it never was.
        asked_yuan: of its declarations that were handed in, claimed or not; those of its units too for a department.
        count: how many these are.
        divided_yuan: of a department: what its units were given.
        may_set: the caller gives it.
        is_whole: the caller sees everything that it holds for; a unit sees of its department only itself.
    """

    row: AgencyYear
    ceiling: BudgetCeiling | None
    asked_yuan: Decimal
    count: int
    divided_yuan: Decimal | None
    may_set: bool
    is_whole: bool = True

    @property
    def agency_id(self) -> UUID:
        """Of the agency."""
        return self.row.agency_id

    @property
    def is_department(self) -> bool:
        """It is a department."""
        return self.row.level == Level.DEPARTMENT

    @property
    def amount_yuan(self) -> Decimal | None:
        """The ceiling; ``None`` where nothing is limited."""
        return self.ceiling.amount_yuan if self.ceiling else None

    @property
    def claimed_yuan(self) -> Decimal | None:
        """What was taken of it."""
        return self.ceiling.claimed_yuan if self.ceiling else None

    @property
    def free_yuan(self) -> Decimal | None:
        """What is left of it."""
        return self.ceiling.free_yuan if self.ceiling else None

    @property
    def undivided_yuan(self) -> Decimal | None:
        """Of a department: what no unit was given yet."""
        if self.amount_yuan is None or self.divided_yuan is None:
            return None
        return self.amount_yuan - self.divided_yuan

    @property
    def is_over(self) -> bool:
        """More is asked for than the ceiling allows: some declarations will have to go back."""
        return self.is_whole and self.over_yuan > 0

    @property
    def over_yuan(self) -> Decimal:
        """What is asked for beyond the ceiling."""
        return max(self.asked_yuan - self.amount_yuan, Decimal(0)) if self.amount_yuan is not None else Decimal(0)

    @property
    def full(self) -> int:
        """How much of it is claimed, in percent, for a bar."""
        return int((self.claimed_yuan or 0) * 100 / self.amount_yuan) if self.amount_yuan else 100


def may_set(actor: Actor, row: AgencyYear) -> str:
    """The role in which the actor gives an agency its ceiling; empty where it is given by somebody else (谁下达)."""
    if row.level == Level.FINANCE:
        return ""
    if row.finance_id in actor.scope.agencies_of("finance_reviewer"):
        return "finance_reviewer"
    is_unit_below = row.agency_id != row.department_id
    return "department_reviewer" if is_unit_below and row.department_id in actor.scope.agencies_of("department_reviewer") else ""


def rows_seen(scope: Scope, fiscal_year: int) -> list[AgencyYear]:
    """Agencies of a year whose ceilings the person sees, each department before its units."""
    seen = Q(pk__in=[])
    for name, roles in (("agency_id", READERS_OF_OWN), ("department_id", READERS_BELOW), ("finance_id", READERS_OF_ALL)):
        if places := scope.agencies_of(*roles):
            seen |= at(name, places)
    if own := scope.agencies_of(*READERS_OF_OWN):
        above = AgencyYear.objects.filter(agency_id__in=own, fiscal_year=fiscal_year).values("department_id")
        seen |= Q(agency_id__in=above)
    found = AgencyYear.objects.filter(seen, fiscal_year=fiscal_year).exclude(level=Level.FINANCE)
    rows = list(found.select_related("agency", "department").order_by("agency__code")[:ROWS])
    return sorted(rows, key=lambda row: (row.department.code if row.department else row.agency.code, row.agency_id != row.department_id))


def grid_of(actor: Actor, fiscal_year: int) -> list[Line]:
    """The grid of a year: every agency that the person sees, with what it may ask for and what it asked for."""
    rows = rows_seen(actor.scope, fiscal_year)
    given = {each.agency_id: each for each in BudgetCeiling.objects.visible_to(actor.scope).filter(fiscal_year=fiscal_year)}
    asked = _asked_by(actor, fiscal_year)
    below: dict[Any, list[AgencyYear]] = {}
    for row in rows:
        if row.department_id and row.agency_id != row.department_id:
            below.setdefault(row.department_id, []).append(row)
    lines = []
    for row in rows:
        units = below.get(row.agency_id, []) if row.level == Level.DEPARTMENT else []
        figures = [asked.get(each.agency_id, (Decimal(0), 0)) for each in (row, *units)]
        is_whole = row.level != Level.DEPARTMENT or _reads_department(actor.scope, row)
        divided = _total(given[each.agency_id].amount_yuan for each in units if each.agency_id in given) if units and is_whole else None
        lines.append(
            Line(
                row,
                given.get(row.agency_id),
                sum((yuan for yuan, _ in figures), Decimal(0)),
                sum(count for _, count in figures),
                divided,
                bool(may_set(actor, row)),
                is_whole,
            )
        )
    return lines


def _reads_department(scope: Scope, row: AgencyYear) -> bool:
    return row.finance_id in scope.agencies_of(*READERS_OF_ALL) or row.agency_id in scope.agencies_of(*READERS_BELOW)


def _asked_by(actor: Actor, fiscal_year: int) -> dict[Any, tuple[Decimal, int]]:
    seen = Declaration.objects.visible_to(actor.scope).filter(fiscal_year=fiscal_year, stage__in=_ASKED)
    found = in_force(seen).order_by().values_list("agency_id").annotate(Sum("annual_yuan"), Count("pk"))
    return {agency: ((yuan or Decimal(0)).quantize(_FEN), count) for agency, yuan, count in found}


def _total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in amounts if each is not None), Decimal(0))


def totals(lines: Sequence[Line]) -> dict[str, Decimal]:
    """The row of totals: departments, and units without one that is shown, so that nothing is counted twice."""
    shown = {line.agency_id for line in lines if line.is_department}
    top = [line for line in lines if line.is_department or line.row.department_id not in shown]
    return {
        "amount": _total(line.amount_yuan for line in top),
        "claimed": _total(line.claimed_yuan for line in top),
        "free": _total(line.free_yuan for line in top),
        "asked": _total(line.asked_yuan for line in top),
    }
