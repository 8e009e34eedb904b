"""Readings become facts: each part of a document by a module of its own; read :data:`PARTS` first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jixiao.facts import (
    across,
    citations,
    contents,
    costs,
    doubts,
    evaluations,
    faults,
    headcounts,
    indicators,
    listed_sums,
    listing,
    mentions,
    monitored,
    narrative,
    pairs,
    personal,
    projects,
    promises,
    repairs,
    restated,
    results,
    self_evaluating,
    tables,
    topics,
    unit_costs,
    unit_prices,
    years,
)
from jixiao.facts import documents as documents_part
from jixiao.facts.database import Row, Value
from jixiao.facts.numbers import LeftOut, fitted
from jixiao.facts.reading import FactReading, readings
from jixiao.facts.schema import fact_tables
from jixiao.model import Document

Part = Callable[[FactReading], Iterator[tuple[str, Row]]]
PARTS: tuple[Part, ...] = (
    documents_part.rows,
    projects.rows,
    indicators.rows,
    repairs.rows,
    tables.rows,
    narrative.rows,
    years.rows,
    listing.rows,
    restated.rows,
    contents.rows,
    personal.rows,
    pairs.rows,
    mentions.rows,
    faults.rows,
    headcounts.rows,
    promises.rows,
    citations.rows,
    topics.rows,
    unit_costs.rows,
    costs.rows,
    doubts.rows,
    unit_prices.rows,
    results.rows,
    monitored.rows,
    evaluations.rows,
    listed_sums.rows,
    self_evaluating.rows,
)
"""What makes rows: each yields the name of a table and a row of it."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When a document was approved and published (批复日期, 公开日期): documents do not print it, so the caller may say it."""

    approved_on: date | None = None
    published_on: date | None = None


@dataclass(slots=True)
class Facts:
    """Rows by table, the readings that they came from, and what did not fit.

    Attributes:
        tables: rows of each table, in the order of the documents.
        readings: readings by ``document_id``.
        left_out: numbers with more digits than their column; they are not compared with anything, and an audit says so.
    """

    tables: dict[str, list[Row]] = field(default_factory=dict)
    readings: dict[str, FactReading] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def facts_of(documents: Sequence[Document], dates: Mapping[str, Dates] | None = None, *, parts: Iterable[Part] = PARTS) -> Facts:
    """The facts of some documents.

    Args:
        documents: readings.
        dates: when they were approved and published, by name of the file.
        parts: modules that make rows.
    """
    facts = Facts(tables={name: [] for name in fact_tables()})
    for reading in readings(documents):
        facts.readings[reading.id] = reading
        known = (dates or {}).get(reading.document.source.file, Dates())
        for table, row in document_rows(reading, known, facts.left_out, parts=parts):
            facts.tables[table].append(row)
    # A second stage: what only shows when the documents of an agency are held against each other.
    for agency in across.agencies_of(facts.tables):
        for table, row in across.rows(agency):
            facts.tables[table].append(fitted(row, fact_tables()[table].types, table, facts.left_out))
    return facts


def document_rows(
    reading: FactReading, known: Dates, left_out: list[LeftOut], *, parts: Iterable[Part] = PARTS
) -> Iterator[tuple[str, Row]]:
    """Rows of one document, each with the name of its table.

    Args:
        reading: the document with its id.
        known: when it was approved and published.
        left_out: numbers that do not fit are added to it.
        parts: modules that make rows.
    """
    types = {name: table.types for name, table in fact_tables().items()}
    for part in parts:
        for table, row in part(reading):
            if table == "documents":
                row |= _dated(known)
            yield table, fitted(row, types[table], table, left_out)


def _dated(known: Dates) -> dict[str, Value]:
    return {"approved_on": known.approved_on, "published_on": known.published_on}
