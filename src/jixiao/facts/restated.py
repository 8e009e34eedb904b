"""Amounts that a text prints in two units, one in brackets behind the other: 1.93万元（19300元） (同一金额的两种写法)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.values import parse_amount, step_of

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?"
_UNIT = r"(?:亿元|千万元|百万元|万元|千元|元)"
_PAIR = re.compile(rf"({_NUMBER}\s?{_UNIT})\s?\(\s?(?:即|也就是|折合|约?合)?\s?({_NUMBER}\s?{_UNIT})\s?(?=\))")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``restated_amounts``, of the forms and then of the narrative."""
    for _, project_id, _, item in reading.projects():
        texts = [("goal", item.goal), ("goal_of_period", item.goal_of_period)]
        texts += [(f"narratives.{label}", text) for label, text in item.narratives.items()]
        for key, text in texts:
            for row in _pairs(text or ""):
                source = first_place(item.sources, key) or place(item.source)
                yield "restated_amounts", {"document_id": reading.id, "project_id": project_id, **row, "source": source}
    for section in reading.document.sections:
        for row in _pairs(section.text):
            yield "restated_amounts", {"document_id": reading.id, **row, "source": place(section.place_of(str(row["text"])))}


def _pairs(text: str) -> Iterator[Row]:
    """Pairs of amounts in different units.

    >>> [(str(row["first_yuan"]), str(row["second_yuan"])) for row in _pairs("每户补助1.2万元（即12500元），共20万元（20户）")]
    [('12000', '12500')]
    """
    flat = unicodedata.normalize("NFKC", text)
    for match in _PAIR.finditer(flat):
        first, second = parse_amount(match[1], None), parse_amount(match[2], None)
        if first is not None and second is not None and first.unit is not second.unit:
            yield {
                "text": match[0] + ")",
                "first_yuan": first.yuan,
                "first_step": step_of(match[1], first.yuan),
                "second_yuan": second.yuan,
                "second_step": step_of(match[2], second.yuan),
            }
