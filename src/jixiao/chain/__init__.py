"""Events that are chained and cannot be changed unseen (留痕): canonical JSON, digests, signed checkpoints, and their check offline."""

from jixiao.chain.canonical import CanonicalError, canonical_again, canonical_json, sha256_of
from jixiao.chain.checkpoints import (
    Checkpoint,
    KeyFileError,
    PublicKey,
    is_signed,
    keep,
    kept,
    key_id_of,
    last_of,
    load_public_key,
    make_keys,
    sign,
)
from jixiao.chain.events import FIELDS, GENESIS, event_digest
from jixiao.chain.verifying import Break, Verification, verify

__all__ = [
    "FIELDS",
    "GENESIS",
    "Break",
    "CanonicalError",
    "Checkpoint",
    "KeyFileError",
    "PublicKey",
    "Verification",
    "canonical_again",
    "canonical_json",
    "event_digest",
    "is_signed",
    "keep",
    "kept",
    "key_id_of",
    "last_of",
    "load_public_key",
    "make_keys",
    "sha256_of",
    "sign",
    "verify",
]
