"""Heads of chains are signed and kept outside of the database, every ten minutes or thousand events (检查点)."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from jixiao.chain.checkpoints import Checkpoint, PublicKey, keep, load_public_key, make_keys, sign
from jixiao.chain.events import GENESIS
from jixiao.web.records.models import Chain, Event

SECONDS, EVENTS = 600.0, 1000
_LOCK = ".lock"
_BLOCK = 1 << 16
_MARK = "UPDATE records_chain SET checkpointed_seq = %s WHERE key = %s AND checkpointed_seq < %s"


def checkpoint() -> Checkpoint | None:
    """Sign the heads of all chains that grew since the checkpoint before; ``None`` where none did.

    It is on the disk before the database notes it, so that a machine that stops in between signs some heads twice and none never.

    Raises:
        KeyFileError: the signing key cannot be used.
    """
    with alone(settings.CHECKPOINTS):
        grown = Chain.objects.filter(seq__gt=F("checkpointed_seq")).order_by("key").values_list("key", "seq", "digest")
        heads = {key: (seq, digest) for key, seq, digest in grown}
        if not heads:
            return None
        number, previous = last_kept(settings.CHECKPOINTS)
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        made = sign(number + 1, at, heads, previous, make_keys(settings.KEYS))
        keep(made, settings.CHECKPOINTS)
        _note([(seq, key, seq) for key, (seq, _) in heads.items()])
    return made


class Due:
    """Makes a checkpoint each time that one is due; to be called every few seconds."""

    def __init__(self) -> None:
        self._event: int | None = None
        self._made = 0.0

    def __call__(self) -> Checkpoint | None:
        """Look, and make one where it is due: the first at once."""
        latest = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
        is_first = self._event is None
        if not is_first and (latest == self._event or (latest - (self._event or 0) < EVENTS and time.monotonic() - self._made < SECONDS)):
            return None
        made = checkpoint()
        self._event, self._made = latest, time.monotonic()
        return made


def public_keys(folder: Path) -> list[PublicKey]:
    """Keys that may have signed: that of today, and those of before a restore."""
    return [load_public_key(file) for file in sorted(folder.glob("*.pub.pem"))]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody makes a checkpoint in ``folder`` meanwhile, and no copy is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def last_kept(folder: Path) -> tuple[int, str]:
    """Number and digest of the last checkpoint of a folder; of none, 0 and :data:`GENESIS`."""
    last = last_checkpoint(folder)
    return (last.number, last.digest) if last else (0, GENESIS)


def last_checkpoint(folder: Path) -> Checkpoint | None:
    """The last checkpoint of a folder, whose files may be long."""
    for file in sorted(folder.glob("*.checkpoints.jsonl"), reverse=True):
        for line in _lines_backwards(file):
            try:
                return Checkpoint.from_plain(json.loads(line)["checkpoint"])
            except (ValueError, KeyError, TypeError):
                continue  # a machine stopped while it wrote
    return None


def _lines_backwards(file: Path) -> Iterator[bytes]:
    """Lines of a file that may be long, the last first."""
    with file.open("rb") as opened:
        at = opened.seek(0, os.SEEK_END)
        rest = b""
        while at:
            start = max(0, at - _BLOCK)
            opened.seek(start)
            rest, *lines = (opened.read(at - start) + rest).split(b"\n")
            yield from (line for line in reversed(lines) if line.strip())
            at = start
        if rest.strip():
            yield rest


def _note(rows: Sequence[tuple[int, str, int]]) -> None:
    """Note in the database what was signed; one row at a time where rows have locks, because whoever writes two chains holds two."""
    if connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_MARK, rows)
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")  # a note that is lost is made again
        try:
            for row in rows:
                cursor.execute(_MARK, row)
        finally:
            cursor.execute("RESET synchronous_commit")
