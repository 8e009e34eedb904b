"""Printed names held against the code lists of the year (科目名称核对).

A name that a page break or a file has broken is read as the list has it, with a repair that says so; the rows of the table keep what
is printed. Any other difference is a note and changes nothing: lists can be wrong or old, and what a document says is not for us to
correct. A code that an incomplete list lacks says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.codes import Heading, ListId, code_list, expenditure_forms, expenditure_headings, fold_name, origin_of
from jixiao.model import Line, Repair, Table
from jixiao.provenance import Problem

_LISTS = (
    (re.compile(r"^2\d{2}(?:\d{2}){0,2}$"), ListId.FUNCTION),
    (re.compile(r"^3\d{2}(?:\d{2})?$"), ListId.ECONOMIC_DEPARTMENT),
    (re.compile(r"^5\d{2}(?:\d{2})?$"), ListId.ECONOMIC_GOVERNMENT),
    (re.compile(r"^[ABC]\d{2,8}$"), ListId.PROCUREMENT),
)
_CODE_COLUMN = re.compile(r"编码|代码|编号|序号$|^[类款项]$")
_OTHER_CODES = re.compile(r"^序号$|单位|机构|项目(?:编码|代码|编号)|人员|资产|区划")
_NUMBERED = re.compile(r"^([一二三四五六七八九十]{1,3})\s*[、.．]\s*(?=\S)")
_TOTAL_KINDS = ("T01_total", "T04_fiscal_total", "FA01_total", "FA04_fiscal_total")
_FORM_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a list says of a line.

    Attributes:
        list_id: key of the list.
        outcome: ``same``, ``broken``, ``different``, or ``unknown`` where the list lacks the code.
        code: what the note quotes: the code, or the numeral of a heading.
        official: name in the list; empty where it lacks the code.
        read_as: the name of the line if it is broken.
        sources: how many sources print the official name.
        status: how well it is known.
    """

    list_id: str
    outcome: str
    code: str
    official: str = ""
    read_as: str = ""
    sources: int = 0
    status: str = ""


def check_names(tables: Sequence[Table], year: int | None) -> tuple[list[Table], list[Problem]]:
    """Tables with the official names of their codes and with broken names mended, and a note for every other difference.

    Args:
        tables: as they were read.
        year: budget year of the document.
    """
    checked: list[Table] = []
    notes: list[Problem] = []
    for table in tables:
        verdicts = _verdicts(table, year)
        checked.append(_with_names(table, verdicts))
        notes += [note for line, verdict in zip(table.lines, verdicts, strict=True) if verdict and (note := _note(line, verdict))]
    return checked, notes


def _verdicts(table: Table, year: int | None) -> list[_Verdict | None]:
    """What the lists say of each line; nothing where the table does not use the list at all."""
    is_total = table.kind in _TOTAL_KINDS and origin_of("headings").covers(year)
    form = _form_of(table) if is_total else {}
    has_codes = any(_is_code_column(name) for name in table.columns)
    found = [(_judge_code(line, year) if has_codes else None) or (_judge_heading(line, form) if is_total else None) for line in table.lines]
    trusted = {verdict.list_id for verdict in found if verdict and _is_used(verdict.list_id, found)}
    return [verdict if verdict and verdict.list_id in trusted else None for verdict in found]


def _is_code_column(name: str) -> bool:
    """The column holds codes of a classification, not numbers of rows, units or projects."""
    leaf = name.rsplit("/", 1)[-1]
    return _CODE_COLUMN.search(leaf) is not None and not _OTHER_CODES.search(leaf)


def _is_used(list_id: str, verdicts: Sequence[_Verdict | None]) -> bool:
    """At least half of the names that could be compared are those of the list: the codes are of this list and no other."""
    outcomes = [verdict.outcome for verdict in verdicts if verdict and verdict.list_id == list_id]
    agreeing = sum(outcome in ("same", "broken") for outcome in outcomes)
    return agreeing > 0 and agreeing * 2 >= len(outcomes)


def _judge_code(line: Line, year: int | None) -> _Verdict | None:
    """What the list of its code says of a line; ``None`` where no list can say anything."""
    if line.code is None or not line.name:
        return None
    list_id = next((list_id for pattern, list_id in _LISTS if pattern.match(line.code)), None)
    if list_id is None:
        return None
    codes = code_list(list_id)
    if not codes.origin.covers(year):
        return None
    row = codes.find(line.code, year)
    if row is None:
        return _Verdict(str(list_id), "unknown", line.code) if codes.origin.is_complete else None
    if fold_name(line.name) == fold_name(row.name):
        outcome = "same"
    elif not codes.named(line.name, year) and is_piece(line.name, row.name, with_gaps=year is not None):
        outcome = "broken"
    else:
        outcome = "different"
    return _Verdict(str(list_id), outcome, line.code, row.name, row.name, row.sources, str(row.status))


def _form_of(table: Table) -> Mapping[str, Heading]:
    """The form whose numbered expenditure headings the rows of the table print, but for a few; empty if there is none."""
    printed = {fold_name(text) for row in table.rows for text in row if _NUMBERED.match(text)}
    best: Mapping[str, Heading] = {}
    most = 0.0
    for form in expenditure_forms().values():
        there = sum(fold_name(f"{numeral}、{heading.heading}") in printed for numeral, heading in form.items()) / len(form)
        if there > most:
            best, most = form, there
    return best if most >= _FORM_SHARE else {}


def _judge_heading(line: Line, form: Mapping[str, Heading]) -> _Verdict | None:
    """What the forms say of a numbered class of expenditure.

    A name that some form prints is right under any numeral, for some places number only the classes that they use. What is no such
    name is held against the heading of its numeral, if the table is a form that is known.
    """
    match = _NUMBERED.match(line.name or "")
    if line.name is None or match is None or not _is_expenditure(line):
        return None
    text = line.name[match.end() :]
    heading, outcome = expenditure_headings().get(fold_name(text)), "same"
    if heading is None:
        heading = form.get(match[1])
        outcome = "broken" if heading and is_piece(text, heading.heading, with_gaps=False) else "different"
    if heading is None:
        return None
    read_as = line.name[: match.end()] + heading.heading
    return _Verdict("headings", outcome, match[1], heading.heading, read_as, len(heading.seen_in))


def _is_expenditure(line: Line) -> bool:
    """The line stands on the side of expenditure: its money columns say so, or, where they say nothing, its name."""
    columns = "".join(line.values_yuan)
    return "支出" in columns or ("收入" not in columns and "支出" in (line.name or ""))


def is_piece(printed: str, official: str, *, with_gaps: bool) -> bool:
    """A name is a broken piece of another: its beginning, its end, or the whole with letters lost, in order.

    Args:
        printed: the name that may be broken.
        official: the whole name.
        with_gaps: letters may be lost inside; at least half must be there.

    >>> is_piece("其他社会保障", "其他社会保障和就业支出", with_gaps=False)
    True
    >>> is_piece("其它公安支出", "其他公安支出", with_gaps=True)
    False
    """
    piece, whole = fold_name(printed), fold_name(official)
    if not 1 < len(piece) < len(whole):
        return False
    if whole.startswith(piece) or whole.endswith(piece):
        return True
    letters = iter(whole)
    return with_gaps and 2 * len(piece) >= len(whole) and all(letter in letters for letter in piece)


def _with_names(table: Table, verdicts: Sequence[_Verdict | None]) -> Table:
    if not any(verdicts):
        return table
    lines: list[Line] = []
    repairs: list[Repair] = []
    for line, verdict in zip(table.lines, verdicts, strict=True):
        if verdict is None or not verdict.official:
            lines.append(line)
            continue
        change: dict[str, str] = {"code_name": verdict.official, "code_list": verdict.list_id}
        if verdict.outcome == "broken":
            change["name"] = verdict.read_as
            repairs.append(Repair(kind="name_by_code", source=line.source, printed=line.name or "", read_as=verdict.read_as))
        lines.append(line.model_copy(update=change))
    return table.model_copy(update={"lines": lines, "repairs": [*table.repairs, *repairs]})


def _note(line: Line, verdict: _Verdict) -> Problem | None:
    origin = origin_of(verdict.list_id)
    values = {"code": verdict.code, "text": line.name or "", "list": origin.name, "years": origin.years}
    if verdict.outcome == "unknown":
        return Problem("READ-051", line.source, values)
    if verdict.outcome != "different":
        return None
    return Problem("READ-050", line.source, values | {"name": verdict.official, "sources": str(verdict.sources), "status": verdict.status})
