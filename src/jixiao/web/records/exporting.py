"""Chains as the lines of a ledger file, which anyone verifies offline with ``jixiao verify``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from jixiao.chain.canonical import canonical_json
from jixiao.web.records.models import Declaration, Event, Version

_ROWS = 2000


def ledger_lines(chains: Iterable[str] | None = None) -> Iterator[bytes]:
    """Events, and the versions that they tell of, a line of JSON each.

    The caller answers for who may see them: whoever may see a declaration may have its chain.

    Args:
        chains: such as ``declaration:<uuid>``; all of the database where ``None``.

    Yields:
        Lines of ``*.ledger.jsonl``. Versions follow the events, so that of what is written meanwhile no version is missing.
    """
    wanted = None if chains is None else list(dict.fromkeys(chains))
    yield _line({"ledger": {"schema": "jixiao-ledger/1", "complete": wanted is None}})
    for event in _events(wanted).iterator(_ROWS):
        yield _line({"event": event_plain(event)})
    for version in _versions(wanted).iterator(_ROWS):
        yield _line({"snapshot": {"sha256": version["sha256"], "content": version["content"]}})


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
