"""Heads of chains that checkpoints signed, and whether these checkpoints hold among each other."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jixiao.chain.breaks import Break, Verification
from jixiao.chain.checkpoints import Checkpoint, is_signed, key_id_of
from jixiao.chain.events import GENESIS


class SignedHeads:
    """What checkpoints say, each taken for true only when it is signed and follows the one before."""

    def __init__(self, found: Verification, keys: Iterable[Ed25519PublicKey]) -> None:
        self._found = found
        self._keys = {key_id_of(key): key for key in keys}
        self._has_given_keys = bool(self._keys)
        self._heads: dict[str, dict[int, bytes]] = {}
        self._last: dict[str, tuple[int, str]] = {}
        self._in_file = (0, GENESIS)

    def take_kept(self, checkpoints: Iterable[tuple[str, Checkpoint | None]]) -> Break | None:
        """All checkpoints of a folder: from number 1, without a gap."""
        number, previous = 0, GENESIS
        for place, checkpoint in checkpoints:
            if checkpoint is None:
                self._found.torn.append(place)
                continue
            if checkpoint.number != number + 1 or checkpoint.previous != previous:
                return Break("checkpoint", place, seq=number + 1)
            if (broken := self._take(place, checkpoint)) is not None:
                return broken
            number, previous = checkpoint.number, checkpoint.digest
        return None

    def take_key(self, told: Any) -> bool:  # noqa: ANN401 - whatever a file holds
        """A public key that a ledger file brings along, used where nobody gave one; whether it is one."""
        try:
            public = told["public"]
            read = base64.b64decode(public, validate=True)
            key = Ed25519PublicKey.from_public_bytes(read)
            is_spelt = base64.b64encode(read).decode() == public
            is_right: bool = is_spelt and told.keys() == {"id", "public"} and key_id_of(key) == told["id"]
        except (AttributeError, KeyError, TypeError, ValueError):
            return False
        if is_right and not self._has_given_keys:
            self._keys[told["id"]] = key
        return is_right

    def take_from_file(self, place: str, told: Any) -> Break | None:  # noqa: ANN401 - whatever a file holds
        """A checkpoint that a ledger file brings along: others may lie between it and the one before."""
        try:
            checkpoint = Checkpoint.from_plain(told)
        except ValueError:
            return Break("line", place)
        number, previous = self._in_file
        if checkpoint.number <= number or (checkpoint.number == number + 1 and checkpoint.previous != previous):
            return Break("checkpoint", place, seq=number + 1)
        self._in_file = (checkpoint.number, checkpoint.digest)
        broken = self._take(place, checkpoint)
        if broken is None and not self._has_given_keys:
            self._found.is_own_key = True
        return broken

    def _take(self, place: str, checkpoint: Checkpoint) -> Break | None:
        key = self._keys.get(checkpoint.key_id)
        if key is None or not is_signed(checkpoint, key):
            return Break("signature", place, seq=checkpoint.number)
        for chain, (seq, digest) in checkpoint.heads.items():
            if (broken := self._head(place, chain, seq, bytes.fromhex(digest))) is not None:
                return broken
        found = self._found
        found.checkpoints += 1
        found.signed_until = max(found.signed_until, checkpoint.at)
        if checkpoint.key_id not in found.keys:
            found.keys.append(checkpoint.key_id)
        return None

    def _head(self, place: str, chain: str, seq: int, digest: bytes) -> Break | None:
        """One head: another checkpoint says nothing else, and the events that were read neither."""
        own = self._heads.setdefault(chain, {})
        if own.setdefault(seq, digest) != digest:
            return Break("contradiction", place, chain, seq)
        read, last = self._found.chains.get(chain, (0, GENESIS))
        if read > seq:
            return Break("late", place, chain, seq)
        if read == seq and bytes.fromhex(last) != digest:
            return Break("head", place, chain, seq)
        if seq >= self._last.get(chain, (0, ""))[0]:
            self._last[chain] = (seq, place)
        return None

    def agree(self, chain: str, seq: int, digest: str) -> bool:
        """An event is the one that was signed, or none was."""
        own = self._heads.get(chain)
        return own is None or seq not in own or own[seq] == bytes.fromhex(digest)

    def ended(self, chains: Mapping[str, tuple[int, str]], *, is_whole: bool) -> Break | None:
        """Whether the chains go as far as they were signed; what of them nobody signed is counted."""
        for chain, (seq, place) in sorted(self._last.items()):
            there = chains.get(chain)
            if there is None and is_whole:
                return Break("chain", place, chain, seq)
            if there is None:
                self._found.absent += 1  # the file of one declaration holds no others
            elif there[0] < seq:
                return Break("tail", place, chain, there[0] + 1)
        self._found.unsigned = sum(seq - self._last.get(chain, (0, ""))[0] for chain, (seq, _) in chains.items())
        return None
