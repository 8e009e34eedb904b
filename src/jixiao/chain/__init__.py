"""Events that are chained and cannot be changed unseen (留痕): canonical JSON, digests, signed checkpoints, and their check offline."""

from jixiao.chain.canonical import CanonicalError, canonical_json, sha256_of
from jixiao.chain.events import FIELDS, GENESIS, event_digest

__all__ = ["FIELDS", "GENESIS", "CanonicalError", "canonical_json", "event_digest", "sha256_of"]
