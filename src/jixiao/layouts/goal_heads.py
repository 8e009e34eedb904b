"""Heads of texts that stand side by side: the goal of the period beside that of the year, or what was planned beside what was achieved."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon

ACHIEVED, ADJUSTED = "实际完成情况", "调整绩效目标"
_HEADS = {
    ("period", "annual"): ("goal_of_period", "goal"),
    ("expected", "achieved"): ("goal", ACHIEVED),
    ("expected", "adjusted", "achieved"): ("goal", ADJUSTED, ACHIEVED),
}
"""Heads of two or three texts side by side, and what the texts are."""


def texts_below(cells: Sequence[Cell]) -> dict[str, int] | None:
    """What stands below the cells of a row of heads, with their columns; ``None`` where the row is none.

    Args:
        cells: of the row, with or without the label of the block before them.
    """
    for rest in (cells, cells[1:] if len(cells) > 2 and lexicon.form_labels(cells[0].text) else ()):
        keys = next((keys for heads, keys in _HEADS.items() if _are_heads(rest, heads)), None)
        if keys is not None:
            return {key: cell.col for key, cell in zip(keys, rest, strict=True)}
    return None


def _are_heads(cells: Sequence[Cell], heads: tuple[str, ...]) -> bool:
    """The cells are the heads of texts that follow."""
    return len(cells) == len(heads) and all(head in lexicon.roles("halves", cell.text) for head, cell in zip(heads, cells, strict=True))
