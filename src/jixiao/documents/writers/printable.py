"""Texts as every file can hold them: a text that a person pasted in may carry signs that break a file."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (2.2) does not know: control characters, halves of a surrogate pair, and two places that are no characters."""
_RETURNS = re.compile("\r\n?")


def printable(text: str) -> str:
    r"""A text without signs that nobody sees and that a file cannot hold; every line ends in a line feed.

    >>> printable("数量\x00指标\r\n\ud800一")
    '数量指标\n一'
    """
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _RETURNS.sub("\n", text))


def printable_line(text: str) -> str:
    r"""A text in one line: a blank stands for a line break and for a tab.

    >>> printable_line("数量\n指标\t一")
    '数量 指标 一'
    """
    if text.isprintable():
        return text
    return printable(text).replace("\n", " ").replace("\t", " ")
