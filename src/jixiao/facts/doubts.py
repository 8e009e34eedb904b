"""Places whose reading was mended or is unsure: a finding that rests on one says so (存疑之处)."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, place

_DOUBTFUL = 0.8
_DOUBTFUL_TARGET = 0.5


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Each place once, in the order of the document."""
    for source in dict.fromkeys(_places(reading)):
        if source is not None:
            yield "doubts", {"document_id": reading.id, "source": source}


def _places(reading: FactReading) -> Iterator[str | None]:
    document = reading.document
    for problem in document.problems:
        yield place(problem.source)
    for item in [*document.projects, *document.whole_department]:
        yield from (place(repair.source) for repair in item.repairs if repair.kind != "copies_differ")
        for indicator in item.indicators:
            if indicator.confidence < _DOUBTFUL or indicator.target.confidence < _DOUBTFUL_TARGET:
                yield from (place(source) for sources in indicator.sources.values() for source in sources)
    for table in document.tables:
        yield from (place(repair.source) for repair in table.repairs)
