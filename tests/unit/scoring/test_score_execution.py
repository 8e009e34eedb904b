"""Execution: base, cap, total row, no money, printed rates, rounding, pass mark."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.model import FundingLine
from jixiao.provenance import SourceRef
from jixiao.scoring import Standing, load_scheme, score_execution, with_settings

NATIONAL = load_scheme("NATIONAL_2020")


def line(key="annual", adjusted=None, executed=None, **more):
    def amount(text):
        return None if text is None else Decimal(text) * 10_000

    initial = amount(more.pop("initial", None))
    rate = more.pop("rate", None)
    given = {name: Decimal(value) for name, value in more.items()}
    return FundingLine(
        key=key,
        initial_budget=initial,
        adjusted_budget=amount(adjusted),
        executed_amount=amount(executed),
        rate_pct=None if rate is None else Decimal(rate),
        source=SourceRef("form"),
        **given,
    )


def execution(scheme=NATIONAL, **settings):
    return with_settings(scheme, execution=replace(scheme.settings.execution, **settings))


@pytest.mark.parametrize(
    ("adjusted", "executed", "rate", "points", "rules"),
    [
        ("1300", "1189.50", "91.50", "9.15", []),  # X12
        ("3419.00", "3419.50", "100.01", "10.00", ["EVA-012"]),  # X13
        ("3.36", "3.36", "100.00", "10.00", []),
        ("100", "0", "0.00", "0.00", []),
        ("90", "60", "66.67", "6.67", []),
        ("800", "799.6", "99.95", "10.00", []),  # 9.995, half up
    ],
)
def test_execution_is_scored_by_the_full_year_budget(adjusted, executed, rate, points, rules):
    found = score_execution([line(adjusted=adjusted, executed=executed, initial="1")], NATIONAL)

    assert (found.rate_pct, found.score.points) == (Decimal(rate), Decimal(points))
    assert [notice.rule for notice in found.score.notices] == rules
    assert found.score.derivation.result == points


def test_derivation_names_both_amounts():
    found = score_execution([line(adjusted="360", executed="348.4")], NATIONAL)

    assert found.score.derivation.lines("zh") == [
        "1. 分值 w = 10 分",
        "2. 预算执行率：全年执行数 E 除以全年预算数 P：E ÷ P = 348.4万元 ÷ 360万元 ≈ 96.78%",
        "3. 预算执行率得分，最高为满分：w × min(E ÷ P, 1) = 10 × min(348.4万元 ÷ 360万元, 1) ≈ 9.677778"
        "〔依据：各地公开的项目支出绩效自评表及其填表说明，据转引〕",
        "4. 得分，四舍五入到 0.01：9.68",
    ]


def test_derivation_above_the_budget_is_capped_before_it_is_rounded():
    found = score_execution([line(adjusted="100", executed="120")], NATIONAL)

    assert found.score.derivation.steps[-2].result == "10"


def test_project_added_during_the_year_is_scored():
    """Nothing at the start, 3.36 in the end: the initial budget is not the base."""
    assert score_execution([line(initial="0", adjusted="3.36", executed="3.36")], NATIONAL).score.points == 10


def test_only_the_total_row_is_scored():
    lines = [line(adjusted="100", executed="80"), line("fiscal", "60", "60"), line("other", "40", "20")]

    assert score_execution(lines, NATIONAL).score.points == 8


def test_blank_total_row_is_computed_from_the_parts_and_noticed():
    lines = [line(adjusted="0", executed="0"), line("fiscal", "60", "60"), line("other", "40", "20"), line("central", "60", "60")]

    found = score_execution(lines, NATIONAL)

    assert found.score.points == 8
    assert [notice.rule for notice in found.score.notices] == ["EVA-010"]


def test_without_a_total_row_the_parts_are_added():
    found = score_execution([line("fiscal", "60", "60"), line("other", "40", "20")], NATIONAL)

    assert found.score.points == 8
    assert found.score.notices == ()


def test_no_money_at_all_is_not_applicable_or_full():
    lines = [line(adjusted="0", executed="0")]

    assert score_execution(lines, NATIONAL).score.standing is Standing.NOT_APPLICABLE
    assert score_execution(lines, NATIONAL).score.points is None
    assert score_execution(lines, execution(no_money="full")).score.points == 10


@pytest.mark.parametrize(
    ("lines", "key", "rule"),
    [
        ([line(adjusted="0", executed="5")], "not_scorable.spent_without_budget", "EVA-012"),
        ([line(adjusted=None, executed="5", initial="5")], "not_scorable.no_budget", ""),
        ([line(adjusted="5", executed=None)], "not_scorable.no_executed", ""),
        ([line(adjusted="-5", executed="5")], "not_scorable.negative_money", ""),
        ([], "not_scorable.no_budget", ""),
    ],
)
def test_execution_that_cannot_be_scored_says_why(lines, key, rule):
    found = score_execution(lines, NATIONAL)

    assert found.score.points is None
    assert (found.score.reason.key, found.score.reason.rule) == (key, rule)
    assert found.score.reason.remedy("zh")


def test_without_a_weight_there_is_a_rate_and_no_score():
    found = score_execution([line(adjusted="861.46", executed="334.67")], load_scheme("CUSTOM"))

    assert found.rate_pct == Decimal("38.85")
    assert found.score.reason.key == "not_scorable.no_execution_weight"


def test_printed_rate_stands_in_for_amounts():
    assert score_execution([line(rate="76", weight="10")], NATIONAL).score.points == Decimal("7.60")


def test_printed_rate_that_differs_is_noticed():
    found = score_execution([line(adjusted="310.2", executed="154.74", rate="50")], NATIONAL)

    assert [notice.rule for notice in found.score.notices] == ["EVA-006"]
    assert found.score.points == Decimal("4.99")


@pytest.mark.parametrize(("places", "points"), [(None, "4.99"), (0, "5.00"), (1, "4.99"), (2, "4.99")])
def test_rate_may_be_rounded_first(places, points):
    found = score_execution([line(adjusted="310.2", executed="154.74")], execution(round_rate_first=places))

    assert found.score.points == Decimal(points)


@pytest.mark.parametrize(("executed", "points"), [("59.99", "0.00"), ("60", "6.00")])
def test_pass_mark(executed, points):
    scheme = load_scheme("NATIONAL_2020", variants=("pass_mark",))

    assert score_execution([line(adjusted="100", executed=executed)], scheme).score.points == Decimal(points)


def test_pass_mark_is_laid_over_a_scheme_that_has_settings_of_its_own():
    scheme = load_scheme("SICHUAN", variants=("pass_mark",))

    assert score_execution([line(adjusted="100", executed="59")], scheme).score.points == 0


def test_weight_of_the_form_goes_before_that_of_the_scheme():
    assert score_execution([line(adjusted="100", executed="50", weight="20")], NATIONAL).score.points == 10
    assert score_execution([line(adjusted="100", executed="50", weight="20")], NATIONAL, weight=Decimal(40)).score.points == 20


def test_form_that_divides_by_its_initial_budget_is_held_against_it():
    """It has no other budget, and the rate that it prints is that of this one; a printed rate of something else says nothing."""
    found = score_execution([line(executed="154.74", initial="310.2", rate="50")], NATIONAL)

    assert (found.rate_pct, found.score.points) == (Decimal("49.88"), Decimal("4.99"))
    assert score_execution([line(executed="154.74", initial="310.2", rate="80")], NATIONAL).rate_pct == Decimal("80.00")
    assert score_execution([line(executed="5", initial="10")], NATIONAL).score.reason.key == "not_scorable.no_budget"
