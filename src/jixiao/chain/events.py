"""Events and their digests: each holds that of the one before in its chain (事件链)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jixiao.chain.canonical import canonical_json, sha256_of

GENESIS = "0" * 64
"""What the first event of a chain has as the digest before."""
FIELDS = ("chain", "seq", "at", "actor", "action", "object", "result", "before", "after", "data", "previous")
"""What the digest of an event is computed over, all of it."""


def event_digest(
    *,
    chain: str,
    seq: int,
    at: str,
    actor: Mapping[str, str],
    action: str,
    object: str,  # noqa: A002 - the word of the file format
    result: str,
    before: str | None,
    after: str | None,
    data: Mapping[str, Any],
    previous: str,
) -> str:
    """SHA-256 of the canonical JSON of an event without its digest.

    Args:
        chain: ``declaration:<uuid>``, ``person:<uuid>`` or ``system``.
        seq: number in the chain, from 1; the order of events is by it and never by time.
        at: UTC with microseconds and ``Z``.
        actor: who, by ``id``, ``login``, ``name``, ``role``, ``agency`` and so on.
        action: what, such as ``declaration.submit``.
        object: what it is about, where that is not the chain.
        result: ``done`` or ``refused``.
        before: digest of what was.
        after: digest of what is.
        data: what else matters.
        previous: digest of the event before; :data:`GENESIS` for the first.
    """
    told = {
        "chain": chain,
        "seq": seq,
        "at": at,
        "actor": dict(actor),
        "action": action,
        "object": object,
        "result": result,
        "before": before,
        "after": after,
        "data": dict(data),
        "previous": previous,
    }
    return sha256_of(canonical_json(told))
