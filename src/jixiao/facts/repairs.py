"""Rows of what was mended in reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, place
from jixiao.matching.keys import key_of, likeness
from jixiao.model import Repair

_SPACE = re.compile(r"\s+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[≥≤<>=%+-]|[a-z]+")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``repairs``, of projects and then of tables."""
    for _, project_id, _, item in reading.projects():
        for repair in item.repairs:
            yield "repairs", {"document_id": reading.id, "project_id": project_id, **_repair(repair)}
    for _, table_id, table in reading.tables():
        for repair in table.repairs:
            yield "repairs", {"document_id": reading.id, "table_id": table_id, **_repair(repair)}


def _repair(repair: Repair) -> Row:
    return {
        "kind": repair.kind,
        "printed": repair.printed,
        "printed_key": key_of(repair.printed),
        "read_as": repair.read_as,
        "read_as_key": key_of(repair.read_as),
        "difference": difference(repair.printed, repair.read_as),
        "likeness": likeness(key_of(repair.printed), key_of(repair.read_as)),
        "source": place(repair.source),
    }


def difference(printed: str, read_as: str) -> str | None:
    """How two prints of a text differ: ``none``, ``punctuation``, ``clipped``, ``figures`` or ``words``.

    >>> difference("按月发放,足额缴纳", "按月发放，足额缴纳"), difference("30元", "≥30元"), difference("巡查河道", "巡查河段")
    ('none', 'figures', 'words')
    """
    if not printed or not read_as:
        return None
    flat = [_SPACE.sub("", unicodedata.normalize("NFKC", text)).strip("…") for text in (printed, read_as)]
    if flat[0] == flat[1]:
        return "none"
    mine, other = (key_of(text) or "" for text in flat)
    if mine == other:
        return "punctuation"
    if mine.startswith(other) or other.startswith(mine):
        return "clipped"
    return "words" if _FIGURE.findall(mine) == _FIGURE.findall(other) else "figures"
