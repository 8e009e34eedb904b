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
