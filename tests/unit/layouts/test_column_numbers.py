"""Rows that only number the columns, and rows that begin like them."""

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.layouts.columns import is_column_numbers
from jixiao.layouts.recognise import recognise


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "2", "3"],
        ["栏次", "1", "2", "3"],
        ["甲", "乙", "1", "2"],
        ["1", "2=3+4", "3", "4"],
        ["（1）", "（2）=（3）+（4）", "（3）", "（4）"],
        ["第1栏", "第2栏"],
        ["类", "款", "项", "1", "2 = 3 - 4"],
    ],
)
def test_row_numbers_the_columns(texts):
    assert is_column_numbers(texts)


@pytest.mark.parametrize("texts", [["2号泵站检修次数", "3月底前完成"], ["1标段", "2座"], ["1.5", "2.5"], ["1", "3"], ["2"]])
def test_row_that_begins_with_figures_does_not(texts):
    assert not is_column_numbers(texts)


def test_indicator_whose_name_and_value_begin_with_following_figures_is_read():
    text = """项目名称\t泵站检修
年度资金总额\t12万元
一级指标\t二级指标\t三级指标\t指标值
产出指标\t时效指标\t2号泵站检修\t3月底前完成
\t\t3号泵站检修\t4月底前完成
"""

    (project,) = recognise(read_bytes(text.encode(), name="form.txt")).projects

    assert [item.name for item in project.indicators] == ["2号泵站检修", "3号泵站检修"]
