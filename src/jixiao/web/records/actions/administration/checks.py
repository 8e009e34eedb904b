"""The check of all chains, started by the audit administrator (留痕验证)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django_tasks import task

from jixiao.chain import Verification, kept, verify
from jixiao.errors import JixiaoError
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor, system
from jixiao.web.records.actions.administration.refusing import need
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.checkpointing import public_keys
from jixiao.web.records.exporting import ledger_lines
from jixiao.web.records.models import ChainCheck, Outcome
from jixiao.web.records.refusals import RefusedError

POWER = "audit_admin"


@transaction.atomic
def start_check(*, actor: Actor) -> ChainCheck:
    """Have the worker recompute every chain and hold it against the signed checkpoints (开始验证).

    Raises:
        RefusedError: one is under way.
    """
    need(actor, POWER)
    if ChainCheck.objects.filter(outcome=Outcome.WAITING).exists():
        raise RefusedError("web_administration.check_under_way")
    check = ChainCheck.objects.create(by=actor.person, at=clock.now())
    record(actor, "check.start", role=POWER, object=f"check:{check.pk}")
    transaction.on_commit(lambda: check_chains.enqueue(check.pk))
    return check


@task()
def check_chains(pk: int) -> None:
    """Do a check that was started; once, however often it is asked."""
    check = ChainCheck.objects.get(pk=pk)
    if check.outcome != Outcome.WAITING:
        return
    found, error = Verification(), ""
    try:
        found = recompute()
    except (JixiaoError, OSError) as failed:
        error = str(failed)
    with transaction.atomic():
        check = ChainCheck.objects.select_for_update().get(pk=pk)
        if check.outcome != Outcome.WAITING:
            return
        _write(check, found, error)
        told = {
            "outcome": check.outcome,
            "events": check.events,
            "chains": check.chains,
            "checkpoints": check.checkpoints,
            "broken": check.broken,
        }
        record(system(), "check.end", object=f"check:{pk}", result="done" if check.outcome == Outcome.WHOLE else "refused", data=told)


def recompute() -> Verification:
    """Everything that is in the database, held against the checkpoints that were kept before it is read."""
    checkpoints = list(kept(settings.CHECKPOINTS))
    return verify(_lines(), checkpoints, public_keys(settings.KEYS))


def _lines() -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(ledger_lines(), 1):
        yield str(number), line


def _write(check: ChainCheck, found: Verification, error: str) -> None:
    check.ended_at = clock.now()
    check.outcome = Outcome.FAILED if error else Outcome.BROKEN if found.broken else Outcome.WHOLE
    check.error = error
    check.events, check.chains, check.snapshots = found.events, len(found.chains), found.snapshots
    check.checkpoints, check.unsigned, check.signed_until = found.checkpoints, found.unsigned, found.signed_until
    if found.broken:
        broken = found.broken
        check.broken = {"kind": broken.kind, "place": broken.place, "chain": broken.chain, "seq": broken.seq}
    check.save()
