"""Rows of a blank form that nobody filled in (空白行): 指标2：, …… below the indicators of a second level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts.draft import squash
from jixiao.layouts.levels import level1, level2

_SLOT = re.compile(r"指标[\dN一二三四五六七八九十]{1,2}[:：、.．]?[/／\\—-]?|[…⋯.。·]{2,}|\.{3,}")
_BEGINS = re.compile(r"指标(?:\d{1,2}\s*[:：、.．]?|[一二三四五六七八九十]{1,2}\s*[:：、.．])\s*(?=\S)")
_TAIL = re.compile(r"指标(?:[（(]\d{1,3}分[)）])?")  # the rest of a label that a page break has cut
_NOTHING = {"", "/", "／", "\\", "—", "-", "--", "——", "－", "–"}


def begins_slot(text: str) -> bool:
    """A name that a blank form has numbered (指标1：巡河次数): it begins an indicator of its own."""
    return _BEGINS.match(text.strip()) is not None


def without_number(text: str) -> str:
    """A name without the number that the blank form has put before it.

    >>> without_number("指标1：巡河次数"), without_number("指标一体化")
    ('巡河次数', '指标一体化')
    """
    return _BEGINS.sub("", text.strip(), count=1)


def is_slot(text: str) -> bool:
    """A place for an indicator that nobody filled in: 指标2：, ……"""
    return _SLOT.fullmatch(squash(text)) is not None


def unfilled_cells(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that holds a numbered place for an indicator and nothing else but its levels; empty for any other row."""
    rest = [cell for cell in cells if level1(cell.text) is None and level2(cell.text) is None and not _TAIL.fullmatch(squash(cell.text))]
    slots = [cell for cell in rest if is_slot(cell.text)]
    return rest if len(slots) == 1 and all(cell in slots or squash(cell.text) in _NOTHING for cell in rest) else []
