"""Scores of judgements (定性指标得分): a person picks a tier and a percentage inside it; the engine refuses any other. Handbook 04 §4.2."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Actual, Unanswered, printed
from jixiao.attainment.derivation import Keyed
from jixiao.scoring.cases import case_step
from jixiao.scoring.quantitative import Outcome
from jixiao.scoring.scheme import Scheme, Tier
from jixiao.values import Kind, Target
from jixiao.values.normal import squash


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged (人工评定): the tier, a percentage of the weight inside it, and whether evidence is there."""

    tier: Tier
    share_pct: Decimal
    has_evidence: bool = False


def score_judgement(judgement: Judgement, weight: Decimal, scheme: Scheme, *, is_repetition: bool = False) -> Outcome | Unanswered:
    """Points for a judgement (定性指标得分).

    Args:
        judgement: tier and percentage.
        weight: points of the indicator (分值).
        scheme: where its tiers begin and end.
        is_repetition: the actual text only repeats the target, so the best tier needs evidence.

    Returns:
        Points not yet rounded; a reason where the percentage lies outside its tier or evidence is missing.
    """
    band = next(band for band in scheme.settings.tiers if band.name == judgement.tier)
    share, title = judgement.share_pct, Keyed(f"score_tier.{judgement.tier.value}")
    if share not in band:
        values = {"tier": title, "share": printed(share), "band": band.shown("s", "%")}
        return Unanswered("not_scorable.outside_tier", values)
    if judgement.tier is Tier.ATTAINED and is_repetition and not judgement.has_evidence:
        return Unanswered("not_scorable.evidence_needed")
    w = Fraction(weight)
    points = w * Fraction(share) / 100
    put_in = f"{printed(w)} × {printed(share)}%"
    step = case_step("tier", put_in, printed(points), {"tier": title, "band": band.shown("s", "%")}, scheme.origin_of("tiers"))
    return Outcome(points, "tier", (step,))


def is_repetition(target: Target, actual: Actual | None) -> bool:
    """Whether the actual text is the target once more, or says no more than that the target was attained (达成预期指标)."""
    if actual is None:
        return False
    flat = squash(actual.text)
    return flat == squash(target.text) or flat in {"达成预期指标", "达成年度指标", "达成预期目标", "完成年度指标", "基本达成"}


def score_sign(target: Target, actual: Actual, weight: Decimal) -> Outcome | Unanswered | None:
    """The test of the sign (方向检验): 较上年有所提升 with both years known. ``None`` where they are not.

    Source:
        Handbook 03 §8: the sign of (actual − baseline) agrees with the direction.
    """
    if target.kind is not Kind.RELATIVE_QUALITATIVE or target.direction not in {"increase", "decrease"}:
        return None
    value, baseline = actual.value, actual.baseline
    if baseline is None or value.value is None or baseline.value is None or value.kind is not Kind.NUMERIC:
        return None
    if None not in (value.unit, baseline.unit) and value.unit != baseline.unit:
        return Unanswered("unanswered.units_differ", {"target": baseline.unit, "actual": value.unit}, "EVA-015")
    rose = value.value - baseline.value
    right = rose > 0 if target.direction == "increase" else rose < 0
    case, points = ("sign_right", Fraction(weight)) if right else ("sign_wrong", Fraction(0))
    way = Keyed(f"attained_change.{target.direction}")
    step = case_step(case, "", printed(points), {"way": way, "before": printed(baseline.value), "after": printed(value.value)})
    return Outcome(points, case, (step,))
