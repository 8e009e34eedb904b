"""Units (度量单位): a printed unit becomes a canonical one with its dimension. Handbook 03 §6.1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from jixiao.values.lexicon import read_table


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit.

    Attributes:
        code: ``yuan``, ``percent``, ``day`` … or the classifier itself (``人次``, ``付（片）``).
        dimension: what is measured: money, ratio, time, count, people, length …
        print: how the unit is written in canonical text.
        scale: power of ten that turns the printed number into one of this unit (‰: -1).
        not_before: characters that show that this was another word (成 in 成本).
    """

    code: str
    dimension: str
    print: str
    scale: int = 0
    not_before: str = ""


def _brackets(word: str) -> str:
    """Classifiers keep their brackets in the full-width form in which they are printed: 付（片）."""
    return word.replace("(", "（").replace(")", "）")


@cache
def spelled_units() -> dict[str, Unit]:
    """Every spelling, in small letters, with its unit."""
    table: dict[str, Any] = read_table("units.toml")
    found: dict[str, Unit] = {}
    for dimension, listed in table["classifiers"].items():
        for word in listed:
            found[word.lower()] = Unit(_brackets(word), dimension, _brackets(word))
    for spelling, code in table["money"].items():
        found[spelling.lower()] = Unit(code, "money", "元" if code == "yuan" else code)
    for entry in table["unit"]:
        unit = Unit(entry["code"], entry["dimension"], entry["print"], entry.get("scale", 0), entry.get("not_before", ""))
        for spelling in entry["spellings"]:
            found[spelling.lower()] = unit
    return found


@cache
def _longest() -> int:
    return max(map(len, spelled_units()))


@cache
def _printed() -> dict[str, Unit]:
    return {unit.code: unit for unit in reversed(spelled_units().values()) if unit.scale == 0}


def unit_at(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit whose longest spelling stands in ``text`` at ``start``, and where it ends."""
    table = spelled_units()
    for length in range(min(_longest(), len(text) - start), 0, -1):
        unit = table.get(text[start : start + length].lower())
        if unit is None:
            continue
        end = start + length
        if unit.not_before and text[end : end + 1] and text[end] in unit.not_before:
            continue
        return unit, end
    return None


def unit_by_code(code: str) -> Unit:
    """The unit of a canonical code; a word that is in no list is a classifier of its own."""
    return _printed().get(code) or Unit(code, "count", code)


def is_known(unit: Unit) -> bool:
    """Whether a unit is one of the lists, not a word that stood where a unit stands."""
    return unit.code in _printed()


_GRAMMAR = "一二两三四五六七八九十百千万亿零半余多来每至到前后以内底率较比按已无不未符规及为约度成分倍完提下的或和与等"
_WORD = re.compile(rf"(?:(?![{_GRAMMAR}])[一-鿿A-Za-zμ]){{1,4}}(?:\([一-鿿]{{1,3}}\))?$")


def unknown_unit(text: str, start: int) -> Unit | None:
    """A classifier that is in no list, if what is left of the text is short enough to be one."""
    word = _WORD.match(text, start)
    if not word:
        return None
    return Unit(_brackets(word[0]), "count", _brackets(word[0]))
