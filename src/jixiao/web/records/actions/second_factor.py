"""What somebody comes in with besides the password: codes of a telephone, and codes on paper for the day when it is lost (第二因素)."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from jixiao.web.records import clock, one_time
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.doors import count_failure
from jixiao.web.records.models import Person, SecondFactor
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.sealing import seal, unseal

PAPER_CODES = 8
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
_PURPOSE = "second factor"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 3, 4


def is_needed(actor: Actor) -> bool:
    """The installation lets this person do nothing without a second factor."""
    who = settings.SECOND_FACTOR
    return who == "everybody" or (who == "administrators" and any(post.role in ADMINISTRATORS for post in actor.posts))


@transaction.atomic
def begin(actor: Actor) -> str:
    """A new secret, which has effect once a code of it was given (准备第二因素).

    Returns:
        the secret; the same one until it is confirmed.

    Raises:
        RefusedError: there is a second factor already.
    """
    person = _own(actor)
    if person.has_second_factor:
        raise RefusedError("web_entrance.factor_there")
    if known := begun(actor):
        return known
    secret = one_time.new_secret()
    SecondFactor.objects.update_or_create(person=person, defaults={"sealed": seal(secret, _PURPOSE), "is_confirmed": False})
    record(actor, "person.factor_begin")
    return secret


def begun(actor: Actor) -> str | None:
    """The secret that waits to be confirmed; it is told to nobody once it is."""
    found = SecondFactor.objects.filter(person=actor.somebody, is_confirmed=False).first()
    return unseal(found.sealed, _PURPOSE) if found else None


@transaction.atomic
def confirm(actor: Actor, code: str) -> list[str]:
    """Have the second factor from now on: the code shows that both sides share the secret (启用第二因素).

    Everything that is open elsewhere ends.

    Returns:
        the codes on paper, which are shown this once.

    Raises:
        RefusedError: the code is wrong, or there is nothing to confirm.
    """
    person = _own(actor)
    found = SecondFactor.objects.select_for_update().filter(person=person, is_confirmed=False).first()
    secret = unseal(found.sealed, _PURPOSE) if found else None
    if found is None or secret is None:
        raise RefusedError("web_entrance.factor_not_begun")
    step = one_time.step_of(secret, plain(code), clock.now(), found.last_step)
    if step is None:
        raise RefusedError("web_entrance.code_wrong")
    codes = [paper_code() for _ in range(PAPER_CODES)]
    found.is_confirmed, found.last_step, found.set_at = True, step, clock.now()
    found.codes = [make_password(plain(each)) for each in codes]
    found.save()
    person.has_second_factor = True
    person.sessions_ended += 1
    person.save(update_fields=["has_second_factor", "sessions_ended"])
    told = {"before": {"has_second_factor": False}, "after": {"has_second_factor": True}}
    record(actor, "person.factor_set", data=told)
    return codes


@transaction.atomic
def remove(actor: Actor, code: str) -> bool:
    """Give the own second factor up, for another telephone or for none; a wrong code is a failure as it is at the door (停用第二因素).

    Returns:
        whether the code was right.

    Raises:
        RefusedError: there is none.
    """
    person = _own(actor)
    if not person.has_second_factor:
        raise RefusedError("web_entrance.factor_not_begun")
    if person.is_locked or not use(person, code):
        if not person.is_locked:
            count_failure(person)
        record(actor, "person.confirm", result="refused", data={"reason": "code"})
        return False
    forget(person)
    told = {"before": {"has_second_factor": True}, "after": {"has_second_factor": False}}
    record(actor, "person.factor_remove", data=told)
    return True


def use(person: Person, code: str) -> str:
    """How a code fits somebody who is locked for it: ``code``, ``paper``, or not at all; what was used is used up."""
    found = SecondFactor.objects.select_for_update().filter(person=person, is_confirmed=True).first()
    told = plain(code)
    if found is None or not told:
        return ""
    secret = unseal(found.sealed, _PURPOSE)
    step = one_time.step_of(secret, told, clock.now(), found.last_step) if secret and len(told) == one_time.DIGITS else None
    if step is not None:
        found.last_step = step
        found.save(update_fields=["last_step"])
        return "code"
    if len(told) != _GROUPS * _GROUP:
        return ""
    used = next((digest for digest in found.codes if check_password(told, digest)), None)
    if used is None:
        return ""
    found.codes = [digest for digest in found.codes if digest != used]
    found.save(update_fields=["codes"])
    return "paper"


def forget(person: Person) -> None:
    """No second factor any more, for somebody who is locked for it."""
    SecondFactor.objects.filter(person=person).delete()
    person.has_second_factor = False
    person.save(update_fields=["has_second_factor"])


def paper_codes_left(person: Person) -> int:
    """How many of the codes on paper were not used yet."""
    found = SecondFactor.objects.filter(person=person, is_confirmed=True).first()
    return len(found.codes) if found else 0


def paper_code() -> str:
    """A code on paper: 12 letters and digits that are not mistaken for each other, some 59 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def plain(code: str) -> str:
    """A code as it is compared, however it was typed."""
    return "".join(each for each in code.strip().lower()[:40] if each not in " -\u3000\u2010")


def _own(actor: Actor) -> Person:
    found: Any = Person.objects.select_for_update().get(pk=actor.somebody.pk)
    return found
