"""Canonical JSON: one value, one sequence of bytes (RFC 8785), so that anybody computes the same digest (规范化)."""

from __future__ import annotations

import hashlib
import json
from typing import Any


class CanonicalError(TypeError):
    """A value that has no canonical form here: a float, a decimal, a key that is no text."""


def canonical_json(value: Any) -> bytes:  # noqa: ANN401 - any JSON
    """A value as canonical JSON in UTF-8: keys in the order of their UTF-16 code units, no blanks, least escapes.

    Args:
        value: ``None``, truth values, whole numbers up to 2^53, texts, lists and objects of them. Exact amounts are decimal strings.

    Raises:
        CanonicalError: anything else is in it.

    >>> canonical_json({"b": [1, None], "a": "目标"}).decode()
    '{"a":"目标","b":[1,null]}'
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def sha256_of(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _ordered(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise CanonicalError(f"the number {value} is too large for JSON: write it as text")
        return value
    if isinstance(value, list | tuple):
        return [_ordered(each) for each in value]
    if isinstance(value, dict):
        if any(not isinstance(key, str) for key in value):
            raise CanonicalError("a key that is no text")
        keys = sorted(value) if all(key.isascii() for key in value) else sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _ordered(value[key]) for key in keys}
    raise CanonicalError(f"no canonical form: {type(value).__name__}")
