"""Declared units, amounts, printed numbers, shares."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.values import MoneyUnit, money_unit, parse_amount, parse_share, printed_number


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", MoneyUnit.WAN),
        ("单位:元", MoneyUnit.YUAN),
        ("单位： 亿元", MoneyUnit.YI),
        ("（元）", MoneyUnit.YUAN),
        ("金额单位:人民币万元", MoneyUnit.WAN),
        ("项目资金 (万元)", MoneyUnit.WAN),
        ("价值（金额单位：万元）", MoneyUnit.WAN),
        ("单位：千元", MoneyUnit.QIAN),
        ("单位：百万元", MoneyUnit.BAIWAN),
        ("单位：万元，%", MoneyUnit.WAN),
        ("单位名称：万元镇人民政府", None),
        ("单位：台", None),
        ("单位：元/人", None),
        ("总投资不超过120万元", None),
        ("项目名称", None),
        ("", None),
    ],
)
def test_declared_unit(text, unit):
    assert money_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("450,000", "450000"),
        ("1,940.00", "1940"),
        ("４５０．５", "450.5"),
        ("３，０００", "3000"),
        ("-12.3", "-12.3"),
        ("(12.3)", "-12.3"),
        ("（12.3）", "-12.3"),
        ("△12.3", "-12.3"),
        ("-0.00", "0"),
        ("1 234.50", "1234.5"),
        ("0", "0"),
        ("50 万元", "500000"),
        ("3997.255748万元", "39972557.48"),
        ("1.2亿元", "120000000"),
        ("￥1,200.00元", "1200"),
        ("1,2OO.5", None),
        ("1,23", None),
        ("12 34", None),
        ("12%", None),
        ("≤12", None),
        ("约12", None),
        ("一批", None),
        ("1.2.3", None),
        ("-", None),
        ("", None),
        ("9" * 100, None),
    ],
)
def test_amount_in_a_table_of_yuan(text, yuan):
    amount = parse_amount(text, MoneyUnit.YUAN)
    assert (amount and amount.yuan) == (Decimal(yuan) if yuan else None)


def test_own_unit_of_a_cell_goes_before_that_of_the_table():
    amount = parse_amount("50 万元", MoneyUnit.YUAN)
    assert amount is not None
    assert (amount.yuan, amount.unit, amount.text) == (Decimal(500000), MoneyUnit.WAN, "50 万元")


def test_amount_without_any_unit_is_not_guessed():
    assert parse_amount("1234", None) is None
    assert parse_amount("1234元", None) is not None


@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from(MoneyUnit))
def test_fen_are_exact_in_every_unit(fen, unit):
    """Decimals are exact to the fen whatever the unit of print (T14)."""
    printed = f"{Decimal(fen) / 100 / unit.factor:,f}"
    amount = parse_amount(printed, unit)
    assert amount is not None, printed
    assert amount.yuan == Decimal(fen) / 100


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_width_of_characters_does_not_matter(number):
    half = f"{number:,.2f}"
    full = half.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．"))
    assert printed_number(full) == printed_number(half) == number


@pytest.mark.parametrize(
    ("text", "share"), [("30%", "30"), ("30 ％", "30"), ("90", "90"), ("33.5%", "33.5"), ("约三成", None), ("", None), ("%", None)]
)
def test_share(text, share):
    assert parse_share(text) == (Decimal(share) if share else None)
