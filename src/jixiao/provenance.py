"""Where a value stands, and what could not be read there.

A :class:`SourceRef` is a place in a file that a person can find again with the file open: a line and the cell in it, a page and a
box on it, a sheet and the name of a cell, or a table, row and cell. A :class:`Problem` is a place, what is wrong there, and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, SerializationInfo

from jixiao import messages


@dataclass(slots=True, unsafe_hash=True)
class SourceRef:
    """A place in a file (出处): only what the format of the file has is filled in.

    A place is never changed once it was made. It is not frozen, because making one then takes five times as long (1.1 µs for 0.2), and
    there is one for every cell.

    Attributes:
        file: name of the file as the caller gave it.
        line: number of the line, from 1: of a text, of the source of a web page, or of the lines printed on a page.
        cell: number of the cell in its line or row, from 1.
        page: number of the page, from 1 (PDF).
        box: left, top, right and bottom on the page, in points from its upper left corner (PDF).
        sheet: name of the sheet (spreadsheets).
        address: name of the cell on its sheet: ``F12``.
        table: number of the table in the file, from 1 (Word, HTML).
        row: number of the row in that table, from 1.
        paragraph: number of the paragraph in the file, from 1 (Word, HTML).
    """

    file: str
    line: int = 0
    cell: int = 0
    page: int = 0
    box: tuple[float, ...] = ()
    sheet: str = ""
    address: str = ""
    table: int = 0
    row: int = 0
    paragraph: int = 0

    def as_json(self) -> dict[str, Any]:
        """Only the keys that say something."""
        found: dict[str, Any] = {"file": self.file}
        for key in ("page", "sheet", "address", "table", "row", "paragraph", "line", "cell"):
            if value := getattr(self, key):
                found[key] = value
        return found | ({"box": list(self.box)} if self.box else {})

    def describe(self, lang: str | None = None) -> str:
        """The place in words: ``a.txt, line 12, cell 3``."""
        where = self.where(lang)
        return messages.text("place.in_file", lang, file=self.file, place=where) if where else self.file

    def where(self, lang: str | None = None) -> str:
        """The place inside its file in words: ``line 12, cell 3``; empty for the file as a whole."""
        if self.page:
            key = "place.box" if self.box else "place.page"
            left, top, right, bottom = (round(edge) for edge in self.box or (0, 0, 0, 0))
            return messages.text(key, lang, page=self.page, left=left, top=top, right=right, bottom=bottom)
        if self.sheet:
            return messages.text("place.address" if self.address else "place.sheet", lang, sheet=self.sheet, address=self.address)
        if self.table:
            return messages.text("place.table_cell" if self.cell else "place.table", lang, table=self.table, row=self.row, cell=self.cell)
        if self.paragraph:
            return messages.text("place.paragraph", lang, paragraph=self.paragraph)
        if self.line:
            return messages.text("place.cell" if self.cell else "place.line", lang, line=self.line, cell=self.cell)
        return ""


Source = Annotated[SourceRef, PlainSerializer(lambda ref: ref.as_json(), return_type=dict)]
"""A place as a field of a model: in JSON an object of the keys that say something."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a document that could not be read (读取问题): a value, never an exception.

    Attributes:
        id: number of the kind of problem, such as ``READ-014``; its texts stand in the message catalogue under that key.
        source: where.
        values: what the message quotes.
    """

    id: str
    source: SourceRef
    values: dict[str, str] = field(default_factory=dict, hash=False)

    def message(self, lang: str | None = None) -> str:
        """What was found and what is wrong with it."""
        return messages.text(f"problem.{self.id}", lang, **self._quoted(lang))

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return messages.remedy(f"problem.{self.id}", lang, **self._quoted(lang))

    def _quoted(self, lang: str | None) -> dict[str, str]:
        """What the message quotes; an entry of the catalogue, such as ``filetype.doc``, in words."""
        return {name: messages.text(word, lang) if messages.is_word(word) else word for name, word in self.values.items()}

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """Id, place, message and remedy, and the words that the message quotes."""
        return {
            "id": self.id,
            "source": self.source.as_json(),
            "message": self.message(lang),
            "remedy": self.remedy(lang),
            "values": dict(self.values),
        }

    def describe(self, lang: str | None = None) -> str:
        """One line for people: place, what, remedy and id."""
        parts = {"place": self.source.describe(lang), "message": self.message(lang), "remedy": self.remedy(lang), "id": self.id}
        return messages.text("line.problem", lang, **parts)


def _serialise_problem(problem: Problem, info: SerializationInfo) -> dict[str, Any]:
    return problem.as_json((info.context or {}).get("lang"))


def _without_texts(value: object) -> object:
    """A problem as JSON holds it: its texts follow from its id and the words that they quote."""
    return {key: item for key, item in value.items() if key not in ("message", "remedy")} if isinstance(value, dict) else value


ProblemField = Annotated[Problem, BeforeValidator(_without_texts), PlainSerializer(_serialise_problem, return_type=dict)]
"""A problem as a field of a model: in JSON with its texts in the language in force."""
