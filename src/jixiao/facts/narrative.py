"""The narrative of a document becomes facts (情况说明): sections, figures, comparisons and items, section by section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jixiao.facts.claims import claim_rows
from jixiao.facts.comparisons import comparison_rows
from jixiao.facts.database import Row
from jixiao.facts.documents import is_final_accounts
from jixiao.facts.narrative_items import Names, item_rows
from jixiao.facts.parts import whole_elsewhere
from jixiao.facts.prose import Setting, read_prose
from jixiao.facts.reading import FactReading
from jixiao.facts.sections import Placed, placed_sections, section_rows
from jixiao.facts.statements import Item, Statements
from jixiao.facts.years import section_mentions

SILENT_TOPICS = frozenset({"duties", "organisation", "glossary", "department_targets", "project_description"})
"""Topics whose figures are no figures of the budget: numbers of staff, targets, thresholds."""


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``sections``, ``claims``, ``comparisons``, ``narrative_items`` and of the years that the narrative names."""
    placed = placed_sections(reading)
    yield from section_rows(reading, placed)
    stated = [(item, _read(reading, item)) for item in placed if item.topic not in SILENT_TOPICS]
    everything: dict[str, list[Item]] = defaultdict(list)
    for item, found in stated:
        for number, figure in enumerate(found.items, start=1):
            figure.key = f"{item.section_id}/c{number}"
            figure.part_of = figure.part_of or whole_elsewhere(figure, everything)
            everything[figure.named.metric or ""].append(figure)
    names = Names.of(reading.document)
    read = {item.number: found for item, found in stated}
    for item in placed:
        for row in section_mentions(item, read.get(item.number)):
            yield "year_mentions", {"document_id": reading.id, **row}
    for item, found in stated:
        keys: Row = {"document_id": reading.id}
        for row in claim_rows(item, found.items):
            yield "claims", {**keys, **row}
        for row in comparison_rows(item, found.comparisons, everything):
            yield "comparisons", {**keys, **row}
        for row in item_rows(item, found, names):
            yield "narrative_items", {**keys, **row}


def _read(reading: FactReading, placed: Placed) -> Statements:
    document = reading.document
    setting = Setting(
        topic=placed.topic,
        heading=placed.section.heading,
        year=document.fiscal_year,
        is_final=is_final_accounts(document),
        publisher=document.publisher,
    )
    return read_prose(placed.told, setting)
