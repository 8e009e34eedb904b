"""Rows of numbers of staff by group, wherever a document counts them (人数)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.mentions import mentions_in, texts_of
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.facts.sections import placed_sections
from jixiao.facts.staff import group_of
from jixiao.model import Indicator

_NOT_HERE = re.compile(r"编制|定编|核定|拟招|招聘|招录|新增|新招|调[入出]|增加|减少|去世|培训|缺编|空编|参[加与]")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``headcounts``: numbers of people whose noun is a group of staff and nothing narrower."""
    base: Row = {"document_id": reading.id}
    for _, project_id, scope, item in reading.projects():
        if scope != "project":
            continue
        for field, _, text, source in texts_of(item):
            if field != "goal_of_period":
                for row in _in_text(text):
                    yield "headcounts", {**base, "project_id": project_id, "field": field, **row, "source": source}
        for number, indicator in enumerate(item.indicators, start=1):
            if found := _of_indicator(indicator):
                own = {"project_id": project_id, "indicator_id": f"{project_id}/i{number}", "field": "indicator"}
                yield "headcounts", {**base, **own, **found}
    for placed in placed_sections(reading):
        for row in _in_text(placed.section.text):
            own = {"section_id": placed.section_id, "field": "section", "topic": placed.topic}
            yield "headcounts", {**base, **own, **row, "source": place(placed.section.place_of(str(row["text"])))}


def _in_text(text: str) -> Iterator[Row]:
    for found in mentions_in(text):
        if (
            found.dimension != "people"
            or found.per
            or found.operator not in ("=",)
            or found.is_approximate
            or _NOT_HERE.search(found.clause)
        ):
            continue
        group = group_of(found.noun) or (group_of(found.noun_after) if found.unit != "人" else None)
        if group:
            yield {"staff_group": group[0], "family": group[1], "people": found.value, "year": found.year, "text": found.clause}


def _of_indicator(indicator: Indicator) -> Row | None:
    target = indicator.target
    if indicator.placeholder or target.dimension != "people" or target.value is None or target.per or target.approx:
        return None
    described = [group_of(found.noun_after) for found in mentions_in(indicator.description) if found.dimension == "people"]
    group = group_of(indicator.name) or group_of(indicator.description) or next((found for found in described if found), None)
    if group is None or target.operator not in ("=", "≥", "≤"):
        return None
    source = first_place(indicator.sources, "target") or place(indicator.source)
    return {
        "staff_group": group[0],
        "family": group[1],
        "people": target.value,
        "operator": target.operator,
        "text": f"{indicator.name} {target.text}",
        "source": source,
    }
