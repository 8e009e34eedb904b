"""Columns of a list of self-evaluations whose header is on no list (按内容认汇总表栏目), and the report of those that stay unknown."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import squash
from jixiao.layouts.implied_columns import INFERRED, agrees, money_role
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1
from jixiao.layouts.summary_columns import roles_of
from jixiao.layouts.tables import TableDraft

UNKNOWN = "READ-018"
_BLANK = {"", "-", "--", "—", "——", "/", "\\", "－", "无"}
_INFERABLE = ("initial_budget", "adjusted_budget", "executed_amount", "rate_pct")
_GROUPS = ("summary", "columns", "results", "monitoring", "funding", "evaluation", "fields")


def told_roles(draft: TableDraft) -> tuple[dict[int, str], dict[int, str]]:
    """Column to role, with money that parts of its words tell where sums and rates agree; and column to the word inferred for it.

    >>> told_roles(TableDraft(names=["项目名称", "预算数", "得分"]))
    ({0: 'name', 1: 'adjusted_budget', 2: 'total_score'}, {})
    """
    known = roles_of(draft.names)
    words: dict[int, str] = {}
    for col, name in enumerate(draft.names):
        if name and col not in known and not _is_known(name):
            role, word = money_role(lexicon.fold(name), _texts(draft, col))
            is_free = role not in known.values() or (role == "adjusted_budget" and "initial_budget" not in known.values())
            if role in _INFERABLE and is_free and word not in words.values():
                words[col] = word
    for tried in (words, {col: word for col, word in words.items() if "预算" not in word}):
        if tried:
            roles = roles_of([tried.get(col, name) for col, name in enumerate(draft.names)])
            if _agree(draft, roles) or ("adjusted_budget" not in {roles.get(col) for col in tried} and _agree(draft, roles) is None):
                return roles, tried
    return known, {}


def report_columns(draft: TableDraft, roles: dict[int, str], inferred: dict[int, str], ledger: Ledger) -> None:
    """Say which columns were inferred, and which are unknown although something stands in them."""
    for col, name in enumerate(draft.names):
        cell = _header_cell(draft, name)
        if cell is None:
            continue
        if col in inferred:
            ledger.note(INFERRED, cell, label=inferred[col])
        elif col not in roles and not _is_known(name) and _texts(draft, col):
            ledger.note(UNKNOWN, cell)


def _agree(draft: TableDraft, roles: dict[int, str]) -> bool | None:
    return agrees([{role: squash(row[col].text) for col, role in roles.items() if col in row} for row in draft.rows])


def _texts(draft: TableDraft, col: int) -> Sequence[str]:
    return [text for row in draft.rows if col in row and (text := squash(row[col].text)) not in _BLANK]


def _is_known(name: str) -> bool:
    """Some list has the column, for whatever it may hold."""
    last = name.rsplit("/", 1)[-1]
    if level1(squash(last).removesuffix("得分")) is not None:  # points of one level beside those of the whole
        return True
    return any(lexicon.form_labels(text) or any(lexicon.roles(group, text) for group in _GROUPS) for text in (name, last))


def _header_cell(draft: TableDraft, name: str) -> Cell | None:
    last = squash(name.rsplit("/", 1)[-1])
    return next((cell for cell in draft.header if last and squash(cell.text) in (last, squash(name))), None)
