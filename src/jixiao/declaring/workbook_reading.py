"""A workbook of declarations that was filled in becomes drafts (导入工作簿): all that is wrong at once, each with cell and remedy."""

from __future__ import annotations

import atexit
import json
import re
import tempfile
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from jixiao import messages
from jixiao.declaring.completeness import missing_fields, wrong_sums
from jixiao.declaring.draft import Draft
from jixiao.declaring.faults import Fault
from jixiao.declaring.paths import DraftError, split
from jixiao.declaring.projects import to_project
from jixiao.declaring.sheet import form_of
from jixiao.declaring.workbook import INDICATORS, NUMBER, PROJECTS, Field, indicator_fields, project_fields
from jixiao.documents import open_document
from jixiao.documents.grid import Paragraph
from jixiao.documents.limits import Limits
from jixiao.errors import JixiaoError
from jixiao.layouts import lexicon
from jixiao.packs import Pack
from jixiao.worker import Death, Pool, WorkerError

MOST_PROJECTS = 200
"""Declarations that one workbook may bring."""
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_UNIT = re.compile(r"[（(][万亿]?元[)）]$|[（(]%[)）]$")
_WANTED = frozenset({"name", "indicators.name", "indicators.target"})
"""What a declaration must say to be imported; everything else can be added on its page."""
_pools: list[Pool] = []
_lock = threading.Lock()

Cells = dict[str, dict[tuple[int, int], str]]
"""Texts by sheet, row from 1 and column from 0."""


@dataclass(frozen=True, slots=True)
class RowError:
    """Something that is wrong in a workbook (工作簿问题).

    Attributes:
        sheet: its name; empty for the file as a whole.
        address: name of the cell; empty for the sheet as a whole.
        key: entry of the message catalogue.
        values: what the message names.
    """

    sheet: str
    address: str
    key: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def field(self) -> str:
        """The place for programs: 项目!B3."""
        return "!".join(part for part in (self.sheet, self.address) if part)

    @property
    def where(self) -> str:
        """The place in words."""
        if not self.sheet:
            return messages.text("workbook.file")
        return messages.text("place.address" if self.address else "place.sheet", sheet=self.sheet, address=self.address)

    def message(self, lang: str | None = None) -> str:
        """What is wrong."""
        return self._fault.message(lang)

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return self._fault.remedy(lang)

    @property
    def _fault(self) -> Fault:
        values = {name: messages.text(said) if messages.is_word(said) else said for name, said in self.values.items()}
        return Fault("", self.key, values)


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """A workbook as it was read (读取结果).

    Attributes:
        drafts: a declaration for each row of the sheet of projects, in order.
        errors: everything that is wrong; the drafts are worth nothing as long as there is one.
    """

    drafts: tuple[Draft, ...]
    errors: tuple[RowError, ...]


def read_workbook(content: bytes, pack: Pack, *, agency: str, fiscal_year: int, limits: Limits | None = None) -> ReadWorkbook:
    """Read a workbook; the file is opened in a child process.

    Args:
        content: bytes of the file.
        pack: the jurisdiction.
        agency: who declares.
        fiscal_year: of the budget.
        limits: what the file may cost.
    """
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        path = Path(folder) / "filled-in.xlsx"
        path.write_bytes(content)
        try:
            told = _pool(limits).call(json.dumps({"path": str(path), "limits": asdict(limits)}).encode(), limits.seconds)
        except WorkerError as error:
            raise JixiaoError("error.internal", file="", error=str(error)) from error
    if isinstance(told, Death):
        return ReadWorkbook((), (RowError("", "", "workbook.not_opened", {"reason": f"death.{told.reason}"}),))
    answer = json.loads(told)
    if isinstance(answer, str):
        return ReadWorkbook((), (RowError("", "", "workbook.not_opened", {"reason": answer}),))
    sheets: Cells = {name: {(row, col): text for row, col, text in cells} for name, cells in answer}
    return _Reading(sheets, pack, agency, fiscal_year).done()


def _pool(limits: Limits) -> Pool:
    with _lock:
        if not _pools:
            _pools.append(Pool(f"{__name__}:answer", memory_megabytes=limits.memory_megabytes))
            atexit.register(_pools[0].close)
        return _pools[0]


def answer(job: bytes) -> bytes:
    """In the child process: open a workbook.

    Returns:
        JSON of the sheets with row, column and text of each cell, or why it could not be opened.
    """
    asked = json.loads(job)
    limits = Limits(**asked["limits"])
    opened = open_document(Path(asked["path"]), name="", limits=limits)
    if opened.problems and not opened.blocks:
        return json.dumps(opened.problems[0].message("zh")).encode()
    if sum(1 for _ in opened.cells()) > limits.cells:
        return json.dumps(f"> {limits.cells}").encode()
    sheets: dict[str, list[tuple[int, int, str]]] = {}
    for block in opened.blocks:
        for cell in [block.as_cell()] if isinstance(block, Paragraph) else block.cells():
            if cell.text and (place := _ADDRESS.fullmatch(cell.source.address)):
                sheets.setdefault(cell.source.sheet, []).append((int(place[2]), _column(place[1]), cell.text))
    return json.dumps(list(sheets.items()), ensure_ascii=False).encode()


class _Reading:
    def __init__(self, sheets: Cells, pack: Pack, agency: str, fiscal_year: int) -> None:
        self.sheets, self.pack, self.agency, self.year = sheets, pack, agency, fiscal_year
        self.form = form_of(pack, fiscal_year)
        self.errors: list[RowError] = []
        self._columns: dict[str, dict[str, int]] = {}

    def done(self) -> ReadWorkbook:
        projects = self._table(PROJECTS, project_fields(self.form))
        indicators = self._table(INDICATORS, indicator_fields(self.form))
        if self.errors and (not projects or not indicators):
            return ReadWorkbook((), tuple(self.errors))
        self._check_numbers(projects)
        below: dict[str, list[tuple[int, dict[str, str]]]] = {texts[NUMBER]: [] for _, texts in projects if texts.get(NUMBER)}
        for row, texts in indicators:
            number = texts.get(NUMBER, "")
            if number in below:
                below[number].append((row, texts))
            elif number:
                self._wrong(INDICATORS, row, NUMBER, "workbook.no_project", number=number)
            else:
                self._wrong(INDICATORS, row, NUMBER, "workbook.no_number")
        if not projects:
            self.errors.append(RowError(PROJECTS, "A2", "workbook.empty"))
        if len(projects) > MOST_PROJECTS:
            self.errors.append(RowError(PROJECTS, "", "workbook.too_many", {"most": str(MOST_PROJECTS)}))
            return ReadWorkbook((), tuple(self.errors))
        drafts = [self._draft(row, texts, below.get(texts.get(NUMBER, ""), [])) for row, texts in projects]
        order = {PROJECTS: 0, INDICATORS: 1}
        told = sorted(dict.fromkeys(self.errors), key=lambda each: (order.get(each.sheet, -1), _place(each.address)))
        return ReadWorkbook(tuple(draft for draft in drafts if draft is not None), tuple(told))

    def _table(self, name: str, fields: Sequence[Field]) -> list[tuple[int, dict[str, str]]]:
        """Rows of a sheet: number, and texts by key; the columns are found by what stands above them, in any order."""
        cells = self.sheets.get(name)
        if cells is None:
            self.errors.append(RowError("", "", "workbook.no_sheet", {"sheet": name}))
            return []
        known = {spelled: one.key for one in fields for spelled in (lexicon.fold(one.title), lexicon.fold(_UNIT.sub("", one.title)))}
        columns: dict[int, str] = {}
        for (row, col), title in sorted(cells.items()):
            if row != 1:
                continue
            key = known.get(lexicon.fold(title)) or known.get(lexicon.fold(_UNIT.sub("", title)))
            if key is None or key in columns.values():
                is_filled = any(other == col and at > 1 for at, other in cells)
                if is_filled:
                    values = {"title": title, "titles": "、".join(one.title for one in fields)}
                    self.errors.append(RowError(name, _address(row, col), "workbook.no_column", values))
            else:
                columns[col] = key
        for one in fields:
            if one.is_required and one.key not in columns.values():
                self.errors.append(RowError(name, "", "workbook.column_missing", {"title": one.title}))
        self._columns[name] = {key: col for col, key in columns.items()}
        rows: dict[int, dict[str, str]] = {}
        for (row, col), text in sorted(cells.items()):
            if row > 1 and col in columns:
                rows.setdefault(row, {})[columns[col]] = text
            elif row > 1 and (1, col) not in cells:
                self.errors.append(RowError(name, _address(row, col), "workbook.no_title"))
        return sorted(rows.items())

    def _check_numbers(self, rows: Sequence[tuple[int, dict[str, str]]]) -> None:
        """Each project has a number of its own."""
        often = Counter(texts.get(NUMBER, "") for _, texts in rows)
        for row, texts in rows:
            number = texts.get(NUMBER, "")
            if not number:
                self._wrong(PROJECTS, row, NUMBER, "workbook.no_number")
            elif often[number] > 1:
                self._wrong(PROJECTS, row, NUMBER, "workbook.number_twice", number=number)

    def _draft(self, row: int, texts: Mapping[str, str], below: Sequence[tuple[int, Mapping[str, str]]]) -> Draft | None:
        draft, rows = Draft(), {}
        try:
            for path, typed in texts.items():
                if path != NUMBER:
                    draft = draft.with_field(path, typed)
            for at, own in below:
                draft = draft.with_indicator({key: typed for key, typed in own.items() if key != NUMBER})
                rows[draft.indicators[-1].id] = at
        except DraftError as error:
            self.errors.append(RowError(PROJECTS, _address(row, 0), error.key, {key: str(value) for key, value in error.values.items()}))
            return None
        typed_project = to_project(draft, self.pack, agency=self.agency, fiscal_year=self.year)
        faults = [fault for fault in typed_project.faults if fault.is_blocking] + list(wrong_sums(draft, self.pack))
        faults += [fault for fault in missing_fields(draft, typed_project.project, self.pack) if _general(fault.path) in _WANTED]
        for item in draft.indicators:
            if not item.text("level1").strip() and not item.text("level2").strip():
                faults.append(Fault(f"indicators.{item.id}.level2", "workbook.no_level"))
            if item.is_blank:
                faults.append(Fault(f"indicators.{item.id}.name", "fault.missing", {"what": f"@indicators.{item.id}.name"}))
        if not below and texts.get(NUMBER):
            self._wrong(PROJECTS, row, NUMBER, "workbook.no_indicators")
        for fault in faults:
            id_, key = split(fault.path)
            sheet, at = (INDICATORS, rows[id_]) if id_ else (PROJECTS, row)
            self._wrong(sheet, at, key, fault.key, **fault.values)
        return draft

    def _wrong(self, sheet: str, row: int, column: str, message: str, **values: str) -> None:
        col = self._columns.get(sheet, {}).get(column, 0)
        self.errors.append(RowError(sheet, _address(row, col), message, values))


def _general(path: str) -> str:
    id_, key = split(path)
    return f"indicators.{key}" if id_ else key


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _address(row: int, col: int) -> str:
    letters, number = "", col + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _place(address: str) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(address)
    return (int(found[2]), _column(found[1])) if found else (0, 0)
