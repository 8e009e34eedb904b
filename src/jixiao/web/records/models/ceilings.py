"""Rounds of a budget year, what each agency may ask for in it, and what has been taken of that (两上两下、控制数、占用)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from jixiao.web.records import clock
from jixiao.web.records.models.agencies import Agency, AgencyYear
from jixiao.web.records.models.declarations import Declaration
from jixiao.web.records.models.people import Person
from jixiao.web.records.scope import READERS_BELOW, READERS_OF_ALL, READERS_OF_OWN, Scope, ScopedManager


class RoundKind(models.TextChoices):
    """The four steps of a budget (两上两下), in their order."""

    FIRST_UP = "first_up"
    FIRST_DOWN = "first_down"
    SECOND_UP = "second_up"
    SECOND_DOWN = "second_down"


UPWARD = (RoundKind.FIRST_UP, RoundKind.SECOND_UP)
"""Rounds in which units hand in."""


class BudgetRound(models.Model):
    """A round that a finance authority opened in a fiscal year (一上、一下、二上、二下)."""

    finance = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=RoundKind.choices)
    due_on = models.DateField(null=True)
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["finance", "fiscal_year", "kind"], name="round_once_a_year")]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.kind}"

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Rounds of the finance authorities that the person works under."""
        rows = AgencyYear.objects.filter(agency_id__in=scope.agencies_of(*READERS_OF_OWN, *READERS_BELOW))
        return Q(finance_id__in=scope.agencies_of(*READERS_OF_ALL)) | Q(finance_id__in=rows.values("finance_id"))

    @property
    def is_open(self) -> bool:
        """It is going on."""
        return self.closed_at is None


class BudgetCeiling(models.Model):
    """What an agency may ask for in a fiscal year, and what its declarations have taken of it (控制数).

    That of a department holds for it with all its units; that of a unit for the unit alone. Whoever claims or changes one holds its lock.
    """

    finance = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    department = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    """The department that the agency belongs to; itself where it is one."""
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="ceilings")
    fiscal_year = models.PositiveSmallIntegerField()
    amount_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    """``None`` where it was taken away: nothing is limited, and what was claimed goes on being counted."""
    claimed_yuan = models.DecimalField(max_digits=18, decimal_places=2, default=Decimal(0))
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="ceiling_once_a_year"),
            models.CheckConstraint(
                condition=Q(amount_yuan__isnull=True) | Q(claimed_yuan__lte=models.F("amount_yuan")), name="claimed_within_ceiling"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.fiscal_year}"

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Its own and that of its department for a unit, its own and those of its units for a department, all for finance."""
        own = scope.agencies_of(*READERS_OF_OWN)
        above = AgencyYear.objects.filter(agency_id__in=own).values("department_id")
        return (
            Q(agency_id__in=own)
            | Q(agency_id__in=above)
            | Q(department_id__in=scope.agencies_of(*READERS_BELOW))
            | Q(finance_id__in=scope.agencies_of(*READERS_OF_ALL))
        )

    @property
    def is_of_department(self) -> bool:
        """It holds for a department with all its units."""
        return self.agency_id == self.department_id

    @property
    def free_yuan(self) -> Decimal | None:
        """What is left; ``None`` where nothing is limited."""
        return None if self.amount_yuan is None else self.amount_yuan - self.claimed_yuan


class BudgetClaim(models.Model):
    """What a declaration has taken of the ceilings over it (占用); there is none before it is handed in, and none after it went back."""

    declaration = models.OneToOneField(Declaration, models.PROTECT, primary_key=True, related_name="claim")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    department = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    amount_yuan = models.DecimalField(max_digits=18, decimal_places=2)
    at = models.DateTimeField(default=clock.now)

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency", "fiscal_year"], name="claim_of_agency"),
            models.Index(fields=["department", "fiscal_year"], name="claim_of_department"),
        ]

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Those of declarations that the person may see."""
        return Q(declaration__in=Declaration.objects.visible_to(scope).values("pk"))
