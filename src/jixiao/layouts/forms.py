"""A target form, read row by row: labels with their values, then the indicator table, then the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.documents.grid import Cell, Row
from jixiao.layouts import heads, lexicon, signs
from jixiao.layouts.columns import Header, is_column_numbers, is_label_with_text, read_header
from jixiao.layouts.draft import ProjectDraft, Value, squash, tidy
from jixiao.layouts.form_fields import FormFields
from jixiao.layouts.funding import FundingTable
from jixiao.layouts.funding_groups import FundingGroups
from jixiao.layouts.funding_pairs import read_funding_pairs
from jixiao.layouts.goal_heads import continues_list, texts_below, texts_beside
from jixiao.layouts.indicators import IndicatorTable, is_goal_head
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1, level2
from jixiao.layouts.money import MoneyBlock, is_label_fragment
from jixiao.layouts.pairs import Pair, read_pairs
from jixiao.layouts.plan import PaymentPlan
from jixiao.layouts.tasks import TaskTable
from jixiao.layouts.text_columns import TextColumns
from jixiao.values import MoneyUnit, money_unit, parse_amount, printed_number

PURPOSE = "资金用途"
_CANONICAL = {"项目概况", "立项依据", "项目设立必要性", "保证项目实施的制度、措施", "项目实施计划", PURPOSE}


class FormReader:
    """Reads the rows of one form into a draft.

    Args:
        ledger: where label cells and problems are accounted for.
        unit: money unit that was declared above the form.
        wrapped: a row is a printed line.
        spanned: the file states its merged cells, so that a cell stands in the column that it stands below.
    """

    def __init__(self, ledger: Ledger, unit: MoneyUnit | None = None, *, wrapped: bool = False, spanned: bool = False) -> None:
        self.ledger = ledger
        self.draft = ProjectDraft(keeps_columns=spanned)
        self.money = MoneyBlock(self.draft, ledger)
        self.money.unit = unit
        self.plan = PaymentPlan(self.draft, ledger)
        self.funding = FundingTable(self.draft, ledger, self.money)
        self._funding_groups = FundingGroups(self.draft, ledger, self.funding)
        self.table: IndicatorTable | None = None
        self.wrapped = wrapped
        self.spanned = spanned
        self._in_table = False
        self._halves: dict[str, int] = {}
        self._awaits_purpose = False
        self._pending: list[Pair] = []
        self._last: Value | None = None
        self._tasks = TaskTable(self.draft, ledger)
        self._named = FormFields(self.draft)
        self._text_columns = TextColumns()
        self.results_above: Sequence[Cell] = ()

    @property
    def in_table(self) -> bool:
        """The indicator table is being read."""
        return self._in_table

    @property
    def _is_named(self) -> bool:
        """The form says what it is about; a frame of evaluation inside it is its indicator table."""
        return bool(self.draft.fields) or self.draft.title is not None

    @property
    def awaits_value(self) -> bool:
        """Labels stand in a row of their own; what follows are their values."""
        return bool(self._pending)

    def begins_another(self, cells: Sequence[Cell]) -> bool:
        """The row names a project although this form has one already: the next form begins."""
        if "name" not in self.draft.fields:
            return False
        _, pairs = read_pairs(cells)
        has_values = any(pair.values for pair in pairs)
        return any(
            pair.label.group == "fields"
            and pair.label.key in ("name", "code_and_name")
            and (pair.values or (not has_values and (len(pairs) > 1 or self._in_table)))
            for pair in pairs
        )

    def names_block(self, cell: Cell, above: Sequence[Row], below: Sequence[Row]) -> bool:
        """A caption in a row of its own that stands over the indicators of this form; it is accounted for."""
        if self.table is not None or self.draft.is_empty or not signs.heads_indicators(above, below) or not heads.is_form_title(cell.text):
            return False
        self.ledger.ignore("label", cell)
        return True

    def feed(self, cells: Sequence[Cell], *, after_gap: bool = False, header: Header | None = None) -> None:
        """Read one row of filled cells."""
        if not cells:
            return
        if self.draft.first is None:
            self.draft.first = cells[0]
        header = header or read_header(cells, is_scored=self._is_named)
        if header is not None:
            self._begin_table(header)
        elif len(cells) == 1 and is_goal_head(cells[0].text):
            self.ledger.ignore("label", cells[0])
        elif self.table is not None and self.table.read_total(cells):
            return
        elif self._in_table and self.table is not None and not self._leaves_table(cells):
            if is_column_numbers([cell.text for cell in cells]):
                self.ledger.ignore("column_numbers", *cells)
            else:
                self.table.row(cells, after_gap=after_gap)
        else:
            self._in_table = False
            self._read_fields(cells, after_gap=after_gap)

    def _begin_table(self, header: Header) -> None:
        self._flush_pending()
        self._in_table = True
        self._last = None
        self._halves = {}
        if self.table is None:
            self.table = IndicatorTable(header, self.ledger, wrapped=self.wrapped, stated=self.spanned)
        else:
            self.table.new_header(header)

    def _leaves_table(self, cells: Sequence[Cell]) -> bool:
        """A label of the form stands where no indicator has one."""
        if any(level1(cell.text) or level2(cell.text) for cell in cells):
            return False
        if not self.wrapped and (
            self._is_foreign_text(cells[0]) if len(cells) == 1 else is_label_with_text(cells, self.table.header if self.table else None)
        ):
            return True
        if self.table is not None and self.table.is_closed:
            return True
        lead, pairs = read_pairs(cells)
        if not pairs or pairs[0].label.clipped or not all(is_label_fragment(cell) for cell in lead):
            return False
        label = pairs[0].label
        if pairs[0].is_amount and len(label.text) > 3 and pairs[0].values and printed_number(pairs[0].values[0].text) is not None:
            return True
        if label.group == "containers" and (label.key == "indicators" or len(label.text) < 4):
            return False
        is_scored_row = self.table is not None and self.table.is_scored_row(cells)  # 可行性, 项目执行（3分） are indicators here
        if label.key in ("goal", "goal_of_period") and self._is_block_name(pairs[0].cell, cells):
            return False
        if label.group in ("contacts", "fields") and not (is_scored_row and not lexicon.is_word(label)):
            return True
        if is_scored_row:
            return False
        columns = self.table.header.columns if self.table else ()
        names = [column.col for column in columns if column.role == "name"]
        at = next((column.role for column in columns if column.col == pairs[0].cell.col), "")
        if self.spanned and len(cells) > 2 and at in ("basis", "description"):  # a basis such as 年初预算 before its name
            return False
        is_note = len(label.text) > 2 or (not self.wrapped and label.group == "narratives" and len(cells) == 2)  # 说明 and its text
        return is_note and (not names or pairs[0].cell.col < min(names))

    def _is_block_name(self, cell: Cell, cells: Sequence[Cell]) -> bool:
        """The name of the block that is merged over the rows of the table, below a head of its own: 年度绩效目标 before the levels."""
        columns = self.table.header.columns if self.table else ()
        is_merged = cell.rowspan > 1 or (not self.spanned and len(cells) + 2 >= len(columns))
        is_below = any(column.role == "group" and column.col == cell.col for column in columns)
        return len(cells) > 2 and cell is cells[0] and is_merged and is_below

    def _is_foreign_text(self, cell: Cell) -> bool:
        """A sentence at the left edge, where a level would stand: it is no indicator."""
        columns = self.table.header.columns if self.table else ()
        names = [column.col for column in columns if column.role == "name"]
        return len(cell.text) > 14 and bool(names) and cell.col < min(names)

    def _read_fields(self, cells: Sequence[Cell], *, after_gap: bool) -> None:
        if self._tasks.read(cells):
            return
        if len(cells) == 1:
            self.funding.see_points(cells[0])
        if self.plan.read(cells) or self._reads_funding(cells):
            return
        if self._read_half_heads(cells):
            return
        lead, pairs = read_pairs(cells)
        if not pairs:
            self._read_text(cells, after_gap=after_gap)
            return
        self._flush_pending()
        if not lead and self._text_columns.read(pairs):
            self.ledger.ignore("label", *cells)
            return
        for cell in lead:
            self._read_lead(cell)
        self.money.read(pairs)
        for pair in pairs:
            if not pair.is_amount:
                self._assign(pair)
            self._keep_surplus(pair)
        if not any(pair.values for pair in pairs) and not lead:
            self._pending = [pair for pair in pairs if pair.label.group != "containers"]

    def _reads_funding(self, cells: Sequence[Cell]) -> bool:
        """Money and its execution, in whichever of three ways a form prints them."""
        pairs = self._funding_groups.read(cells) or read_funding_pairs(cells, self.draft, self.ledger, self.money.unit)
        return pairs or self.funding.read(cells) or self._reads_name_and_funding(cells)

    def _reads_name_and_funding(self, cells: Sequence[Cell]) -> bool:
        """A row that names the project and goes on with its money: 项目名称 | … | 预算数 | 80 | 执行数 | 78.4."""
        labels = lexicon.form_labels(cells[0].text)
        is_named = len(cells) > 4 and bool(labels) and labels[0].group == "fields"
        if not is_named or not read_funding_pairs(cells[2:], self.draft, self.ledger, self.money.unit):
            return False
        for pair in read_pairs(cells[:2])[1]:
            self._assign(pair)
        return True

    def _read_lead(self, cell: Cell) -> None:
        if heads.is_unit_in_brackets(cell.text):
            self.money.see_unit(cell.text)
            self.ledger.ignore("label", cell)
        elif is_label_fragment(cell) or "indicators" in lexicon.roles("containers", cell.text):
            self.ledger.ignore("label", cell)
        elif self._last is not None and self.wrapped and cell.col >= self._last.cells[-1].col:
            self._last.append(cell)

    def _keep_surplus(self, pair: Pair) -> None:
        """Fragments of labels among the values of an amount (金 below 市县（区）财政资)."""
        for cell in pair.values[1:]:
            if pair.is_amount and is_label_fragment(cell):
                self.ledger.ignore("label", cell)

    def _read_half_heads(self, cells: Sequence[Cell]) -> bool:
        """Two texts follow side by side: 实施期目标 beside 年度目标, or 预期目标 beside 实际完成情况."""
        if beside := texts_beside(cells):
            self._flush_pending()
            self.ledger.ignore("label", *(cell for cell in cells if cell not in beside.values()))
            for key, cell in beside.items():
                place: dict[str, Value] | dict[str, Value | None] = self.draft.fields if key == "goal" else self.draft.narratives
                place.setdefault(key, Value.of(cell))
            return True
        halves = texts_below(cells)
        if halves is None:
            return False
        self._flush_pending()
        self._halves = halves
        self.ledger.ignore("label", *cells)
        self._last = None
        return True

    def _assign(self, pair: Pair) -> None:
        self.ledger.ignore("label", pair.cell)
        group, key = pair.label.group, pair.label.key
        if group == "containers":
            self._assign_container(pair)
        elif key in ("goal", "goal_of_period"):
            self._assign_goal(pair)
        elif group == "fields":
            self._assign_field(pair)
        elif group == "contacts":
            self._assign_contact(pair)
        else:
            is_inline = any(value.source == pair.cell.source for value in pair.values)
            label = re.split(r"[:：∶﹕]", pair.cell.text, maxsplit=1)[0] if is_inline else pair.cell.text.rstrip("：: ")
            printed = tidy(label) if pair.label.text not in _CANONICAL else pair.label.text
            self._assign_narrative(printed, pair)

    def _assign_container(self, pair: Pair) -> None:
        self._awaits_purpose |= pair.label.key == "purpose"
        if not pair.values:
            return
        amount = parse_amount(pair.values[0].text, self.money.unit)
        if pair.label.key == "funds" and amount is not None and "annual" not in self.draft.amounts:
            self.money.read([Pair(lexicon.Label("amounts", "annual", pair.label.text), pair.options, pair.cell, pair.values)])
        elif pair.label.key in ("purpose", "funds"):
            self._assign_narrative(PURPOSE if pair.label.key == "purpose" else tidy(pair.cell.text), pair)
            self._awaits_purpose = False

    def _assign_goal(self, pair: Pair) -> None:
        texts = [cell for cell in pair.values if cell.text]
        if self._halves and texts:
            self._assign_halves(texts)
            return
        key = pair.label.key
        if key == "goal" and "goal" in self.draft.fields and not re.search("年度|当年|本年", pair.label.text):
            key = "goal_of_period"
        elif key == "goal" and "goal" in self.draft.fields and "goal_of_period" not in self.draft.fields and texts:
            self.draft.fields["goal_of_period"] = self.draft.fields.pop("goal")
        if texts:
            self._last = Value.of(*texts)
            self.draft.fields[key] = self._last

    def _assign_halves(self, texts: Sequence[Cell]) -> None:
        keys = list(self._halves)
        for index, cell in enumerate(texts[: len(keys)]):
            key = keys[index] if len(texts) == len(keys) else self._half_of(cell)
            is_field = key in ("goal", "goal_of_period")
            place: dict[str, Value] | dict[str, Value | None] = self.draft.fields if is_field else self.draft.narratives
            before = place.get(key)
            if before is not None and squash(before.text).startswith(squash(cell.text)):
                before.cells.append(cell)
            elif before is not None:
                before.append(cell)
            else:
                place[key] = before = Value.of(cell)
            self._last = before

    def _half_of(self, cell: Cell) -> str:
        """The half that a lone text stands in; one that is between both goes to the one that has none yet."""
        near, far, *_ = sorted(self._halves, key=lambda key: (abs(self._halves[key] - cell.col), key in self.draft.fields))
        is_between = abs(abs(self._halves[near] - cell.col) - abs(self._halves[far] - cell.col)) <= 1
        return far if is_between and near in self.draft.fields and far not in self.draft.fields else near

    def _assign_field(self, pair: Pair) -> None:
        value, is_text = self._named.assign(pair)
        if is_text:
            self._assign_narrative(tidy(pair.cell.text.rstrip("：: ")), pair)
        self._last = value or self._last

    def _assign_contact(self, pair: Pair) -> None:
        key = pair.label.key
        value = Value.of(pair.values[0]) if pair.values else None
        if self.draft.contacts.get(key) is None:
            self.draft.contacts[key] = value
        self._last = None

    def _assign_narrative(self, printed: str, pair: Pair) -> None:
        before = self.draft.narratives.get(printed)
        if not pair.values:
            self.draft.narratives.setdefault(printed, None)
            self._last = None
            return
        beside = {} if self.wrapped else self._text_columns.beside(pair)
        for head, cell in beside.items():
            self.draft.narratives[f"{printed}/{head}"] = Value.of(cell)
        value = Value.of(*(pair.values[:1] if beside else pair.values))
        if before is None:
            self.draft.narratives[printed] = value
        elif squash(before.text) == squash(value.text):
            before.cells += value.cells
        self._last = self.draft.narratives[printed]

    def _read_text(self, cells: Sequence[Cell], *, after_gap: bool) -> None:
        """A row without a label: values below their labels, a second goal, the purpose of the money, the rest of a text."""
        if all(is_label_fragment(cell) for cell in cells):
            self.ledger.ignore("label", *cells)
            return
        if len(cells) == 1 and (head := heads.read_head(cells[0].text)) is not None and head.kind == "note":
            self.ledger.ignore("note", cells[0])
            return
        if len(cells) == 1 and heads.is_block_heading(cells[0].text):
            self.ledger.ignore("label", cells[0])
            return
        if self._pending and self._pair_below(cells):
            return
        if self._halves and len(cells) <= len(self._halves):
            self._assign_halves(cells)
            return
        if self._awaits_purpose and len(cells) == 1:
            self._awaits_purpose = False
            self._last = self.draft.narratives[PURPOSE] = Value.of(cells[0])
            return
        if len(cells) == 1 and money_unit(cells[0].text) is not None and len(cells[0].text) < 16:
            self.money.see_unit(cells[0].text)
            self.ledger.ignore("unit", cells[0])
        elif self._last is not None and len(cells) == 1 and (after_gap or self.wrapped):
            self._last.append(cells[0])
        elif self._last is not None and continues_list(self._last, cells):
            for cell in cells:
                self._last.append(cell)

    def _pair_below(self, cells: Sequence[Cell]) -> bool:
        """Values that stand in the row below their labels, each in the column of its label or in order."""
        pending = self._pending
        if len(cells) > len(pending):
            return False
        by_col = {pair.cell.col: pair for pair in pending}
        if all(cell.col in by_col for cell in cells):
            matched = [(by_col[cell.col], cell) for cell in cells]
        elif len(cells) == len(pending):
            matched = list(zip(pending, cells, strict=True))
        else:
            return False
        if any(pair.is_amount and parse_amount(cell.text, MoneyUnit.YUAN) is None for pair, cell in matched):
            return False
        self._pending = []
        pairs = []
        for pair, cell in matched:
            pair.values = [cell]
            pairs.append(pair)
        self.money.read(pairs)
        for pair in pairs:
            if not pair.is_amount:
                self._assign(pair)
        return True

    def _flush_pending(self) -> None:
        self._pending = []
