"""Texts that a spreadsheet would take for a formula, made harmless and back again (公式注入).

A program that opens a CSV file takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula and may run it. An apostrophe in
front tells it that the cell is text. It is put before every text that begins so, also in full-width signs, behind a tab or a line break,
and behind blanks, apostrophes and characters that cannot be seen, which some programs leave out. What already begins with an apostrophe
and is harmful gets one more, so that :func:`restore` gives every text back.
"""

from __future__ import annotations

import re

_HARMFUL = re.compile(
    r"['\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]*[=+\-@＝＋－＠﹦﹢﹣﹫−\t\r\n]"
)


def is_formula(text: str) -> bool:
    """A spreadsheet may take the text for a formula, or cut it at its first character."""
    return _HARMFUL.match(text) is not None


def neutralise(text: str) -> str:
    r"""A text as a CSV file holds it.

    >>> neutralise('=HYPERLINK("a")'), neutralise("'=1"), neutralise("≥95%"), neutralise("'90s")
    ('\'=HYPERLINK("a")', "''=1", '≥95%', "'90s")
    """
    return f"'{text}" if is_formula(text) else text


def restore(text: str) -> str:
    """The text that :func:`neutralise` was given.

    >>> restore("'=1+1"), restore("'90s"), restore("≥95%")
    ('=1+1', "'90s", '≥95%')
    """
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
