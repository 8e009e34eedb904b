"""From bytes to text: UTF-8, UTF-16 and GB18030, told apart by content."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNASSIGNED = re.compile(r"[\ue000-\uf8ff\ufffd\ufffe\uffff]")
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding that it came in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | str:
    """Decode the bytes of a text file.

    Returns:
        The text, or the id of the problem: ``READ-001`` not a text file, ``READ-002`` encoding unknown, ``READ-003`` empty.
    """
    if not data.strip():
        return "READ-003"
    if data.startswith(_MAGIC):
        return "READ-001"
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding) or "READ-002"
    if (guess := _utf16_without_mark(data)) is not None:
        return guess
    if data.count(0) > len(data) // 1000:
        return "READ-001"
    for encoding in ("utf-8", "gb18030"):
        decoded = _strict(data, encoding)
        if decoded is not None:
            return decoded if _is_plausible(decoded.text) else "READ-001"
    return "READ-001" if len(_CONTROL.findall(data.decode("latin-1"))) > len(data) // 50 else "READ-002"


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: half of its line ends and blanks are zero bytes, all on the same side."""
    if len(data) % 2 or data.count(0) < len(data) // 100:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 20 * max(others, 1) or (zeros and not others):
            decoded = _strict(data, encoding)
            if decoded is not None and _is_plausible(decoded.text):
                return decoded
    return None


def _is_plausible(text: str) -> bool:
    """Text has hardly any control characters, and hardly any characters that nobody has assigned."""
    bad = len(_CONTROL.findall(text)) + len(_UNASSIGNED.findall(text))
    return bad <= max(2, len(text) // 200)
