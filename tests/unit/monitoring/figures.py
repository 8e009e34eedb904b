"""Figures, plans and indicators that the tests of monitoring share."""

from fractions import Fraction

from jixiao.attainment import read_actual
from jixiao.attainment.figure import Figure
from jixiao.monitoring import (
    Watched,
    at_month_end,
)
from jixiao.values import parse_target

JULY = at_month_end(2024, 7)
USUAL = {"3": "30%", "6": "60%", "10": "90%", "12": "100%"}


def figure(percent):
    from jixiao.attainment import Derivation

    return Figure(Fraction(percent) / 100, Derivation(()))


def watched(target, actual=None, name="", level2=None, **more):
    typed = parse_target(target, name=name, level2_code=level2, fiscal_year=2024)
    read = None if actual is None else read_actual(actual, typed, name=name, level2_code=level2, fiscal_year=2024)
    return Watched(name or target, typed, read, fiscal_year=2024, **more)
