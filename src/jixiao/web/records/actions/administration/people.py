"""People and their accounts, by the system administrator (人员管理)."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.db import transaction

from jixiao.messages import LANGUAGES
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.administration.holding import check_left, others_hold
from jixiao.web.records.actions.administration.refusing import Faults, need, need_other
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Person
from jixiao.web.records.refusals import RefusedError

POWER = "system_admin"
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike on paper."""


def first_password() -> str:
    """A password to begin with, easy to read out: ``h7kq-r2mx-9wct`` (初始密码)."""
    while True:
        groups = ["".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)]
        if any(letter.isdigit() for group in groups for letter in group) and any(letter.isalpha() for group in groups for letter in group):
            return "-".join(groups)


@transaction.atomic
def create_person(*, login: str, name: str, lang: str = "zh", actor: Actor) -> tuple[Person, str]:
    """An account for somebody, who holds no post yet (新增人员).

    Returns:
        the person, and the first password: it is shown once, kept as a digest only, and changed at the first login.

    Raises:
        NotAcceptedError: something is missing or wrong.
    """
    need(actor, POWER)
    faults = Faults()
    login, name = check_account(faults, login, name)
    if lang not in LANGUAGES:
        faults.add("lang", "missing")
    faults.stop()
    password = first_password()
    person = Person.objects.create_user(login, name, password, lang=lang, must_change_password=True)
    record(actor, "person.create", role=POWER, object=f"person:{person.pk}", data={"after": {"login": login, "name": name, "lang": lang}})
    return person, password


@transaction.atomic
def rename_person(pk: Any, *, name: str, actor: Actor) -> Person:
    """Another name for the same person; the login stays (更正姓名).

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: it is the administrator's own account.
        NotAcceptedError: there is no name.
    """
    person = _locked(pk, actor)
    faults = Faults()
    name = faults.text("name", name, longest=64)
    faults.stop()
    if name != person.name:
        told = {"before": {"name": person.name}, "after": {"name": name}}
        person.name = name
        person.save(update_fields=["name"])
        record(actor, "person.rename", role=POWER, object=f"person:{pk}", data=told)
    return person


@transaction.atomic
def deactivate(pk: Any, *, reason: str, actor: Actor) -> Person:
    """Close an account at once: sessions end, programs lose their tokens, posts have no effect (停用).

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: it is the administrator's own account.
        NotAcceptedError: there is no reason, or the person is the last who holds the power of an administrator.
        RefusedError: it is closed already.
    """
    person = _locked(pk, actor)
    if not person.is_active:
        raise RefusedError("web_administration.inactive", name=person.name)
    faults = Faults()
    reason = faults.text("reason", reason, longest=200)
    check_left(faults, person)
    faults.stop()
    person.is_active = False
    person.sessions_ended += 1
    person.save(update_fields=["is_active", "sessions_ended"])
    revoked = person.tokens.filter(revoked_at=None).update(revoked_at=clock.now())
    told = {"before": {"is_active": True}, "after": {"is_active": False}, "reason": reason, "tokens_revoked": revoked}
    record(actor, "person.deactivate", role=POWER, object=f"person:{pk}", data=told)
    return person


@transaction.atomic
def activate(pk: Any, *, actor: Actor) -> Person:
    """Open an account again; its posts have effect once a security administrator lets it go (重新启用).

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: it is the administrator's own account.
        RefusedError: it is open already.
    """
    person = _locked(pk, actor)
    if person.is_active:
        raise RefusedError("web_administration.active", name=person.name)
    person.is_active, person.is_held = True, True
    person.save(update_fields=["is_active", "is_held"])
    told = {"before": {"is_active": False}, "after": {"is_active": True, "is_held": True}}
    record(actor, "person.activate", role=POWER, object=f"person:{pk}", data=told)
    return person


@transaction.atomic
def reset_password(pk: Any, *, actor: Actor) -> tuple[Person, str]:
    """A new first password for somebody who forgot it; it works once a security administrator lets the account go (重置密码).

    Without that second hand a system administrator could take over anybody's posts.

    Returns:
        the person, and the password, which is shown once.

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: it is the administrator's own account.
        RefusedError: the account is closed, or nobody could let it go.
    """
    person = _locked(pk, actor)
    if not person.is_active:
        raise RefusedError("web_administration.inactive", name=person.name)
    if not others_hold("security_admin", person):
        raise RefusedError("web_administration.nobody_lets_go", login=person.login)
    return person, give_password(person, actor, role=POWER)


def check_account(faults: Faults, login: str, name: str, *, field: str = "login") -> tuple[str, str]:
    """Login and name of a new account, without blanks around them."""
    login, name = login.strip().lower(), faults.text("name" if field == "login" else field, name, longest=64)
    if not _LOGIN.fullmatch(login):
        faults.add(field, "not_a_login" if login else "missing", text=login[:40])
    elif Person.objects.filter(login=login).exists():
        faults.add(field, "login_taken", login=login)
    return login, name


def give_password(person: Person, actor: Actor, *, role: str = "", is_held: bool = True) -> str:
    """Write a new first password into an account that is locked for it: all sessions end."""
    password = first_password()
    before = {"must_change_password": person.must_change_password, "is_held": person.is_held}
    person.set_password(password)
    person.must_change_password, person.is_held = True, is_held
    person.failed_logins, person.locked_until = 0, None
    person.sessions_ended += 1
    fields = ["password", "password_set_at", "must_change_password", "is_held", "failed_logins", "locked_until", "sessions_ended"]
    person.save(update_fields=fields)
    told = {"before": before, "after": {"must_change_password": True, "is_held": is_held}}
    record(actor, "person.reset", role=role, object=f"person:{person.pk}", data=told)
    return password


def _locked(pk: Any, actor: Actor) -> Person:
    need(actor, POWER)
    person = Person.objects.select_for_update().get(pk=pk)
    need_other(actor, person)
    return person
