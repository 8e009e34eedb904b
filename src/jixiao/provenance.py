"""Where a value stands, and what could not be read there.

A :class:`SourceRef` is a place in a file that a person can find again with the file open: a line and the cell in it, and from
step to step also a page and box or a sheet and cell. A :class:`Problem` is a place, what is wrong there, and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, SerializationInfo

from jixiao import messages


@dataclass(frozen=True, slots=True, order=True)
class SourceRef:
    """A place in a file (出处).

    Attributes:
        file: name of the file as the caller gave it.
        line: number of the line, from 1; 0 for the file as a whole.
        cell: number of the cell in its line, from 1; 0 for the line as a whole.
    """

    file: str
    line: int = 0
    cell: int = 0

    def as_json(self) -> dict[str, Any]:
        """Only the keys that say something."""
        return {"file": self.file} | ({"line": self.line} if self.line else {}) | ({"cell": self.cell} if self.cell else {})

    def describe(self, lang: str | None = None) -> str:
        """The place in words: ``a.txt, line 12, cell 3``."""
        if not self.line:
            return self.file
        key = "place.cell" if self.cell else "place.line"
        return messages.text(key, lang, file=self.file, line=self.line, cell=self.cell)


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
        return messages.text(f"problem.{self.id}", lang, **self.values)

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return messages.remedy(f"problem.{self.id}", lang, **self.values)

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
