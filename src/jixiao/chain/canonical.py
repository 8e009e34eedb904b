"""Canonical JSON: one value, one sequence of bytes (RFC 8785), so that anybody computes the same digest (规范化)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

LARGEST = 2**53 - 1
"""Whole numbers beyond it are not the same in all programs that read JSON."""


class CanonicalError(TypeError):
    """A value that has no canonical form here: a float, a decimal, a key that is no text, half a surrogate pair."""


def canonical_json(value: Any) -> bytes:  # noqa: ANN401 - any JSON
    """A value as canonical JSON in UTF-8: keys in the order of their UTF-16 code units, no blanks, least escapes.

    Args:
        value: ``None``, truth values, whole numbers up to 2^53, texts, lists and objects of them. Exact amounts are decimal strings.

    Raises:
        CanonicalError: anything else is in it.

    >>> canonical_json({"b": [1, None], "a": "目标"}).decode()
    '{"a":"目标","b":[1,null]}'
    """
    try:
        return _IN_ORDER.encode(_ordered(value)).encode()
    except UnicodeEncodeError as error:
        raise CanonicalError("a text with half a surrogate pair") from error


def sha256_of(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_json(line: bytes) -> Any:  # noqa: ANN401 - any JSON
    """JSON that may have a canonical form: UTF-8, and no number but whole ones up to 2^53.

    Raises:
        ValueError: it is something else.
    """
    try:
        told = line.decode()
        found, end = _DECODER.raw_decode(told)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if end != len(told) and told[end:].strip():
        raise ValueError("more than one value")
    return found


def canonical_again(value: Any) -> bytes:  # noqa: ANN401 - any JSON
    """Canonical JSON of what :func:`read_json` gave: the same as :func:`canonical_json`, and much quicker.

    Raises:
        CanonicalError: a text in it is half a surrogate pair.
    """
    try:
        told = _SORTED.encode(value).encode()
        return told if not _has_far_letter(told) or not _has_far_key(value) else _IN_ORDER.encode(_ordered(value)).encode()
    except UnicodeEncodeError as error:
        raise CanonicalError("a text with half a surrogate pair") from error


def _ordered(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise CanonicalError(f"the number {value} is too large for JSON: write it as text")
        return value
    if isinstance(value, list | tuple):
        return [_ordered(each) for each in value]
    if isinstance(value, dict):
        if any(not isinstance(key, str) for key in value):
            raise CanonicalError("a key that is no text")
        keys = sorted(value) if all(key.isascii() for key in value) else sorted(value, key=_utf_16)
        return {key: _ordered(value[key]) for key in keys}
    raise CanonicalError(f"no canonical form: {type(value).__name__}")


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _has_far_letter(told: bytes) -> bool:
    """Something in it, such as a full-width comma, has another order in UTF-16 than by its code point, or nearly so: U+E000 and beyond."""
    if told.isascii():
        return False
    # first bytes of these letters in UTF-8, each looked for in one sweep
    return b"\xef" in told or b"\xf0" in told or b"\xee" in told or b"\xf1" in told or b"\xf2" in told or b"\xf3" in told or b"\xf4" in told


def _has_far_key(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """It stands in a key, where the order counts."""
    if isinstance(value, list):
        return any(_has_far_key(each) for each in value)
    for key, each in value.items() if isinstance(value, dict) else ():
        if not key.isascii() and max(key) >= "\ue000":
            return True
        if isinstance(each, dict | list) and _has_far_key(each):
            return True
    return False


def _no_number(told: str) -> Any:  # noqa: ANN401 - never returns
    raise ValueError(told)


def _whole(told: str) -> int:
    number = int(told)
    if abs(number) > LARGEST:
        raise ValueError(told)
    return number


_IN_ORDER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_SORTED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True, check_circular=False)
_DECODER = json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number, parse_int=_whole)
