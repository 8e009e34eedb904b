"""What is told by mail, to whom, and what of it has gone (邮件提醒)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jixiao.web.records import clock
from jixiao.web.records.models.declarations import OfDeclaration
from jixiao.web.records.models.people import Person


class MailWhen(models.TextChoices):
    """When somebody is told (何时提醒)."""

    NEVER = "never"
    AT_ONCE = "at_once"
    DAILY = "daily"


class MailChoice(models.Model):
    """Whether and where somebody wants to be told by mail (邮件提醒设置): nobody is, who did not ask for it."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="mail")
    address = models.EmailField(blank=True)
    when = models.CharField(max_length=8, choices=MailWhen.choices, default=MailWhen.NEVER)
    digest_on = models.DateField(null=True)
    """The day of the last digest."""

    def __str__(self) -> str:
        return str(self.person)


class Notice(OfDeclaration):
    """Something that happened and concerns somebody who wants to be told (提醒)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    """``arrived``, ``returned``, ``ratified``, ``reminded``, ``waiver_asked``, ``waiver_decided``."""
    at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=clock.now)
    """Not before; whoever sends moves it on first, so that nobody else sends the same."""

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "event_id"], name="notice_once")]
        indexes: ClassVar = [models.Index(fields=["sent_at", "next_at"], name="notice_waiting")]


class MailCursor(models.Model):
    """Up to which event notices were made (提醒进度)."""

    event_id = models.BigIntegerField(default=0)
