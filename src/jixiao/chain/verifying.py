"""Recompute everything offline, and name the first link that is broken (验证)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jixiao import messages
from jixiao.chain.canonical import CanonicalError, canonical_json, sha256_of
from jixiao.chain.checkpoints import Checkpoint, is_signed, key_id_of
from jixiao.chain.events import FIELDS, GENESIS

_EVENT_KEYS = frozenset({*FIELDS, "digest"})
_FAR = re.compile("[\ue000-\uffff\U00010000-\U0010ffff]")
"""Letters whose order in UTF-16 is another than that of their code points."""


@dataclass(frozen=True, slots=True)
class Break:
    """The first link that does not hold (断点).

    Attributes:
        kind: ``line``, ``digest``, ``gap``, ``previous``, ``snapshot``, ``no_snapshot``, ``checkpoint``, ``signature``, ``head``, ``tail``
            or ``chain``.
        place: file and line.
        chain: of the event; empty where it is none of one.
        seq: number of the event.
    """

    kind: str
    place: str
    chain: str = ""
    seq: int = 0

    def message(self, lang: str | None = None) -> str:
        """What does not hold."""
        return messages.text(f"chain.break_{self.kind}", lang, place=self.place, chain=self.chain, seq=self.seq)

    def remedy(self, lang: str | None = None) -> str:
        """What it means and what to do."""
        return messages.remedy(f"chain.break_{self.kind}", lang, place=self.place, chain=self.chain, seq=self.seq)


@dataclass(slots=True)
class Verification:
    """What was recomputed (验证结果).

    Attributes:
        events, snapshots, checkpoints: how many.
        chains: chain to number and digest of its last event.
        signed_until: time of the last checkpoint that holds; empty without one.
        unsigned: events behind the last checkpoint of their chain.
        torn: places of torn lines of checkpoints, which a machine that stopped leaves behind.
        broken: the first link that does not hold.
    """

    events: int = 0
    snapshots: int = 0
    checkpoints: int = 0
    chains: dict[str, tuple[int, str]] = field(default_factory=dict)
    signed_until: str = ""
    unsigned: int = 0
    torn: list[str] = field(default_factory=list)
    broken: Break | None = None


def verify(
    lines: Iterable[tuple[str, bytes]],
    checkpoints: Iterable[tuple[str, Checkpoint | None]] = (),
    keys: Sequence[Ed25519PublicKey] = (),
) -> Verification:
    """Recompute events, versions and checkpoints.

    Args:
        lines: of ledger files, each with its place.
        checkpoints: of :func:`jixiao.chain.checkpoints.kept`, which were kept outside of the database.
        keys: public keys that may have signed.

    Returns:
        What was found; it stops at the first link that does not hold.
    """
    found = Verification()
    heads, last_heads = _signed_heads(checkpoints, keys, found)
    if found.broken is not None:
        return found
    ledger = _Ledger(found, heads)
    for place, line in lines:
        if line.strip() and (broken := ledger.read(place, line)) is not None:
            found.broken = broken
            return found
    found.broken = ledger.ended(last_heads)
    return found


def _signed_heads(
    checkpoints: Iterable[tuple[str, Checkpoint | None]], keys: Sequence[Ed25519PublicKey], found: Verification
) -> tuple[dict[tuple[str, int], str], dict[str, int]]:
    by_id = {key_id_of(key): key for key in keys}
    heads: dict[tuple[str, int], str] = {}
    last: dict[str, int] = {}
    number, previous = 0, GENESIS
    for place, checkpoint in checkpoints:
        if checkpoint is None:
            found.torn.append(place)
            continue
        if checkpoint.number != number + 1 or checkpoint.previous != previous:
            found.broken = Break("checkpoint", place, seq=number + 1)
            break
        key = by_id.get(checkpoint.key_id)
        if key is None or not is_signed(checkpoint, key):
            found.broken = Break("signature", place, seq=checkpoint.number)
            break
        number, previous = checkpoint.number, checkpoint.digest
        found.checkpoints, found.signed_until = number, checkpoint.at
        for chain, (seq, digest) in checkpoint.heads.items():
            heads[chain, seq] = digest
            last[chain] = seq
    return heads, last


class _Ledger:
    """Reads the lines of ledger files in their order."""

    def __init__(self, found: Verification, heads: dict[tuple[str, int], str]) -> None:
        self._found = found
        self._heads = heads
        self._is_whole = False
        self._frozen: set[bytes] = set()
        self._wanted: dict[bytes, Break] = {}

    def read(self, place: str, line: bytes) -> Break | None:
        """The next line; what does not hold in it."""
        try:
            told = json.loads(line, parse_float=_no_number, parse_constant=_no_number)
            ((kind, content),) = told.items()
        except (ValueError, AttributeError, RecursionError):
            return Break("line", place)
        if kind == "event":
            return self._event(place, content)
        if kind == "snapshot":
            return self._snapshot(place, content)
        if kind == "ledger" and isinstance(content, dict):
            self._is_whole = content.get("complete") is True
            return None
        return None if kind in ("key", "checkpoint") else Break("line", place)

    def _event(self, place: str, event: Any) -> Break | None:  # noqa: ANN401 - whatever a file holds
        if (
            not isinstance(event, dict)
            or event.keys() != _EVENT_KEYS
            or not isinstance(event["chain"], str)
            or type(event["seq"]) is not int
        ):
            return Break("line", place)
        chain, seq = event["chain"], event["seq"]
        last_seq, last_digest = self._found.chains.get(chain, (0, GENESIS))
        if seq != last_seq + 1:
            return Break("gap", place, chain, last_seq + 1)
        if event["previous"] != last_digest:
            return Break("previous", place, chain, seq)
        digest = event.pop("digest")
        try:
            if sha256_of(_canonical(event)) != digest:
                return Break("digest", place, chain, seq)
        except CanonicalError:
            return Break("line", place, chain, seq)
        if self._heads.get((chain, seq), digest) != digest:
            return Break("head", place, chain, seq)
        self._found.chains[chain] = (seq, digest)
        self._found.events += 1
        if isinstance(event["data"], dict) and "version" in event["data"]:
            self._want(Break("no_snapshot", place, chain, seq), event["after"])
        return None

    def _want(self, missing: Break, digest: Any) -> None:  # noqa: ANN401 - whatever a file holds
        try:
            key = bytes.fromhex(digest)
        except (TypeError, ValueError):
            key = b""
        if key not in self._frozen:
            self._wanted.setdefault(key, missing)

    def _snapshot(self, place: str, snapshot: Any) -> Break | None:  # noqa: ANN401 - whatever a file holds
        if not isinstance(snapshot, dict) or not isinstance(snapshot.get("content"), str) or not isinstance(snapshot.get("sha256"), str):
            return Break("line", place)
        try:
            digest = sha256_of(snapshot["content"].encode())
        except UnicodeEncodeError:
            return Break("line", place)
        if digest != snapshot["sha256"]:
            return Break("snapshot", place)
        self._frozen.add(bytes.fromhex(digest))
        self._wanted.pop(bytes.fromhex(digest), None)
        self._found.snapshots += 1
        return None

    def ended(self, last_heads: dict[str, int]) -> Break | None:
        """What is missing at the end."""
        if self._wanted:
            return min(self._wanted.values(), key=lambda missing: (missing.chain, missing.seq))
        for chain, seq in sorted(last_heads.items()):
            there = self._found.chains.get(chain)
            if there is None and not self._is_whole:
                continue  # the file of one declaration holds no others
            if there is None:
                return Break("chain", "", chain, seq)
            if there[0] < seq:
                return Break("tail", "", chain, there[0] + 1)
        self._found.unsigned = sum(seq - last_heads.get(chain, 0) for chain, (seq, _) in self._found.chains.items())
        return None


def _canonical(event: dict[str, Any]) -> bytes:
    """Canonical JSON of what was read from JSON: quicker where keys need no other order than that of their letters."""
    quick = json.dumps(event, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return canonical_json(event) if _FAR.search(quick) else quick.encode("utf-8", "surrogatepass")


def _no_number(told: str) -> Any:  # noqa: ANN401 - never returns
    raise ValueError(told)
