"""Budgets as they were published, in PDF and XLSX: read cell by cell as a person reads them.

The transcriptions stand in ``realdocs/``; the files are found through ``JIXIAO_CORPUS``, and without it only the transcriptions
themselves are checked.
"""

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest

from jixiao.documents import open_document
from jixiao.documents.grid import Paragraph
from jixiao.pipeline import read

CORPUS = os.environ.get("JIXIAO_CORPUS")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="JIXIAO_CORPUS is not set: the published documents are not here")
HERE = Path(__file__).parent / "realdocs"
GOLD = {path.name.partition(".")[0]: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))}
FULL = [name for name, gold in GOLD.items() if all(isinstance(table["rows"], list) for table in gold["tables"])]
COUNTED = [name for name in GOLD if name not in FULL]
PDFS = [name for name, gold in GOLD.items() if gold["document"]["file"].endswith(".pdf")]
TABLES = [pytest.param(name, table, id=f"{name}-{table['kind'][:3]}") for name in GOLD for table in GOLD[name]["tables"]]
YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}
CODE = ("/类", "/款", "/项")
NUMBERED = re.compile(r"[一二三四五六七八九十]+、")
CODED = ("T02_income", "T03_expenditure", "T05_general", "T06_basic_econ")
SHOWN = 20


@dataclass
class Item:
    """A row with a code, or the row of the total (code ``""``), with its money."""

    code: str
    money: dict[str, Decimal]


@dataclass
class Ledger:
    """The rows of a table with codes, and where the print itself does not add up."""

    items: list[Item]
    printed: dict[tuple[str, str], Decimal] = field(default_factory=dict)

    def faults(self):
        """Sums that are not what stands over them: (code, column, sum of the items, printed)."""
        found = []
        for item in self.items:
            below = [other for other in self.items if len(other.code) == (len(item.code) + 2 if item.code else 3)]
            children = [other for other in below if other.code.startswith(item.code)]
            for column, amount in item.money.items() if children else ():
                total = sum((child.money.get(column, Decimal(0)) for child in children), Decimal(0))
                if total != amount and self.printed.get((item.code, column)) != total:
                    found.append((item.code or "合计", column, total, amount))
        return found

    def unequal(self):
        """Rows whose first amount is not the sum of the others."""
        rows = [(item.code or "合计", list(item.money.values())) for item in self.items]
        return [(code, money) for code, money in rows if money and money[0] != sum(money[1:], Decimal(0))]


def squash(text):
    return re.sub(r"\s+", "", text or "")


def amount(text):
    return Decimal(text.replace(",", "") or 0)


def allowed(gold):
    return {(entry["code"], entry["column"]): Decimal(entry["items"]) for entry in gold.get("differences", [])}


def ledger_of_rows(gold):
    """A transcribed table as it adds up."""
    codes = [index for index, name in enumerate(gold["columns"]) if name.endswith(CODE)]
    money = list(enumerate(gold["columns"]))[codes[-1] + 2 :]
    items = [
        Item("" if row[0] == "合计" else "".join(row[index] for index in codes), {name: amount(row[index]) for index, name in money})
        for row in gold["rows"]
    ]
    return Ledger(items, allowed(gold))


def ledger_of_lines(table, gold):
    """A table that was read as it adds up, in yuan."""
    codes = [index for index, name in enumerate(table.columns) if name.endswith(CODE)]
    names = table.columns[codes[-1] + 2 :]
    items = [Item(line.code or "", {name: line.values_yuan.get(name) or Decimal(0) for name in names}) for line in table.lines]
    return Ledger(items, allowed(gold))


def has_codes(gold):
    columns = gold["columns"]
    return bool(not gold["empty"] and isinstance(columns, list) and any(name.endswith(CODE) for name in columns))


def differences(want, got, columns):
    """What differs between two lists of rows, in words."""
    a, b = [tuple(map(squash, row)) for row in want], [tuple(map(squash, row)) for row in got]
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for i, j in zip(range(i1, i2), range(j1, j2), strict=False):
            cells = [("?" if k >= len(columns) else columns[k], x, y) for k, (x, y) in enumerate(_side_by_side(a[i], b[j])) if x != y]
            found += [f"row {i + 1} ({a[i][0]}), {name}: {x!r} is printed, {y!r} was read" for name, x, y in cells]
        found += [f"row {i + 1} is missing: {a[i]}" for i in range(i1 + (j2 - j1), i2)]
        found += [f"row {j + 1} of the reading is not printed: {b[j]}" for j in range(j1 + (i2 - i1), j2)]
    return found[:SHOWN]


def _side_by_side(x, y):
    length = max(len(x), len(y))
    return zip(x + (None,) * (length - len(x)), y + (None,) * (length - len(y)), strict=True)


@pytest.fixture(scope="module")
def reading():
    """Reads a document once; later calls get the same reading."""
    known = {}

    def reader(name):
        if name not in known:
            file = GOLD[name]["document"]["file"]
            known[name] = read(Path(CORPUS) / "realdocs" / file, name=file)
        return known[name]

    return reader


def table_of(document, gold):
    """The table with that title."""
    found = [table for table in document.tables if squash(table.title) == squash(gold["title"])]
    assert len(found) == 1, f"{gold['title']} was read {len(found)} times; titles read: {[table.title for table in document.tables]}"
    return found[0]


def places(table):
    return [table.source, *(place for several in table.sources.values() for place in several)]


def test_two_documents_are_transcribed_and_three_counted():
    assert len(FULL) == 2
    assert len(COUNTED) == 3
    assert {len(gold["tables"]) for gold in GOLD.values()} == {9}


@pytest.mark.parametrize("name", FULL)
def test_transcription_adds_up(name):
    tables = {gold["kind"]: gold for gold in GOLD[name]["tables"]}

    for gold in filter(has_codes, tables.values()):
        assert {len(row) for row in gold["rows"]} == {len(gold["columns"])}
        assert ledger_of_rows(gold).faults() == []
        assert ledger_of_rows(gold).unequal() == []
    totals = {kind: ledger_of_rows(tables[kind]).items[-1].money for kind in ("T02_income", "T03_expenditure", "T05_general")}
    closing = tables["T01_total"]["rows"][-1]
    assert {next(iter(money.values())) for money in totals.values()} == {amount(closing[1])} == {amount(closing[3])}


def as_text(gold):
    """A transcription as a text with tabs: merged heads stand in the first column that they cover."""
    lines = []
    for table in gold["tables"]:
        heads = [column.split("/") for column in table["columns"]]
        lines += [table["title"], f"编制单位：{gold['document']['publisher']}\t单位：{table['unit']}"]
        for depth in range(max(map(len, heads))):
            beside = [[], *heads]
            covered = [
                depth < len(before) and before[: depth + 1] == head[: depth + 1] for before, head in zip(beside, heads, strict=False)
            ]
            lines.append("\t".join("" if hidden else "".join(head[depth : depth + 1]) for hidden, head in zip(covered, heads, strict=True)))
        lines += ["\t".join(row) for row in table["rows"] or [["合计", *[""] * (len(heads) - 1)]]]
        lines.append("")
    return "\n".join(lines)


@pytest.mark.parametrize("name", FULL)
def test_transcription_as_text_is_read_back(name, tmp_path):
    file = tmp_path / "as-text.txt"
    file.write_text(as_text(GOLD[name]), encoding="utf-8")

    document = read(file)

    assert (document.account.problems, document.publisher, len(document.tables)) == (0, GOLD[name]["document"]["publisher"], 9)
    for gold in GOLD[name]["tables"]:
        table = table_of(document, gold)
        assert (table.kind, table.unit, table.empty) == (gold["kind"], gold["unit"], gold["empty"])
        assert [squash(column) for column in table.columns] == [squash(column) for column in gold["columns"]]
        assert differences(gold["rows"], table.rows, gold["columns"]) == []


def test_sum_that_does_not_tie_is_found():
    items = [Item("201", {"合计": Decimal(3)}), Item("20106", {"合计": Decimal(2)}), Item("", {"合计": Decimal(3)})]

    assert Ledger(items).faults() == [("201", "合计", Decimal(2), Decimal(3))]
    assert Ledger(items, {("201", "合计"): Decimal(2)}).faults() == []


def test_difference_is_told_in_words():
    want, got = [["201", "一般", "5"], ["合计", "", "5"]], [["201", "一般", "6"], ["合计", "", "5"], ["x"]]

    assert differences(want, got, ["类", "名称", "金额"]) == [
        "row 1 (201), 金额: '5' is printed, '6' was read",
        "row 3 of the reading is not printed: ('x',)",
    ]


@needs_corpus
@pytest.mark.parametrize("name", list(GOLD))
def test_document_is_known_by_publisher_year_and_kind(name, reading):
    gold, document = GOLD[name]["document"], reading(name)

    assert (document.fiscal_year, document.kind, document.source.pages) == (gold["fiscal_year"], gold["kind"], gold["pages"])
    assert gold["publisher"] is None or document.publisher == gold["publisher"]


@needs_corpus
@pytest.mark.parametrize("name", list(GOLD))
def test_every_table_is_found_and_none_invented(name, reading):
    got = [(squash(table.title), table.kind, table.unit, table.empty) for table in reading(name).tables]

    assert got == [(squash(gold["title"]), gold["kind"], gold["unit"], gold["empty"]) for gold in GOLD[name]["tables"]]


@needs_corpus
@pytest.mark.parametrize(("name", "gold"), TABLES)
def test_table_is_read_as_printed(name, gold, reading):
    table = table_of(reading(name), gold)

    if name in COUNTED:
        assert (len(table.columns), len(table.rows)) == (gold["columns"], gold["rows"])
        assert [squash(cell) for cell in (table.rows[-1] if table.rows else [])] == [squash(cell) for cell in gold["last"] or []]
        return
    assert [squash(column) for column in table.columns] == [squash(column) for column in gold["columns"]]
    assert differences(gold["rows"], table.rows, gold["columns"]) == []


@needs_corpus
@pytest.mark.parametrize(("name", "gold"), TABLES)
def test_table_says_where_it_stands(name, gold, reading):
    found = places(table_of(reading(name), gold))

    if name in PDFS:
        assert sorted({place.page for place in found}) == gold["pages"]
        assert all(len(place.box) == 4 for place in found)
    else:
        assert {place.sheet.strip() for place in found} == {gold["sheet"].strip()}
        assert all(place.address for place in found)


@needs_corpus
@pytest.mark.parametrize(("name", "gold"), [param for param in TABLES if param.values[0] in PDFS and not param.values[1]["empty"]])
def test_lines_are_the_rows_in_yuan(name, gold, reading):
    table = table_of(reading(name), gold)
    codes = [index for index, column in enumerate(table.columns) if column.endswith(CODE)]
    codes_printed = ["".join(row[index] for index in codes if row[0] != "合计") or None for row in table.rows]

    if codes:
        assert [line.code for line in table.lines] == codes_printed
        assert [line.level for line in table.lines] == [(len(code) - 1) // 2 if code else 0 for code in codes_printed]
        assert [line.name for line in table.lines] == [row[codes[-1] + 1] or row[0] for row in table.rows]
    figures = [amount(cell) for row in table.rows for cell in row[len(codes) :] if re.fullmatch(r"[\d,]+(?:\.\d+)?", cell)]
    typed = [value for line in table.lines for value in line.values_yuan.values() if value is not None]
    assert sorted(typed) == sorted(figure * YUAN[gold["unit"]] for figure in figures)


@needs_corpus
@pytest.mark.parametrize("name", PDFS)
def test_printed_totals_tie(name, reading):
    golds = {gold["kind"]: gold for gold in GOLD[name]["tables"]}
    tables = {kind: table_of(reading(name), gold) for kind, gold in golds.items()}
    coded = {
        kind: ledger_of_lines(tables[kind], golds[kind]) for kind in ("T02_income", "T03_expenditure", "T05_general", "T06_basic_econ")
    }
    closing = tables["T01_total"].rows[-1]
    totals = {kind: next(item.money for item in ledger.items if not item.code) for kind, ledger in coded.items()}

    assert [(kind, fault) for kind, ledger in coded.items() for fault in ledger.faults()] == []
    assert [(kind, fault) for kind, ledger in coded.items() for fault in ledger.unequal()] == []
    assert closing[0] == "收入总计"
    assert closing[2] == "支出总计"
    sums = {amount(closing[1]), amount(closing[3]), *(next(iter(totals[kind].values())) for kind in totals if kind != "T06_basic_econ")}
    assert len(sums) == 1
    basic = next(value for column, value in totals["T05_general"].items() if column.endswith("/基本支出"))
    assert basic == next(iter(totals["T06_basic_econ"].values()))


@needs_corpus
@pytest.mark.parametrize("name", list(GOLD))
def test_projects_described_in_prose(name, reading):
    projects, golds = reading(name).projects, GOLD[name]["projects"]

    assert [(project.name, project.amounts) for project in projects] == [
        (gold["name"], {key: Decimal(value) for key, value in gold["amounts_yuan"].items()}) for gold in golds
    ]
    for project, gold in zip(projects, golds, strict=True):
        assert project.indicators == []
        assert (project.goal is not None) == gold["goal"]
        lengths = {label: len(squash(text)) for label, text in project.narratives.items()}
        if gold["goal"]:  # the text of the goal may stand in its own field alone
            lengths.setdefault("绩效目标", gold["narrative_characters"]["绩效目标"])
        assert lengths == gold["narrative_characters"]


@needs_corpus
@pytest.mark.parametrize("name", PDFS)
def test_headings_of_the_prose(name, reading):
    labels = {label for gold in GOLD[name]["projects"] for label in gold["narrative_characters"]}
    want, cover = GOLD[name]["headings"], 1
    printed = [section.heading for section in reading(name).sections if section.heading and section.source.page > cover]
    numbered = [squash(NUMBERED.sub("", heading)) for heading in printed if NUMBERED.match(heading)]

    assert len([label for label in numbered if label not in labels]) == want["numbered"]
    assert len([label for label in numbered if label in labels]) == want["project"]
    assert len(printed) - len(numbered) == want["titles"] + (want["project"] > 0)


@needs_corpus
@pytest.mark.parametrize("name", PDFS)
def test_every_visible_character_is_read_once(name):
    path = Path(CORPUS) / "realdocs" / GOLD[name]["document"]["file"]
    document = open_document(path)
    got = {page: Counter() for page in range(1, document.pages + 1)}
    for block in document.blocks:
        for cell in [block] if isinstance(block, Paragraph) else block.cells():
            got[cell.source.page].update(squash(cell.text))
    with pypdfium2.PdfDocument(path) as pdf:
        layer = {page: Counter(squash(pdf[page - 1].get_textpage().get_text_range())) for page in got}

    clipped = GOLD[name]["document"]["clipped"]
    assert [page for page in got if got[page] != layer[page]] == clipped
    assert sorted({note.source.page for note in document.notes}) == clipped
    if clipped:  # each of the two pages holds the text of both, and shows its part
        assert sum((got[page] for page in clipped), Counter()) == layer[clipped[0]]


@needs_corpus
@pytest.mark.parametrize("name", list(GOLD))
def test_every_cell_is_accounted_for(name, reading):
    document = reading(name)
    account = document.account

    assert [problem.describe("en") for problem in document.problems] == []
    assert account.problems == 0
    assert account.cells == account.typed + account.prose + account.ignored > 0


@needs_corpus
@pytest.mark.parametrize("name", PDFS)
def test_place_of_a_cell_holds_what_was_read_there(name, reading):
    wrong, count = [], 0
    with pypdfium2.PdfDocument(Path(CORPUS) / "realdocs" / GOLD[name]["document"]["file"]) as pdf:
        texts = [(page.get_height(), page.get_textpage()) for page in pdf]
        for table in reading(name).tables:
            printed = [cell for row in table.rows for cell in row if cell] or ["合计"]
            for cell, place in zip(printed, table.sources["cells"], strict=True):
                height, page = texts[place.page - 1]
                left, top, right, bottom = place.box
                there = squash(page.get_text_bounded(left, height - bottom, right, height - top))
                count += 1
                wrong += [] if there == squash(cell) else [f"page {place.page}, {place.box}: {cell!r} was read, {there!r} stands there"]

    assert count > 500
    assert wrong[:SHOWN] == []
