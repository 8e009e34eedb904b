"""Text as a reader hands it on: without marks that nobody sees, and in one line."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile("[\r\n\v\f\u2028\u2029\u0085]+")
_BLANKS = " \t\u3000\r\n"


def cleaned(text: str) -> str:
    """A text without marks that nobody sees and without blanks around it; line breaks stay.

    >>> cleaned("  数量\u200b指标\u3000")
    '数量指标'
    """
    if not text.isprintable():
        text = _CONTROL.sub("", _INVISIBLE.sub("", text)).replace("\xa0", " ")
    return text.strip(_BLANKS)


def lines(text: str) -> list[str]:
    """The lines of a text that print something."""
    if text.isprintable():
        text = text.strip()
        return [text] if text else []
    return [line for part in _BREAKS.split(text) if (line := cleaned(part))]


def in_one_line(text: str) -> str:
    r"""The text of a cell: its lines joined by blanks, which recognition takes out between Chinese characters.

    >>> in_one_line("一级\n 指标")
    '一级 指标'
    """
    if text.isprintable():
        return text.strip()
    return " ".join(part.replace("\t", " ") for part in lines(text))
