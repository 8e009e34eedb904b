"""Signed checkpoints, kept outside of the database: who cuts off or rebuilds a chain cannot make them again (检查点)."""

from __future__ import annotations

import base64
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jixiao.chain.canonical import CanonicalError, canonical_again, canonical_json, read_json, sha256_of
from jixiao.chain.events import GENESIS
from jixiao.errors import CallerError

PublicKey = Ed25519PublicKey
"""What verifies a signature; other rooms need not know the library."""
_PRIVATE, _PUBLIC = "signing.pem", "signing.pub.pem"
_KEYS = frozenset({"number", "at", "heads", "previous", "key_id", "digest", "signature"})
_DIGEST = re.compile("[0-9a-f]{64}")


class KeyFileError(CallerError):
    """A file of keys cannot be used."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The heads of all chains that grew since the checkpoint before, signed (检查点).

    Attributes:
        number: from 1, without a gap.
        at: UTC.
        heads: chain to number and digest of its last event.
        previous: digest of the checkpoint before.
        key_id: first 16 digits of the SHA-256 of the public key.
        digest: of all of that.
        signature: Ed25519 over the digest, in base64.
    """

    number: int
    at: str
    heads: Mapping[str, tuple[int, str]]
    previous: str
    key_id: str
    digest: str
    signature: str

    def plain(self) -> dict[str, Any]:
        """As a line of a file holds it."""
        return {**_signed(self.number, self.at, self.heads, self.previous, self.key_id), "digest": self.digest, "signature": self.signature}

    @classmethod
    def from_plain(cls, told: Mapping[str, Any]) -> Checkpoint:
        """Out of a line of a file.

        Raises:
            ValueError: it has another shape.
        """
        if not isinstance(told, dict) or told.keys() != _KEYS or not isinstance(told["heads"], dict):
            raise ValueError("no checkpoint")
        number, at, heads, key_id, signature = (told[key] for key in ("number", "at", "heads", "key_id", "signature"))
        is_right = _is_number(number) and all(isinstance(each, str) for each in (at, key_id, signature))
        if (
            not is_right
            or not all(_is_head(head) for head in heads.values())
            or not all(map(_is_digest, (told["previous"], told["digest"])))
        ):
            raise ValueError("no checkpoint")
        return cls(
            number,
            at,
            {chain: (seq, digest) for chain, (seq, digest) in heads.items()},
            told["previous"],
            key_id,
            told["digest"],
            signature,
        )


def _is_number(value: object) -> bool:
    return type(value) is int and value > 0


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _is_head(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and _is_number(value[0]) and _is_digest(value[1])


def make_keys(folder: Path) -> Ed25519PrivateKey:
    """The signing key of a folder, made there once: the private half is read by its owner only.

    Raises:
        KeyFileError: the files there are no keys, or others may read the private one.
    """
    private = folder / _PRIVATE
    if not private.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        _make(private, pem)
    if private.stat().st_mode & 0o077:
        raise KeyFileError("chain.key_open", file=private)
    key = _loaded(private)
    public = folder / _PUBLIC
    pem = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    if not public.exists() or public.read_bytes() != pem:  # a machine that stopped may have left half of it
        own = _written(folder, pem)
        own.chmod(0o644)
        own.replace(public)
    return key


def _make(file: Path, content: bytes) -> None:
    """Make a file as a whole; of two that do it at once, one wins."""
    own = _written(file.parent, content)
    try:
        with suppress(FileExistsError):
            os.link(own, file)
    finally:
        own.unlink()
    _wait_for_disk(file.parent)


def _written(folder: Path, content: bytes) -> Path:
    """A new file that only its owner reads, on the disk."""
    opened, name = tempfile.mkstemp(dir=folder, prefix=".")
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(opened)
    return Path(name)


def _wait_for_disk(folder: Path) -> None:
    """Names of new files are on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _loaded(file: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise KeyFileError("chain.no_key", file=file) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError("chain.no_key", file=file)
    return key


def load_public_key(file: Path) -> Ed25519PublicKey:
    """A public key out of a PEM file, or out of a folder that :func:`make_keys` filled.

    Raises:
        KeyFileError: it holds none.
    """
    file = file / _PUBLIC if file.is_dir() else file
    try:
        key = serialization.load_pem_public_key(file.read_bytes())
    except (OSError, ValueError) as error:
        raise KeyFileError("chain.no_key", file=file) from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFileError("chain.no_key", file=file)
    return key


def key_id_of(key: Ed25519PublicKey) -> str:
    """How a public key is named."""
    return sha256_of(key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))[:16]


def sign(number: int, at: str, heads: Mapping[str, tuple[int, str]], previous: str, key: Ed25519PrivateKey) -> Checkpoint:
    """A checkpoint of some heads."""
    key_id = key_id_of(key.public_key())
    digest = sha256_of(canonical_json(_signed(number, at, heads, previous, key_id)))
    return Checkpoint(number, at, dict(heads), previous, key_id, digest, base64.b64encode(key.sign(digest.encode())).decode())


def is_signed(checkpoint: Checkpoint, key: Ed25519PublicKey) -> bool:
    """The digest is that of the content, and the signature is that of the key."""
    told = _signed(checkpoint.number, checkpoint.at, checkpoint.heads, checkpoint.previous, checkpoint.key_id)
    try:
        if sha256_of(canonical_again(told)) != checkpoint.digest:
            return False
        signature = base64.b64decode(checkpoint.signature, validate=True)
        key.verify(signature, checkpoint.digest.encode())
    except (InvalidSignature, ValueError, CanonicalError):
        return False
    return base64.b64encode(signature).decode() == checkpoint.signature


def keep(checkpoint: Checkpoint, folder: Path) -> Path:
    """Append a checkpoint to the file of its month, and wait for the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{checkpoint.at[:7]}.checkpoints.jsonl"
    is_new = not file.exists()
    with file.open("ab+") as opened:
        if opened.tell():
            opened.seek(-1, os.SEEK_END)
            if opened.read(1) != b"\n":  # a machine stopped while it wrote: the torn line stays, and is told of
                opened.write(b"\n")
        opened.write(canonical_json({"checkpoint": checkpoint.plain()}) + b"\n")
        opened.flush()
        os.fsync(opened.fileno())
    if is_new:
        _wait_for_disk(folder)
    return file


def kept(folder: Path) -> Iterator[tuple[str, Checkpoint | None]]:
    """All checkpoints of a folder in their order, each with its place; ``None`` for a line that is torn or damaged."""
    for file in sorted(folder.glob("*.checkpoints.jsonl")):
        with file.open("rb") as opened:
            for number, line in enumerate(opened, 1):
                if line != b"\n":
                    yield f"{file.name}:{number}", _read(line)


def _read(line: bytes) -> Checkpoint | None:
    try:
        told = read_json(line)
        found = Checkpoint.from_plain(told["checkpoint"])
        return found if canonical_again(told) == line.removesuffix(b"\n") else None
    except (ValueError, KeyError, TypeError):
        return None


def last_of(checkpoints: Iterable[tuple[str, Checkpoint | None]]) -> tuple[int, str]:
    """Number and digest of the last checkpoint; of none, 0 and :data:`GENESIS`."""
    number, digest = 0, GENESIS
    for _, checkpoint in checkpoints:
        if checkpoint is not None:
            number, digest = checkpoint.number, checkpoint.digest
    return number, digest


def _signed(number: int, at: str, heads: Mapping[str, tuple[int, str]], previous: str, key_id: str) -> dict[str, Any]:
    told = {chain: [seq, digest] for chain, (seq, digest) in heads.items()}
    return {"number": number, "at": at, "heads": told, "previous": previous, "key_id": key_id}
