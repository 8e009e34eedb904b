"""Lists of codes: looked up by code and year, by name, and from a code to those above and below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache

from jixiao.codes.code import Code, Status
from jixiao.codes.folding import fold_name
from jixiao.codes.origin import Origin, origin_of, parts_of, rows_of

_DIVISIONS = {"province": "1", "prefecture": "2", "county": "3"}


class ListId(StrEnum):
    """The lists that hold codes."""

    FUNCTION = "function"
    """支出功能分类科目: 3, 5 or 7 digits from 201."""
    ECONOMIC_DEPARTMENT = "economic_department"
    """部门预算支出经济分类科目: 3 or 5 digits from 301."""
    ECONOMIC_GOVERNMENT = "economic_government"
    """政府预算支出经济分类科目: 3 or 5 digits from 501."""
    PROCUREMENT = "procurement"
    """政府采购品目分类目录: A, B or C and 8 digits."""
    DIVISIONS = "divisions"
    """行政区划代码: 6 digits."""


class CodeList:
    """A code list (代码清单).

    Args:
        origin: what it is and where it comes from.
        codes: its rows; a code stands twice where its name has changed.
    """

    def __init__(self, origin: Origin, codes: Iterable[Code]) -> None:
        self.origin = origin
        self._codes: dict[str, list[Code]] = defaultdict(list)
        self._below: dict[str | None, list[Code]] = defaultdict(list)
        self._named: dict[str, list[Code]] = defaultdict(list)
        for code in codes:
            self._codes[code.code].append(code)
            self._below[code.parent].append(code)
            self._named[fold_name(code.name)].append(code)

    def __iter__(self) -> Iterator[Code]:
        return (code for codes in self._codes.values() for code in codes)

    def __len__(self) -> int:
        return sum(map(len, self._codes.values()))

    def find(self, code: str, year: int | None = None) -> Code | None:
        """The row of a code that is in force in a year, or ``None``.

        Args:
            code: as printed; in the procurement catalogue the zeros at its end may be missing.
            year: the budget year; any where it is not known, and then the latest row.
        """
        wanted = code.strip().upper()
        if self.origin.width and len(wanted) > 1:
            wanted = wanted.ljust(self.origin.width, "0")
        return next((row for row in reversed(self._codes.get(wanted, ())) if row.is_in_force(year)), None)

    def named(self, name: str, year: int | None = None) -> tuple[Code, ...]:
        """All codes in force with a name, which is compared after folding: 行政运行 is the name of many."""
        return tuple(row for row in self._named.get(fold_name(name), ()) if row.is_in_force(year))

    def children(self, code: str | None, year: int | None = None) -> tuple[Code, ...]:
        """The codes in force right below a code; those at the top for ``None``."""
        return tuple(row for row in self._below.get(code, ()) if row.is_in_force(year))

    def parents(self, code: str, year: int | None = None) -> tuple[Code, ...]:
        """The codes above a code, the nearest first; empty for one that is not in the list."""
        row = self.find(code, year)
        above: list[Code] = []
        while row is not None and row.parent is not None:
            row = self.find(row.parent, year)
            above += [row] if row is not None else []
        return tuple(above)


@cache
def code_list(list_id: ListId) -> CodeList:
    """A list, read when it is first asked for."""
    origin = origin_of(list_id)
    return CodeList(origin, (_code(row, is_official=origin.is_official) for row in rows_of(list_id)))


def _code(row: dict[str, str], *, is_official: bool) -> Code:
    return Code(
        code=row["code"],
        name=row["name"],
        level=int(_DIVISIONS.get(row["level"], row["level"])),
        parent=row["parent"] or None,
        valid_from=_year(row["valid_from"]),
        valid_to=_year(row["valid_to"]),
        status=Status.OFFICIAL if is_official else Status(row["status"]),
        sources=1 if is_official else int(row["sources"]),
        seen_in=parts_of(row.get("seen_in", "")),
        years_seen=tuple(int(year) for year in row.get("years_seen", "").split()),
        note=row.get("note", ""),
    )


def _year(text: str) -> int | None:
    return int(text) if text else None
