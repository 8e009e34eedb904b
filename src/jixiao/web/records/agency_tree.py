"""The tree of agencies of a fiscal year: who reviews whom, and what is wrong with it (机构树)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jixiao.web.records.models import AgencyYear, Level

PARENTS = {
    Level.FINANCE: frozenset({None, Level.FINANCE}),
    Level.DEPARTMENT: frozenset({Level.FINANCE}),
    Level.UNIT: frozenset({Level.DEPARTMENT, Level.UNIT, Level.FINANCE}),
}
"""Under which level an agency may stand; ``None`` at the top. A unit right under a finance authority has no department that reviews it."""
_DEEPEST = 12


class Tree:
    """All agencies of one year.

    Args:
        rows: of the year, with their agencies.
    """

    def __init__(self, rows: Iterable[AgencyYear]) -> None:
        self.rows: dict[Any, AgencyYear] = {row.agency_id: row for row in rows}
        self.below: dict[Any, list[AgencyYear]] = {}
        for row in sorted(self.rows.values(), key=lambda each: each.agency.code):
            self.below.setdefault(row.parent_id if row.parent_id in self.rows else None, []).append(row)

    @classmethod
    def of(cls, year: int, *, locked: bool = False) -> Tree:
        """The tree of a year; locked against other changes until the transaction ends."""
        found = AgencyYear.objects.filter(fiscal_year=year)
        found = found.select_for_update(of=("self",)).order_by("pk") if locked else found
        return cls(found.select_related("agency"))

    def walk(self) -> Iterator[tuple[int, AgencyYear]]:
        """Agencies in the order of the tree, each with its depth; those in a ring come last, so that none is lost."""
        seen: set[Any] = set()
        waiting = [(0, row) for row in reversed(self.below.get(None, []))]
        while waiting:
            depth, row = waiting.pop()
            seen.add(row.agency_id)
            yield depth, row
            waiting += [(depth + 1, each) for each in reversed(self.below.get(row.agency_id, [])) if each.agency_id not in seen]
        yield from ((0, row) for row in self.rows.values() if row.agency_id not in seen)

    def above(self, row: AgencyYear) -> list[AgencyYear]:
        """Agencies from the one that it stands under up to the top; at most one round of a ring."""
        found: list[AgencyYear] = []
        at = self.rows.get(row.parent_id)
        while at is not None and at not in found and len(found) <= _DEEPEST:
            found.append(at)
            at = self.rows.get(at.parent_id)
        return found

    def is_under(self, row: AgencyYear, above: Any) -> bool:
        """``row`` is the agency ``above``, or stands somewhere below it."""
        return row.agency_id == above or any(each.agency_id == above for each in self.above(row))

    def places(self, row: AgencyYear) -> tuple[Any, Any]:
        """The department that reviews an agency and the finance authority over it, as the tree has them; ``None`` where there is none."""
        line = [row, *self.above(row)]
        department = next((each.agency_id for each in line if each.level == Level.DEPARTMENT), None)
        finance = next((each.agency_id for each in line if each.level == Level.FINANCE), None)
        return (None if row.level == Level.FINANCE else department), finance

    def faults(self, rows: Iterable[AgencyYear], levels_of: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, dict[str, str]]]:
        """What is wrong with some agencies where they stand: key of a message and what it names.

        Args:
            rows: which.
            levels_of: levels of review by the id of a pack.
        """
        for row in rows:
            told = {"name": row.name, "level": row.level}
            parent = self.rows.get(row.parent_id)
            line = self.above(row)
            if row.parent_id is not None and parent is None:
                yield "parent_not_in_year", told
            elif row in line:
                yield "ring", told
            elif len(line) > _DEEPEST:
                yield "too_deep", told | {"most": str(_DEEPEST)}
            elif (parent.level if parent else None) not in PARENTS[Level(row.level)]:
                yield f"wrong_parent_{row.level}", told
            elif row.level == Level.UNIT and self.places(row)[0] is None and "department_review" in levels_of.get(row.pack, ()):
                yield "no_department", told

    def settle(self) -> list[AgencyYear]:
        """Write department and finance authority into every row by the tree; the rows that changed."""
        changed = []
        for row in self.rows.values():
            department, finance = self.places(row)
            if finance is not None and (row.department_id, row.finance_id) != (department, finance):
                row.department_id, row.finance_id = department, finance
                changed.append(row)
        return changed
