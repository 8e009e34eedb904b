"""What is set for a jurisdiction over its pack, dated, with who and why (本级设置)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jixiao.web.records import clock
from jixiao.web.records.models.people import Person


class JurisdictionSetting(models.Model):
    """A day of the calendar, a number or the severity of a rule, or whether it is applied (设置).

    The newest that has begun holds; none is ever changed. Its kinds are those of :data:`jixiao.packs.overlaying.KINDS`.
    """

    pack = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=64)
    fiscal_year = models.PositiveSmallIntegerField(default=0)
    """Of a day of the calendar; 0 for what concerns rules."""
    value = models.CharField(max_length=200, blank=True)
    """Empty where the pack holds again."""
    since = models.DateField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["pack", "kind", "name"], name="setting_of_pack")]

    def __str__(self) -> str:
        return f"{self.pack} {self.kind} {self.name}"
