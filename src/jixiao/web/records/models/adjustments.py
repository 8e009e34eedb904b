"""A declaration that changes one that was approved with the budget (调整)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from jixiao.web.records import clock
from jixiao.web.records.models.declarations import Declaration, Subject
from jixiao.web.records.models.people import Person
from jixiao.web.records.scope import Scope, ScopedManager


class Adjustment(models.Model):
    """What a declaration adjusts, and why (绩效目标调整): the approved one holds until this one is approved with the budget."""

    declaration = models.OneToOneField(Declaration, models.PROTECT, primary_key=True, related_name="adjustment")
    original = models.ForeignKey(Declaration, models.PROTECT, related_name="adjustments")
    number = models.CharField(max_length=64, blank=True)
    """Of the document that changes the budget (预算调整文号), where there is one already."""
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    """When it was approved, and took the place of the original."""

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return str(self.declaration_id)

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Those of declarations that the person may see."""
        return Q(declaration__in=Declaration.objects.visible_to(scope).values("pk"))


def in_force(found: QuerySet) -> QuerySet:
    """Declarations of projects without those that were replaced, and without adjustments that are not approved yet: each once a year."""
    replaced = Adjustment.objects.reached().filter(original=OuterRef("pk"), done_at__isnull=False)
    pending = Adjustment.objects.reached().filter(declaration=OuterRef("pk"), done_at__isnull=True)
    return found.filter(kind=Subject.PROJECT).exclude(Exists(replaced)).exclude(Exists(pending))
