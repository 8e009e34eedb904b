"""Recompute everything offline, and name the first link that is broken (验证)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jixiao.chain.breaks import Break, Verification
from jixiao.chain.canonical import CanonicalError, canonical_again, read_json, sha256_of
from jixiao.chain.checkpoints import Checkpoint
from jixiao.chain.events import FIELDS, GENESIS
from jixiao.chain.signed_heads import SignedHeads

__all__ = ["Break", "Verification", "verify"]

_EVENT_KEYS = frozenset({*FIELDS, "digest"})
_KINDS = {"chain": str, "seq": int, "at": str, "actor": dict, "action": str, "object": str, "result": str, "data": dict}
_KINDS |= {"previous": str, "digest": str}
_OF_KINDS, _VALUES = tuple(_KINDS.values()), itemgetter(*_KINDS)
_START, _DIGEST = b'{"event":', b',"digest":"'


def verify(
    lines: Iterable[tuple[str, bytes]],
    checkpoints: Iterable[tuple[str, Checkpoint | None]] = (),
    keys: Sequence[Ed25519PublicKey] = (),
) -> Verification:
    """Recompute events, versions and checkpoints.

    Memory grows with the number of chains, versions and signed heads, not with what they hold.

    Args:
        lines: of ledger files, each with its place.
        checkpoints: of :func:`jixiao.chain.checkpoints.kept`, which were kept outside of the database.
        keys: public keys that may have signed.

    Returns:
        What was found; it stops at the first link that does not hold.
    """
    found = Verification()
    heads = SignedHeads(found, keys)
    found.broken = heads.take_kept(checkpoints)
    if found.broken is not None:
        return found
    ledger = _Ledger(found, heads)
    for place, line in lines:
        if (broken := ledger.read(place, line.removesuffix(b"\n"))) is not None:
            found.broken = broken
            return found
    found.broken = ledger.ended()
    return found


class _Ledger:
    """Reads the lines of ledger files in their order."""

    def __init__(self, found: Verification, heads: SignedHeads) -> None:
        self._found = found
        self._heads = heads
        self._is_whole = False
        self._frozen: set[bytes] = set()
        self._wanted: dict[bytes, tuple[str, str, int]] = {}

    def read(self, place: str, line: bytes) -> Break | None:
        """The next line; what does not hold in it."""
        try:
            told = read_json(line)
            ((kind, content),) = told.items()
            if kind == "event":
                return self._event(place, line, content)
            is_spelt = canonical_again(told) == line
        except (ValueError, AttributeError, CanonicalError, RecursionError):
            return Break("line", place)
        broken = self._other(place, kind, content)
        return Break("spelling", place) if broken is None and not is_spelt else broken

    def _other(self, place: str, kind: str, content: Any) -> Break | None:  # noqa: ANN401 - whatever a file holds
        if kind == "snapshot":
            return self._snapshot(place, content)
        if kind == "checkpoint":
            return self._heads.take_from_file(place, content)
        if kind == "key":
            return None if self._heads.take_key(content) else Break("line", place)
        if kind == "ledger" and isinstance(content, dict):
            self._is_whole |= content.get("complete") is True
            return None
        return Break("line", place)

    def _event(self, place: str, line: bytes, event: Any) -> Break | None:  # noqa: ANN401 - whatever a file holds
        if not _is_event(event):
            return Break("line", place)
        chain, seq = event["chain"], event["seq"]
        last_seq, last_digest = self._found.chains.get(chain, (0, GENESIS))
        if seq != last_seq + 1:
            return Break("gap", place, chain, last_seq + 1)
        if event["previous"] != last_digest:
            return Break("previous", place, chain, seq)
        digest = event.pop("digest")
        content = canonical_again(event)
        if sha256_of(content) != digest:
            return Break("digest", place, chain, seq)
        if not _is_spelt(line, content, digest):
            return Break("spelling", place)
        if not self._heads.agree(chain, seq, digest):
            return Break("head", place, chain, seq)
        self._found.chains[chain] = (seq, digest)
        self._found.events += 1
        if "version" in event["data"]:
            self._want(event["after"], place, chain, seq)
        return None

    def _want(self, digest: str | None, place: str, chain: str, seq: int) -> None:
        key = bytes.fromhex(digest or "")
        if key not in self._frozen:
            self._wanted.setdefault(key, (place, chain, seq))

    def _snapshot(self, place: str, snapshot: Any) -> Break | None:  # noqa: ANN401 - whatever a file holds
        if not isinstance(snapshot, dict) or snapshot.keys() != {"sha256", "content"} or not isinstance(snapshot["content"], str):
            return Break("line", place)
        digest = sha256_of(snapshot["content"].encode())
        if digest != snapshot["sha256"]:
            return Break("snapshot", place)
        self._frozen.add(bytes.fromhex(digest))
        self._wanted.pop(bytes.fromhex(digest), None)
        self._found.snapshots += 1
        return None

    def ended(self) -> Break | None:
        """What is missing at the end."""
        for place, chain, seq in self._wanted.values():
            return Break("no_snapshot", place, chain, seq)
        return self._heads.ended(self._found.chains, is_whole=self._is_whole)


def _is_event(event: Any) -> bool:  # noqa: ANN401 - whatever a file holds
    """It has the fields of an event, and each is of its kind."""
    if not isinstance(event, dict) or event.keys() != _EVENT_KEYS:
        return False
    before, after = event["before"], event["after"]
    return (
        tuple(map(type, _VALUES(event))) == _OF_KINDS
        and (before is None or isinstance(before, str))
        and (after is None or isinstance(after, str))
    )


def _is_spelt(line: bytes, content: bytes, digest: str) -> bool:
    """The line is the canonical JSON of the event: without its digest it is what the digest was computed over, byte for byte."""
    start = line.rfind(_DIGEST)  # quotes within texts are escaped, so that it is that of the event
    end = start + len(_DIGEST) + len(digest)
    is_there = line.startswith(_START) and line[start:end] == _DIGEST + digest.encode()
    return is_there and line[len(_START) : start] + line[end + 1 : -1] == content
