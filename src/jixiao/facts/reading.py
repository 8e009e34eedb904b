"""A document as the facts are made from it: with its id and the ids of its parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.model import Document, Project, Table
from jixiao.provenance import SourceRef

_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class FactReading:
    """A document among those of an audit.

    Attributes:
        id: its ``document_id``: the beginning of the SHA-256 of the file, and a number where another document has the same.
        document: what was read.
    """

    id: str
    document: Document

    def projects(self) -> Iterator[tuple[int, str, str, Project]]:
        """Number, ``project_id``, scope and project; the projects first and then the whole departments."""
        scopes = [("project", item) for item in self.document.projects]
        scopes += [("whole_department", item) for item in self.document.whole_department]
        for number, (scope, item) in enumerate(scopes, start=1):
            yield number, f"{self.id}/p{number}", scope, item

    def tables(self) -> Iterator[tuple[int, str, Table]]:
        """Number, ``table_id`` and table."""
        for number, table in enumerate(self.document.tables, start=1):
            yield number, f"{self.id}/t{number}", table


def readings(documents: Sequence[Document]) -> Iterator[FactReading]:
    """Documents with their ids."""
    seen: dict[str, int] = {}
    for document in documents:
        start = document.source.sha256[:_ID_DIGITS]
        seen[start] = number = seen.get(start, 0) + 1
        yield FactReading(start if number == 1 else f"{start}-{number}", document)


def place(source: SourceRef | None) -> str | None:
    """A place as a column ``source`` holds it: JSON without the file, which ``document_id`` tells.

    >>> place(SourceRef("a.txt", line=12, cell=3))
    '{"line":12,"cell":3}'
    """
    if source is None:
        return None
    found = {key: value for key, value in source.as_json().items() if key != "file"}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def place_of(text: str | None, file: str) -> SourceRef | None:
    """The place that a column ``source`` holds; ``None`` where it holds none, as in the cases of rules.

    >>> place_of('{"line":12,"cell":3}', "a.txt").where("en")
    'line 12, cell 3'
    """
    if not text or not text.startswith("{"):
        return None
    found = json.loads(text)
    box = tuple(found.pop("box", ()))
    return SourceRef(file, box=box, **found)


def first_place(sources: Mapping[str, Sequence[SourceRef]], key: str) -> str | None:
    """The first place of a value as a column holds it; ``None`` where none is known."""
    return place(next(iter(sources.get(key, ())), None))
