"""Coming and going: logins, failed ones, and what was refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor, actor_of
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Person

FAILURES = 5
LOCKED = timedelta(minutes=15)
_NOBODY = make_password(None)


def log_in(login: str, password: str, *, address: str, via: str = "web") -> Person | None:
    """The person who comes with the right password; ``None`` otherwise, whatever the reason, and an event in both cases (登录).

    Five failures close the door for a quarter of an hour, from whatever address they came.
    """
    found = Person.objects.filter(login=login.strip().lower()[:64]).first()
    is_right = check_password(password, found.password if found else _NOBODY)  # as long for somebody unknown as for somebody known
    with transaction.atomic():
        if found is None:
            record(_stranger(address, via), "person.login", result="refused", data={"login": login[:64], "reason": "unknown"})
            return None
        person = Person.objects.select_for_update().get(pk=found.pk)
        actor = actor_of(person, address=address, via=via)
        reason = "inactive" if not person.is_active else "locked" if person.is_locked else "" if is_right else "password"
        if reason:
            if reason == "password":
                person.failed_logins += 1
                if person.failed_logins >= FAILURES:
                    person.failed_logins, person.locked_until = 0, clock.now() + LOCKED
                person.save(update_fields=["failed_logins", "locked_until"])
            record(actor, "person.login", result="refused", data={"reason": reason})
            return None
        person.failed_logins, person.locked_until, person.last_login = 0, None, clock.now()
        person.save(update_fields=["failed_logins", "locked_until", "last_login"])
        record(actor, "person.login")
        return person


@transaction.atomic
def log_out(actor: Actor) -> None:
    """Somebody goes (退出)."""
    if actor.person is not None:
        record(actor, "person.logout")


@transaction.atomic
def change_password(actor: Actor, password: str) -> None:
    """A new password of one's own (修改密码)."""
    person = Person.objects.select_for_update().get(pk=actor.somebody.pk)
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    record(actor, "person.password")


@transaction.atomic
def note(
    actor: Actor,
    action: str,
    *,
    result: str = "done",
    object: str = "",  # noqa: A002 - the word of the file format
    data: dict[str, Any] | None = None,
) -> None:
    """Leave an event about something that changes no record: an export, a print, a refusal."""
    record(actor, action, result=result, object=object, data=data)


def _stranger(address: str, via: str) -> Actor:
    from jixiao.web.records.scope import Scope

    return Actor(None, Scope(None), address=address, via=via)
