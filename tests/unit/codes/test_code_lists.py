"""Code lists are looked up by list, code and year, by name, and upwards and downwards."""

import subprocess
import sys

import pytest

from jixiao.codes import (
    Code,
    CodeList,
    ListId,
    Status,
    code_list,
    correspondences,
    expenditure_forms,
    expenditure_headings,
    fold_name,
    headings,
    origin_of,
)


def test_code_has_its_name_level_and_sources():
    row = code_list(ListId.FUNCTION).find("20402")

    assert row is not None
    assert (row.code, row.name, row.level, row.parent, row.status) == ("20402", "公安", 2, "204", Status.VERIFIED)
    assert row.sources >= 2
    assert "published disclosure, 2024" in row.seen_in
    assert 2023 in row.years_seen


def test_code_that_is_recalled_only_is_not_there():
    assert code_list(ListId.FUNCTION).find("2010104") is None  # 人大会议, printed by no source
    assert not code_list(ListId.FUNCTION).origin.is_complete
    assert code_list(ListId.PROCUREMENT).origin.is_complete


def test_parents_go_to_the_top_nearest_first():
    assert [row.code for row in code_list(ListId.FUNCTION).parents("2080505")] == ["20805", "208"]
    assert [row.code for row in code_list(ListId.PROCUREMENT).parents("A02010104")] == ["A02010100", "A02010000", "A02000000", "A"]
    assert code_list(ListId.FUNCTION).parents("999") == ()


def test_children_are_those_right_below():
    departments = code_list(ListId.ECONOMIC_DEPARTMENT)

    assert [row.code for row in departments.children(None)] == ["301", "302", "303", "310"]
    assert {row.parent for row in departments.children("301")} == {"301"}
    assert [row.code for row in code_list(ListId.PROCUREMENT).children(None)] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [("C99000000", "其他服务"), ("A0202", "办公设备"), ("a02029900", "其他办公设备"), (" A02029900 ", "其他办公设备"), ("A", "货物")],
)
def test_procurement_code_may_lack_the_zeros_at_its_end(printed, name):
    row = code_list(ListId.PROCUREMENT).find(printed, 2024)

    assert row is not None
    assert row.name == name


def test_zeros_are_added_nowhere_else():
    assert code_list(ListId.FUNCTION).find("2040") is None


def test_year_decides_which_code_is_in_force():
    divisions = code_list(ListId.DIVISIONS)

    assert divisions.find("540422", 2022) is not None  # a county that became a city in 2023
    assert divisions.find("540422", 2023) is None
    assert divisions.find("540422") is not None
    assert code_list(ListId.PROCUREMENT).find("A02010104", 2021) is None
    assert code_list(ListId.PROCUREMENT).find("A02010104", 2022) is not None


def test_name_of_a_code_may_change_with_the_year():
    rows = [Code("215", "旧名", 1, valid_to=2021), Code("215", "新名", 1, valid_from=2021)]
    codes = CodeList(origin_of("function"), rows)

    assert [codes.find("215", year).name for year in (2020, 2021, None)] == ["旧名", "新名", "新名"]
    assert codes.named("旧名", 2022) == ()
    assert len(codes) == 2


def test_name_is_found_whatever_its_brackets_and_blanks():
    found = code_list(ListId.ECONOMIC_DEPARTMENT).named("维修(护) 费")

    assert [row.code for row in found] == ["30213"]
    assert len(code_list(ListId.FUNCTION).named("行政运行")) > 3


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("维修（护）费", "维修(护)费", True),
        ("住房 公积\n金", "住房公积金", True),
        ("行政运行（项）", "行政运行", True),
        ("⽀出", "支出", True),  # radicals that some PDF files hold in place of letters
        ("其它支出", "其他支出", False),
    ],
)
def test_names_are_compared_after_folding(one, other, are_same):
    assert (fold_name(one) == fold_name(other)) == are_same


def test_forms_number_their_headings_differently():
    forms = expenditure_forms()

    assert forms["budget-31"]["三十一"].heading == "往来性支出"
    assert "三十一" not in forms["budget-30"]
    assert forms["budget-31"]["九"].heading != forms["final-24"]["九"].heading
    assert expenditure_headings()["公共安全支出"].class_code == "204"
    assert {heading.side for heading in headings()} == {"income", "expenditure"}


def test_class_code_that_no_source_prints_is_left_out():
    assert expenditure_headings()["外交支出"].class_code is None


def test_economic_codes_that_go_together():
    pairs = {pair.department_code: pair for pair in correspondences()}

    assert (pairs["30101"].government_code, pairs["30101"].government_name) == ("50101", "工资奖金津补贴")
    assert pairs["30302"].government_code is None  # its source prints the names only
    assert pairs["30302"].government_name == "离退休费"


def test_no_list_is_read_before_it_is_asked_for():
    command = (
        "import jixiao.codes as c; assert c.lists.code_list.cache_info().currsize == 0 and c.forms.headings.cache_info().currsize == 0"
    )

    subprocess.run([sys.executable, "-c", command], check=True)


def test_list_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        origin_of("income")
