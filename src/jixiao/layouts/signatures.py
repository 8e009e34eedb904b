"""Lines below a form that belong to it: who filled it in (签字栏), and what it comes to (自评总分：…，自评等级：…).

Who filled it in: 负责人：…　经办人：…　联系电话：…　填报日期：…, filled in or left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from jixiao.documents.grid import Cell, Paragraph
from jixiao.layouts import lexicon

_OPEN_DATE = re.compile(r"[年月日\s_]*")
_LONGEST = 160


@cache
def _labels() -> re.Pattern[str]:
    """A label of a contact with its colon, and what may stand in brackets before it: 单位负责人（签字）：."""
    words = sorted((re.escape(word) for words in lexicon.words("contacts").values() for word in words), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})\s{{0,3}}(?:[（(][^（）()]{{1,8}}[)）])?\s{{0,3}}[:：]")


def signature_cells(paragraph: Paragraph) -> Sequence[Cell]:
    """Labels and values of such a line as the cells of a row; empty for any other line, also for one with a single label.

    All of them have the place of the line. A value that was left open, and a date of which only 年 月 日 are printed, has no cell.
    """
    text = paragraph.text.strip()
    if len(text) > _LONGEST:
        return []
    found = list(_labels().finditer(text))
    if len(found) < 2 or found[0].start():
        return []
    cells: list[Cell] = []
    for at, label in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        value = text[label.end() : end].strip(" \u3000_")
        cells.append(Cell(label.group(), 2 * at, paragraph.source))
        if not _OPEN_DATE.fullmatch(value):
            cells.append(Cell(value, 2 * at + 1, paragraph.source))
    return cells


_NUMBERED = re.compile(r"^[一二三四五六七八九十\d]{1,2}[、.．]\s*(?!\d)")
_RESULT = re.compile(r"^\s*([\u4e00-\u9fff]{2,8})\s*(?:[:：]|为|是)\s*[“\"]?([^“”\"]{1,8})[”\"]?\s*$")


def result_texts(line: str) -> Sequence[str]:
    """Labels and figures of a line that tells total and grade; empty for any other line."""
    parts = re.split(r"[，,；;。]", _NUMBERED.sub("", line.strip()).rstrip("。"))
    found = [_RESULT.match(part) for part in parts]
    is_result = all(match is not None and lexicon.roles("totals", match[1]) for match in found)
    if not is_result or len(line) > _LONGEST:
        return []
    return [text for match in found if match is not None for text in match.groups()]


def result_cells(paragraph: Paragraph) -> Sequence[Cell]:
    """Total and grade in a line of their own, as the cells of a row; empty for any other line."""
    return [Cell(text, at, paragraph.source) for at, text in enumerate(result_texts(paragraph.text))]
