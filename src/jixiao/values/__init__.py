"""The grammar of indicator values (指标值的语法): a printed target becomes a typed one, and canonical text again.

Read :mod:`jixiao.values.parse` first. The manual with an example of every shape is ``docs/reference/values.md``.
"""

from jixiao.values.likeness import looks_like_value
from jixiao.values.money import Amount, MoneyUnit, money_unit, parse_amount, parse_share, step_of
from jixiao.values.numbers import printed_number
from jixiao.values.parse import parse_target
from jixiao.values.render import render
from jixiao.values.target import Kind, Polarity, Target
from jixiao.values.taxonomy import TaxonomyMatch, labels_of_level1, labels_of_level2, level1, level2

__all__ = [
    "Amount",
    "Kind",
    "MoneyUnit",
    "Polarity",
    "Target",
    "TaxonomyMatch",
    "labels_of_level1",
    "labels_of_level2",
    "level1",
    "level2",
    "looks_like_value",
    "money_unit",
    "parse_amount",
    "parse_share",
    "parse_target",
    "printed_number",
    "render",
    "step_of",
]
