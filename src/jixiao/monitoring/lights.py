"""Lights (亮灯): sets of bands to choose from, as data. Handbook 05 §6."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import resources

from jixiao.attainment import Band, Derivation, Origin, Step, Unanswered, Words, band_faults, band_of
from jixiao.attainment.bands import band_from
from jixiao.attainment.derivation import Keyed
from jixiao.attainment.figure import Figure, shown_percent
from jixiao.attainment.progress import Progress
from jixiao.attainment.timing import Moment
from jixiao.law import Status, citation
from jixiao.monitoring.money import Schedule

DEFAULT = "deviation"


class Light(StrEnum):
    """A light (灯色)."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    """Ahead (超前)."""


@dataclass(frozen=True, slots=True)
class LightSet:
    """A set of lights (亮灯规则).

    Attributes:
        id: ``deviation``, ``annual_pace``, ``own_plan`` or ``by_time``.
        title: what it is called.
        measure: what its bands cut: ``deviation``, ``timed``, ``pace`` or ``gap``, in percent or percentage points.
        of: for what it has lights: ``money``, ``indicator``, ``project``.
        bands: one for each of its lights, without gap or overlap.
        blue_from: attainment of the target of the year, in percent, from which an indicator is blue whatever its pace.
        origin: what it rests on.
    """

    id: str
    title: Words
    measure: str
    of: tuple[str, ...]
    bands: tuple[Band, ...]
    blue_from: Fraction | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Lit:
    """A light with how it came about (亮灯结果)."""

    light: Light
    derivation: Derivation


@cache
def light_sets() -> dict[str, LightSet]:
    """All sets by id."""
    raw = tomllib.loads(resources.files("jixiao.monitoring").joinpath("lights.toml").read_text(encoding="utf-8"))
    return {key: _set(key, entry) for key, entry in raw.items()}


def _set(key: str, entry: dict[str, object]) -> LightSet:
    bands = tuple(band_from(band) for band in entry["bands"])  # type: ignore[attr-defined]  # a list of tables
    for fault in band_faults(bands):
        raise ValueError(f"lights.toml, {key}: {fault.message('en')}")
    source = str(entry["source"])
    blue = entry.get("blue_from")
    origin = Origin(source, Status(str(entry.get("status", citation(source).status))))
    of = tuple(str(name) for name in entry["of"])  # type: ignore[attr-defined]  # a list of words
    title = Words(str(entry["zh"]), str(entry["en"]))
    return LightSet(key, title, str(entry["measure"]), of, bands, None if blue is None else Fraction(str(blue)), origin)


def light_of_money(schedule: Schedule, moment: Moment, lights: str = "own_plan") -> Lit | Unanswered:
    """The light of the money of a project (资金亮灯).

    Args:
        schedule: money against its plan.
        moment: the day.
        lights: ``own_plan`` or ``annual_pace``.
    """
    chosen = light_sets()[lights]
    if "money" not in chosen.of:
        return Unanswered("unmonitored.no_light", {"lights": chosen.title, "of": Keyed("monitor_of.money")})
    if chosen.measure == "gap":
        return schedule.gap if isinstance(schedule.gap, Unanswered) else _lit(schedule.gap, chosen, "")
    if isinstance(schedule.rate, Unanswered):
        return schedule.rate
    return _lit(_pace(schedule.rate, moment), chosen, "%")


def light_of_indicator(progress: Progress, moment: Moment, lights: str = DEFAULT) -> Lit | Unanswered:
    """The light of an indicator (指标亮灯).

    Args:
        progress: how far it got.
        moment: the day.
        lights: ``deviation``, by 1 − attainment of the target of the year; ``by_time``, the same with what adds up month by month held
            against the share of the year elapsed; or ``annual_pace``, by attainment ÷ share of the year, which is
            only for indicators of which more is better.
    """
    chosen = light_sets()[lights]
    if "indicator" not in chosen.of:
        return Unanswered("unmonitored.no_light", {"lights": chosen.title, "of": Keyed("monitor_of.indicator")})
    if progress.share is None or progress.deviation is None:
        return progress.reason or Unanswered("unmonitored.nothing_measured")
    if chosen.measure == "timed" and progress.by_time is not None:
        return _lit(_deviation_of(progress.by_time), chosen, "%")
    if chosen.measure in ("deviation", "timed"):
        return _lit(progress.deviation, chosen, "%")
    if progress.watched.target.polarity not in {"positive", "exact"}:
        return Unanswered("unmonitored.not_positive", {"lights": chosen.title})
    if chosen.blue_from is not None and progress.share.value * 100 >= chosen.blue_from:
        values = {"light": Keyed("monitor_light.blue"), "least": shown_percent(chosen.blue_from / 100), "lights": chosen.title}
        step = Step("monitor_step.blue", values, result=shown_percent(progress.share.value), origin=chosen.origin)
        return Lit(Light.BLUE, Derivation((*progress.share.derivation.steps, step)))
    return _lit(_pace(progress.share, moment), chosen, "%")


def light_of_project(attainment: Figure | Unanswered, lights: str = DEFAULT) -> Lit | Unanswered:
    """The light of the results of a project as a whole (项目亮灯), by 1 − its attainment."""
    chosen = light_sets()[lights]
    if "project" not in chosen.of:
        return Unanswered("unmonitored.no_light", {"lights": chosen.title, "of": Keyed("monitor_of.project")})
    if isinstance(attainment, Unanswered):
        return attainment
    return _lit(_deviation_of(attainment), chosen, "%")


def _deviation_of(attainment: Figure) -> Figure:
    value = 1 - attainment.value
    step = Step("monitor_step.deviation", {}, "1 − a", f"1 − {shown_percent(attainment.value)}", shown_percent(value))
    return Figure(value, Derivation((*attainment.derivation.steps, step)))


def _pace(rate: Figure, moment: Moment) -> Figure:
    pace = rate.value / moment.elapsed
    put_in = f"{shown_percent(rate.value)} ÷ ({moment.months} ÷ 12)"
    step = Step("monitor_step.pace", {}, "r ÷ (m ÷ 12)", put_in, shown_percent(pace))
    return Figure(pace, Derivation((*rate.derivation.steps, step)))


def _lit(figure: Figure, chosen: LightSet, unit: str) -> Lit:
    band = band_of(figure.value * 100, chosen.bands)
    if band is None:
        raise ValueError(f"lights.toml, {chosen.id}: nothing holds {figure.percent}")
    light = Light(band.name)
    values = {"light": Keyed(f"monitor_light.{light.value}"), "band": band.shown("x", unit), "lights": chosen.title}
    step = Step("monitor_step.light", values, result=figure.derivation.result, origin=chosen.origin)
    return Lit(light, Derivation((*figure.derivation.steps, step)))
