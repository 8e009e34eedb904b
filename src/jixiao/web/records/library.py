"""What is asked of the project library: lists, one project, what can be carried over (项目库查询)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.models import AgencyYear, Declaration, Event, Project, ProjectState, Stage, in_force, in_state
from jixiao.web.records.scope import Scope

_FEN = Decimal("0.01")
_LINE = ("project_id", "pk", "fiscal_year", "stage", "annual_yuan")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The query row of the library (查询条件).

    Attributes:
        state: one of :class:`ProjectState`; empty for all.
        words: in name or code.
        agency: with the units below a department.
        only_recurring: those that are needed every year.
        at_least: money of the latest declaration, in yuan.
    """

    state: str = ""
    words: str = ""
    agency: UUID | None = None
    only_recurring: bool = False
    at_least: Decimal | None = None

    def found(self, scope: Scope) -> QuerySet:
        """The projects, in no order yet."""
        rows = Project.objects.visible_to(scope)
        for word in self.words.split():
            rows = rows.filter(Q(name__icontains=word) | Q(code__istartswith=word))
        if self.agency:
            rows = rows.filter(Q(agency_id=self.agency) | Q(department_id=self.agency))
        if self.only_recurring:
            rows = rows.filter(is_recurring=True)
        if self.at_least is not None:
            rows = rows.filter(annual_yuan__gte=self.at_least)
        return rows.filter(in_state(self.state, clock.today())) if self.state else rows


@dataclass(frozen=True, slots=True)
class Year:
    """A declaration of a project, as its line in a list shows it (年度)."""

    pk: UUID
    fiscal_year: int
    stage: str
    annual_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """A project in a list, with its declarations by year."""

    project: Project
    years: dict[int, Year]


def counts(scope: Scope, wanted: Wanted) -> dict[str, int]:
    """How many projects are in each state, in one query; the whole under the empty name."""
    today = clock.today()
    rows = Wanted(words=wanted.words, agency=wanted.agency, only_recurring=wanted.only_recurring, at_least=wanted.at_least).found(scope)
    asked = {state: Count("pk", filter=in_state(state, today)) for state in ProjectState.values}
    return rows.aggregate(all=Count("pk"), **asked)


def with_years(scope: Scope, projects: Sequence[Project]) -> list[Row]:
    """Projects with the declarations that the person sees of them, in one query."""
    seen = (
        in_force(Declaration.objects.visible_to(scope).filter(project__in=projects)).exclude(stage=Stage.DISCARDED).order_by("created_at")
    )
    found: dict[Any, dict[int, Year]] = {}
    for project, pk, year, stage, yuan in seen.order_by("created_at").values_list(*_LINE):
        found.setdefault(project, {})[year] = Year(pk, year, stage, yuan)
    return [Row(project, found.get(project.pk, {})) for project in projects]


def money_by_year(scope: Scope, wanted: Wanted, years: Iterable[int]) -> dict[int, Decimal]:
    """The row of totals: what the declarations of all projects of a list come to in some years."""
    seen = Declaration.objects.visible_to(scope).filter(project__in=wanted.found(scope).values("pk"), fiscal_year__in=list(years))
    rows = in_force(seen).exclude(stage=Stage.DISCARDED).order_by().values_list("fiscal_year").annotate(Sum("annual_yuan"))
    return {year: (yuan or Decimal(0)).quantize(_FEN) for year, yuan in rows}


def declarations_of(scope: Scope, project: Project) -> list[Declaration]:
    """The declarations of a project that the person sees, newest year first."""
    seen = Declaration.objects.visible_to(scope).filter(project=project).defer("draft")
    return list(seen.order_by("-fiscal_year", "-created_at"))


def events_of(project: Project) -> list[Event]:
    """Events of a project that the caller may see, oldest first."""
    return list(Event.objects.filter(chain_id=project.chain).order_by("seq"))


def open_years(actor: Actor, agency_id: Any) -> list[int]:
    """Years for which the actor may declare for an agency, newest first."""
    if agency_id not in actor.scope.agencies_of("clerk"):
        return []
    rows = AgencyYear.objects.filter(agency_id=agency_id, is_open=True)
    return list(rows.order_by("-fiscal_year").values_list("fiscal_year", flat=True))


@dataclass(frozen=True, slots=True)
class Carried:
    """A declaration that may be carried over (可结转项目).

    Attributes:
        declaration: of the year before.
        is_recurring: it is needed every year, and so is proposed.
        next: the declaration of the next year, where there is one already.
    """

    declaration: Declaration
    is_recurring: bool
    next: Year | None


def to_carry_over(actor: Actor, from_year: int, to_year: int) -> list[Carried]:
    """Declarations of a year of the units that the actor declares for, with what there is of the next year already."""
    own = actor.scope.agencies_of("clerk")
    seen = Declaration.objects.visible_to(actor.scope).filter(agency_id__in=own, fiscal_year=from_year, project__closed_at=None)
    rows = list(in_force(seen).exclude(stage=Stage.DISCARDED).select_related("project").defer("draft").order_by("agency__code", "name"))
    later = Declaration.objects.visible_to(actor.scope).filter(agency_id__in=own, fiscal_year=to_year).exclude(stage=Stage.DISCARDED)
    there = {project: Year(*rest) for project, *rest in later.exclude(project=None).values_list(*_LINE)}
    return [Carried(row, bool(row.project and row.project.is_recurring), there.get(row.project_id)) for row in rows]
