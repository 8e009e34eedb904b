"""Rows of comparisons of the narrative (说明中的比较): changes, completion of a budget, shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jixiao.facts.database import Row
from jixiao.facts.metrics import Named, named_by
from jixiao.facts.reading import place
from jixiao.facts.sections import Placed
from jixiao.facts.statements import Comparison, Item
from jixiao.matching.keys import key_of

_SHORTEST_REASON = 2


def comparison_rows(placed: Placed, comparisons: Sequence[Comparison], elsewhere: Mapping[str, Sequence[Item]]) -> Iterator[Row]:
    """Rows of ``comparisons`` without the document.

    Args:
        placed: the section.
        comparisons: its comparisons.
        elsewhere: the figures of all sections by metric, for the whole of a share that another section states (占本年支出合计).
    """
    for number, found in enumerate(comparisons, start=1):
        base = found.base_item or _whole(found, elsewhere)
        reason = _reason(found.reason)
        yield {
            "comparison_id": f"{placed.section_id}/x{number}",
            "section_id": placed.section_id,
            "topic": placed.topic,
            "kind": found.kind,
            **_figures(found, base),
            "year": found.year,
            "base_year": found.base_year,
            "is_base_year_stated": found.is_base_year_stated,
            "base_measure": found.base_measure,
            "direction": found.direction,
            "has_reason": reason is not None,
            "reason": reason,
            "reason_key": key_of(reason) or None,
            "within_reason": found.within_reason,
            "sentence_no": found.sentence,
            "position": found.position,
            "text": found.text,
            "source": place(placed.place_at(found.position)),
        }


def _figures(found: Comparison, base: Item | None) -> Row:
    """What is compared, with what, and by how much."""
    item, named = found.item, found.item.named if found.item else Named()
    own = item.figure if item is not None and item.is_money else None
    other = base.figure if base is not None and base.is_money else found.base
    whole = base.named.metric if base is not None else named_by(found.base_words or "").metric
    return {
        "claim_id": item.key if item is not None else None,
        "metric": named.metric,
        "side": named.side,
        "fund": named.fund,
        "measure": item.measure if item is not None else None,
        "subject": item.subject or None if item is not None else None,
        "subject_key": key_of(item.subject) or None if item is not None else None,
        "amount_yuan": own.yuan if own else None,
        "amount_step": own.step if own else None,
        "base_yuan": other.yuan if other else None,
        "base_step": other.step if other else None,
        "base_subject": found.base_words,
        "base_metric": whole if found.kind == "share" else None,
        "delta_yuan": found.delta.yuan if found.delta else None,
        "delta_step": found.delta.step if found.delta else None,
        "rate_pct": found.rate.value if found.rate else None,
        "rate_step": found.rate.step if found.rate else None,
    }


def _reason(text: str | None) -> str | None:
    flat = (text or "").strip(" 。；;，,：:\n")
    return flat if len(flat) >= _SHORTEST_REASON else None


def _whole(found: Comparison, elsewhere: Mapping[str, Sequence[Item]]) -> Item | None:
    """The figure of another section that a share names as its whole; the only one of its metric, year, side and measure, or none."""
    if found.kind != "share" or not found.base_words:
        return None
    named = named_by(found.base_words)
    if named.metric is None:
        return None
    measure = found.item.measure if found.item is not None else None
    fitting = [
        item
        for item in elsewhere.get(named.metric, ())
        if item.is_money
        and not item.is_base
        and item.year == found.year
        and (measure is None or item.measure == measure)
        and (named.side is None or item.named.side in (named.side, None))
        and named.is_of_fund(item.named)
    ]
    return fitting[0] if fitting and len({item.yuan for item in fitting}) == 1 else None
