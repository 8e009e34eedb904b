"""Weights: proposals as the handbook computes them, points of empty levels, and what weights of a form must keep."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from jixiao.attainment import Unanswered
from jixiao.scoring import load_scheme, propose_weights, weight_notices, with_settings


@dataclass(frozen=True)
class Place:
    level2_code: str
    weight: Decimal | None = None
    is_empty: bool = False

    @property
    def level1_code(self):
        return self.level2_code.partition(".")[0]


def places(*counted):
    """("output.quantity", 4), … as so many indicators each, in that order."""
    return [Place(code) for code, count in counted for _ in range(count)]


SJZ = places(
    ("output.quantity", 1), ("output.quality", 1), ("output.timeliness", 1), ("output.cost", 1), ("benefit.social", 1),
    ("satisfaction.beneficiary", 1),
)  # fmt: skip
TJ = places(
    ("output.quantity", 4), ("output.quality", 4), ("output.timeliness", 4), ("output.cost", 4), ("benefit.social", 2),
    ("benefit.sustainability", 1), ("satisfaction.beneficiary", 2),
)  # fmt: skip


def weights(text):
    return tuple(Decimal(one) for one in text.split())


def test_four_outputs_one_benefit_one_satisfaction():
    found = propose_weights(SJZ, load_scheme("NATIONAL_2020"))

    assert found.weights == weights("12.5 12.5 12.5 12.5 30 10")
    assert found.execution == 10
    assert found.derivation.result == "100"


def test_sixteen_outputs_in_half_points():
    found = propose_weights(TJ, load_scheme("NATIONAL_2020"), mode="by_l2", step=Decimal("0.5"))

    assert found.weights == weights("3.5 3 3 3  3.5 3 3 3  3.5 3 3 3  3.5 3 3 3  7.5 7.5  15  5 5")


def test_sixteen_outputs_in_whole_points():
    found = propose_weights(TJ, load_scheme("NATIONAL_2020"), mode="by_l2", step=Decimal(1))

    assert found.weights == weights("4 3 3 3  4 3 3 3  3 3 3 3  3 3 3 3  8 7  15  5 5")


def test_flat_shares_take_turns_by_second_level():
    """40 points over 3 quantity and 4 quality indicators: 5.71 each, 35 in whole points; the 5 missing go to 1st, 1st, 2nd, 2nd, 3rd."""
    indicators = places(("output.quantity", 3), ("output.quality", 4), ("benefit.social", 1), ("decision", 1), ("process", 1))

    found = propose_weights(indicators, load_scheme("GUANGSHUI"))

    assert found.weights == weights("6 6 6  6 6 5 5  45 2 13")


def test_by_l2_gives_the_lone_quality_indicator_as_much_as_three_of_quantity():
    indicators = places(("output.quantity", 3), ("output.quality", 1), ("benefit.social", 1), ("satisfaction.beneficiary", 1))

    found = propose_weights(indicators, load_scheme("NATIONAL_2020"), step=Decimal(1))

    assert found.weights == weights("9 8 8 25 30 10")


def test_largest_share_gets_the_missing_step_first():
    """50 over quantity (3) and quality (2): 8.333 and 12.5; in whole points 8, 8, 8, 12, 12 = 48, and 2 steps go to the two of 12.5."""
    indicators = places(("output.quantity", 3), ("output.quality", 2), ("benefit.social", 1), ("satisfaction.beneficiary", 1))

    found = propose_weights(indicators, load_scheme("NATIONAL_2020"), step=Decimal(1))

    assert found.weights == weights("8 8 8 13 13 30 10")


def test_free_ninety_are_split_over_all():
    found = propose_weights(places(("output.quantity", 2), ("output.cost", 1), ("benefit.social", 1)), load_scheme("SICHUAN"))

    assert found.weights == weights("22.5 22.5 22.5 22.5")


def test_single_indicator_of_ninety():
    assert propose_weights(places(("output.cost", 1)), load_scheme("SICHUAN")).weights == weights("90")


def test_points_of_an_empty_level_go_to_the_others_in_proportion():
    """10 of satisfaction to 50 and 30: 6.25 and 3.75. 56.25 over two: 28.125 each, 28 in half points, and the rest of 0.25 to the first."""
    found = propose_weights(places(("output.quantity", 2), ("benefit.social", 1)), load_scheme("NATIONAL_2020"))

    assert [(one.origin, one.to, one.points) for one in found.moved] == [
        ("satisfaction", "output", Decimal("6.25")),
        ("satisfaction", "benefit", Decimal("3.75")),
    ]
    assert found.weights == weights("28.25 28 33.75")
    assert "satisfaction" in found.derivation.lines("zh")[0]


def test_points_of_an_empty_level_go_where_the_scheme_says():
    scheme = with_settings(load_scheme("NATIONAL_2020"), empty_group="benefit")

    found = propose_weights(places(("output.quantity", 1), ("benefit.social", 1)), scheme)

    assert found.weights == weights("50 40")


def test_placeholder_weighs_nothing():
    found = propose_weights([*SJZ, Place("benefit.economic", is_empty=True)], load_scheme("NATIONAL_2020"))

    assert found.weights == weights("12.5 12.5 12.5 12.5 30 10 0")


def test_level_without_points_in_the_scheme_is_told():
    found = propose_weights(places(("output.quantity", 1), ("cost.economic", 1)), load_scheme("CORE_2021_NOCOST"))

    assert isinstance(found, Unanswered)
    assert found.message("zh") == "第 2 个指标属于“cost”，“核心指标2021年口径（无成本指标）”没有它的分值"
    assert found.remedy("en")


@pytest.mark.parametrize(("indicators", "scheme", "key"), [([], "HUBEI", "weighing.no_indicator"), (SJZ, "CUSTOM", "weighing.open_scheme")])
def test_nothing_to_propose(indicators, scheme, key):
    assert propose_weights(indicators, load_scheme(scheme)).key == key


def noticed(text, execution="10", scheme="NATIONAL_2020", indicators=SJZ):
    given = [Place(one.level2_code, weight, one.is_empty) for one, weight in zip(indicators, weights(text), strict=True)]
    return [(notice.key, notice.rule) for notice in weight_notices(given, Decimal(execution), load_scheme(scheme))]


def test_weights_that_fit_are_not_noticed():
    assert noticed("20 10 10 10 30 10") == []


def test_total_other_than_100_is_noticed():
    assert ("weights_total", "EVA-001") in noticed("20 20 10 10 30 10")


def test_level_with_other_points_than_the_scheme_is_noticed():
    assert noticed("20 10 10 20 20 10") == [("group_total", ""), ("group_total", "")]


def test_negative_weight_is_noticed():
    assert ("negative_weight", "EVA-002") in noticed("60 -10 0 0 30 10")


def test_placeholder_with_a_weight_is_noticed():
    indicators = [*SJZ[:-1], Place("satisfaction.beneficiary", is_empty=True)]

    assert noticed("20 10 10 10 30 10", indicators=indicators) == [("placeholder_weighted", "EVA-021")]
