"""Notices by mail: made out of events by the worker, sent by its tasks, chosen by each person (邮件提醒).

Nothing here is part of a move: whoever submits or decides waits for no mail and sees no failure of one. A mail holds titles and links,
and nothing of what was typed or said.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from jixiao.messages import speaking, text
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.administration.refusing import Faults
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Event, MailChoice, MailCursor, MailWhen, Notice, Person
from jixiao.web.records.noticing import TOLD, concerned

log = logging.getLogger("jixiao.mail")
SETTLED = timedelta(seconds=15)
"""An event is looked at when it is so old: one that was begun before and written after it has come by then."""
LEASE = timedelta(minutes=10)
AGAIN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
MOST_TRIES = 12
DIGEST_HOUR = 8
_AT_A_TIME = 500
_LINES = 50


@transaction.atomic
def choose_mail(*, address: str, when: str, actor: Actor) -> MailChoice:
    """Say whether and where one wants to be told by mail (设置邮件提醒).

    Raises:
        NotAcceptedError: the address is none, or none of the domains of the installation, or there is no such choice.
    """
    given, faults = address.strip(), Faults()
    if when not in MailWhen.values:
        faults.add("when", "missing")
    if given or when != MailWhen.NEVER:
        _check_address(given, faults)
    faults.stop()
    own, _ = MailChoice.objects.select_for_update(of=("self",)).get_or_create(person=actor.somebody)
    before = {"address": own.address, "when": own.when}
    own.address, own.when = given, when
    own.save(update_fields=["address", "when"])
    after = {"address": own.address, "when": own.when}
    if before != after:
        record(actor, "person.mail", data={"before": before, "after": after})
    return own


def _check_address(given: str, faults: Faults) -> None:
    try:
        validate_email(given)
    except ValidationError:
        faults.add("address", "not_an_address" if given else "missing", text=given[:80])
        return
    domains = settings.MAIL_DOMAINS
    if domains and given.rpartition("@")[2].lower() not in domains:
        faults.add("address", "other_domain", domains="、".join(domains))


class Due:
    """Makes notices of new events and has them sent, now and then; what fails is logged and comes again (定时提醒)."""

    def __init__(self, seconds: float = 15.0) -> None:
        self._pause, self._next = timedelta(seconds=seconds), datetime.min.replace(tzinfo=timezone.get_current_timezone())

    def __call__(self) -> None:
        if not settings.MAIL or clock.now() < self._next:
            return
        self._next = clock.now() + self._pause
        try:
            make_notices()
            for person in due():
                send_notices.enqueue(str(person))
        except Exception:
            log.exception("notices could not be made")


def make_notices() -> int:
    """Notices of the events that came since the last time; the first time there are none, so that nobody is flooded.

    Returns:
        how many were made.
    """
    with transaction.atomic():
        cursor = MailCursor.objects.select_for_update().first()
        settled = clock.now() - SETTLED
        if cursor is None:
            last = Event.objects.order_by("-id").values_list("id", flat=True).first()
            MailCursor.objects.create(event_id=last or 0)
            return 0
        made = 0
        for event in Event.objects.filter(id__gt=cursor.event_id).order_by("id")[:_AT_A_TIME]:
            if datetime.fromisoformat(event.at) > settled:
                break
            cursor.event_id = event.pk
            made += _notices_of(event) if event.action in TOLD and event.result == "done" else 0
        cursor.save(update_fields=["event_id"])
        return made


def _notices_of(event: Event) -> int:
    found = concerned(event)
    if found is None:
        return 0
    declaration, people = found
    told = {"declaration": declaration, "event_id": event.pk, "kind": TOLD[event.action], "at": clock.now()}
    return len(Notice.objects.bulk_create([Notice(person=person, **told) for person in people], ignore_conflicts=True))


def due() -> list[Any]:
    """Ids of people to whom something is to be sent now; it is theirs for a while, and then offered again."""
    now = clock.now()
    waiting = Notice.objects.reached().filter(sent_at__isnull=True, next_at__lte=now, tries__lt=MOST_TRIES)
    people = set(waiting.filter(person__mail__when=MailWhen.AT_ONCE).values_list("person_id", flat=True))
    if timezone.localtime(now).hour >= DIGEST_HOUR:
        daily = waiting.filter(person__mail__when=MailWhen.DAILY).exclude(person__mail__digest_on=clock.today())
        people |= set(daily.values_list("person_id", flat=True))
    waiting.filter(person_id__in=people).update(next_at=now + LEASE)
    return sorted(people, key=str)


@task()
def send_notices(person_id: str) -> None:
    """Send a person what waits, in one mail; where that fails it is tried again later (发送提醒).

    No transaction is open while the mail goes: a server that does not answer holds nobody up.
    """
    choice = MailChoice.objects.select_related("person").filter(person_id=person_id).first()
    waiting = Notice.objects.reached().filter(person_id=person_id, sent_at__isnull=True, tries__lt=MOST_TRIES)
    if choice is None or choice.when == MailWhen.NEVER or not choice.person.is_active:
        waiting.update(sent_at=clock.now())
        return
    notices = list(waiting.select_related("declaration").defer("declaration__draft").order_by("id")[:_LINES])
    if not notices:
        return
    own = Notice.objects.reached().filter(pk__in=[each.pk for each in notices])
    try:
        _mail(choice, notices).send()
    except OSError as error:  # of the network, or of the mail server: SMTPException is one
        tries = max(notice.tries for notice in notices)
        own.update(tries=tries + 1, next_at=clock.now() + AGAIN[min(tries, len(AGAIN) - 1)])
        log.warning("mail to %s failed: %s", choice.person.login, error)
        return
    own.update(sent_at=clock.now())
    MailChoice.objects.filter(pk=choice.pk).update(digest_on=clock.today())


def _mail(choice: MailChoice, notices: Sequence[Notice]) -> EmailMessage:
    """Titles and links, the same declaration once for each kind."""
    person: Person = choice.person
    with speaking(person.lang if person.lang in ("zh", "en") else "zh"):
        by_kind: Callable[[Notice], str] = lambda each: each.kind  # noqa: E731 - for both calls
        lines = []
        for kind, group in groupby(sorted(notices, key=by_kind), key=by_kind):
            lines.append(text(f"notice_kind.{kind}"))
            for declaration in dict.fromkeys(each.declaration for each in group):
                lines += [f"  {declaration.name or text('web.unnamed')}", f"  {settings.ADDRESS}{reverse('sheet', args=[declaration.pk])}"]
            lines.append("")
        lines.append(text("web_notices.foot", address=f"{settings.ADDRESS}{reverse('notices')}"))
        subject = text("web_notices.subject", count=len({each.declaration_id for each in notices}))
        return EmailMessage(subject, "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [choice.address])
