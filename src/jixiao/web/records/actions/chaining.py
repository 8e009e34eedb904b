"""Events are appended to chains here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.db import transaction

from jixiao.chain import GENESIS, event_digest
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.models import Chain, Event
from jixiao.web.records.prepared import Prepared, Slot
from jixiao.web.records.prepared_changes import PreparedInsert, PreparedUpdate


def record(
    actor: Actor,
    action: str,
    *,
    chain: str = "",
    role: str = "",
    agency_id: Any = None,
    object: str = "",  # noqa: A002 - the word of the file format
    result: str = "done",
    before: str | None = None,
    after: str | None = None,
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Append an event to a chain, in the transaction of what it tells.

    Args:
        actor: who.
        action: such as ``declaration.submit``.
        chain: of a declaration; that of the person otherwise.
        role: in which it was done.
        agency_id: at which agency the role is held.
        object: what it is about, where that is not the chain itself.
        result: ``done`` or ``refused``.
        before: digest of what was.
        after: digest of what is now.
        data: what else matters: reason, opinion, number of a document.

    Raises:
        TransactionManagementError: there is no transaction, so that the change could be kept without its event.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an event outside of the transaction of what it tells")
    return _append(
        chain or actor.chain,
        actor=actor.as_told(role, agency_id),
        action=action,
        object=object,
        result=result,
        before=before,
        after=after,
        data=dict(data or {}),
    )


def _append(key: str, **told: Any) -> Event:
    heads = _HEAD.rows(key=key)
    if not heads:
        Chain.objects.bulk_create([Chain(key=key, digest=GENESIS)], ignore_conflicts=True)  # of two that begin it, one does
        heads = _HEAD.rows(key=key)
    ((last, previous),) = heads
    at = clock.now().astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    seq = last + 1
    digest = event_digest(chain=key, seq=seq, at=at, previous=previous, **told)
    columns = {"chain_id": key, "seq": seq, "at": at, "previous": previous, "digest": digest, **told}
    event = Event(pk=NEW_EVENT.row(**columns), **columns)
    event._state.adding = False
    _GROWN.row(key, seq=seq, digest=digest)
    return event


def _head() -> Any:
    return Chain.objects.select_for_update().filter(key=Slot("key", Chain._meta.pk)).values_list("seq", "digest")


NEW_EVENT, _GROWN = PreparedInsert(Event), PreparedUpdate(Chain, ("seq", "digest"))
_HEAD = Prepared(_head)
"""The head of a chain, locked until the end of the transaction."""
