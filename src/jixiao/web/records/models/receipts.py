"""What programs asked for with a key of their own, so that whoever asks twice gets one thing (幂等)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jixiao.web.records import clock
from jixiao.web.records.models.people import Person


class Receipt(models.Model):
    """A request with an ``Idempotency-Key``, and what was made by it (请求回执)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=128)
    request = models.CharField(max_length=64)
    """SHA-256 of method, path and body: another request under the same key is a mistake."""
    made = models.CharField(max_length=64)
    """Id of what was made; it is shown as it is now, and only to whoever may see it."""
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="receipt_once")]
        indexes: ClassVar = [models.Index(fields=["at"], name="receipt_by_time")]
