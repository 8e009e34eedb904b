"""Small tables inside a form that are kept as text: the tasks of a whole department (年度主要任务), and who evaluated it (自评人员)."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import ProjectDraft, Value, squash, tidy
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.pairs import read_pairs

EVALUATORS = "自评人员"
_CELL = " | "
_LONGEST_HEAD = 10
_OF_PERSONS = ("自评人员", "评价人员", "评价小组", "评价组成员", "评价小组成员", "自评小组", "自评小组成员", "评价机构人员")
_PERSON = ("姓名", "职务", "职称", "单位", "签字", "签名", "职务/职称", "职称/职务", "职务职称", "所在单位", "专业", "联系电话")


class TaskTable:
    """Reads such tables of one form.

    Args:
        draft: the form.
        ledger: where labels are accounted for.
    """

    def __init__(self, draft: ProjectDraft, ledger: Ledger) -> None:
        self.draft = draft
        self.ledger = ledger
        self._text: Value | None = None

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read the header or a row of such a table; false if it is none."""
        if self._begins(cells):
            return True
        _, pairs = read_pairs(cells)
        is_other = any(not pair.is_amount for pair in pairs) or (bool(pairs) and pairs[0].cell.col == 0)
        if self._text is None or is_other:
            self._text = None
            return False
        self._text.text += "\n" + _CELL.join(cell.text for cell in cells)
        self._text.cells += cells
        return True

    def _begins(self, cells: Sequence[Cell]) -> bool:
        """年度主要任务 | 任务名称 | 主要内容 | 预算金额, or 自评人员 | 姓名 | 单位 | 职务: what people they are is personal."""
        if len(cells) < 3 or any(len(cell.text) > _LONGEST_HEAD for cell in cells):
            return False
        label, heads = cells[0], cells[1:]
        is_tasks = "任务" in label.text and bool(lexicon.form_labels(label.text))
        is_persons = squash(label.text) in _OF_PERSONS and all(squash(cell.text) in _PERSON for cell in heads)
        if not is_tasks and not is_persons:
            return False
        self.ledger.ignore("label", label)
        self._text = Value(_CELL.join(cell.text for cell in heads), list(heads))
        if is_persons:
            self.draft.contacts[EVALUATORS] = self._text
        else:
            self.draft.narratives[tidy(label.text.rstrip("：: "))] = self._text
        return True
