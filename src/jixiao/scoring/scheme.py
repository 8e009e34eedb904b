"""Schemes (计分办法): weights by first level, grades, tiers and every setting that differs between places, each with what it rests on.

A scheme is data (``schemes/*.toml``); :mod:`jixiao.scoring.loading` reads and checks it. Handbook 04 §§2 to 6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jixiao.attainment import Band, Origin, Words
from jixiao.values import labels_of_level1

ALL = "*"
"""A group that holds every first level."""


class Grade(StrEnum):
    """Grade of an evaluation by its score (评价等级); the grades of a review of targets are opinions and something else."""

    EXCELLENT = "excellent"
    """优."""
    GOOD = "good"
    """良."""
    MEDIUM = "medium"
    """中."""
    POOR = "poor"
    """差."""


class Tier(StrEnum):
    """Judgement of what cannot be counted (定性指标的等次)."""

    ATTAINED = "attained"
    """达成年度指标, 基本达成."""
    PARTLY = "partly"
    """部分达成并具有一定效果."""
    POOR = "poor"
    """未达成且效果较差."""


@dataclass(frozen=True, slots=True)
class Group:
    """Points for one first level, or for several together (一级指标的分值).

    Attributes:
        code: canonical code of the level, or ``all``.
        points: weight of all its indicators together.
        holds: codes of the first levels that it takes; ``*`` for every one.
    """

    code: str
    points: Decimal
    holds: tuple[str, ...]

    def takes(self, level1_code: str | None) -> bool:
        """Whether an indicator of a first level belongs to it."""
        return ALL in self.holds or level1_code in self.holds

    @property
    def title(self) -> Words:
        """What it is called."""
        if self.code == "all":
            return Words("全部指标", "all indicators")
        return Words(labels_of_level1()[self.code], self.code)


@dataclass(frozen=True, slots=True)
class Late:
    """What being late costs (逾期计分).

    Attributes:
        mode: ``tiers``, ``proportional`` or ``zero``.
        tiers: days late up to which so many percent of the weight are left, in ascending order; nothing after the last.
    """

    mode: str
    tiers: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Over:
    """What surpassing a target by far means (超额完成).

    Attributes:
        limit: how many times the target, from above which a reason is asked for.
        factors: how many times (``None`` for no end) up to which a coefficient is suggested, where the target was too low.
        reasons: codes of reasons; only ``target_too_low`` suggests a deduction.
    """

    limit: Decimal
    factors: tuple[tuple[Decimal | None, Decimal], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExecutionSettings:
    """How execution is scored (预算执行率计分).

    Attributes:
        no_money: ``not_applicable`` or ``full`` for a project without budget and without spending.
        pass_mark: percent below which nothing is scored; ``None`` for no such mark.
        round_rate_first: decimals to which the percentage is rounded before it is multiplied; ``None`` to round only the score.
    """

    no_money: str
    pass_mark: Decimal | None = None
    round_rate_first: int | None = None


@dataclass(frozen=True, slots=True)
class AttainmentSettings:
    """Pass marks of indicators (完成率及格线), in percent; ``None`` for no such mark.

    Attributes:
        pass_mark: below this share of the target nothing is scored.
        satisfaction_full: satisfaction from which the whole weight is scored, whatever the target.
        satisfaction_least: satisfaction below which nothing is scored; between the two the rate itself is the share.
    """

    pass_mark: Decimal | None = None
    satisfaction_full: Decimal | None = None
    satisfaction_least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in a scheme but its weights.

    Attributes:
        grades: bands of the total, 0 to 100.
        tiers: bands of the percentage that a judgement may give, 0 to 100.
        exact: ``positive`` or ``strict``.
        strict_bound: ``met``, ``99`` or ``ask``, where a strict bound is just equalled.
        not_applicable: ``off`` or ``scale``.
        empty_group: ``proportional``, or the code of the group that gets the points of groups without indicators.
        mode: ``by_l2`` or ``flat``, for proposals of weights.
        step: the multiple of which proposed weights are.
        execution_reason_below: percent of execution below which a reason is asked for.
        shortest_reason: characters that a reason has at least.
        tolerance: points by which a printed figure may differ.
        origins: section of the data file to what it rests on.
    """

    grades: tuple[Band, ...]
    tiers: tuple[Band, ...]
    exact: str
    strict_bound: str
    late: Late
    over: Over
    execution: ExecutionSettings
    attainment: AttainmentSettings
    not_applicable: str
    empty_group: str
    mode: str
    step: Decimal
    execution_reason_below: Decimal
    shortest_reason: int
    tolerance: Decimal
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme as it holds on a day (计分办法).

    Attributes:
        id: ``NATIONAL_2020`` …
        title: what it is called.
        note: what a reader should know of it; empty texts for none.
        start: first day on which it holds; ``None`` where no day is known.
        seen: budget years of the forms in which it was seen.
        execution: weight of the execution of the budget (预算执行率分值).
        groups: weights of the first levels.
        is_open: it takes the weights that the form prints, and has none of its own.
        origin: what the weights rest on.
        settings: everything else.
        changed: settings that the caller changed, by name; they rest on nobody but the caller.
    """

    id: str
    title: Words
    note: Words
    start: date | None
    seen: tuple[int, ...]
    execution: Decimal
    groups: tuple[Group, ...]
    is_open: bool
    origin: Origin
    settings: Settings
    changed: tuple[str, ...] = ()

    def group_of(self, level1_code: str | None) -> Group | None:
        """The group to which an indicator of a first level belongs; ``None`` where the scheme has no points for it."""
        return next((group for group in self.groups if group.takes(level1_code)), None)

    def origin_of(self, section: str) -> Origin:
        """What a section of the settings rests on."""
        return self.settings.origins[section]
