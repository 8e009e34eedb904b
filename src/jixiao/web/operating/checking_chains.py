"""Whether the chains are whole and signed, as the database and the checkpoints outside of it say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F

from jixiao.chain import KeyFileError, PublicKey, kept, make_keys, verify
from jixiao.web.operating.items import Item, bad, note, ok
from jixiao.web.records.actions.checkpointing import public_keys
from jixiao.web.records.exporting import ledger_lines
from jixiao.web.records.models import Chain, Event

LONGEST_UNSIGNED = timedelta(minutes=25)
_FEW = 500


def look(*, is_deep: bool) -> Iterator[Item]:
    """The key, the checkpoints, the chains against them, and with ``is_deep`` every event."""
    try:
        if (settings.KEYS / "signing.pem").exists():
            make_keys(settings.KEYS)  # checks who may read it
        keys = public_keys(settings.KEYS)
    except KeyFileError as error:
        yield bad("key", "key", reason=error.message())
        return
    found = verify((), kept(settings.CHECKPOINTS), keys)
    if found.broken is not None:
        yield bad("checkpoints", "checkpoints_broken", what=found.broken.message())
        return
    yield _current(found.checkpoints, found.signed_until)
    yield _everything(keys) if is_deep else _heads()
    if settings.CHECKPOINTS.is_relative_to(settings.HOME):
        yield note("elsewhere", "checkpoints_beside", folder=settings.CHECKPOINTS)


def _current(count: int, until: str) -> Item:
    """Nothing waits for a signature longer than it should."""
    grown = Chain.objects.filter(seq__gt=F("checkpointed_seq")).values_list("key", "checkpointed_seq")[:_FEW]
    waiting = {(chain, seq + 1) for chain, seq in grown}
    ats = [event.at for event in _events(list(waiting)) if (event.chain_id, event.seq) in waiting]
    if ats and datetime.fromisoformat(min(ats)) < datetime.now(UTC) - LONGEST_UNSIGNED:
        return bad("checkpoints", "checkpoints_late", since=min(ats), chains=len(waiting))
    return ok("checkpoints", "checkpoints_ok", count=count, until=until or "-")


def _heads() -> Item:
    """The database still holds what the last checkpoint of each chain signed."""
    last = {chain: head for _, made in kept(settings.CHECKPOINTS) if made is not None for chain, head in made.heads.items()}
    pairs = [(chain, seq) for chain, (seq, _) in sorted(last.items())]
    for at in range(0, len(pairs), _FEW):
        some = pairs[at : at + _FEW]
        there = {(event.chain_id, event.seq): event.digest for event in _events(some)}
        for chain, seq in some:
            if there.get((chain, seq)) != last[chain][1]:
                return bad("chains", "chains_broken", chain=chain, seq=seq)
    return ok("chains", "chains_ok", chains=len(pairs))


def _everything(keys: Sequence[PublicKey]) -> Item:
    signed = list(kept(settings.CHECKPOINTS))  # before the events, so that none signs what was not read
    found = verify(((str(number), line) for number, line in enumerate(ledger_lines(), 1)), signed, keys)
    if found.broken is not None:
        return bad("chains", "chains_broken", chain=found.broken.chain, seq=found.broken.seq)
    return ok("chains", "chains_whole", events=found.events, chains=len(found.chains))


def _events(pairs: Sequence[tuple[str, int]]) -> Iterator[Event]:
    """Events by chain and number, and perhaps others."""
    wanted = Event.objects.filter(chain_id__in={chain for chain, _ in pairs}, seq__in={seq for _, seq in pairs})
    return wanted.only("chain_id", "seq", "digest", "at").iterator()
