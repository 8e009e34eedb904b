"""What a cell of a spreadsheet holds: which texts are numbers, which must never become formulas, and how tabs may be called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from jixiao.documents.grid import Cell
from jixiao.documents.printout import PrintedCell
from jixiao.documents.readers.number_format import printed
from jixiao.documents.writers.printable import printable_line

_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?")
_MOST_DIGITS = 15  # a spreadsheet keeps no more of a number
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_TAB_LENGTH = 31
_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"  # Excel keeps the name for itself


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula where somebody typed it or imported it again."""
    return text.startswith(_FORMULA_SIGNS)


def number_of(cell: Cell, text: str) -> float | None:
    """The number that a cell holds; ``None`` where it holds a text.

    Args:
        cell: says by which format its number is printed.
        text: what is printed; the format must print exactly this, or a reader would see another number than the one who wrote it.
    """
    if not isinstance(cell, PrintedCell) or not cell.number_format or not _NUMBER.fullmatch(text):
        return None
    number = Decimal(text.rstrip("%").replace(",", ""))
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        return None
    value = float(number / 100 if text.endswith("%") else number)
    return value if printed(value, cell.number_format) == text else None


def tab_names(names: Sequence[str]) -> list[str]:
    """Names for the tabs of a workbook: valid ones, each of them once.

    >>> tab_names(["目标表", "目标表", "收入/支出", ""])
    ['目标表', '目标表 (2)', '收入 支出', '表4']
    """
    taken: set[str] = set()
    made: list[str] = []
    for number, name in enumerate(names, 1):
        valid = " ".join(_NOT_IN_TABS.sub(" ", printable_line(name)).split())
        made.append(_unique(_cut(valid, _TAB_LENGTH) or f"表{number}", taken))
        taken.add(made[-1].lower())
    return made


def _unique(name: str, taken: set[str]) -> str:
    found, count = name, 1
    while found.lower() in taken or found.lower() == _RESERVED:
        count += 1
        ending = f" ({count})"
        found = _cut(name, _TAB_LENGTH - len(ending)) + ending
    return found


def _cut(name: str, length: int) -> str:
    """A name of so many UTF-16 units, as Excel counts them, without quotes and blanks at its ends."""
    units = name.encode("utf-16-le")[: 2 * length]
    return units.decode("utf-16-le", "ignore").strip("' ")
