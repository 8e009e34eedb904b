"""One indicator of a self-evaluation (自评表的一个指标) and its score. Handbook 04 §§4 and 7.

:func:`score_item` is the reference algorithm: what the target is decides how it is scored; what cannot be scored says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Actual, Case, Compared, Step, Unanswered, compare, compare_dates, half_up, printed
from jixiao.attainment.changing import is_change
from jixiao.scoring.combining import Part, combine_numbers, combine_tiers
from jixiao.scoring.dated import score_date
from jixiao.scoring.noticing import Notice
from jixiao.scoring.qualitative import Judgement, is_repetition, score_judgement, score_sign
from jixiao.scoring.quantitative import Outcome, score_number
from jixiao.scoring.scheme import Scheme
from jixiao.scoring.standing import Score, Standing, carried, inapplicable, scored, unscored
from jixiao.scoring.surpassing import Over, over_of
from jixiao.values import Kind, Target

_NUMBERS = frozenset({Kind.NUMERIC, Kind.RANGE, Kind.RELATIVE_NUMERIC})
_DATES = frozenset({Kind.DEADLINE, Kind.PERIOD})
_NOTHING = frozenset({Kind.PLACEHOLDER, Kind.EMPTY})
_HUNDRED = Decimal(100)
_HALF_A_HUNDREDTH = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator with what was achieved of it (自评指标).

    Attributes:
        name: name of the indicator (三级指标).
        target: typed target, the adjusted one (调整指标值) where there is one; ``None`` where the form has no figures for it.
        actual: typed actual value (实际完成值); ``None`` for a blank cell.
        weight: points available (分值); ``None`` where the form prints none.
        level1_code: canonical code of the first level.
        level2_code: canonical code of the second level.
        declared: points claimed (填报得分).
        coefficient_pct: coefficient as printed (得分系数), in percent.
        judgement: a person's judgement, for what cannot be counted.
        parts: the same indicator in several sub-units or payments; its own target and actual value are then not used.
        reason: why it deviates (偏差原因分析), as written.
        measure: what is done about it (改进措施).
        cause: code of the cause that was chosen.
        has_evidence: whether evidence is attached.
        over_reason: code of the reason for surpassing the target by far.
        accepted_coefficient: a coefficient that a person accepted; only then points are deducted.
        is_placeholder: the row only fills the form.
        fiscal_year: budget year, for a deadline that does not name its year.
        is_unweighed: no indicator of the form has a weight (分值), so that the declared points are all that is known of it.
        asks_reason: the form has a place for the reason (偏差原因分析栏).
    """

    name: str
    target: Target | None = None
    actual: Actual | None = None
    weight: Decimal | None = None
    level1_code: str | None = None
    level2_code: str | None = None
    declared: Decimal | None = None
    coefficient_pct: Decimal | None = None
    judgement: Judgement | None = None
    parts: tuple[Part, ...] = ()
    reason: str = ""
    measure: str = ""
    cause: str | None = None
    has_evidence: bool = False
    over_reason: str = ""
    accepted_coefficient: Decimal | None = None
    is_placeholder: bool = False
    fiscal_year: int | None = None
    is_unweighed: bool = False
    asks_reason: bool = True

    @property
    def is_satisfaction(self) -> bool:
        """Whether it asks for satisfaction (满意度指标)."""
        return self.level1_code == "satisfaction" or (self.level2_code or "").startswith("satisfaction")

    @property
    def is_empty(self) -> bool:
        """Whether it declares nothing: a placeholder, or a target that is blank (占位)."""
        return self.is_placeholder or (self.target is not None and self.target.kind in _NOTHING)


@dataclass(frozen=True, slots=True)
class ItemScore:
    """An indicator with its score (指标得分).

    Attributes:
        item: what was scored.
        score: points and derivation, or why there are none.
        over: the target was surpassed by far.
        is_met: whether the target was attained; ``None`` where that is a judgement or unknown.
    """

    item: Item
    score: Score
    over: Over | None = None
    is_met: bool | None = None

    @property
    def points(self) -> Decimal | None:
        """Points, or ``None``."""
        return self.score.points


@dataclass(slots=True)
class _Reading:
    """What is known on the way to a score."""

    steps: tuple[Step, ...] = ()
    over: Over | None = None
    is_met: bool | None = None
    notices: list[Notice] = field(default_factory=list)


def score_item(item: Item, scheme: Scheme) -> ItemScore:
    """Score one indicator (指标得分).

    Args:
        item: target, actual value and weight.
        scheme: settings.

    Returns:
        The score. What rests on a judgement is scored by the one that was handed in, otherwise carried over as declared;
        a number that does not compare with its target is not scorable, whatever was declared.

    Source:
        Handbook 04 §§4 and 7.

    >>> from jixiao.attainment import read_actual
    >>> from jixiao.scoring import load_scheme
    >>> from jixiao.values import parse_target
    >>> target = parse_target("≥1200件")
    >>> item = Item("采购数量", target, read_actual("1140", target), Decimal(10))
    >>> score_item(item, load_scheme("NATIONAL_2020")).points
    Decimal('9.50')
    """
    if item.is_empty and not item.parts:
        notices = (Notice("placeholder_weighted", "EVA-021", {"weight": printed(item.weight)}),) if item.weight else ()
        return ItemScore(item, inapplicable("score_step.placeholder", item.weight, notices))
    if item.weight is None and item.is_unweighed and item.declared is not None and item.declared >= 0:
        return ItemScore(item, carried(item.declared, None, "score_step.carried_without_weight"))
    if item.weight is None:
        return ItemScore(item, unscored(Unanswered("not_scorable.no_weight"), None))
    if item.weight < 0:
        return ItemScore(item, unscored(Unanswered("not_scorable.negative_weight", {"weight": printed(item.weight)}), item.weight))
    reading = _Reading()
    outcome = _outcome(item, item.weight, scheme, reading)
    if outcome is None:
        return ItemScore(item, _as_declared(item, item.weight), is_met=None)
    if isinstance(outcome, Unanswered):
        notices = (Notice("not_comparable", outcome.rule),) if outcome.rule else ()
        return ItemScore(item, unscored(outcome, item.weight, reading.steps, notices))
    if outcome.is_equal_to_strict_bound:
        reading.notices.append(Notice("strict_equal"))
    outcome = _with_accepted(item, outcome)
    score = scored(outcome, item.weight, reading.steps, tuple(reading.notices))
    return ItemScore(item, score, reading.over, reading.is_met)


def _outcome(item: Item, weight: Decimal, scheme: Scheme, reading: _Reading) -> Outcome | Unanswered | None:
    """Points, why there are none, or ``None`` where only the declared judgement is left."""
    if item.parts:
        return _of_parts(item, weight, scheme, reading)
    target = item.target
    if target is None:
        return None
    if target.kind is Kind.CORRUPT:
        return Unanswered("not_scorable.corrupt_target", {"text": target.text})
    if target.kind in _NUMBERS | _DATES and item.actual is None:
        return Unanswered("unanswered.actual_missing")
    if target.kind in _NUMBERS and item.actual is not None:
        compared = compare(target, item.actual)
        return compared if isinstance(compared, Unanswered) else _of_number(item, compared, weight, scheme, reading)
    if target.kind in _DATES and item.actual is not None:
        dated = compare_dates(target, item.actual, item.fiscal_year)
        if isinstance(dated, Unanswered):
            return dated
        reading.steps, reading.is_met = dated.steps, dated.days_late == (0, 0)
        return score_date(dated, weight, scheme)
    if item.judgement is not None:
        return score_judgement(item.judgement, weight, scheme, is_repetition=is_repetition(target, item.actual))
    by_sign = score_sign(target, item.actual, weight) if item.actual is not None else None
    if by_sign is not None:
        return by_sign
    return None if item.declared is not None else _needs_judgement(target)


def _needs_judgement(target: Target) -> Unanswered:
    vague = target.kind in {Kind.FORMULA, Kind.NARRATIVE}
    return Unanswered("not_scorable.not_measurable" if vague else "not_scorable.judgement_needed", {"text": target.text})


def _of_parts(item: Item, weight: Decimal, scheme: Scheme, reading: _Reading) -> Outcome | Unanswered:
    if all(part.judgement is not None for part in item.parts):
        return combine_tiers(item.parts, weight, scheme)
    compared = combine_numbers(item.parts)
    return compared if isinstance(compared, Unanswered) else _of_number(item, compared, weight, scheme, reading)


def _of_number(item: Item, compared: Compared, weight: Decimal, scheme: Scheme, reading: _Reading) -> Outcome | Unanswered:
    reading.steps, reading.is_met = compared.steps, compared.is_met
    is_level = item.target is None or not is_change(item.target)
    outcome = score_number(compared, weight, scheme, is_satisfaction=item.is_satisfaction and is_level)
    if isinstance(outcome, Outcome) and outcome.points == weight and weight:
        reading.over = over_of(compared, outcome.points, scheme, item.over_reason)
        if reading.over is not None and reading.over.needs_reason:
            is_ceiling = compared.case is Case.NEGATIVE
            key = "over_without_reason" if not is_ceiling else "under_ceiling_without_reason" if compared.b else "nothing_without_reason"
            times = "" if reading.over.times is None else f"{half_up(reading.over.times)}"
            reading.notices.append(Notice(key, "EVA-017", {"times": times}))
    return outcome


def _with_accepted(item: Item, outcome: Outcome) -> Outcome:
    """A coefficient that a person accepted; the engine deducts nothing of its own."""
    if item.accepted_coefficient is None:
        return outcome
    share = min(max(Fraction(item.accepted_coefficient), Fraction(0)), Fraction(1))
    points = outcome.points * share
    step = Step("score_step.accepted", {}, "s × k", f"{printed(outcome.points)} × {printed(share)}", printed(points))
    return Outcome(points, outcome.case, (*outcome.steps, step))


def _as_declared(item: Item, weight: Decimal) -> Score:
    """The declared judgement, carried over; outside 0 and the weight it is no score."""
    if item.declared is None:
        return unscored(Unanswered("not_scorable.no_figures"), weight)
    if not 0 <= item.declared <= weight:
        values = {"declared": printed(item.declared), "weight": printed(weight)}
        notices = (Notice("outside_weight", "EVA-002", values),)
        return unscored(Unanswered("not_scorable.outside_weight", values, "EVA-002"), weight, notices=notices)
    key = "score_step.carried" if item.target is not None else "score_step.carried_without_figures"
    return carried(item.declared, weight, key)


def coefficient_gap_pct(found: ItemScore) -> Decimal | None:
    """How far a printed coefficient (得分系数) lies from the computed one, in percent points; ``None`` where one is missing."""
    expected = found.score.expected_coefficient_pct
    if found.item.coefficient_pct is None or expected is None or found.score.standing is not Standing.SCORED:
        return None
    gap = half_up(Fraction(found.item.coefficient_pct) - Fraction(expected))
    weight = found.score.weight
    rounding = _HALF_A_HUNDREDTH * (1 + _HUNDRED / weight) if weight else Decimal(0)  # of the coefficient, and of the points behind it
    return Decimal(0) if abs(gap) <= rounding else gap
