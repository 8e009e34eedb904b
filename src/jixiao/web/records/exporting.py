"""Chains as the lines of a ledger file, which anyone verifies offline with ``jixiao verify``."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from jixiao.chain.canonical import canonical_json
from jixiao.chain.checkpoints import key_id_of
from jixiao.web.records.actions.checkpointing import last_checkpoint, public_keys
from jixiao.web.records.models import Declaration, Event, Version

_ROWS = 2000


def ledger_lines(chains: Iterable[str] | None = None) -> Iterator[bytes]:
    """Events, and the versions that they tell of, a line of JSON each.

    The caller answers for who may see them: whoever may see a declaration may have its chain.

    Args:
        chains: such as ``declaration:<uuid>``; all of the database where ``None``.

    Yields:
        Lines of ``*.ledger.jsonl``. Versions follow the events, so that of what is written meanwhile no version is missing. A single chain
        brings along the last checkpoint that signs its head, with the public half of the key: who has no copy of the checkpoints sees by
        it what was signed, and compares the key with one that is known.
    """
    wanted = None if chains is None else list(dict.fromkeys(chains))
    yield _line({"ledger": {"schema": "jixiao-ledger/1", "complete": wanted is None}})
    if wanted is not None and len(wanted) == 1:
        yield from _signed(wanted[0])
    for event in _events(wanted).iterator(_ROWS):
        yield _line({"event": event_plain(event)})
    for version in _versions(wanted).iterator(_ROWS):
        yield _line({"snapshot": {"sha256": version["sha256"], "content": version["content"]}})


def _signed(chain: str) -> Iterator[bytes]:
    """The key and the checkpoint; neither, where the chain was not signed yet or the key that signed is no longer there."""
    checkpoint = last_checkpoint(settings.CHECKPOINTS, chain)
    if checkpoint is None:
        return
    for key in public_keys(settings.KEYS):
        if key_id_of(key) == checkpoint.key_id:
            yield _line({"key": {"id": checkpoint.key_id, "public": base64.b64encode(key.public_bytes_raw()).decode()}})
            yield _line({"checkpoint": checkpoint.plain()})
            return


def event_plain(event: Event) -> dict[str, Any]:
    """An event as its digest covers it, with the digest."""
    return {
        "chain": event.chain_id,
        "seq": event.seq,
        "at": event.at,
        "actor": event.actor,
        "action": event.action,
        "object": event.object,
        "result": event.result,
        "before": event.before,
        "after": event.after,
        "data": event.data,
        "previous": event.previous,
        "digest": event.digest,
    }


def _events(chains: list[str] | None) -> QuerySet:
    if chains is None:
        return Event.objects.order_by("id")
    return Event.objects.filter(chain_id__in=chains).order_by("chain_id", "seq")


def _versions(chains: list[str] | None) -> QuerySet:
    found = Version.objects.get_queryset().reached()
    if chains is not None:
        kind = f"{Declaration.__name__.lower()}:"
        found = found.filter(declaration_id__in=[chain.removeprefix(kind) for chain in chains if chain.startswith(kind)])
    return found.order_by("id").values("sha256", "content")


def _line(told: dict[str, Any]) -> bytes:
    return canonical_json(told) + b"\n"
