"""One row of a code list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How well the name of a code is known (核实程度)."""

    OFFICIAL = "official"
    """Taken from the issued list itself."""
    VERIFIED = "verified"
    """Two or more independent sources print it."""
    SEEN_ONCE = "seen once"
    """One source prints it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its name (科目, 品目, 行政区划).

    Attributes:
        code: text, never a number: leading zeros count.
        name: official name, with full-width brackets.
        level: 1 类, 2 款, 3 项; 0 the letter of a procurement group; 1 province, 2 prefecture, 3 county.
        parent: code one level or more above; ``None`` at the top.
        valid_from: first year in which it is in force; ``None`` means no limit known.
        valid_to: first year in which it is no longer in force; ``None`` means no limit known.
        status: how well the name is known.
        sources: number of bodies that print the name; 1 for an issued list.
        seen_in: which sources these are.
        years_seen: budget years for which the name was seen printed; no limits.
        note: what else is known of it.
    """

    code: str
    name: str
    level: int
    parent: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    status: Status = Status.OFFICIAL
    sources: int = 1
    seen_in: tuple[str, ...] = ()
    years_seen: tuple[int, ...] = ()
    note: str = ""

    def is_in_force(self, year: int | None) -> bool:
        """The code is not known to be out of force in a year; always so where the year is not known."""
        if year is None:
            return True
        return (self.valid_from is None or self.valid_from <= year) and (self.valid_to is None or year < self.valid_to)
