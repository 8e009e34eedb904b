"""Events, chained for each subject (留痕)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jixiao.web.records.models.kept import Kept, KeptQuerySet


class Chain(models.Model):
    """The head of a chain: whoever appends holds its lock."""

    key = models.CharField(max_length=64, primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    checkpointed_seq = models.PositiveIntegerField(default=0)
    """Up to which event a signed checkpoint holds it."""


class Event(Kept):
    """One thing that was done, or refused: who, when, from where, what, with which result (事件)."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    at = models.CharField(max_length=32)
    """UTC with microseconds, as it is in the digest."""
    actor = models.JSONField()
    action = models.CharField(max_length=48)
    object = models.CharField(max_length=96, blank=True)
    result = models.CharField(max_length=8)
    before = models.CharField(max_length=64, null=True)
    after = models.CharField(max_length=64, null=True)
    data = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["chain_id", "seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["chain", "seq"], name="event_once")]
        indexes: ClassVar = [models.Index(fields=["at", "id"], name="event_by_time")]
