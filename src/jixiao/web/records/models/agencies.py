"""Agencies and their tree, which is another one each fiscal year (机构)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Agency(models.Model):
    """An agency as long as it exists, whatever it is called and wherever it belongs (预算单位)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=128)
    """The latest name."""

    def __str__(self) -> str:
        return self.name


class Level(models.TextChoices):
    """Where an agency stands (层级)."""

    FINANCE = "finance"
    DEPARTMENT = "department"
    UNIT = "unit"


class AgencyYear(models.Model):
    """An agency in a fiscal year: its name, its level, whom it belongs to, whose forms it fills in (年度机构)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="years")
    fiscal_year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=128)
    level = models.CharField(max_length=12, choices=Level.choices)
    parent = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="children_years")
    department = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    """The department that reviews it; itself where it is one."""
    finance = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    pack = models.CharField(max_length=64, default="national")
    is_open = models.BooleanField(default=True)
    """Declarations of the year may be made."""

    class Meta:
        ordering: ClassVar = ["fiscal_year", "agency__code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "fiscal_year"], name="agency_once_a_year")]

    def __str__(self) -> str:
        return f"{self.name} ({self.fiscal_year})"
