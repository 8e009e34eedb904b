"""Headings of a text (小标题): their number, their label, and the text that follows on the same line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jixiao.layouts import lexicon
from jixiao.layouts.draft import squash

_HAN = "一二三四五六七八九十"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("han", re.compile(rf"第?([{_HAN}]{{1,3}})(?:\s*[、.．,，:：]|\s)\s*")),
    ("han_in_brackets", re.compile(rf"[（(]\s*([{_HAN}]{{1,3}})\s*[)）]\s*[、.．]?\s*")),
    ("decimal", re.compile(r"\d{1,2}[.．](\d{1,2})(?:[、.．]|\s)?\s*(?=[\u4e00-\u9fff【])")),
    ("digit", re.compile(r"(\d{1,2})(?:\s*[、.．](?!\d)|\s)\s*")),
    ("digit_in_brackets", re.compile(r"[（(]\s*(\d{1,2})\s*[)）]\s*、?\s*")),
    ("circled", re.compile(r"([①-⑳])\s*")),
)
LEVELS = {"han": 2, "han_in_brackets": 3, "": 3, "decimal": 4, "digit": 4, "digit_in_brackets": 5, "circled": 6}
"""Depth of a heading by the style of its number; a heading without a number stands as deep as one in brackets."""
_IN_BRACKETS = re.compile(r"[【\[]([^】\]]{2,16})[】\]]\s*[:：]?\s*")
_LABELLED = re.compile(r"([^：:。\n]{2,30})[：:。\n]\s*(.*)", re.DOTALL)
_SPACED = re.compile(r"(\S{2,20})\s+(\S.*)", re.DOTALL)
_SENTENCE = re.compile(r"[。；;，,：:!?！？]")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text.

    Attributes:
        style: how it is numbered: ``han`` (一、), ``digit`` (1.) …; empty for a heading without a number.
        ordinal: its number; 0 without one.
        label: its words as printed, without number, colon and white space.
        role: what they mean in the description of a project (group ``described`` of the labels); ``None`` where they are no such label.
        rest: the text behind it on the same line.
    """

    style: str
    ordinal: int
    label: str
    role: str | None
    rest: str = ""

    @property
    def level(self) -> int:
        """Depth by the style of its number."""
        return LEVELS[self.style]


def read_heading(text: str) -> Heading | None:
    """The heading with which a line begins: any short one that has a number, and one without a number where its label is known.

    >>> read_heading("六、年度预算安排：信息系统运维费12万元。")
    Heading(style='han', ordinal=6, label='年度预算安排', role='budget', rest='信息系统运维费12万元。')
    """
    line = text.strip()
    style, ordinal, bare = _numbered(line)
    for label, rest in _splits(bare, has_number=bool(style)):
        if roles := lexicon.roles("described", label):
            return Heading(style, ordinal, _printed(label), roles[0], rest)
    if not style or not bare:
        return None
    if len(bare) <= _LONGEST and not _SENTENCE.search(bare.rstrip("：:")):
        return Heading(style, ordinal, _printed(bare), None)
    match = _LABELLED.fullmatch(bare)
    if match and len(match[1]) <= 12 and not _SENTENCE.search(match[1]):
        return Heading(style, ordinal, _printed(match[1]), None, match[2].strip())
    return None


def _numbered(line: str) -> tuple[str, int, str]:
    for style, pattern in _STYLES:
        if match := pattern.match(line):
            return style, _ordinal(match[1]), line[match.end() :]
    return "", 0, line


def _splits(bare: str, *, has_number: bool) -> list[tuple[str, str]]:
    """Ways to part a line into a label and the text behind it."""
    found = [(bare, "")] if len(bare) <= _LONGEST else []
    for pattern in (_IN_BRACKETS, _LABELLED, *((_SPACED,) if has_number else ())):
        if match := pattern.match(bare):
            rest = bare[match.end() :] if pattern is _IN_BRACKETS else match[2]
            found.append((match[1], rest.strip()))
    return found


def _printed(label: str) -> str:
    return squash(label).strip("：:。【】[]")


def _ordinal(number: str) -> int:
    """Value of a number up to 99.

    >>> _ordinal("十二"), _ordinal("二十"), _ordinal("③"), _ordinal("7")
    (12, 20, 3, 7)
    """
    if number.isdecimal():
        return int(number)
    if number[0] not in _HAN:
        return ord(number[0]) - ord("①") + 1
    tens, ten, ones = number.rpartition("十")
    digits = {digit: value for value, digit in enumerate(_HAN, start=1)}
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)
