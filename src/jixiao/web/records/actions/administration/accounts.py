"""Unlocking, sessions and tokens of others, by the security administrator (账号安全)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import second_factor
from jixiao.web.records.actions.administration.refusing import need, need_other
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import ApiToken, Person
from jixiao.web.records.refusals import RefusedError

POWER = "security_admin"


@transaction.atomic
def unlock(pk: Any, *, actor: Actor) -> Person:
    """Let somebody in again: after failed logins, after a new first password, after the account was opened again (解锁).

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: it is the administrator's own account.
        RefusedError: it is not locked.
    """
    person = _locked(pk, actor)
    if not person.is_locked and not person.failed_logins:
        raise RefusedError("web_administration.not_locked", name=person.name)
    until = person.locked_until.isoformat() if person.locked_until else None
    before = {"is_held": person.is_held, "locked_until": until, "failed_logins": person.failed_logins}
    person.is_held, person.locked_until, person.failed_logins = False, None, 0
    person.save(update_fields=["is_held", "locked_until", "failed_logins"])
    told = {"before": before, "after": {"is_held": False, "locked_until": None, "failed_logins": 0}}
    record(actor, "person.unlock", role=POWER, object=f"person:{pk}", data=told)
    return person


@transaction.atomic
def end_sessions(pk: Any, *, actor: Actor) -> Person:
    """End everything that somebody has open, on whatever machine: the next request leads to the login (结束会话).

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: it is the administrator's own account.
    """
    person = _locked(pk, actor)
    person.sessions_ended += 1
    person.save(update_fields=["sessions_ended"])
    told = {"before": {"sessions_ended": person.sessions_ended - 1}, "after": {"sessions_ended": person.sessions_ended}}
    record(actor, "person.end_sessions", role=POWER, object=f"person:{pk}", data=told)
    return person


@transaction.atomic
def remove_factor(pk: Any, *, actor: Actor) -> Person:
    """Take away the second factor of somebody who lost it: the password alone lets in again, until another one is set up (解除第二因素).

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: it is the administrator's own account.
        RefusedError: there is no second factor.
    """
    person = _locked(pk, actor)
    if not person.has_second_factor:
        raise RefusedError("web_entrance.no_factor_of", name=person.name)
    second_factor.forget(person)
    told = {"before": {"has_second_factor": True}, "after": {"has_second_factor": False}}
    record(actor, "person.factor_remove", role=POWER, object=f"person:{pk}", data=told)
    return person


@transaction.atomic
def revoke_token_of(pk: Any, token_id: int, *, actor: Actor) -> ApiToken:
    """Take away the token of somebody else, at once (吊销令牌).

    Raises:
        Person.DoesNotExist: there is none.
        ApiToken.DoesNotExist: the person has no such token.
        PowerError: it is the administrator's own account.
        RefusedError: it was revoked already.
    """
    person = _locked(pk, actor)
    token = person.tokens.select_for_update().get(pk=token_id)
    return take_away(token, actor, role=POWER)


def take_away(token: ApiToken, actor: Actor, *, role: str = "") -> ApiToken:
    """Revoke a token that is locked for it."""
    if token.revoked_at is not None:
        raise RefusedError("web_administration.token_revoked", name=token.name)
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    told = {"before": {"revoked_at": None}, "after": {"revoked_at": token.revoked_at.isoformat()}, "name": token.name}
    record(actor, "token.revoke", role=role, object=f"token:{token.pk}", data=told | {"person": str(token.person_id)})
    return token


def _locked(pk: Any, actor: Actor) -> Person:
    need(actor, POWER)
    person = Person.objects.select_for_update().get(pk=pk)
    need_other(actor, person)
    return person
