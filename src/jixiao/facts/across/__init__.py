"""Facts across documents: rows that hold two documents of one agency against each other (跨文件事实).

They are made from rows of the tables of single documents and from nothing else, one agency after the other, so that a corpus that lies
in files can make them where its rows are. What :data:`NEEDED` names must be handed over whole for an agency; :data:`MADE` comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jixiao.facts.across.changes import project_rows
from jixiao.facts.across.documents import DocumentPair, pairs_of
from jixiao.facts.database import Row

NEEDED = ("documents", "projects", "indicators")
"""Tables of single documents that are read."""
MADE = ("document_pairs", "project_pairs", "indicator_pairs")
"""Tables that are filled."""
Tables = Mapping[str, Sequence[Row]]

__all__ = ["MADE", "NEEDED", "DocumentPair", "agencies_of", "rows"]


def rows(tables: Tables) -> Iterator[tuple[str, Row]]:
    """Rows of ``document_pairs``, ``project_pairs`` and ``indicator_pairs`` of one agency.

    Args:
        tables: rows of the tables :data:`NEEDED` of all documents of an agency.
    """
    documents = tables.get("documents", ())
    projects = _by(tables.get("projects", ()), "document_id")
    indicators = _by(tables.get("indicators", ()), "project_id")
    for pair in pairs_of(documents, projects):
        made = list(project_rows(pair, projects, indicators))
        matched = sum(1 for table, row in made if table == "project_pairs" and row["state"] == "both")
        yield "document_pairs", {**pair.row(), "matched_count": matched}
        yield from made


def agencies_of(tables: Tables) -> Iterator[dict[str, list[Row]]]:
    """The tables :data:`NEEDED` parted by agency (``documents.agency_key``), for agencies of two documents and more."""
    by_agency = _by(tables.get("documents", ()), "agency_key")
    kept = {key: documents for key, documents in by_agency.items() if key and len(documents) > 1}
    if not kept:
        return
    by_document = {name: _by(tables.get(name, ()), "document_id") for name in NEEDED if name != "documents"}
    for documents in kept.values():
        ids = [str(row["document_id"]) for row in documents]
        rest = {name: [row for key in ids for row in found.get(key, ())] for name, found in by_document.items()}
        yield {"documents": documents, **rest}


def _by(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[column]) if row.get(column) else "", []).append(row)
    return found
