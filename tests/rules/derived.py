"""Cases that follow from the cases: what is found in several projects or tables is found in all of them within one document (派生用例).

All cases of a rule, and all their variations, are put into one document, the ids of each made its own. Where a rule judges each project or
table for itself it must find there what it finds in each of them. Rules that look at a document as a whole are listed; they find
something else, and rightly so. Of a rule that holds documents of one agency against each other, all cases lie side by side, each of an
agency of its own, with projects and indicators that are called the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jixiao.facts.schema import fact_tables
from jixiao.rules.cases import Case, load_cases
from jixiao.rules.catalogue import Entry
from jixiao.rules.header import Scope

DOCUMENT = "one document"
_WHOLE = {
    "CST": "010",
    "DIS": "002 006 010",
    "EVA": "018",
    "FND": "010",
    "IND": "031",
    "NAR": "001 002 004 009 012 013 014 016 017 019 020 021 023 027 032",
    "PLN": "003 006",
    "PRC": "002 003 010 011",
    "PRV": "001 002 006",
    "STR": "003 004 005 007 012 013 015 017",
    "TAB": "002 005 006 007 008 009 010 013 016 017 018 020 025",
    "TXT": "002 006 009 010",
    "VAL": "010 014 038",
    "XAG": "010",
    "XPJ": "001 003 005 006",
}
AS_A_WHOLE = frozenset(f"{theme}-{number}" for theme, numbers in _WHOLE.items() for number in numbers.split())
"""Rules that look at a document as a whole: shares and counts of its projects, totals, other places that tell the same."""
_NUMBERS = frozenset({"project_no", "section_no", "table_no"})
_APART = 1000


@dataclass(frozen=True, slots=True)
class _Part:
    """The facts of one document of a case, and what is found in it."""

    facts: dict[str, list[dict[str, Any]]]
    findings: list[dict[str, str | None]]


def derived(entry: Entry) -> Iterator[Case]:
    """The cases of a rule put together, those whose documents say the same of themselves, or those of several agencies."""
    if entry.rule.scope is Scope.YEARS:
        yield _side_by_side([case for case in load_cases(entry) if not case.is_gap and not case.parameters])
    if entry.rule.id in AS_A_WHOLE or entry.rule.scope in (Scope.YEARS, Scope.AGENCIES):
        return
    groups: dict[str, list[_Part]] = {}
    for case in load_cases(entry):
        if not case.is_gap and not case.parameters:
            for part in _parts(case):
                groups.setdefault(_kind(part), []).append(part)
    for number, parts in enumerate(groups.values(), start=1):
        if len(parts) > 1:
            yield _together(parts, f"{len(parts)} in one document, group {number}")


def _side_by_side(cases: list[Case]) -> Case:
    facts: dict[str, list[dict[str, Any]]] = {}
    findings: list[dict[str, str | None]] = []
    for number, case in enumerate(cases):
        for table, rows in case.facts.items():
            facts.setdefault(table, []).extend(_of_an_agency(row, number) for row in rows)
        findings += [_of_an_agency(finding, number) for finding in case.findings]
    return Case(f"{len(cases)} agencies side by side", facts, findings)


def _of_an_agency(row: dict[str, Any], number: int) -> dict[str, Any]:
    """A row with documents and an agency that no other case has."""
    return {
        column: f"{value}/{number}" if value is not None and (column.endswith("document_id") or column == "agency_key") else value
        for column, value in row.items()
    }


def _parts(case: Case) -> Iterator[_Part]:
    documents = dict.fromkeys(str(row["document_id"]) for rows in case.facts.values() for row in rows)
    for document in documents:
        facts = {table: [row for row in rows if row["document_id"] == document] for table, rows in case.facts.items()}
        yield _Part(facts, [finding for finding in case.findings if finding["document_id"] == document])


def _kind(part: _Part) -> str:
    """What the document says of itself: rows without an id of their own."""
    own = {
        table: [{name: value for name, value in row.items() if name != "document_id"} for row in rows]
        for table, rows in part.facts.items()
        if rows and not _has_ids(table)
    }
    return repr(sorted(own.items()))


def _has_ids(table: str) -> bool:
    return table != "documents" and any(name.endswith("_id") and name != "document_id" for name in fact_tables()[table].types)


def _together(parts: list[_Part], name: str) -> Case:
    facts: dict[str, list[dict[str, Any]]] = {}
    findings: list[dict[str, str | None]] = []
    for number, part in enumerate(parts):
        for table, rows in part.facts.items():
            if _has_ids(table) or number == 0:
                facts.setdefault(table, []).extend(_own(row, number, numbered=True) for row in rows)
        findings += [_own(finding, number, numbered=False) for finding in part.findings]
    return Case(name, facts, findings)


def _own(row: dict[str, Any], number: int, *, numbered: bool) -> dict[str, Any]:
    """A row with ids that no other part has."""
    new = dict(row)
    for column, value in row.items():
        if column == "document_id":
            new[column] = DOCUMENT
        elif value is not None and (column.endswith("_id") or column == "part_of"):
            new[column] = f"{value}/{number}"
        elif numbered and column in _NUMBERS and isinstance(value, int):
            new[column] = value + _APART * number
    return new
