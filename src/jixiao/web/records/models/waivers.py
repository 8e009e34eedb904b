"""Exceptions for single findings: asked for at one desk, granted at another, for a time (豁免)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jixiao.web.records import clock
from jixiao.web.records.models.declarations import Declaration, OfDeclaration
from jixiao.web.records.models.people import Person
from jixiao.web.records.scope import Scope

GRANTING = "performance_reviewer"
"""Who decides about waivers: the performance desk of the finance authority (绩效处)."""


class WaiverState(models.TextChoices):
    """Where a waiver is (豁免状态)."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"


class Waiver(OfDeclaration):
    """A finding of one declaration that is not to count (豁免): of a rule, at a place, as long as what stands there stays."""

    rule = models.CharField(max_length=20)
    path = models.CharField(max_length=300, blank=True)
    """Of the field; empty for the form as a whole."""
    digest = models.CharField(max_length=64)
    """Of what stood at all places of the finding (:func:`jixiao.declaring.evidence_digest`)."""
    text = models.CharField(max_length=500, blank=True)
    """What stood in the field when it was asked for."""
    message = models.CharField(max_length=1000)
    """What the rule said then."""
    reason = models.TextField(max_length=2000)
    until = models.DateField()
    state = models.CharField(max_length=8, choices=WaiverState.choices, default=WaiverState.ASKED)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_role = models.CharField(max_length=24)
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(max_length=2000, blank=True)
    """What was said with the decision, or with its end."""
    lapsed_at = models.DateTimeField(null=True)
    """When its declaration was weighed again, because its last day was over."""

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "-asked_at"], name="waiver_state"),
            models.Index(fields=["until"], condition=Q(state=WaiverState.GRANTED, lapsed_at__isnull=True), name="waiver_lapsing"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.path}"

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Those of declarations that the person may see; whoever decides about them sees what units ask for before they hand in."""
        asked = Q(declaration__finance__in=list(scope.agencies_of(GRANTING)))
        return Q(declaration__in=Declaration.objects.visible_to(scope).values("pk")) | asked

    @property
    def is_over(self) -> bool:
        """It was granted, and its last day is over."""
        return self.state == WaiverState.GRANTED and self.until < clock.today()
