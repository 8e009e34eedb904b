"""Projects, which live over years, and declarations that were chosen as an example (项目库、案例)."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from jixiao.web.records import clock
from jixiao.web.records.models.agencies import Agency, AgencyYear
from jixiao.web.records.models.people import Person
from jixiao.web.records.scope import READERS_BELOW, READERS_OF_ALL, READERS_OF_OWN, Scope, ScopedManager, at


class ProjectState(models.TextChoices):
    """Where a project is in its life (项目状态)."""

    RESERVE = "reserve"
    DECLARED = "declared"
    APPROVED = "approved"
    RUNNING = "running"
    CLOSED = "closed"


class Project(models.Model):
    """What is declared year after year (项目); what it is called and where it belongs is that of its latest declaration.

    The state is none that somebody sets: it follows from what was declared and approved, and from the year that it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="projects")
    department = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    finance = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    agency_name = models.CharField(max_length=128)
    code = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=255)
    is_recurring = models.BooleanField(default=False)
    """It is needed every year (经常性项目)."""
    annual_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    """Of the latest declaration."""
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    ratified_from = models.PositiveSmallIntegerField(null=True)
    ratified_until = models.PositiveSmallIntegerField(null=True)
    is_declared = models.BooleanField(default=False)
    """A declaration is under review, or approved and not yet approved with the budget."""
    submitted_at = models.DateTimeField(null=True)
    """When one of its declarations was handed in first: from then on reviewers see it."""
    created_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    """Somebody ended it."""

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency", "name", "id"], name="project_of_agency"),
            models.Index(fields=["department", "name", "id"], name="project_of_department"),
            models.Index(fields=["finance", "name", "id"], name="project_of_finance"),
        ]

    def __str__(self) -> str:
        return self.name or self.code or str(self.id)

    @staticmethod
    def visible(scope: Scope) -> Q:
        """A unit its own, reviewers those of which a declaration was once submitted."""
        found = Q(pk__in=[])
        if own := scope.agencies_of(*READERS_OF_OWN):
            found |= at("agency_id", own)
        if below := scope.agencies_of(*READERS_BELOW):
            found |= at("department_id", below) & Q(submitted_at__isnull=False)
        if under := scope.agencies_of(*READERS_OF_ALL):
            found |= at("finance_id", under) & Q(submitted_at__isnull=False)
        return found

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("project", args=[self.pk])

    @property
    def chain(self) -> str:
        """The chain of its events."""
        return f"project:{self.id}"

    def state_on(self, day: date) -> str:
        """Where it is on a day."""
        if self.closed_at is not None:
            return ProjectState.CLOSED
        begins, ends = self.ratified_from, self.ratified_until
        if begins is not None and ends is not None:
            if begins <= day.year <= ends:
                return ProjectState.RUNNING
            if begins > day.year:
                return ProjectState.APPROVED
            if not self.is_declared and (self.last_year or 0) <= ends:
                return ProjectState.CLOSED
        return ProjectState.DECLARED if self.is_declared else ProjectState.RESERVE

    @property
    def state(self) -> str:
        """Where it is today."""
        return self.state_on(clock.today())


def in_state(state: str, day: date) -> Q:
    """Projects that are in a state on a day: what :meth:`Project.state_on` says, for a query."""
    year, never = day.year, Q(ratified_from__isnull=True)
    runs = Q(ratified_from__lte=year, ratified_until__gte=year)
    over = Q(ratified_until__lt=year, is_declared=False) & Q(last_year__lte=models.F("ratified_until"))
    rest = never | (Q(ratified_until__lt=year) & ~over)
    alive: dict[str, Q] = {
        ProjectState.RUNNING: runs,
        ProjectState.APPROVED: Q(ratified_from__gt=year),
        ProjectState.DECLARED: rest & Q(is_declared=True),
        ProjectState.RESERVE: rest & Q(is_declared=False),
    }
    if state == ProjectState.CLOSED:
        return Q(closed_at__isnull=False) | over
    return Q(closed_at__isnull=True) & alive[state]


class Case(models.Model):
    """A declaration that the performance desk holds up as an example, without what is personal in it (案例)."""

    declaration = models.OneToOneField("records.Declaration", models.PROTECT, primary_key=True, related_name="case")
    finance = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    agency_name = models.CharField(max_length=128)
    name = models.CharField(max_length=255)
    annual_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    pack = models.CharField(max_length=64)
    note = models.CharField(max_length=400, blank=True)
    """What is good about it."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    draft: Any = models.JSONField()

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-fiscal_year", "name"]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Those of the finance authorities that the person works under."""
        rows = AgencyYear.objects.filter(agency_id__in=scope.agencies_of(*READERS_OF_OWN, *READERS_BELOW))
        return Q(finance_id__in=scope.agencies_of(*READERS_OF_ALL)) | Q(finance_id__in=rows.values("finance_id"))
