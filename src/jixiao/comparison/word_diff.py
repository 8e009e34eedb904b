"""What stayed, went and came in a text (逐词对比)."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from jixiao.comparison.results import TextChange
from jixiao.layouts.masking import masked
from jixiao.provenance import SourceRef

_WORD = re.compile(r"\d[\d,.]*%?|[A-Za-z]+|\s+|.", re.DOTALL)
_MOST_WORDS = 4000
_SHORTEST_COMMON = 2


def pieces_of(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The two texts as pieces: ``=`` stayed, ``-`` went, ``+`` came. A number is one word.

    >>> pieces_of("维护357处。", "维护300处。")
    (('=', '维护'), ('-', '357'), ('+', '300'), ('=', '处。'))
    """
    left, right = _WORD.findall(old), _WORD.findall(new)
    if max(len(left), len(right)) > _MOST_WORDS:
        return (("-", old), ("+", new))
    found: list[tuple[str, str]] = []
    for action, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if action == "equal":
            _add(found, "=", "".join(left[a:b]))
        else:
            _add(found, "-", "".join(left[a:b]))
            _add(found, "+", "".join(right[c:d]))
    return tuple(_without_crumbs(found))


def text_change(label: str, old: str | None, new: str | None, places: tuple[SourceRef | None, SourceRef | None]) -> TextChange:
    """A text of both documents as a change, without personal data."""
    left, right = (masked(said) if said else said for said in (old, new))
    return TextChange(label, left, right, pieces_of(left or "", right or ""), *places)


def _add(found: list[tuple[str, str]], sign: str, text: str) -> None:
    if text:
        found.append((sign, text))


def _without_crumbs(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A single character that two sentences happen to share, between two changes, is no common part."""
    merged: list[tuple[str, str]] = []
    for at, (sign, text) in enumerate(pieces):
        is_inside = 0 < at < len(pieces) - 1 and pieces[at - 1][0] != "=" and pieces[at + 1][0] != "="
        crumbs = [("-", text), ("+", text)] if sign == "=" and is_inside and len(text) < _SHORTEST_COMMON else [(sign, text)]
        merged += crumbs
    return _joined(merged)


def _joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Between two common parts, what went in one piece and what came in another."""
    found: list[tuple[str, str]] = []
    went, came = "", ""
    for sign, text in [*pieces, ("=", "")]:
        if sign == "-":
            went += text
        elif sign == "+":
            came += text
        else:
            _add(found, "-", went)
            _add(found, "+", came)
            went, came = "", ""
            if found and found[-1][0] == "=":
                found[-1] = ("=", found[-1][1] + text)
            else:
                _add(found, "=", text)
    return found
