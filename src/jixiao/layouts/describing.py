"""From the texts of a description to its projects: narratives, goal, and the amounts that name them or are their budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.documents.grid import Cell
from jixiao.layouts.draft import AmountValue, ProjectDraft, Value, tidy
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.narrative import goes_on
from jixiao.layouts.outline import Heading
from jixiao.layouts.stated import Statement, budget_of, find_statements, named_amounts
from jixiao.layouts.titles import is_pointer
from jixiao.values import MoneyUnit, money_unit, parse_amount

_SENTENCES = re.compile(r"[^。；;\n]+[。；;]?|\n")


@dataclass(slots=True)
class Passage:
    """The text under one heading: paragraphs joined from their printed lines, and which cell prints which part of it."""

    text: str
    starts: list[tuple[int, Cell]]

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Passage:
        """Join lines; a paragraph that was wrapped or cut by a page break is one again, paragraphs are parted by a line break."""
        text, above = "", ""
        starts: list[tuple[int, Cell]] = []
        for cell in cells:
            line = tidy(cell.text)
            if text:
                text += "" if goes_on(above, line) else "\n"
            starts.append((len(text), cell))
            text += line
            above = line
        return cls(text, starts)

    def cells(self, start: int, end: int) -> list[Cell]:
        """The cells that print the text from ``start`` to ``end``."""
        ends = [at for at, _ in self.starts[1:]] + [len(self.text) + 1]
        return [cell for (at, cell), stop in zip(self.starts, ends, strict=True) if at < end and stop > start]

    def value(self) -> Value | None:
        """The whole text with its cells; ``None`` where there is none."""
        return Value(self.text, [cell for _, cell in self.starts]) if self.text else None

    def without_pointers(self) -> Value | None:
        """The text without the sentences that only point to a form; ``None`` where no other is left."""
        kept = [match for match in _SENTENCES.finditer(self.text) if not is_pointer(match.group())]
        text = re.sub(r"\n+", "\n", "".join(match.group() for match in kept)).strip()
        cells = [cell for match in kept if match.group().strip() for cell in self.cells(match.start(), match.end())]
        return Value(text, list(dict.fromkeys(cells))) if text else None


def drafts_of(
    parts: Sequence[tuple[Heading, Sequence[Cell]]], title: Cell | None, name: str | None, first: Cell, ledger: Ledger
) -> list[ProjectDraft]:
    """The projects of one description.

    Args:
        parts: headings with the lines of their texts.
        title: the line above them, where it is a title.
        name: name of the project that the title gives.
        first: the first heading.
        ledger: takes what is wrong with an amount.
    """
    passages = [(heading, Passage.of(cells)) for heading, cells in parts]
    named = Value(name, [title]) if name and title else _stated_name(passages)
    budgets = [(heading, passage, _statements(heading, passage)) for heading, passage in passages if heading.role == "budget"]
    amounts = [(passage, heading, item) for heading, passage, items in budgets for item in named_amounts(items)]
    has_total = any(item.name is None and not item.is_part for _, _, items in budgets for item in items)
    if named is None and (len(amounts) > 1 or (amounts and not has_total)):
        return [_by_amount(passages, passage, heading, item, ledger) for passage, heading, item in amounts]
    draft = _shared(passages)
    draft.first = title or first
    if named is not None:
        draft.fields["name"] = named
    for heading, passage, items in budgets:
        _take_budget(draft, heading, passage, items, ledger)
    return [draft]


def _stated_name(passages: Sequence[tuple[Heading, Passage]]) -> Value | None:
    """The name that stands under a heading 项目名称."""
    return next((passage.value() for heading, passage in passages if heading.role == "name" and passage.text), None)


def _statements(heading: Heading, passage: Passage) -> list[Statement]:
    """The amounts of a text; of one that is nothing but a number, in the unit that its heading declares."""
    unit = money_unit(heading.label)
    if unit is not None and (amount := parse_amount(passage.text.rstrip("。"), unit)) is not None:
        return [Statement(None, amount.yuan, passage.text, 0, len(passage.text))]
    return find_statements(passage.text)


def _shared(passages: Sequence[tuple[Heading, Passage]]) -> ProjectDraft:
    """A project with the narratives and the goal of the description."""
    draft = ProjectDraft()
    for heading, passage in passages:
        if heading.role == "name":
            continue
        draft.narratives[heading.label] = passage.value()
        if heading.role in ("goal", "goal_of_period") and heading.role not in draft.fields:
            goal = passage.without_pointers()
            if goal is not None:
                draft.fields[heading.role] = goal
    return draft


def _by_amount(
    passages: Sequence[tuple[Heading, Passage]], passage: Passage, heading: Heading, item: Statement, ledger: Ledger
) -> ProjectDraft:
    """The project of an amount that has a name of its own."""
    draft = _shared(passages)
    cells = passage.cells(item.start, item.end)
    draft.first = cells[0]
    draft.fields["name"] = Value(tidy(item.name or ""), cells)
    _take(draft, "annual", heading, passage, item, ledger)
    return draft


def _take_budget(draft: ProjectDraft, heading: Heading, passage: Passage, items: Sequence[Statement], ledger: Ledger) -> None:
    """The budget of the one project of a description."""
    annual, total, is_open = budget_of(items, draft.name or None)
    if annual is not None:
        _take(draft, "annual", heading, passage, annual, ledger)
    if total is not None:
        _take(draft, "total", heading, passage, total, ledger)
    if is_open:
        cell = passage.cells(items[0].start, items[0].end)[0]
        ledger.note("READ-060", cell, text="、".join(item.text for item in items)[:60], label=heading.label)
    elif not items and passage.text and parse_amount(passage.text.rstrip("。"), MoneyUnit.YUAN) is not None:
        ledger.note("READ-015", passage.starts[0][1], text=passage.text, label=heading.label)


def _take(draft: ProjectDraft, key: str, heading: Heading, passage: Passage, item: Statement, ledger: Ledger) -> None:
    cells = passage.cells(item.start, item.end)
    if item.yuan is None:
        ledger.note("READ-014", cells[0], text=item.text, label=heading.label)
    draft.amounts.setdefault(key, AmountValue(item.yuan, cells))
