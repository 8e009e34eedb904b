"""What is wrong with a pack: one fault, or all that a pack has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jixiao import messages
from jixiao.errors import CallerError


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the catalogue that a message quotes, in the language of that message."""

    key: str


@dataclass(frozen=True, slots=True)
class PackFault:
    """A fault of a pack (地区包的错误).

    Attributes:
        file: name of the file, as it was given.
        key: where it stands in the file: ``levels.mandatory[2]``; entries of lists count from 1.
        what: entry of the message catalogue.
        values: what the message names; words and faults of other packs are quoted in its language.
    """

    file: str
    key: str
    what: str
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, lang: str | None = None) -> str:
        """What is wrong."""
        return messages.text(self.what, lang, **self._said(lang))

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return messages.remedy(self.what, lang, **self._said(lang))

    def _said(self, lang: str | None) -> dict[str, object]:
        return {name: _in_words(value, lang) for name, value in self.values.items()}


class PackError(CallerError):
    """A pack cannot be used: the message names file, key and remedy of its first fault.

    Attributes:
        faults: all of them.
    """

    def __init__(self, faults: Sequence[PackFault]) -> None:
        first = faults[0]
        super().__init__("error.pack", file=first.file, place=first.key, what=first.what, remedy=first.what)
        self.faults = tuple(faults)

    def message(self, lang: str | None = None) -> str:
        """The first fault with its remedy, and how many there are."""
        first = self.faults[0]
        key = "error.pack" if len(self.faults) == 1 else "error.pack_more"
        return messages.text(
            key, lang, file=first.file, place=first.key, what=first.message(lang), remedy=first.remedy(lang), count=len(self.faults)
        )


def _in_words(value: object, lang: str | None) -> object:
    if isinstance(value, Word):
        return messages.text(value.key, lang)
    return value.message(lang) if isinstance(value, PackError) else value
