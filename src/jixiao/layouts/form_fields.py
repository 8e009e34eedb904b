"""Names of a form: project, department and unit, each with the code that may stand before it or beside it."""

from __future__ import annotations

import re

from jixiao.documents.grid import Cell
from jixiao.layouts import coded, lexicon
from jixiao.layouts.draft import ProjectDraft, Value, squash, tidy
from jixiao.layouts.pairs import Pair

_IMPLEMENTS = re.compile("实施|承担|执行|使用")
_UNIT_AND_NAME = re.compile(r"^(?:预算)?单位名称[/、及和]+项目名称$")
_CODED = ("department", "unit")
_JOINED = {"department_and_code": ("department", "department_code"), "unit_and_code": ("unit", "unit_code")}


class FormFields:
    """Puts the fields of one form into its draft.

    Args:
        draft: the form.
    """

    def __init__(self, draft: ProjectDraft) -> None:
        self.draft = draft
        self._labels: dict[str, str] = {}
        self._last: Value | None = None

    def assign(self, pair: Pair) -> tuple[Value | None, bool]:
        """Take a label of the form with its values.

        Returns:
            The text on which lines below may go on, and whether the field stands already, so that this one is a text of the form.
        """
        self._last = None
        key = pair.label.key
        if not pair.values:
            return None, False
        if key in _JOINED:
            self._take_with_code(key, pair)
            return self._last, False
        if key in ("name", "code_and_name") and self._takes_parts(key, pair):
            return self._last, False
        return self._take("name" if key == "code_and_name" else key, pair)

    def _takes_parts(self, key: str, pair: Pair) -> bool:
        """A name behind its code, or behind the unit whose project it is (单位名称/项目名称)."""
        text, places = pair.values[0].text, pair.values[:1]
        if _UNIT_AND_NAME.match(lexicon.fold(pair.cell.text)) and len(parts := re.split(r"[/／]", text, maxsplit=1)) == 2 and all(parts):
            self._set("unit", Value(tidy(parts[0]), places))
            self._set("name", Value(tidy(parts[1]), places))
            return True
        coded_name = coded.split_project(text, is_stated=key == "code_and_name")
        if coded_name is None:
            return False
        self._set("code", Value(coded_name[0], places))
        self._set("name", Value(tidy(coded_name[1]), places))
        return True

    def _take(self, key: str, pair: Pair) -> tuple[Value | None, bool]:
        before = self.draft.fields.get(key)
        if before is None and key in _CODED and (parts := coded.split_agency(pair.values[0].text, is_stated=False)) is not None:
            pair.values[0] = Cell(parts[1], pair.values[0].col, pair.values[0].source)
            self._set(f"{key}_code", Value(parts[0], pair.values[:1]))
        is_text = False
        if before is None or squash(before.text) == squash(pair.values[0].text) or key not in _CODED:
            self._set(key, Value.of(pair.values[0]))
        elif self._is_nearer(key, pair.label.text):
            self.draft.narratives[self._labels[key]] = before
            self._last = self.draft.fields[key] = Value.of(pair.values[0])
        else:
            is_text = True
        if before is None:
            self._labels[key] = pair.label.text
        return self._last, is_text

    def _is_nearer(self, key: str, label: str) -> bool:
        """The unit that carries it out (项目实施单位) stands below 单位名称."""
        above = self._labels.get(key, "")
        return key == "unit" and bool(_IMPLEMENTS.search(label)) and not _IMPLEMENTS.search(above)

    def _take_with_code(self, key: str, pair: Pair) -> None:
        name_key, code_key = _JOINED[key]
        cells = pair.values[:2]
        if len(cells) == 2 and re.fullmatch(r"\d{3,9}", cells[1].text):
            self._set(name_key, Value.of(cells[0]))
            self._set(code_key, Value.of(cells[1]))
            return
        parts = coded.split_agency(cells[0].text, is_stated=True)
        if parts is None:
            self._set(name_key, Value.of(cells[0]))
            return
        self._set(name_key, Value(tidy(parts[1]), cells[:1]))
        self._set(code_key, Value(parts[0], cells[:1]))

    def _set(self, key: str, value: Value) -> None:
        before = self.draft.fields.get(key)
        if before is None:
            self.draft.fields[key] = self._last = value
        elif squash(before.text) == squash(value.text):
            before.cells += value.cells
