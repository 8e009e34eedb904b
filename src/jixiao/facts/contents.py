"""Rows of the table of contents and of the numbers over tables (目录、表号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, place
from jixiao.layouts.kinds import ends_as_table, kind_of
from jixiao.matching.keys import key_of

_LEADING = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|附(?:件|表)\s*[\d一二三四五六七八九十]{0,3}\s*[:：、.．]?|表\s?\d{1,3}\s*[:：、.．]?|\d{1,3}\s*[、.．](?=\D|\s*20\d\d))\s*"
)
_NUMBER = re.compile(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})(?:[-—.]\d{1,3}){0,3}[)）]?(?=表?$)")
_ANNEX = re.compile(r"附件")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``contents`` and ``captions``."""
    for number, entry in enumerate(reading.document.contents, start=1):
        title = title_of(entry.text)
        is_table = ends_as_table(title)
        yield (
            "contents",
            {
                "document_id": reading.id,
                "entry_no": number,
                "text": entry.text,
                "text_key": key_of(title),
                "is_table": is_table,
                "kind": kind_of(title) if is_table else None,
                "source": place(entry.source),
            },
        )
    for number, caption in enumerate(reading.document.captions, start=1):
        yield (
            "captions",
            {
                "document_id": reading.id,
                "caption_no": number,
                "text": caption.text,
                "family": family_of(caption.text),
                "is_table": _ANNEX.search(caption.text) is None,
                "source": place(caption.source),
            },
        )


def title_of(text: str) -> str:
    """What an entry announces, without its number.

    >>> title_of("8．2025年收支预算总表"), title_of("附件：项目支出绩效目标表")
    ('2025年收支预算总表', '项目支出绩效目标表')
    """
    return _LEADING.sub("", text, count=1)


def family_of(text: str) -> str:
    """How a document calls its tables, without the number.

    >>> family_of("预算公开表1"), family_of("部门公开表 9"), family_of("附表2-1")
    ('预算公开表', '部门公开表', '附表')
    """
    flat = "".join(text.split()).rstrip(":：")
    return _NUMBER.sub("", flat) or flat
