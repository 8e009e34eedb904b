"""A document as it is exported: with its id, and with its personal data masked or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.exports.schema import Value
from jixiao.layouts.masking import MASK, masked
from jixiao.model import Document, Project
from jixiao.provenance import SourceRef

Row = dict[str, Value]
"""A row by the names of its columns."""
_ID_DIGITS = 12
PART_CHARACTERS = 30_000
"""Longest part of a long text; a cell of a spreadsheet holds 32,767."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document among those of an export.

    Attributes:
        id: its ``document_id``.
        document: what was read.
        with_personal: personal data goes out too.
    """

    id: str
    document: Document
    with_personal: bool = False
    _personal: frozenset[SourceRef] = field(init=False)

    def __post_init__(self) -> None:
        places = frozenset() if self.with_personal else frozenset(item.source for item in self.document.personal_data)
        object.__setattr__(self, "_personal", places)

    def projects(self) -> Iterator[tuple[int, str, Project]]:
        """Number, scope and project, the projects first and then the whole departments."""
        scopes = [("project", item) for item in self.document.projects]
        scopes += [("whole_department", item) for item in self.document.whole_department]
        for number, (scope, item) in enumerate(scopes, start=1):
            yield number, scope, item

    def named(self) -> Row:
        """The columns that tell whose document a row is from, so that a table can be summed up by itself."""
        return {"document_id": self.id, "publisher": self.document.publisher, "fiscal_year": self.document.fiscal_year}

    def shown(self, text: str | None, source: SourceRef | None = None) -> str | None:
        """A text as it may go out.

        Args:
            text: words of the document, or a message that quotes them.
            source: where it stands; what stands in a cell of personal data is masked whole.
        """
        if not text or self.with_personal:
            return text or None
        return MASK if source in self._personal else masked(text)


def readings(documents: Sequence[Document], *, with_personal: bool = False) -> list[Reading]:
    """Documents with their ids: the beginning of the SHA-256 of the file, and a number where another document has the same."""
    found: list[Reading] = []
    seen: dict[str, int] = {}
    for document in documents:
        start = document.source.sha256[:_ID_DIGITS]
        seen[start] = number = seen.get(start, 0) + 1
        found.append(Reading(start if number == 1 else f"{start}-{number}", document, with_personal))
    return found


def parts_of(text: str | None) -> Iterator[tuple[int, str | None]]:
    """A text in parts that fit a cell of a spreadsheet, numbered from 1; one blank part for a blank text.

    >>> [(number, len(part)) for number, part in parts_of("字" * 70_000)]
    [(1, 30000), (2, 30000), (3, 10000)]
    """
    if not text:
        yield 1, None
        return
    size = PART_CHARACTERS if max(text) <= "\uffff" else PART_CHARACTERS // 2  # beyond, a character counts twice in a spreadsheet
    for number, start in enumerate(range(0, len(text), size), start=1):
        yield number, text[start : start + size]
