"""Texts for comparison: keys, fingerprints, likeness, lengths (比较用的文字)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from functools import lru_cache

_KEPT = frozenset("%≥≤<>=~+-")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3})")
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_LIST_MARK = re.compile(r"^\s*(?:目标\s*\d{1,2}\s*[:：]?|\d{1,2}\s*[.．、](?!\d)|[一二三四五六七八九十]、|[（(]\d{1,2}[)）])\s*")
_SIGNS = str.maketrans("≧≦—–－", "≥≤---")


@lru_cache(maxsize=65_536)
def key_of(text: str | None) -> str | None:
    """A text for comparison: NFKC, lower case, without blanks and punctuation; signs of comparison and decimal points stay.

    >>> key_of("群众 满意度（%）。"), key_of("≧1,200.5 件")
    ('群众满意度%', '≥1200.5件')
    """
    if text is None:
        return None
    flat = _SEPARATOR.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold())
    marked = _POINT.sub("\ue000", flat)
    return "".join(char for char in marked if char.isalnum() or char in _KEPT or char == "\ue000").replace("\ue000", ".")


def sha256_of(key: str | None) -> str | None:
    """Identity of a key; two texts are the same where it is the same. ``None`` for an empty one."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest() if key else None


def han_length(text: str | None) -> int:
    """Number of Chinese characters of a text."""
    return len(_HAN.findall(text or ""))


def unnumbered(text: str | None) -> str | None:
    """A text without the number that it begins with, as a form numbers a single goal.

    >>> unnumbered("1. 保障道路畅通"), unnumbered("目标1：保障道路畅通"), unnumbered("2.5公里道路")
    ('保障道路畅通', '保障道路畅通', '2.5公里道路')
    """
    return _LIST_MARK.sub("", text, count=1) if text else text


def likeness(left: str | None, right: str | None) -> float | None:
    """How alike two keys are, from 0 to 1: twice the common pairs of characters by all pairs (Dice); ``None`` where one is missing.

    >>> likeness("保障道路畅通", "保障道路畅通"), likeness("保障道路畅通", "保障道路安全"), likeness("甲", None)
    (1.0, 0.6, None)
    """
    if not left or not right:
        return None
    if left == right:
        return 1.0
    a, b = _pairs(left), _pairs(right)
    total = sum(a.values()) + sum(b.values())
    return round(2 * sum((a & b).values()) / total, 4) if total else 0.0


@lru_cache(maxsize=16_384)
def _pairs(key: str) -> Counter[str]:
    return Counter(key[at : at + 2] for at in range(len(key) - 1))
