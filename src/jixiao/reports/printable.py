"""Words of strangers on a page of ours: what cannot be seen, or turns what stands around it, is made visible (可见字符)."""

from __future__ import annotations

import re

from markupsafe import Markup

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")


def printable(value: object) -> object:
    """A value as it may stand on a page: marks that turn the direction of writing are named, what no page can hold is �.

    Markup of our own passes as it is.

    >>> printable("a" + chr(0x202E) + "b" + chr(0))
    'a[U+202E]b�'
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    named = _BIDI.sub(lambda match: f"[U+{ord(match[0]):04X}]", value)
    return _UNPRINTABLE.sub("\ufffd", named)
