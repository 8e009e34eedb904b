"""Figures of the narrative of final accounts: what they are of, budget and outcome, changes, shares, how much was spent."""

from decimal import Decimal

import pytest

from jixiao.layouts.claims import find_claims


def told(text):
    return [(claim.metric, claim.year, claim.value, claim.unit, claim.direction) for claim in find_claims(text, year=2024)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2024年度“三公”经费支出预算为9.50万元，支出决算为7.50万元，完成预算的78.95%。",
            [
                ("three_public_total", 2024, Decimal("9.50"), "万元", None),
                ("three_public_total", 2024, Decimal("7.50"), "万元", None),
                ("completion_rate", 2024, Decimal("78.95"), "%", None),
            ],
        ),
        (
            "与2023年度相比，收、支总计各增加35.60万元，增长4.19%。",
            [
                ("total_income", 2024, Decimal("35.60"), "万元", "increase"),
                ("increase_rate", 2024, Decimal("4.19"), "%", "increase"),
            ],
        ),
        (
            "因公出国（境）费支出决算为0万元，与上年持平。",
            [("three_public_abroad", 2024, Decimal(0), "万元", "same")],
        ),
        (
            "机关运行经费支出60.00万元，比2023年度减少2.00万元，下降3.23%。",
            [
                ("agency_operating", 2024, Decimal("60.00"), "万元", None),
                ("agency_operating", 2024, Decimal("2.00"), "万元", "decrease"),
                ("increase_rate", 2024, Decimal("3.23"), "%", "decrease"),
            ],
        ),
        (
            "其中：财政拨款收入862.40万元，占99.63%；事业收入3.00万元；其他收入0.20万元。",
            [
                ("fiscal_income", 2024, Decimal("862.40"), "万元", None),
                ("share", 2024, Decimal("99.63"), "%", None),
                ("business_income", 2024, Decimal("3.00"), "万元", None),
                ("other_income", 2024, Decimal("0.20"), "万元", None),
            ],
        ),
        (
            "项目支出年初预算为80万元，支出决算为76万元，预算执行率95%。",
            [
                ("project", 2024, Decimal(80), "万元", None),
                ("project", 2024, Decimal(76), "万元", None),
                ("completion_rate", 2024, Decimal(95), "%", None),
            ],
        ),
        ("本年支出合计862.40万元。", [("total_expenditure", 2024, Decimal("862.40"), "万元", None)]),
    ],
)
def test_figures_of_a_sentence(sentence, expected):
    assert told(sentence) == expected


def metrics(text):
    return [claim.metric for claim in find_claims(text, year=2024) if claim.unit == "万元"]


def test_one_source_or_purpose_is_no_total():
    assert metrics("本年收入合计90.00万元，其中：事业收入8.00万元；经营收入2.00万元；附属单位上缴收入1.00万元。") == [
        "total_income",
        "business_income",
        None,
        None,
    ]
    assert metrics("本年支出合计80.00万元，其中：基本支出70.00万元；上缴上级支出6.00万元；经营支出4.00万元。") == [
        "total_expenditure",
        "basic",
        None,
        None,
    ]
    assert metrics("望湖县水文站2024年支出预算80.00万元，比上年支出增加2.00万元。") == ["total_expenditure", "total_expenditure"]


def test_an_item_of_the_classification_is_no_total():
    assert metrics("主要用于：教育支出（类）30.00万元；农林水支出（类）50.00万元。") == [None, None]
    assert metrics("1.教育支出（类）普通教育（款）小学教育（项）：支出决算为30.00万元，完成预算100%。") == [None]
    assert metrics("1.教育支出（类）普通教育（款）小学教育（项）。年初预算为31.00万元，支出决算为30.00万元。") == [None, None]


def test_three_public_expenses_of_fiscal_money():
    assert metrics("“三公”经费财政拨款支出预算为6.00万元，支出决算为4.80万元。") == ["three_public_total", "three_public_total"]
    assert metrics("公务用车运行维护支出4.00万元；公务接待支出0.80万元，其中国内公务接待支出0.80万元。") == [
        "three_public_vehicle_running",
        "three_public_reception",
        None,
    ]


def test_both_sides_of_fiscal_money_and_contracts_of_small_firms():
    assert metrics("2024年度财政拨款收入总计50.00万元，支出总计50.00万元。") == ["fiscal_income", "total_expenditure"]
    assert metrics("政府采购支出总额9.00万元，占政府采购支出总额的100%，其中：授予小微企业合同金额6.00万元。") == [
        "procurement_total",
        None,
    ]
