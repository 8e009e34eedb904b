"""Tables that list the self-evaluations of many projects (自评结果汇总表), from what was read as a table to the model.

Header, pages and rows are those of any table; here each row becomes the project that it tells of, with the place of every value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from jixiao.layouts import heads
from jixiao.layouts.draft import Value, squash, tidy
from jixiao.layouts.headers import TOTAL
from jixiao.layouts.implied_summaries import report_columns, told_roles
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.summary_columns import EXECUTION_SCORE, GRADE, MONEY, NAME, SCORE, TICKED, is_summary
from jixiao.layouts.tables import TableDraft
from jixiao.model import EvaluatedProject, EvaluationSummary
from jixiao.values import MoneyUnit, money_unit, parse_amount, parse_share, printed_number, step_of

_BLANK = re.compile(r"[-—－–/\\*＊.…]*|无|空|不涉及")
_MARK = re.compile(r"[√✓✔☑■●▲是]|1")
_SUBTOTAL = re.compile(r"小计")
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|\d{1,3}[、.．])\s*")
_POINTS = (SCORE, EXECUTION_SCORE)
_MERGED = ("department", "unit", NAME)


def summary_of(draft: TableDraft, number: int, ledger: Ledger) -> EvaluationSummary | None:
    """The table as a summary of self-evaluations; ``None`` for any other table.

    Args:
        draft: a table that was read.
        number: of the table in the reading, from 1.
        ledger: the account of the document.
    """
    roles, inferred = told_roles(draft)
    if not is_summary(roles.values()) or not draft.rows:
        return None
    reader = _Rows(draft, roles, ledger)
    rows, subtotals, total = reader.read()
    if not rows:
        return None
    report_columns(draft, roles, inferred, ledger)
    return EvaluationSummary(
        title=draft.title.text if draft.title else None,
        table_no=number,
        rows=rows,
        subtotals=subtotals,
        total=total,
        source=rows[0].source,
    )


class _Rows:
    """The rows of one table, in their order."""

    def __init__(self, draft: TableDraft, roles: dict[int, str], ledger: Ledger) -> None:
        self.draft = draft
        self.roles = roles
        self.ledger = ledger
        self._over: dict[str, tuple[Value, int]] = {}
        """What a cell that is merged over several rows says, and the row behind its last one."""
        self._group: Value | None = None
        self._is_unspanned = draft.kept is None
        """The file says nothing of merged cells: a blank below a unit is the rest of its cell."""

    def read(self) -> tuple[list[EvaluatedProject], list[EvaluatedProject], EvaluatedProject | None]:
        """Projects, subtotals and the total; where several rows are called a total, it is the last, and the others are subtotals."""
        rows: list[EvaluatedProject] = []
        sums: dict[bool, list[EvaluatedProject]] = {True: [], False: []}
        for at, row in enumerate(self.draft.rows):
            cells = {role: row[col] for col, role in self.roles.items() if col in row and squash(row[col].text)}
            texts = [value for _, value in sorted(row.items()) if squash(value.text)]
            label = next((value for value in texts if _is_sum(value.text)), None)
            if label is not None:
                is_part = _SUBTOTAL.search(squash(label.text)) is not None
                own = {role: value for role, value in cells.items() if value is not label}
                sums[is_part].append(self._project(at, own | {NAME: label}))
            elif self._is_group(cells, texts):
                self._group = texts[-1]
            else:
                cells = self._with_merged(cells, at)
                is_listed = NAME in cells and any(role not in (*_MERGED, "number", "code", "remark") for role in cells)
                if is_listed:
                    rows.append(self._project(at, cells))
                elif any(role in cells for role in MONEY):  # the money of a unit, in a row of its own above its projects
                    sums[True].append(self._project(at, cells))
        totals = sums[False]
        subtotals = sorted([*sums[True], *totals[:-1]], key=lambda row: row.table_row)
        return rows, subtotals, totals[-1] if totals else None

    @staticmethod
    def _is_group(cells: dict[str, Value], texts: Sequence[Value]) -> bool:
        """The row names the unit whose projects follow."""
        is_lone = len(texts) == 1 or (len(texts) == 2 and not any(role in cells for role in (*MONEY, *_POINTS, GRADE, "rate_pct")))
        return is_lone and heads.is_agency(_NUMBERED.sub("", tidy(texts[-1].text)))

    def _with_merged(self, cells: dict[str, Value], at: int) -> dict[str, Value]:
        """The cells of a row, and those that are merged over it from above."""
        found = dict(cells)
        for role in _MERGED:
            if role in cells:
                self._over[role] = (cells[role], at + max(cell.rowspan for cell in cells[role].cells))
            elif role in self._over and (at < self._over[role][1] or self._is_unspanned):
                found[role] = self._over[role][0]
        if "unit" not in self.roles.values() and self._group is not None:
            found["unit"] = Value(_NUMBERED.sub("", self._group.text), list(self._group.cells))
        return found

    def _project(self, at: int, cells: dict[str, Value]) -> EvaluatedProject:
        row = self.draft.rows[at]
        found: dict[str, Any] = {}
        steps = {}
        places = {}
        for role, value in cells.items():
            key = GRADE if role.startswith(TICKED) else role
            read = self._read(role, value)
            if read is None and role in MONEY and not _BLANK.fullmatch(squash(value.text)):
                places[key] = value.places
            if read is None or role == "number" or key in found:
                continue
            found[key] = read
            places[key] = value.places
            if role in MONEY and (step := step_of(value.cells[0].text, read)) is not None:
                steps[role] = step
        extra = {tidy(self.draft.names[col]): value for col, value in row.items() if col not in self.roles and squash(value.text)}
        places |= {f"extra.{header}": value.places for header, value in extra.items()}
        first = cells.get(NAME) or row[min(row)]
        return EvaluatedProject(
            table_row=at + 1,
            **found,
            extra={header: value.text for header, value in extra.items()},
            steps=steps,
            source=first.cells[0].source,
            sources=places,
        )

    def _read(self, role: str, value: Value) -> Any:  # noqa: ANN401 - a number or a text, by the role
        text = squash(value.text)
        if role.startswith(TICKED):
            return role.removeprefix(TICKED) if _MARK.fullmatch(text) else None
        if _BLANK.fullmatch(text):
            return None
        if role in MONEY:
            amount = parse_amount(value.text, self._unit(role))
            if amount is None and parse_amount(value.text, MoneyUnit.YUAN) is not None:  # what is no amount at all, the table has said
                self.ledger.note("READ-015", value.cells[0], label=self._header(role))
            return amount.yuan if amount else None
        if role == "rate_pct":
            return parse_share(value.text)
        if role in _POINTS:
            points = printed_number(text.rstrip("分"))
            if points is None:
                self.ledger.note("READ-064", value.cells[0], label=self._header(role))
            return points
        return value.text

    def _header(self, role: str) -> str:
        return next((self.draft.names[col] for col, found in self.roles.items() if found == role), role)

    def _unit(self, role: str) -> MoneyUnit | None:
        """That of the column, or else of the table."""
        return money_unit(self._header(role)) or self.draft.unit


def _is_sum(text: str) -> bool:
    flat = squash(text)
    return TOTAL.match(flat) is not None or flat in ("总合计", "汇总", "本级小计", "部门小计", "单位小计")
