"""Matching (比对): which project, indicator and target of one document is which of another, and what became of a target.

It is pure: it works on small classes (:mod:`jixiao.matching.subjects`) that are filled from a reading (:mod:`jixiao.matching.readings`)
or from rows of the facts, and returns pairs with the reason why they are pairs.
"""

from jixiao.matching.agencies import same_agency
from jixiao.matching.indicators import match_indicators
from jixiao.matching.projects import Matching, match_projects
from jixiao.matching.regrouping import Regrouping
from jixiao.matching.subjects import Basis, IndicatorSubject, Pair, Subject
from jixiao.matching.targets import TargetChange, Verdict, compare_targets

__all__ = [
    "Basis",
    "IndicatorSubject",
    "Matching",
    "Pair",
    "Regrouping",
    "Subject",
    "TargetChange",
    "Verdict",
    "compare_targets",
    "match_indicators",
    "match_projects",
    "same_agency",
]
