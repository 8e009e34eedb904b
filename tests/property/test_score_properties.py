"""What holds for every score: between 0 and the weight, monotone, explained to the last line, summed as printed."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.attainment import Band, Unanswered, band_faults, band_of, read_actual
from jixiao.model import FundingLine
from jixiao.provenance import SourceRef
from jixiao.scoring import (
    Evaluation,
    Item,
    Standing,
    load_scheme,
    propose_weights,
    rescore,
    scheme_ids,
    score_evaluation,
    score_execution,
    score_item,
    weighed,
    with_settings,
)
from jixiao.values import parse_target

NATIONAL = load_scheme("NATIONAL_2020")
SCHEMES = [load_scheme(name) for name in scheme_ids()]
CLOSED = [scheme for scheme in SCHEMES if not scheme.is_open]
VARIANTS = [NATIONAL, load_scheme("HUBEI"), load_scheme("NATIONAL_2020", variants=("pass_mark",)), with_settings(NATIONAL, exact="strict")]
LEVELS = [
    "output.quantity", "output.quality", "output.timeliness", "output.cost", "benefit.social", "benefit.economic", "benefit.sustainability",
    "satisfaction.beneficiary",
]  # fmt: skip

weights = st.decimals(0, 100, places=2)
numbers = st.decimals(0, 100_000, places=3)
units = st.sampled_from(["件", "%", "小时", "万元", ""])
operators = st.sampled_from(["≥", "≤", ">", "<", "", "="])
schemes = st.sampled_from(VARIANTS)


def item_of(target, actual, weight=Decimal(10), level2=None, **more):
    typed = parse_target(target, level2_code=level2)
    read = read_actual(actual, typed, level2_code=level2)
    return Item("示例", typed, read, weight, level2.partition(".")[0] if level2 else None, level2, **more)


def points(target, actual, scheme=NATIONAL, weight=Decimal(10)):
    return score_item(item_of(target, actual, weight), scheme).points


@st.composite
def texts(draw):
    """Target and actual value as people might write them, sense or none."""
    words = st.sampled_from(
        ["有效提升", "完成", "未完成", "/", "", "2024年6月30日前", "2024-07-15", "18度到22度", "较上年下降2%", "按实际支付", "≥", "一批"]
    )
    quantity = st.builds(lambda sign, number, unit: f"{sign}{number}{unit}", operators, numbers, units)
    return draw(st.one_of(quantity, words, st.text(max_size=12))), draw(st.one_of(quantity, words, st.text(max_size=12)))


@given(texts(), weights, schemes, st.one_of(st.none(), st.decimals(-5, 120, places=2)))
@settings(max_examples=400)
def test_score_is_between_0_and_the_weight_or_says_why_there_is_none(pair, weight, scheme, declared):
    found = score_item(item_of(*pair, weight, declared=declared), scheme)

    if found.points is None:
        assert found.score.standing in {Standing.NOT_SCORABLE, Standing.NOT_APPLICABLE}
        assert (found.score.reason is None) == (found.score.standing is Standing.NOT_APPLICABLE)
    else:
        assert 0 <= found.points <= weight
        assert found.points == found.points.quantize(Decimal("0.01"))


@given(texts(), weights, schemes)
@settings(max_examples=300)
def test_last_line_of_a_derivation_is_the_score(pair, weight, scheme):
    found = score_item(item_of(*pair, weight), scheme)

    for lang in ("zh", "en"):
        lines = found.score.derivation.lines(lang)
        if found.points is not None:
            assert found.score.derivation.result == str(found.points)
            assert lines[-1].endswith(str(found.points))
        elif found.score.reason is not None:
            assert found.score.reason.message(lang)
            assert found.score.reason.remedy(lang)


@given(operators, st.decimals("0.001", 100_000, places=3), units, numbers, numbers, schemes)
@settings(max_examples=400)
def test_score_is_monotone_in_the_actual_value(operator, wanted, unit, one, other, scheme):
    low, high = min(one, other), max(one, other)
    target = parse_target(f"{operator}{wanted}{unit}")
    first, second = (points(target.text, f"{number}{unit}", scheme) for number in (low, high))
    if first is None or second is None:
        return

    if target.polarity == "negative":
        assert first >= second
    elif target.polarity == "positive" or scheme.settings.exact == "positive" or high <= wanted:
        assert first <= second
    elif low >= wanted:
        assert first >= second


@given(st.integers(1, 50), st.integers(0, 30), numbers, numbers)
def test_score_of_a_range_rises_to_it_and_falls_beyond_it(low, width, one, other):
    less, more = min(one, other), max(one, other)
    target = f"{low}%-{low + width}%"
    first, second = (points(target, f"{number}%") for number in (less, more))

    if more <= low + width:
        assert first <= second
    if less >= low:
        assert first >= second
    assert points(target, f"{low}%") == points(target, f"{low + width}%") == 10


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(-400, 400), st.integers(0, 200))
def test_being_later_never_scores_more(deadline, days, more):
    target = f"{deadline.year}年{deadline.month}月{deadline.day}日前"
    done = [deadline + timedelta(days), deadline + timedelta(days + more)]
    first, second = (points(target, f"{day.year}年{day.month}月{day.day}日") for day in done)

    assert first >= second
    assert (first == 10) == (days <= 0)


@given(st.decimals(0, 10_000, places=2), st.decimals(0, 10_000, places=2), weights, st.sampled_from(VARIANTS))
def test_execution_is_between_0_and_its_weight(budget, executed, weight, scheme):
    line = FundingLine(key="annual", adjusted_budget=budget, executed_amount=executed, weight=weight, source=SourceRef("x"))

    found = score_execution([line], scheme).score

    assert found.points is None or 0 <= found.points <= weight
    assert (found.points is None) == (budget == 0 or weight == 0)


@dataclass(frozen=True)
class Place:
    level2_code: str
    is_empty: bool

    @property
    def level1_code(self):
        return self.level2_code.partition(".")[0]


places = st.lists(st.builds(Place, st.sampled_from(LEVELS), st.sampled_from([False, False, False, True])), min_size=1, max_size=40)


@given(places, st.sampled_from(CLOSED), st.sampled_from(["by_l2", "flat"]), st.sampled_from(["0.01", "0.5", "1", "2.5"]))
@settings(max_examples=300)
def test_proposed_weights_total_100_and_fit_their_levels(indicators, scheme, mode, step):
    found = propose_weights(indicators, scheme, mode=mode, step=Decimal(step))
    if isinstance(found, Unanswered):
        assert all(one.is_empty or scheme.group_of(one.level1_code) is None for one in indicators) or found.key == "weighing.no_group"
        return

    moved = {group.code: group.points for group in scheme.groups}
    for one in found.moved:
        moved[one.origin] -= one.points
        moved[one.to] += one.points
    assert sum(found.weights) + found.execution == 100
    for group in scheme.groups:
        held = sum(weight for one, weight in zip(indicators, found.weights, strict=True) if group.takes(one.level1_code))
        assert held == moved[group.code]
    assert all(weight == 0 for one, weight in zip(indicators, found.weights, strict=True) if one.is_empty)
    assert all(weight >= 0 for weight in found.weights)


@st.composite
def evaluations(draw):
    """A form with one indicator at least in every level, scorable or not, and money."""
    chosen = [*draw(st.permutations(["output.quantity", "benefit.social", "satisfaction.beneficiary"]))]
    chosen += draw(st.lists(st.sampled_from(LEVELS), max_size=5))
    pairs = [draw(texts()) if draw(st.booleans()) else ("≥100件", f"{draw(st.integers(0, 150))}件") for _ in chosen]
    items = tuple(item_of(*pair, level2=level2) for pair, level2 in zip(pairs, chosen, strict=True))
    line = FundingLine(key="annual", adjusted_budget=Decimal(draw(st.integers(0, 9))), executed_amount=Decimal(3), source=SourceRef("x"))
    return Evaluation(items, (line,))


@given(evaluations(), st.sampled_from(CLOSED), st.sampled_from(["off", "scale"]))
@settings(max_examples=150, deadline=None)
def test_printed_items_sum_to_the_printed_total_and_scoring_again_changes_nothing(form, scheme, mode):
    scheme = with_settings(scheme, not_applicable=mode)
    proposal = propose_weights(form.items, scheme)
    if isinstance(proposal, Unanswered):
        return
    found = score_evaluation(weighed(form, proposal), scheme)

    if found.total is not None:
        assert sum(one.points for one in found.printed_items if one.points is not None) == found.total
        assert 0 <= found.total <= 100
        assert found.grade is not None
    assert rescore(found, scheme) == found


@given(evaluations(), st.sampled_from(CLOSED))
@settings(max_examples=100, deadline=None)
def test_scoring_again_by_another_scheme_keeps_weights_of_100(form, other):
    proposal = propose_weights(form.items, NATIONAL)
    if isinstance(proposal, Unanswered):
        return
    found = rescore(score_evaluation(weighed(form, proposal), NATIONAL), other)

    if not isinstance(found, Unanswered):
        total = sum(one.item.weight for one in found.items) + other.execution
        assert total == 100


@given(
    st.lists(st.integers(1, 99), max_size=6, unique=True), st.lists(st.booleans(), min_size=6, max_size=6), st.decimals(0, 100, places=3)
)
def test_bands_cut_at_any_places_hold_every_number_once(cuts, sides, number):
    ends = [Decimal(0), *map(Decimal, sorted(cuts)), Decimal(100)]
    bands = [
        Band(str(index), ends[index], ends[index + 1], index == 0 or sides[index - 1], index == len(ends) - 2 or not sides[index])
        for index in range(len(ends) - 1)
    ]

    assert band_faults(bands, Decimal(0), Decimal(100)) == []
    assert sum(number in band for band in bands) == 1
    assert band_of(number, bands) is not None


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True), st.integers(0, 5), st.booleans())
def test_bands_with_a_gap_or_an_overlap_are_told(cuts, where, both):
    """At one cut both sides take the number itself, or neither does."""
    ends = [Decimal(0), *map(Decimal, sorted(cuts)), Decimal(100)]
    wrong = 1 + where % len(cuts)
    bands = [
        Band(
            str(index),
            ends[index],
            ends[index + 1],
            index == 0 or index != wrong or both,
            index == len(ends) - 2 or (index + 1 == wrong and both),
        )
        for index in range(len(ends) - 1)
    ]

    assert [fault.key for fault in band_faults(bands, Decimal(0), Decimal(100))] == ["band.overlap" if both else "band.gap"]
