"""Faults (填报问题): what a declaration lacks, and what cannot be read in it; a value with its path, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao import messages
from jixiao.declaring.paths import name_of


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with what was typed, before any rule looks at it (填报问题).

    Attributes:
        path: where.
        key: entry of the message catalogue.
        values: what the message names; a value that is a path's name is put in words by the caller.
        is_blocking: the declaration cannot be handed in with it.
    """

    path: str
    key: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_blocking: bool = True

    def message(self, lang: str | None = None) -> str:
        """What is wrong."""
        return messages.text(self.key, lang, **self._quoted(lang))

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return messages.remedy(self.key, lang, **self._quoted(lang))

    def describe(self, lang: str | None = None) -> str:
        """One line for people: where, what, and what to do."""
        return messages.text("declared.line", lang, what=name_of(self.path, lang), message=self.message(lang), remedy=self.remedy(lang))

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """Path, key, message and remedy."""
        told = {"message": self.message(lang), "remedy": self.remedy(lang), "values": dict(self.values)}
        return {"path": self.path, "key": self.key, "is_blocking": self.is_blocking, **told}

    def _quoted(self, lang: str | None) -> dict[str, str]:
        return {name: name_of(said[1:], lang) if said.startswith("@") else said for name, said in self.values.items()}
