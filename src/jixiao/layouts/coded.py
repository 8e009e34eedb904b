"""Names that carry their code in the same cell (编码与名称同格): 51152323T000012345678-校舍维修, 219-云岭县水务局."""

from __future__ import annotations

import re

_FIRST = re.compile(r"^[\[【〔(（]?(\d{3,9})[\]】〕)）]?\s*[-—－_/:：\s]?\s*(?=\D)(.+)$", re.DOTALL)
_LAST = re.compile(r"^(.+?)\s*[-—－_/,，:：(（\[【〔\s]?\s*(\d{3,9})[)）\]】〕]?$", re.DOTALL)
_PARTED = re.compile(r"^(?:[\[【〔(（](\d{3,9})[\]】〕)）]|(\d{3,9})\s?[-—－_])\s*(?=[\u4e00-\u9fff])(.+)$", re.DOTALL)
_PROJECT = re.compile(r"^([0-9A-Z]{8,24})\s*[-—－_/:：\s]?\s*(.+)$", re.DOTALL)
_PARTED_PROJECT = re.compile(r"^(?=[A-Z]{0,3}\d{6})([0-9A-Z]{12,24})\s?[-—－_]\s*(?=\S)(.+)$", re.DOTALL)
_LONGEST = 120


def split_project(text: str, *, is_stated: bool) -> tuple[str, str] | None:
    """Code and name of a project; ``None`` where the text is a name alone.

    Args:
        text: of the cell.
        is_stated: the label says that both stand in the cell (项目编码及名称); otherwise only a long code parted from the name counts.

    >>> split_project("51152323T000012345678-校舍维修", is_stated=False)
    ('51152323T000012345678', '校舍维修')
    >>> split_project("2024-2026年校舍维修", is_stated=False)
    """
    match = (_PROJECT if is_stated else _PARTED_PROJECT).match(text)
    return (match[1], match[2]) if match else None


def split_agency(text: str, *, is_stated: bool) -> tuple[str, str] | None:
    """Code and name of an agency; ``None`` where the text is a name alone.

    Args:
        text: of the cell.
        is_stated: the label says that both stand in the cell (主管部门及代码); otherwise a code counts before the name and parted from it.

    >>> split_agency("219-云岭县水务局", is_stated=False), split_agency("云岭县水务局219", is_stated=True)
    (('219', '云岭县水务局'), ('219', '云岭县水务局'))
    """
    if not is_stated:
        match = _PARTED.match(text)
        return (match[1] or match[2], match[3]) if match else None
    if match := _FIRST.match(text):
        return match[1], match[2]
    match = _LAST.match(text) if len(text) < _LONGEST else None
    return (match[2], match[1]) if match else None
