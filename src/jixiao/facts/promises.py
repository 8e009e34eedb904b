"""Rows of what a goal promises that can be measured, and whether an indicator measures it (目标中可衡量的承诺)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from jixiao.facts.database import Row
from jixiao.facts.documents import is_described
from jixiao.facts.mentions import Mention, flat_text, mentions_in
from jixiao.facts.nouns import common_part, core_of, noun_before, same_thing
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.matching.keys import han_length, key_of
from jixiao.model import Indicator, Project

_RATE = re.compile(r"(?<![效频概速汇税利费功曲斜])率(?![领先队直真])(?!(?:为|达|达到|不低于|不少于|均|保持在|控制在|≥|>|约|在)?\d)")
_SENTENCE = re.compile(r"[。；;！!\n]|目标\d")
_STOP = re.compile(r"[，。；;,:：、!\n]|目标\d:?|(?<!\d)\d{1,2}[.](?!\d)")
_DOWN = re.compile(
    r"(?P<before>(?:明显|显著|有效|大幅|持续|逐年|逐步|不断|进一步|稳步|较大幅度|同比|有所)*(?:下降|减少|降低))(?=[，。；;,、!\n]|目标\d|$)"
)
_CHANGES = re.compile(r"下降|减少|降低|增长|提高|提升|增加|上升")
_GROWS = re.compile(r"增幅|增长率|增长|上升率|上升")
_MEASURED = frozenset({"count", "people", "area", "length", "ratio", "volume", "mass"})
_MOST_PARTS = 12
_SATISFIED = re.compile(r"满意")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``promises``."""
    year = reading.document.fiscal_year
    for _, project_id, scope, item in reading.projects():
        if scope == "project" and item.goal and item.indicators and not is_described(item.indicators, item.sources):
            source = first_place(item.sources, "goal") or place(item.source)
            for number, row in enumerate(_of_goal(item, year, project_id), start=1):
                own: Row = {"document_id": reading.id, "project_id": project_id, "promise_no": number, "source": source}
                yield "promises", {**own, **row}


def _of_goal(item: Project, year: int | None, project_id: str) -> Iterator[Row]:
    goal = flat_text(item.goal or "")
    known = [(number, indicator) for number, indicator in enumerate(item.indicators, start=1) if not indicator.placeholder]
    indicators = [indicator for _, indicator in known]
    seen: set[tuple[int, str]] = set()
    for found in mentions_in(item.goal):
        sentence = len(_SENTENCE.findall(goal, 0, found.begin))
        is_first = (sentence, found.unit) not in seen
        seen.add((sentence, found.unit))
        if is_first and _is_promise(found, year):
            noun = found.noun_after or found.noun
            yield {
                **_row("number", noun, found.clause),
                "value": found.value,
                "unit": found.unit,
                "has_indicator": _counted(found, indicators),
            }
    for match in _RATE.finditer(goal):
        noun = noun_before(goal, match.end(), 0)
        if han_length(noun) > 2:
            yield {**_row("rate", noun, _clause(goal, match.end())), "has_indicator": any(_has_rate(noun, other) for other in indicators)}
    for match in _DOWN.finditer(goal):
        noun = noun_before(goal, match.start(), 0)
        if han_length(core_of(noun)) > 1:
            opposite = next((number for number, other in known if _grows(noun, other)), None)
            row = _row("decrease", noun, _clause(goal, match.end()))
            yield {**row, "has_indicator": True, "opposite_indicator_id": f"{project_id}/i{opposite}" if opposite else None}


def _row(kind: str, noun: str, clause: str) -> Row:
    return {"kind": kind, "noun": noun, "noun_key": key_of(noun), "text": clause}


def _clause(goal: str, end: int) -> str:
    """The clause that a place ends or lies in, without the number at its head."""
    begin = max((match.end() for match in _STOP.finditer(goal, 0, end)), default=0)
    stop = _STOP.search(goal, end)
    return goal[begin : stop.start() if stop else None][:60].strip()


def _is_promise(found: Mention, year: int | None) -> bool:
    noun = found.noun_after or found.noun
    return (
        found.dimension in _MEASURED
        and not found.per
        and not found.is_stock
        and "每" not in found.noun
        and han_length(core_of(noun)) > 1
        and (found.year is None or year is None or found.year >= year)
    )


def _counted(found: Mention, indicators: Sequence[Indicator]) -> bool:
    """An indicator has the same number, or speaks of the same thing: two characters in common are enough not to accuse."""
    for indicator in indicators:
        target = indicator.target
        if found.value in (target.value, target.value_high, target.hint_value):
            return True
        words = f"{indicator.name} {indicator.description or ''}"
        if found.dimension == "ratio" and _SATISFIED.search(found.noun) and _SATISFIED.search(words):
            return True
        if any(_shares(noun, words) for noun in (found.noun, found.noun_after)):
            return True
    return _is_sum(found, indicators)


def _is_sum(found: Mention, indicators: Sequence[Indicator]) -> bool:
    """The number is that of two indicators together, or of all in its unit: 280 people are 120 at one place and 160 at another."""
    parts = [one.target.value for one in indicators if one.target.dimension == found.dimension and one.target.value is not None]
    return found.value == sum(parts) or any(left + right == found.value for left, right in combinations(parts[:_MOST_PARTS], 2))


def _shares(noun: str, words: str) -> bool:
    core = core_of(noun)
    return same_thing(noun, words) is not None or han_length(common_part(core, core_of(words))) > 1


def _has_rate(noun: str, indicator: Indicator) -> bool:
    words = f"{indicator.name} {indicator.description or ''} {indicator.target.text}"
    if noun[-3:-1] in words or same_thing(noun, indicator.name) is not None:
        return True
    # 降低事故发生率 is measured by 交通事故下降率: a change of the same thing.
    return _CHANGES.search(indicator.name) is not None and han_length(common_part(noun[:-1], indicator.name)) > 1


def _grows(noun: str, indicator: Indicator) -> bool:
    """The indicator of the same thing allows it to grow: a growth of up to something that is not nothing."""
    target = indicator.target
    is_growth = _GROWS.search(indicator.name) is not None and target.dimension == "ratio" and (target.value or 0) > 0
    return is_growth and target.operator in ("≤", "<", "=") and han_length(common_part(noun, indicator.name)) > 2
