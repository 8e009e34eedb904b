"""Rows of figures that the narrative states (说明中的金额)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.facts.database import Row
from jixiao.facts.reading import place
from jixiao.facts.sections import Placed
from jixiao.facts.statements import Item
from jixiao.matching.keys import key_of

_TWO_SIDED = frozenset({None, "general", "fund", "state_capital"})
"""Metrics that income and expenditure both have; of the others the side is told by the metric, whether or not the words say it."""


def claim_rows(placed: Placed, items: Sequence[Item]) -> Iterator[Row]:
    """Rows of ``claims`` without the document: one for each figure of a section."""
    seen: set[tuple[object, ...]] = set()
    for item in items:
        if item.figure is None:
            continue
        side = item.named.side if item.named.metric in _TWO_SIDED else None
        same = (item.named.metric or key_of(item.subject), side, item.year, item.measure, item.figure.unit, item.figure.value)
        is_repeat = same in seen
        seen.add(same)
        yield {
            "claim_id": item.key,
            "section_id": placed.section_id,
            "topic": placed.topic,
            "metric": item.named.metric,
            "subject": item.subject or None,
            "subject_key": key_of(item.subject) or None,
            "fund": item.named.fund,
            "side": item.named.side,
            "measure": item.measure,
            "year": item.year,
            "is_year_stated": item.is_year_stated,
            "is_base": item.is_base,
            "is_as_of": item.is_as_of,
            "is_repeat": is_repeat,
            "part_of": item.part_of.key if item.part_of else None,
            "amount_yuan": item.figure.yuan if item.is_money else None,
            "amount_step": item.figure.step if item.is_money else None,
            "value": None if item.is_money else item.figure.value,
            "unit": item.figure.unit or None,
            "sentence_no": item.sentence,
            "position": item.position,
            "text": item.text,
            "source": place(placed.place_at(item.position)),
        }
