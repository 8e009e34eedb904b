"""What helps to review: reminders, and phrases of one's own (催办、常用语)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jixiao.web.records import clock
from jixiao.web.records.models.agencies import Agency
from jixiao.web.records.models.declarations import OfDeclaration
from jixiao.web.records.models.people import Person


class Reminder(OfDeclaration):
    """Whoever has a declaration was asked to get on with it (催办)."""

    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    role = models.CharField(max_length=24)
    """Who was asked: the role that has to act."""
    place = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    """Where that role is held."""
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place", "role", "-at"], name="reminder_of_post")]


class Phrase(models.Model):
    """What somebody often writes when deciding (常用语)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="phrases")
    move = models.CharField(max_length=16)
    text = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "move", "text"], name="phrase_once")]
