"""Surpassing a target by far (超额完成): a reason is asked for, a deduction suggested at most, never made in silence. Handbook 04 §4.1."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Case, Compared, Derivation, Step, half_up, printed
from jixiao.scoring.scheme import Scheme

TOO_LOW = "target_too_low"


@dataclass(frozen=True, slots=True)
class Over:
    """A target that was surpassed by far (超额完成).

    Attributes:
        times: how many times the target; ``None`` for any number of times (a ceiling, and nothing occurred).
        reason: code of the reason that was given; empty for none yet.
        coefficient: what is suggested; ``None`` where no deduction is, because the reason excuses it.
        points: the score with the coefficient, if somebody accepts it.
        derivation: how it came about.
    """

    times: Fraction | None
    reason: str
    coefficient: Decimal | None
    points: Decimal | None
    derivation: Derivation

    @property
    def needs_reason(self) -> bool:
        """Whether nobody has said yet why."""
        return not self.reason


def over_of(compared: Compared, points: Fraction, scheme: Scheme, reason: str = "") -> Over | None:
    """Whether a target was surpassed by far, and what is suggested (超额完成).

    Args:
        compared: target and actual value in one unit.
        points: the score without any deduction.
        scheme: the limit, and the coefficients.
        reason: code of the reason, such as ``target_too_low``; while there is none the coefficient is what that reason would suggest.

    Returns:
        ``None`` within the limit, for targets of zero or below, and for ranges.
    """
    settings, origin = scheme.settings.over, scheme.origin_of("over")
    if compared.high is not None or compared.a <= 0 or compared.b < 0:
        return None
    times = compared.over
    if times is not None and times <= settings.limit:
        return None
    formula = "A ÷ B" if compared.case is Case.NEGATIVE else "B ÷ A"
    parts = (compared.a, compared.b) if compared.case is Case.NEGATIVE else (compared.b, compared.a)
    shown = "∞" if times is None else printed(times)
    put_in = f"{printed(parts[0])} ÷ {printed(parts[1])}"
    steps = [Step("score_over.times", {"limit": printed(settings.limit)}, formula, put_in, shown, origin)]
    if reason and reason != TOO_LOW:
        steps.append(Step("score_over.excused"))
        return Over(times, reason, None, None, Derivation(tuple(steps)))
    coefficient = next(factor for most, factor in settings.factors if most is None or (times is not None and times <= most))
    less = half_up(points * Fraction(coefficient))
    key = "score_over.suggested" if reason else "score_over.would_be"
    steps.append(Step(key, {}, "s × k", f"{printed(points)} × {printed(coefficient)}", f"{less}", origin))
    return Over(times, reason, coefficient, less, Derivation(tuple(steps)))
