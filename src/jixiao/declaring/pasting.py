"""A table that is pasted into the form of a project (粘贴): which rows it adds and what it types, and what of it was not understood.

Nothing is changed here: the answer is what the page would do, and it does it as if somebody had typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.declaring.form_cells import FormSheet
from jixiao.declaring.pasted_columns import LEVELS, NOTHING, OPERATOR, UNIT, Columns, by_content, by_header
from jixiao.declaring.pasted_fields import Labelled, Place, placed
from jixiao.declaring.pasted_rows import PageRow, Rows
from jixiao.declaring.paths import is_indicator_key, name_of, of_indicator, split
from jixiao.documents.clipboard import CopiedTable
from jixiao.layouts import lexicon
from jixiao.packs import Pack
from jixiao.values import parse_target, printed_number

MOST_ROWS = 200
"""Indicators that one paste may bring: no form has more, and a whole sheet that was marked by mistake is not taken."""
_TOTALS = ("合计", "总计", "小计", "总分")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A cell that was not pasted (未粘贴的格).

    Attributes:
        column: what stands above it; empty where nobody knows.
        text: what it says.
        why: ``no_column`` for a column that the form does not have, ``unknown`` for what was not understood, ``beyond`` for rows too many.
    """

    column: str
    text: str
    why: str = "unknown"


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a page would do with a pasted table (粘贴结果).

    Attributes:
        added: id of each row that comes, and of that behind which it comes; empty for the top.
        texts: what is typed, by path.
        rows: how many indicators it is about.
        keys: columns of indicators that were typed into, in the order of the table.
        fields: paths of the project itself.
        converted: amounts that were put into the unit of the form.
        left_out: everything else.
    """

    added: tuple[tuple[str, str], ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    rows: int = 0
    keys: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    converted: int = 0
    left_out: tuple[LeftOut, ...] = ()


def paste(
    table: CopiedTable, form: FormSheet, pack: Pack, *, at: str = "", rows: Sequence[PageRow] = (), new_id: Callable[[], str]
) -> Pasted:
    """What pasting a table would do.

    A header row is understood by the names that columns have anywhere; without one the columns are those of the form from the cell on
    into which one pastes, levels and signs known by their words. Labels with values become fields of the project. Cells that are blank
    change nothing.

    Args:
        table: as it was copied.
        form: into which it is pasted.
        pack: the jurisdiction.
        at: path of the cell into which one pastes; empty for none.
        rows: of indicators as the page shows them, those still to be made among them.
        new_id: gives an id for a row that nobody has.
    """
    return _Pasting(table, form, pack, at, rows, new_id).done()


class _Pasting:
    def __init__(
        self, table: CopiedTable, form: FormSheet, pack: Pack, at: str, rows: Sequence[PageRow], new_id: Callable[[], str]
    ) -> None:
        self.table, self.form, self.pack = table, form, pack
        self.at_row, self.at_key = split(at)
        self.offered = [column.key for column in form.columns if column.key not in LEVELS]
        self.rows = Rows(rows, new_id)
        self.texts: dict[str, str] = {}
        self.used: set[Place] = set()
        self.why: dict[Place, LeftOut] = {}
        self.keys: dict[str, None] = {}
        self.touched: set[str] = set()
        self.converted = 0

    def done(self) -> Pasted:
        columns = by_header(self.table)
        height = len(self.table.texts)
        if columns is not None:
            self._labels(range(columns.header))
            self.used |= {(columns.header, col) for col in range(self.table.width)}
            self._indicators(range(columns.header + 1, self._end(columns, height)), columns)
            self._labels(range(self._end(columns, height), height))
        elif not self._labels(range(height)):
            columns = by_content(self.table, self.offered, self.at_key if self.at_row else "")
            if self.at_row or columns.has_levels:
                self._indicators(range(height), columns)
            else:
                for path, (row, col) in placed(self.form, self.table, self.at_key).items():
                    self.texts[path] = self.table.texts[row][col]
                    self.used.add((row, col))
        fields = tuple(path for path in self.texts if not split(path)[0])
        return Pasted(
            tuple(self.rows.added), self.texts, len(self.touched), tuple(self.keys), fields, self.converted, tuple(self._left_out())
        )

    # fields

    def _labels(self, rows: Sequence[int]) -> bool:
        """Whether these rows hold labels with values; where they do not, nothing of them is taken."""
        reader = Labelled(self.form, self.pack, self.table)
        reader.read(rows)
        if reader.texts:
            self.texts |= reader.texts
            self.used |= reader.used
            self.converted += len(reader.converted)
        elif rows and len(rows) < len(self.table.texts):
            self.used |= reader.used  # the title above a table
        return bool(reader.texts)

    # indicators

    def _end(self, columns: Columns, height: int) -> int:
        """The row below the indicators: that of signatures and notes, which has labels where a name or value would stand."""
        for row in range(columns.header + 1, height):
            filled = [text for text in self.table.texts[row] if text]
            labels = [text for text in filled if any(label.group == "contacts" for label in lexicon.form_labels(text.partition("：")[0]))]
            if labels and filled[0] == labels[0]:
                return row
        return height

    def _indicators(self, rows: Sequence[int], columns: Columns) -> None:
        read = [(row, texts) for row in rows if (texts := self._texts_of(row, columns))]
        levels = self._levels([row for row, _ in read], columns)
        self.rows.begin(self.at_row, [texts.get("name", "") for _, texts in read], has_levels=columns.has_levels)
        for number, (row, texts) in enumerate(read):
            if len(self.touched) >= MOST_ROWS:
                self._beyond(row)
                continue
            id_, typed_levels = self.rows.take(*levels[number], texts.get("name", ""))
            self.touched.add(id_)
            for key, text in {**typed_levels, **texts}.items():
                self.texts[of_indicator(id_, key)] = text
                if key not in LEVELS or columns.has_levels:
                    self.keys[key] = None

    def _texts_of(self, row: int, columns: Columns) -> dict[str, str]:
        """What a row says, by key; nothing for one that only sums, numbers or repeats."""
        found: dict[str, str] = {}
        parts: dict[str, tuple[str, Place]] = {}
        for col in range(self.table.width):
            text, key = self.table.texts[row][col], columns.keys.get(col, "")
            if not text:
                continue
            if key in LEVELS or key == NOTHING:
                self.used.add((row, col))
            elif key in (OPERATOR, UNIT):
                parts[key] = (text, (row, col))
            elif key in self.offered and key not in found:
                found[key] = text
                self.used.add((row, col))
            else:
                why = "no_column" if key and is_indicator_key(key) else "unknown"
                self.why[row, col] = LeftOut(self._column(col, columns), text, why)
        self._join(found, parts)
        if columns.second_names:
            self._second_name(row, found, columns)
        if self._is_total(row, found):
            self.used |= {(row, col) for col in range(self.table.width)}
            return {}
        return found

    def _join(self, found: dict[str, str], parts: Mapping[str, tuple[str, Place]]) -> None:
        """A target with its sign and its unit, which have columns of their own."""
        if "target" not in found:
            return
        sign, unit = (parts[key][0] if key in parts else None for key in (OPERATOR, UNIT))
        if parts:
            found["target"] = parse_target(found["target"], operator_text=sign, unit_text=unit).text
            self.used |= {place for _, place in parts.values()}

    def _second_name(self, row: int, found: dict[str, str], columns: Columns) -> None:
        """The name in the half of the period: it is that of the year, or is told."""
        for col in columns.second_names:
            text = self.table.texts[row][col]
            if text and "name" not in found:
                found["name"] = text
            elif text and lexicon.fold(text) != lexicon.fold(found["name"]):
                self.used.discard((row, col))
                self.why[row, col] = LeftOut(self._column(col, columns), text)

    def _is_total(self, row: int, found: Mapping[str, str]) -> bool:
        filled = [text for text in self.table.texts[row] if text]
        rest = [text for key, text in found.items() if key != "name"]
        return (
            bool(filled) and lexicon.fold(filled[0]) in _TOTALS and all(printed_number(text.rstrip("分%％")) is not None for text in rest)
        )

    def _levels(self, rows: Sequence[int], columns: Columns) -> list[tuple[str, str]]:
        """Both levels of each row, from above where they are blank: merged cells are printed once."""
        one = next((col for col, key in columns.keys.items() if key == "level1"), None)
        two = next((col for col, key in columns.keys.items() if key == "level2"), None)
        first = second = ""
        found: list[tuple[str, str]] = []
        begun = rows[0] if rows else 0
        wanted = set(rows)
        for row in range(min(begun, columns.header + 1), max(rows, default=-1) + 1):
            said1 = "" if one is None else "".join(self.table.text(row, one).split())
            said2 = "" if two is None else "".join(self.table.text(row, two).split())
            if said1 and said1 != first:
                first, second = said1, ""
            second = said2 or second
            if row in wanted:
                found.append((first, second))
        return found

    def _beyond(self, row: int) -> None:
        for col, text in enumerate(self.table.texts[row]):
            if text:
                self.used.discard((row, col))
                self.why[row, col] = LeftOut("", text, "beyond")

    def _column(self, col: int, columns: Columns) -> str:
        return self.table.text(columns.header, col) if columns.header >= 0 else ""

    def _left_out(self) -> Iterator[LeftOut]:
        for row, col, text in self.table.filled():
            if (row, col) not in self.used:
                yield self.why.get((row, col)) or LeftOut("", text)


def column_name(key: str) -> str:
    """What people call a column of indicators."""
    return name_of(of_indicator("row", key))
