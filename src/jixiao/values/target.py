"""The typed target value (指标值): what one cell of a target form says, as data.

The fields are those of handbook 03 §4 and of the contract of a reading; ratios are percent points, money is yuan.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


class Kind(StrEnum):
    """What sort of value a text is (指标值类型); handbook 03 §4."""

    NUMERIC = "numeric"
    RANGE = "range"
    DEADLINE = "deadline"
    PERIOD = "period"
    SCHEDULE = "schedule"
    RELATIVE_NUMERIC = "relative_numeric"
    RELATIVE_QUALITATIVE = "relative_qualitative"
    QUALITATIVE = "qualitative"
    STATE = "state"
    FORMULA = "formula"
    NARRATIVE = "narrative"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"
    CORRUPT = "corrupt"


class Polarity(StrEnum):
    """Which way is better (指标方向); handbook 03 §3."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INTERVAL = "interval"
    EXACT = "exact"
    DATE = "date"
    NONE = "none"
    UNKNOWN = "unknown"


def plain_decimal(number: Decimal) -> str:
    """A decimal as people write it: no exponent, no zeros at the end, no negative zero.

    >>> plain_decimal(Decimal("2.609E+7")), plain_decimal(Decimal("0.10")), plain_decimal(Decimal("-0.00"))
    ('26090000', '0.1', '0')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


Number = Annotated[Decimal, PlainSerializer(plain_decimal, return_type=str, when_used="json-unless-none")]
"""An exact number; in JSON a string of digits (``"26090000"``, ``"0.1"``)."""


class Target(BaseModel):
    """A target value read into types (指标值).

    ``period`` uses the forms ``2024``, ``2024-Q3``, ``2024-H1`` and ``2024-06``; ``Y`` stands for the budget
    year where the text does not name the year and the caller did not either (``Y-12-31`` for 12月31日前).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(description="the text as printed; with columns apart, the three joined as one would print them")
    kind: Kind = Field(description="sort of value")
    operator: str | None = Field(default=None, description="one of = ≥ ≤ > <; ≤ for a deadline, unless another is printed before the date")
    value: Number | None = Field(default=None, description="the number: money in yuan, ratios in percent points, magnitudes multiplied out")
    value_high: Number | None = Field(default=None, description="upper end of a range")
    unit: str | None = Field(default=None, description="canonical unit (yuan, percent, day …) or the classifier itself (人, 台 …)")
    unit_text: str | None = Field(default=None, description="the unit as printed, magnitude included (万元/年)")
    dimension: str | None = Field(default=None, description="money, ratio, time, count, people, length, area …")
    per: tuple[str, ...] = Field(default=(), description="what the number is for one of: 500元/人/天 is per 人 and 天")
    approx: bool = Field(default=False, description="the number is approximate (余, 约, 左右)")
    deadline: date | None = Field(default=None, description="last day, inclusive")
    period: str | None = Field(default=None, description="a stretch of time, or a date without its year; see above")
    schedule: str | None = Field(
        default=None,
        description="monthly, quarterly, half_yearly, weekly, daily, yearly, on_time, by_plan, on_demand, statutory, continuous",
    )
    level: int | None = Field(default=None, ge=0, le=4, description="degree of a wording: 0 bare verb … 4 显著")
    direction: str | None = Field(default=None, description="increase, decrease, maintain, change or none")
    baseline: str | None = Field(default=None, description="last_year, last_period, before_project, peers or unknown")
    state: str | None = Field(default=None, description="the condition to be met, or a code: in_use@2022, full_coverage")
    hint_value: Number | None = Field(default=None, description="a number seen in a text that is no numeric value")
    polarity: Polarity = Field(default=Polarity.UNKNOWN, description="which way is better")
    issues: tuple[str, ...] = Field(default=(), description="what is unusual about the text; codes of handbook 03 §4")
    confidence: float = Field(default=1.0, ge=0, le=1, description="1.0 a clean number … 0.3 a guess from a sentence")
