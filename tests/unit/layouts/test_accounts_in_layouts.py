"""Final accounts of two agencies that print them in different ways, as every kind of file: 万元 and 元, items in columns and in rows."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from jixiao.documents import open_document
from jixiao.documents.grid import Grid
from jixiao.documents.printout import Page, Printout
from jixiao.documents.writers import FORMATS, write
from jixiao.facts import facts_of
from jixiao.layouts.heads import split_heads
from jixiao.layouts.kinds import kind_of
from jixiao.layouts.recognise import recognise
from jixiao.rules import Severity, audit, load_catalogue

FOLDER = Path(__file__).with_name("accounts")
KINDS = [
    "FA01_total",
    "FA02_income",
    "FA03_expenditure",
    "FA04_fiscal_total",
    "FA05_general",
    "FA06_basic_econ",
    "FA07_three_public",
    "FA08_fund",
    "FA09_state_capital",
]
# by hand, from the page: what each report prints, in yuan
FIGURES = {
    "national": {
        "publisher": "临湖县档案馆",
        "unit": "万元",
        "codes": 17,
        "total": "8856000",
        "basic": "6224000",
        "operating": "600000",
        "reception": ("20000", "13000"),
        "empty": ["FA09_state_capital"],
    },
    "local": {
        "publisher": "青崖区实验幼儿园",
        "unit": "元",
        "codes": 12,
        "total": "3591789",
        "basic": "3180789",
        "operating": "480000",
        "reception": ("5000", "4600"),
        "empty": ["FA08_fund", "FA09_state_capital"],
    },
}
CASES = [(name, kind) for name in FIGURES for kind in FORMATS]


@cache
def document(name, kind, folder):
    """A report written as some kind of file, each table on a page or sheet of its own, and read back."""
    pages = [[]]
    for block in open_document(FOLDER / f"{name}.html").blocks:
        pages[-1].append(block)
        if isinstance(block, Grid):
            pages.append([])
    printout = Printout(name, [Page(str(at), blocks, is_landscape=True) for at, blocks in enumerate(pages) if blocks])
    path = folder / f"{name}.{kind}"
    path.write_bytes(write(printout, kind))
    return recognise(open_document(path))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("accounts")


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_nine_tables_with_unit_and_agency(name, kind, folder):
    found, expected = document(name, kind, folder), FIGURES[name]

    assert [table.kind for table in found.tables] == KINDS
    assert {table.unit for table in found.tables} == {expected["unit"]}
    assert (found.kind.value, found.publisher, found.fiscal_year) == ("final_accounts", expected["publisher"], 2024)
    assert (found.problems, found.account.problems) == ([], 0)
    assert [table.kind for table in found.tables if table.empty and table.note] == expected["empty"]


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_typed_lines_and_key_figures(name, kind, folder):
    found, expected = document(name, kind, folder), FIGURES[name]
    figures = {(row["metric"], row["measure"], row["kind"]): row["amount_yuan"] for row in facts_of([found]).tables["key_figures"]}

    assert len([line for line in found.tables[2].lines if line.code]) == expected["codes"]
    assert {figures[f"total_{side}", "final", "FA01_total"] for side in ("income", "expenditure")} == {Decimal(expected["total"])}
    assert figures["basic", "final", "FA03_expenditure"] == Decimal(expected["basic"])
    assert figures["operating", "final", "FA06_basic_econ"] == Decimal(expected["operating"])
    reception = [figures["three_public_reception", measure, "FA07_three_public"] for measure in ("budget", "final")]
    assert reception == [Decimal(one) for one in expected["reception"]]


def test_total_that_is_merged_over_two_groups_is_a_line(folder):
    totals = [line for line in document("national", "html", folder).tables[5].lines if line.level == 0]

    assert [(line.name, [int(value) for value in line.values_yuan.values()]) for line in totals] == [
        ("人员经费合计", [5624000]),
        ("公用经费合计", [600000]),
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("部门：临湖县档案馆金额单位：万元", ["部门：临湖县档案馆", "金额单位：万元"]),
        ("编制单位：青崖区实验幼儿园2024年度单位：元", ["编制单位：青崖区实验幼儿园", "2024年度", "单位：元"]),
        ("金额单位：万元", ["金额单位：万元"]),
        ("采购合同总价单位：万元", ["采购合同总价单位：万元"]),
    ],
)
def test_agency_year_and_unit_without_a_gap_are_three_heads(line, parts):
    assert split_heads(line) == parts


def test_three_public_with_operating_expenses_and_counts():
    found = recognise(open_document(FOLDER / "spread.html"))
    table = next(table for table in found.tables if table.kind == "T18_three_public_operating")
    figures = {(row["metric"], row["measure"]): row["amount_yuan"] for row in facts_of([found]).tables["key_figures"]}

    assert not any("保有量" in (line.name or "") for line in table.lines)  # 3 vehicles are no 30,000 yuan
    assert [figures["three_public_total", measure] for measure in ("budget", "final")] == [Decimal(120000), Decimal(98000)]
    assert figures["three_public_reception", "final"] == Decimal(10000)


def test_codes_that_are_merged_over_their_three_columns():
    found = recognise(open_document(FOLDER / "spread.html"))

    assert [(line.code, line.level) for line in found.tables[2].lines] == [(None, 0), ("204", 1), ("20406", 2), ("2040601", 3)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("部门决算收支总表", "FA01_total"),
        ("收入决算表", "FA02_income"),
        ("支出决算表", "FA03_expenditure"),
        ("财政拨款收支决算总表", "FA04_fiscal_total"),
        ("政府采购支出决算表", "T14_procurement"),
        ("2024年度部门决算公开项目绩效自评表", "T16_targets"),
        ("一般公共预算财政拨款收入支出决算表", "other"),
        ("项目收入支出决算表", "other"),
        ("财政专户管理资金收入支出决算表", "other"),
        ("支出决算明细表", "other"),
    ],
)
def test_titles_of_final_accounts(title, kind):
    assert kind_of(title) == kind


def test_whole_accounts_that_are_right_are_found_without_a_fault(folder):
    result = audit(facts_of([document("national", "pdf", folder)]), load_catalogue())

    assert [(item.rule.id, item.message("en")) for item in result.findings if item.severity is not Severity.INFO] == []
