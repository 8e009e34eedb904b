"""What each list is, how far it goes and where its rows come from; and the rows as the files hold them."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_ROOM = "jixiao.codes"


@dataclass(frozen=True, slots=True)
class Origin:
    """A list and its citation (清单出处).

    Attributes:
        id: key of the list in ``lists.toml``.
        file: name of its file.
        name: official name.
        years: budget years for which its names were seen or are in force.
        from_year: first of them; names of earlier documents are not held against the list.
        is_complete: a code that is not in it does not exist.
        is_official: its rows were taken from the issued list.
        width: length of a whole code that may be printed without the zeros at its end; 0 where none may.
        citation: where the rows come from.
        licence: terms of the source, empty where it states none.
    """

    id: str
    file: str
    name: str
    years: str
    from_year: int | None
    is_complete: bool
    is_official: bool
    width: int
    citation: str
    licence: str

    def covers(self, year: int | None) -> bool:
        """Names of a budget year may be held against the list; so may those of a year that is not known."""
        return year is None or self.from_year is None or year >= self.from_year


@cache
def origins() -> dict[str, Origin]:
    """All lists by key, in the order of ``lists.toml``."""
    entries = tomllib.loads(resources.files(_ROOM).joinpath("lists.toml").read_text(encoding="utf-8"))
    return {
        key: Origin(
            id=key,
            file=entry["file"],
            name=entry["name"],
            years=entry["years"],
            from_year=entry.get("from_year"),
            is_complete=entry["complete"],
            is_official=entry.get("official", False),
            width=entry.get("width", 0),
            citation=entry["citation"],
            licence=entry.get("licence", ""),
        )
        for key, entry in entries.items()
    }


def origin_of(key: str) -> Origin:
    """A list by its key.

    Raises:
        KeyError: there is no such list.
    """
    return origins()[key]


def rows_of(key: str) -> list[dict[str, str]]:
    """The rows of a list as its file holds them, every value a text."""
    text = resources.files(_ROOM).joinpath("data", origin_of(key).file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a value that holds several, parted by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
