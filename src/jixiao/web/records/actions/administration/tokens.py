"""Keys of one's own with which programs act for a person (接口令牌)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.administration.accounts import take_away
from jixiao.web.records.actions.administration.refusing import Faults
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import ApiToken, Person
from jixiao.web.records.refusals import RefusedError

PREFIX = "jx_"
LONGEST_DAYS = 366
MOST = 20


def digest_of(token: str) -> str:
    """What is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_token(*, name: str, until: str, actor: Actor) -> tuple[ApiToken, str]:
    """A token of one's own (新建令牌).

    Args:
        name: of the program that uses it; one that is valid has it to itself.
        until: last day, as typed; a year from today at most.
        actor: whose.

    Returns:
        the record, and the token, which is shown once and kept as a digest only.

    Raises:
        NotAcceptedError: something is missing or wrong.
    """
    if actor.person is None:
        raise RefusedError("web_administration.no_person")
    person = Person.objects.select_for_update().get(pk=actor.person.pk)
    faults = Faults()
    name = faults.text("name", name, longest=64)
    last = faults.day("until", until)
    most = clock.today() + timedelta(days=LONGEST_DAYS)
    if last is not None and last > most:
        faults.add("until", "token_too_long", day=last.isoformat(), most=most.isoformat())
    valid = person.tokens.filter(revoked_at=None, expires_at__gt=clock.now())
    if name and valid.filter(name=name).exists():
        faults.add("name", "token_name_taken", name=name)
    if valid.count() >= MOST:
        faults.add("", "too_many_tokens", most=MOST)
    faults.stop()
    assert last is not None  # noqa: S101 - there were no faults
    token = PREFIX + secrets.token_urlsafe(32)
    kept = ApiToken.objects.create(
        person=person, name=name, digest=digest_of(token), ends_with=token[-4:], created_at=clock.now(), expires_at=_end_of(last)
    )
    record(actor, "token.create", object=f"token:{kept.pk}", data={"after": {"name": name, "until": last.isoformat()}})
    return kept, token


@transaction.atomic
def revoke_token(token_id: int, *, actor: Actor) -> ApiToken:
    """Give up a token of one's own (吊销令牌).

    Raises:
        ApiToken.DoesNotExist: the person has none such.
        RefusedError: it was revoked already.
    """
    return take_away(ApiToken.objects.select_for_update().get(pk=token_id, person=actor.person), actor)


def _end_of(day: date) -> datetime:
    """The moment at which a day is over where the office is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
