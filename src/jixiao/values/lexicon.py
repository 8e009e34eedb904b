"""The words of the grammar, loaded once from the data files beside this module.

``units.toml`` says what is counted, ``wording.toml`` what is said, ``taxonomy.toml`` what the levels are called. Nothing else in
this room holds Chinese vocabulary that could grow: a new spelling is a line in one of these files.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """One data file of this room, such as ``wording.toml``, as plain dictionaries and lists."""
    return tomllib.loads(resources.files("jixiao.values").joinpath(name).read_text(encoding="utf-8"))


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """A list of words of ``wording.toml``, the longest first."""
    return tuple(sorted(read_table("wording.toml")[section][key], key=len, reverse=True))


@cache
def spellings(section: str) -> dict[str, str]:
    """A section ``meaning = [spellings]`` of ``wording.toml`` turned round: spelling to meaning."""
    table: dict[str, list[str]] = read_table("wording.toml")[section]
    return {spelling: meaning for meaning, listed in table.items() for spelling in listed}


@cache
def _longest(section: str) -> int:
    return max(map(len, spellings(section)))


def prefix_of(section: str, text: str, start: int = 0) -> tuple[str, str] | None:
    """The longest spelling of ``section`` that stands in ``text`` at ``start``: (spelling, meaning)."""
    table = spellings(section)
    for length in range(min(_longest(section), len(text) - start), 0, -1):
        meaning = table.get(text[start : start + length])
        if meaning is not None:
            return text[start : start + length], meaning
    return None


def suffix_of(section: str, text: str, end: int) -> tuple[str, str] | None:
    """The longest spelling of ``section`` that ends in ``text`` before ``end``: (spelling, meaning)."""
    table = spellings(section)
    for length in range(min(_longest(section), end), 0, -1):
        meaning = table.get(text[end - length : end])
        if meaning is not None:
            return text[end - length : end], meaning
    return None


@cache
def any_of(section: str, key: str) -> re.Pattern[str]:
    """A pattern that finds any word of a list, the longest where several begin at the same place."""
    return re.compile("|".join(map(re.escape, words(section, key))))


@cache
def any_spelling(section: str) -> re.Pattern[str]:
    """A pattern that finds any spelling of a section, the longest where several begin at the same place."""
    return re.compile("|".join(map(re.escape, sorted(spellings(section), key=len, reverse=True))))
