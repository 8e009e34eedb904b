"""Which names are names of one agency."""

import pytest

from jixiao.matching import same_agency


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云川市公安局交通警察支队", "云川市公安局交警支队"),
        ("云川市公安局交通警察支队", "市公安局交警支队"),
        ("云川市公安局交通警察支队", "云川市交警支队"),
        ("云川市2024年度财政局", "云川市财政局2025年部门预算"),
        ("青岭省云川市平岭县教育局", "平岭县教育局"),
        ("云川市发改委", "云川市发展和改革委员会"),
        ("平岭区市场监管局", "云川市平岭区市场监督管理局"),
        ("云川市财政局（本级）", "云川市财政局"),
        ("财政局", "云川市财政局"),
    ],
)
def test_names_of_one_agency(left, right):
    assert same_agency(left, right) > 0.7
    assert same_agency(left, right) == same_agency(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云川市财政局", "青岭市财政局"),
        ("云川市财政局", "云川市审计局"),
        ("云川市平岭区财政局", "云川市财政局"),
        ("县财政局", "云川市财政局"),
        ("云川市公安局", "云川市公安局交通警察支队"),
        ("云川市公安交通管理局保障处", "云川市公安交通管理局"),
        ("云川市第一中学", "云川市第二中学"),
        (None, "云川市财政局"),
        ("", ""),
    ],
)
def test_names_of_two_agencies(left, right):
    assert same_agency(left, right) == 0
