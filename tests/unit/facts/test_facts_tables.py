"""Tables as facts: which row and column print which figure, how precisely, and what sums what."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.facts import facts_of
from jixiao.facts.table_columns import column_role, column_side, line_role, three_public_item
from jixiao.pipeline import read

AUDIT = Path(__file__).parents[2] / "audit"


@pytest.fixture(scope="module")
def accounts():
    return facts_of([read(AUDIT / "accounts.html", isolated=False)]).tables


@pytest.fixture(scope="module")
def budget():
    return facts_of([read(AUDIT / "budget.html", isolated=False)]).tables


def amount(tables, metric, kind, measure="budget"):
    found = [
        row["amount_yuan"] for row in tables["key_figures"] if row["metric"] == metric and row["kind"] == kind and row["measure"] == measure
    ]
    return found[0] if found else None


def test_totals_of_final_accounts_are_told_with_and_without_carry_over(accounts):
    assert amount(accounts, "total_income", "FA01_total", "final") == Decimal("52186100")
    assert amount(accounts, "current_income", "FA01_total", "final") == Decimal("50040600")
    assert amount(accounts, "carryover_out", "FA01_total", "final") == Decimal("2513500")
    assert amount(accounts, "current_expenditure", "FA03_expenditure", "final") == Decimal("49672600")


def test_personnel_and_operating_are_summed_where_the_table_has_no_columns_for_them(accounts):
    assert amount(accounts, "personnel", "FA06_basic_econ", "final") == Decimal("13494300")
    assert amount(accounts, "operating", "FA06_basic_econ", "final") == Decimal("2936600")


def test_three_public_accounts_print_budget_and_outcome(accounts):
    assert amount(accounts, "three_public_total", "FA07_three_public", "budget") == Decimal(480000)
    assert amount(accounts, "three_public_total", "FA07_three_public", "final") == Decimal(427000)
    assert amount(accounts, "three_public_reception", "FA07_three_public", "final") == Decimal(42000)


def test_empty_tables_stand_for_zero(accounts):
    blank = {row["metric"]: row["is_blank"] for row in accounts["key_figures"] if row["kind"] in ("FA08_fund", "FA09_state_capital")}

    assert blank == {"fund": True, "state_capital": True}


def test_yuan_and_ten_thousand_yuan_of_one_document_have_their_own_steps(budget):
    steps = {row["kind"]: row["amount_step"] for row in budget["key_figures"] if row["metric"] in ("operating", "agency_operating")}

    assert steps == {"T06_basic_econ": Decimal("0.01"), "T18_three_public_operating": Decimal(100)}


def test_codes_that_stand_in_three_columns_roll_up(budget):
    lines = {row["code"]: row for row in budget["budget_lines"] if row["kind"] == "T03_expenditure" and row["code"]}

    assert (lines["2070108"]["parent_code"], lines["20701"]["parent_code"], lines["207"]["parent_code"]) == ("20701", "207", None)
    assert [lines[code]["code_length"] for code in ("207", "20701", "2070108")] == [3, 5, 7]


def test_empty_table_and_its_note_are_told(budget):
    notes = {row["kind"]: (row["is_empty"], row["note_says_empty"], row["note_subject"]) for row in budget["budget_tables"] if row["note"]}

    assert notes == {"T08_fund": (True, True, ";fund;"), "T09_state_capital": (True, True, ";state_capital;")}


def test_every_amount_has_a_place_and_a_role(budget):
    amounts = [row for row in budget["budget_amounts"] if row["kind"] != "T18_three_public_operating"]

    assert [row for row in amounts if not row["source"] or row["column_role"] is None] == []


@pytest.mark.parametrize(
    ("name", "kind", "role"),
    [
        ("2025年预算数/合计", "T03_expenditure", "total"),
        ("支出/金额/小计", "T04_fiscal_total", "total"),
        ("财政拨款收入", "T02_income", "fiscal"),
        ("附属单位上缴收入", "FA02_income", "affiliated"),
        ("对附属单位补助支出", "FA03_expenditure", "subsidy"),
        ("上年结转", "T02_income", "carryover"),
        ("年末结转和结余", "FA08_fund", "carryover_out"),
        ("一般公共预算基本支出/公用经费", "T06_basic_econ", "operating"),
        ("国有资本经营预算财政拨款", "FA04_fiscal_total", "state_capital"),
    ],
)
def test_columns_are_known_by_their_words(name, kind, role):
    assert column_role(name, kind) == role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("合 计", "total"),
        ("收入总计", "total"),
        ("本年支出合计", "current_total"),
        ("年初财政拨款结转和结余", "carryover"),
        ("年末结转和结余", "carryover_out"),
        ("使用非财政拨款结余", "surplus_used"),
        ("结余分配", "surplus_distributed"),
        ("人员经费合计", "subtotal"),
        ("一、一般公共服务支出", "item"),
    ],
)
def test_rows_are_known_by_their_words(name, role):
    assert line_role(name, None) == role


def test_sides_and_items_are_known_by_their_words():
    assert [column_side(name) for name in ("本年收入/预算数", "财政拨款支出/合计", "预算数")] == ["income", "expenditure", None]
    assert [three_public_item(name) for name in ("因公出国（境）费", "公务用车购置费", "三、公务接待费", "其中：教学科研人员因公出国")] == [
        "three_public_abroad",
        "three_public_vehicle_purchase",
        "three_public_reception",
        None,
    ]


def test_blank_column_of_income_does_not_cut_a_row_in_two(tmp_path):
    page = (
        "<p>2025年部门收入总表</p><p>单位：万元</p><table><tr><th>科目编码</th><th>科目名称</th><th>合计</th><th>财政拨款收入</th>"
        "<th>附属单位上缴收入</th><th>上年结转</th></tr><tr><td></td><td>合计</td><td>120.00</td><td>100.00</td><td></td><td>20.00</td></tr>"
        "<tr><td>213</td><td>农林水支出</td><td>120.00</td><td>100.00</td><td></td><td>20.00</td></tr></table>"
    )
    file = tmp_path / "a.html"
    file.write_text(page, encoding="utf-8")
    tables = facts_of([read(file, isolated=False)]).tables

    assert amount(tables, "carryover", "T02_income") == Decimal(200000)
