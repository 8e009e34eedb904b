"""Invented jurisdictions for declarations: the official forms, with levels and required fields of our own."""

from dataclasses import dataclass, field, replace

from jixiao.layouts.lay_out import declaration
from jixiao.values import MoneyUnit
from jixiao.values.taxonomy import labels_of_level1, labels_of_level2

FIRST = ("output", "benefit", "satisfaction")
FORMS = ("national", "ningxia", "pingluo", "xinzhou", "shijiazhuang", "tianjin")


@dataclass(frozen=True)
class Level:
    code: str
    label: str
    level2: tuple["Level", ...] = ()


@dataclass(frozen=True)
class Attribute:
    printed: str


def levels(form: str) -> tuple[Level, ...]:
    labels = {**labels_of_level1(), **labels_of_level2(), **declaration(form).levels.labels}
    return tuple(
        Level(first, labels[first], tuple(Level(code, labels[code]) for code in labels_of_level2() if code.startswith(f"{first}.")))
        for first in FIRST
    )


@dataclass(frozen=True)
class Invented:
    id: str
    form: str
    money_unit: MoneyUnit
    most_decimals: int
    level_options: tuple[Level, ...]
    mandatory_levels: tuple[str, ...] = ("output.quantity", "benefit")
    required_fields: tuple[str, ...] = ("name", "amounts.annual", "goal", "indicators.name", "indicators.target")
    labels: dict[str, str] = field(default_factory=dict)
    own_labels: dict[str, str] = field(default_factory=dict)
    attributes: tuple[Attribute, ...] = ()

    def missing_levels(self, codes):
        there = {part for code in codes for part in (code, code.partition(".")[0])}
        return tuple(code for code in self.mandatory_levels if code not in there)


def jurisdiction(form: str, **changes: object) -> Invented:
    money = declaration(form).money
    return replace(Invented(form, form, money.unit, money.most_decimals, levels(form)), **changes)
