"""Rows of the tables that tell of a document as a whole: the file, its account, its prose, its problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.exports.places import located
from jixiao.exports.reading import Reading, Row, parts_of
from jixiao.messages import text
from jixiao.provenance import Problem


def documents(reading: Reading) -> Iterator[Row]:
    """The row of a document."""
    document, account = reading.document, reading.document.account
    yield {
        "document_id": reading.id,
        "file": document.source.file,
        "sha256": document.source.sha256,
        "media_type": document.source.media_type,
        "pages": document.source.pages,
        "publisher": document.publisher,
        "fiscal_year": document.fiscal_year,
        "kind": document.kind.value,
        "project_count": len(document.projects),
        "whole_department_count": len(document.whole_department),
        "indicator_count": sum(len(project.indicators) for _, _, project in reading.projects()),
        "table_count": len(document.tables),
        "section_count": len(document.sections),
        "problem_count": len(document.problems),
        "note_count": len(document.notes),
        "cells": account.cells,
        "typed_cells": account.typed,
        "prose_cells": account.prose,
        "ignored_cells": account.ignored,
        "problem_cells": account.problems,
    }


def ignored_cells(reading: Reading) -> Iterator[Row]:
    """A row for each reason for which cells were ignored."""
    for reason, count in reading.document.account.ignored_as.items():
        yield {"document_id": reading.id, "reason": reason, "term": text(f"reason.{reason}", "zh"), "cells": count}


def sections(reading: Reading) -> Iterator[Row]:
    """Prose by headings, in parts."""
    for number, section in enumerate(reading.document.sections, start=1):
        for part_no, part in parts_of(reading.shown(section.text)):
            yield located(
                {
                    "document_id": reading.id,
                    "section_no": number,
                    "part_no": part_no,
                    "level": section.level,
                    "heading": section.heading,
                    "text": part,
                },
                section.source,
            )


def contents(reading: Reading) -> Iterator[Row]:
    """Entries of the table of contents."""
    for number, entry in enumerate(reading.document.contents, start=1):
        yield located({"document_id": reading.id, "entry_no": number, "text": entry.text, "page": entry.page}, entry.source)


def captions(reading: Reading) -> Iterator[Row]:
    """Numbers over tables and forms."""
    for number, caption in enumerate(reading.document.captions, start=1):
        yield located({"document_id": reading.id, "caption_no": number, "text": caption.text}, caption.source)


def claims(reading: Reading) -> Iterator[Row]:
    """Figures that the prose states."""
    for section_no, section in enumerate(reading.document.sections, start=1):
        for number, claim in enumerate(section.claims, start=1):
            yield located(
                {
                    "document_id": reading.id,
                    "section_no": section_no,
                    "claim_no": number,
                    "metric": claim.metric,
                    "year": claim.year,
                    "direction": claim.direction,
                    "value_yuan": claim.value_yuan,
                    "value": claim.value,
                    "unit": claim.unit,
                    "text": claim.text,
                },
                claim.source,
            )


def problems(reading: Reading) -> Iterator[Row]:
    """What could not be read, then the notes."""
    yield from _problems(reading, "problem", reading.document.problems)
    yield from _problems(reading, "note", reading.document.notes)


def _problems(reading: Reading, sort: str, found: Sequence[Problem]) -> Iterator[Row]:
    for number, problem in enumerate(found, start=1):
        yield located(
            {
                "document_id": reading.id,
                "sort": sort,
                "problem_no": number,
                "id": problem.id,
                "message": reading.shown(problem.message(), problem.source),
                "remedy": reading.shown(problem.remedy()),
            },
            problem.source,
        )


def personal_data(reading: Reading) -> Iterator[Row]:
    """Where personal data stands."""
    for number, item in enumerate(reading.document.personal_data, start=1):
        yield located({"document_id": reading.id, "finding_no": number, "kind": item.kind}, item.source)
