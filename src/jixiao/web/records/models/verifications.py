"""Checks of all chains, started by an audit administrator and done by the worker."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jixiao.web.records import clock
from jixiao.web.records.models.people import Person


class Outcome(models.TextChoices):
    """How a check ended (验证结果)."""

    WAITING = "waiting"
    WHOLE = "whole"
    BROKEN = "broken"
    FAILED = "failed"


class ChainCheck(models.Model):
    """One check of all chains against the signed checkpoints, and what it found (留痕验证)."""

    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    events = models.PositiveBigIntegerField(default=0)
    chains = models.PositiveBigIntegerField(default=0)
    snapshots = models.PositiveBigIntegerField(default=0)
    checkpoints = models.PositiveBigIntegerField(default=0)
    unsigned = models.PositiveBigIntegerField(default=0)
    """Events behind the last checkpoint of their chain."""
    signed_until = models.CharField(max_length=32, blank=True)
    broken = models.JSONField(null=True)
    """The first link that does not hold: kind, place, chain, number."""
    error = models.TextField(blank=True)
    """Why it could not be done."""

    class Meta:
        ordering: ClassVar = ["-id"]
