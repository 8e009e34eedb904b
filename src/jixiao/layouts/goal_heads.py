"""Heads of texts that stand side by side: the goal of the period beside that of the year, or what was planned beside what was achieved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import Value

ACHIEVED, ADJUSTED, RATE = "实际完成情况", "调整绩效目标", "总体完成率"
_HEADS = {
    ("period", "annual"): ("goal_of_period", "goal"),
    ("expected", "achieved"): ("goal", ACHIEVED),
    ("expected", "adjusted", "achieved"): ("goal", ADJUSTED, ACHIEVED),
    ("expected", "achieved", "rate"): ("goal", ACHIEVED, RATE),
}
"""Heads of two or three texts side by side, and what the texts are."""


_ITEM = re.compile(
    r"^(?:目标\s?[\d一二三四五六七八九十]|[(（]?[\d一二三四五六七八九十]{1,2}[)）]?[.、．:：]|[(（][\d一二三四五六七八九十]{1,2}[)）]|[①-⑳])"
)
_KEYS = {"expected": "goal", "adjusted": ADJUSTED, "achieved": ACHIEVED}
_MOST_BEFORE = 2
_LONGEST_BEFORE = 14


def texts_below(cells: Sequence[Cell]) -> dict[str, int] | None:
    """What stands below the cells of a row of heads, with their columns; ``None`` where the row is none.

    Args:
        cells: of the row, with or without the labels of the blocks that they stand in before them.
    """
    for keys in _HEADS:
        rest, before = cells[-len(keys) :], cells[: -len(keys)]
        if len(before) <= _MOST_BEFORE and all(len(cell.text) <= _LONGEST_BEFORE for cell in before) and _are_heads(rest, keys):
            return {key: cell.col for key, cell in zip(_HEADS[keys], rest, strict=True)}
    return None


def texts_beside(cells: Sequence[Cell]) -> dict[str, Cell]:
    """Heads with their texts behind them in one row: 年初绩效目标 | … | 全年目标实际完成情况 | …; empty for any other row."""
    heads, texts = cells[::2], cells[1::2]
    found = [next((key for key in _KEYS if key in lexicon.roles("halves", cell.text)), None) for cell in heads]
    if len(heads) != len(texts) or None in found or "achieved" not in found or len(set(found)) < len(found):
        return {}
    return {_KEYS[key]: cell for key, cell in zip(found, texts, strict=True) if key is not None}


def _are_heads(cells: Sequence[Cell], heads: tuple[str, ...]) -> bool:
    """The cells are the heads of texts that follow."""
    return len(cells) == len(heads) and all(head in lexicon.roles("halves", cell.text) for head, cell in zip(heads, cells, strict=True))


def continues_list(last: Value, cells: Sequence[Cell]) -> bool:
    """The next item of a list that a text above began: 2. …, 目标2 | …"""
    return len(cells) <= 2 and _ITEM.match(cells[0].text) is not None and cells[0].col >= min(cell.col for cell in last.cells) - 1
