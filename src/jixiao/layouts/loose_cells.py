"""Cells of a self-evaluation that were torn or run together when a file was turned into lines (断开和连在一起的格).

A label that was broken over two lines (年初 + 预算数) is one again; a line of several cells with single blanks between them, as the header
of the indicators shows, is cut at its blanks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from jixiao.documents.grid import Block, Cell, Paragraph
from jixiao.layouts import lexicon
from jixiao.layouts.draft import squash
from jixiao.layouts.flat_evaluations import header_in
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1, level2

_WORD = "指标"
"""A word that every header of indicators has."""
_POINTS = ("得分", "自评得分")
_LONGEST = 12
_LONGEST_PIECE = 6
_FEWEST_COLUMNS = 5
_LABELS = ("columns", "results", "funding")
_RUN_TOGETHER = re.compile(
    r"一级指标二级指标|二级指标三级指标|(?:年度|年初)?(?:指标值|目标值)(?:[（(]A[)）])?(?:全年|实际|年终)?(?:完成|实际)值"
)
_POINTS_ALONE = re.compile(r"[（(]\d{1,3}分[)）]")


def tidied(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """The blocks of a document, with the cells of self-evaluations among its lines mended.

    Args:
        blocks: of the document.
        ledger: where the later piece of a broken label is accounted for.
    """
    result: list[Block] = []
    for is_lines, group in groupby(blocks, key=lambda block: isinstance(block, Paragraph)):
        run = list(group)
        lines = [block for block in run if isinstance(block, Paragraph)]
        if is_lines:
            lines = _parted(lines)
            result += _with_whole_labels(lines, ledger) if any(squash(line.text) in _POINTS for line in lines) else lines
        else:
            result += run
    return result


def _parted(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines with each cell a line of its own, where the header of the indicators stands in one line."""
    if not any(_holds_header(line) for line in lines):
        return list(lines)
    return [part for line in lines for part in _parts(line)]


def _holds_header(line: Paragraph) -> bool:
    """Some columns with single blanks between them stand in this line, and what became of the indicators is among them."""
    if _WORD not in line.text or len(texts := line.text.split()) < _FEWEST_COLUMNS:
        return False
    for is_known, group in groupby(texts, key=lambda text: bool(lexicon.roles("columns", text))):
        cells = [Cell(text, col, line.source) for col, text in enumerate(group)]
        if is_known and len(cells) >= _FEWEST_COLUMNS and header_in(cells) is not None and _tells_results(cells):
            return True
    return False


def _tells_results(cells: Sequence[Cell]) -> bool:
    """Some column says what became of the indicators."""
    return any(lexicon.roles("results", cell.text) for cell in cells)


def _parts(line: Paragraph) -> list[Paragraph]:
    """The cells of a line; what stands in brackets belongs to the text before it. They share its place."""
    texts: list[str] = []
    for text in line.text.split():
        if texts and text.startswith(("(", "（")) and text.endswith((")", "）")):
            texts[-1] += text
        else:
            texts.append(text)
    return [replace(line, text=text, after_gap=line.after_gap and not at) for at, text in enumerate(texts)] or [line]


def _with_whole_labels(lines: Sequence[Paragraph], ledger: Ledger) -> list[Paragraph]:
    result: list[Paragraph] = []
    for line in lines:
        before = result[-1] if result else None
        if before is not None and _are_one(before.text, line.text):
            result[-1] = replace(before, text=f"{before.text}{line.text}")
            ledger.ignore("label", line)
        else:
            result.append(line)
    return result


def _are_one(first: str, second: str) -> bool:
    """Two lines are the pieces of one label, and neither says as much alone."""
    if len(first) + len(second) > 2 * _LONGEST:
        return False
    whole = lexicon.fold(first + second)
    if not first or not second or len(whole) > _LONGEST or len(second) > _LONGEST_PIECE:
        return False
    if _POINTS_ALONE.fullmatch(squash(second)):
        return _names_level(first)
    if whole.endswith("指标") and _names_level(whole) and not lexicon.fold(first).endswith("指标"):
        return lexicon.fold(second) == "指标" or not _names_level(first)
    is_column = any(whole in words for group in _LABELS for words in lexicon.words(group).values())
    is_alone = any(lexicon.fold(first) in words for group in _LABELS for words in lexicon.words(group).values())
    return is_column and (not is_alone or lexicon.fold(second) == "指标")


def _names_level(text: str) -> bool:
    """The text is the label of a level in full."""
    return any(match is not None and match.exact for match in (level1(text), level2(text)))


def run_together(blocks: Sequence[Block]) -> Paragraph | None:
    """The first line in which a header of indicators stands without anything between its cells; ``None`` where there is none."""
    lines = (block for block in blocks if isinstance(block, Paragraph))
    return next((line for line in lines if _WORD in line.text and _RUN_TOGETHER.search(squash(line.text))), None)
