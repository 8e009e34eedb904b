"""Coming and going: logins, failed ones, and what was refused."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor, actor_of
from jixiao.web.records.actions import second_factor
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.doors import count_failure
from jixiao.web.records.models import Person

_NOBODY = make_password(None)


def log_in(login: str, password: str, *, address: str, via: str = "web") -> Person | None:
    """The person who comes with the right password; ``None`` otherwise, whatever the reason, and an event in both cases (登录).

    Five failures close the door for a quarter of an hour, from whatever address they came. Whoever has a second factor is not in yet:
    failures are forgotten when that is given too (:func:`give_code`).
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
                count_failure(person)
            record(actor, "person.login", result="refused", data={"reason": reason})
            return None
        if person.has_second_factor:
            record(actor, "person.first_factor")
            return person
        _let_in(person, actor, {})
        return person


@transaction.atomic
def give_code(pk: Any, code: str, *, address: str, via: str = "web") -> Person | None:
    """The person who gave the right password a moment ago, and now the right code; ``None`` otherwise (第二因素登录).

    Wrong codes are failures as wrong passwords are, and close the same door.
    """
    person = Person.objects.select_for_update().get(pk=pk)
    actor = actor_of(person, address=address, via=via)
    reason = "inactive" if not person.is_active else "locked" if person.is_locked else ""
    way = "" if reason else second_factor.use(person, code)
    if not way:
        if not reason:
            count_failure(person)
        record(actor, "person.login", result="refused", data={"reason": reason or "code"})
        return None
    _let_in(person, actor, {"factor": way})
    return person


@transaction.atomic
def confirm(actor: Actor, password: str) -> bool:
    """Whether somebody who is in knows the own password; a wrong one is a failure as it is at the door (核对密码)."""
    person = Person.objects.select_for_update().get(pk=actor.somebody.pk)
    if not person.is_locked and check_password(password, person.password):
        return True
    if not person.is_locked:
        count_failure(person)
    record(actor, "person.confirm", result="refused", data={"reason": "locked" if person.is_locked else "password"})
    return False


def _let_in(person: Person, actor: Actor, data: dict[str, Any]) -> None:
    person.failed_logins, person.locked_until, person.last_login = 0, None, clock.now()
    person.save(update_fields=["failed_logins", "locked_until", "last_login"])
    record(actor, "person.login", data=data)


@transaction.atomic
def log_out(actor: Actor) -> None:
    """Somebody goes, and everything that is open anywhere ends (退出)."""
    if actor.person is not None:
        person = Person.objects.select_for_update().get(pk=actor.person.pk)
        person.sessions_ended += 1
        person.save(update_fields=["sessions_ended"])
        record(actor, "person.logout")


@transaction.atomic
def change_password(actor: Actor, password: str) -> None:
    """A new password of one's own (修改密码)."""
    person = Person.objects.select_for_update().get(pk=actor.somebody.pk)
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "password_set_at", "must_change_password"])
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
