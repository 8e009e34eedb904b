"""What the words before an amount name."""

import pytest

from jixiao.facts.metrics import named_by


@pytest.mark.parametrize("subject", ["2023年度财政拨款收入、支出总计均为", "财政拨款收入和支出总计", "财政拨款收支总预算"])
def test_fiscal_income_and_expenditure_in_one_are_the_fiscal_total_of_no_side(subject):
    named = named_by(subject, "fiscal")

    assert (named.metric, named.side, named.fund) == ("fiscal_income", None, "fiscal")


def test_income_and_expenditure_in_one_are_the_total_of_no_side():
    named = named_by("2023年度收入、支出总计均为", "overview")

    assert (named.metric, named.side) == ("total_income", None)
