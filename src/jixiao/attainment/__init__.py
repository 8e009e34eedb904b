"""What was achieved of a target (完成情况): actual values beside targets in a common unit, and derivations that explain every number.

:mod:`jixiao.scoring` and :mod:`jixiao.monitoring` stand on this room and do not know each other. Read ``comparing.py`` first.
"""

from jixiao.attainment.actual import Actual, is_absence, is_not_due, is_without_value, read_actual
from jixiao.attainment.bands import Band, band_faults, band_of
from jixiao.attainment.causes import Cause, ReasonFault, causes, judge_reason
from jixiao.attainment.comparing import Case, Compared, compare
from jixiao.attainment.dating import Dated, compare_dates
from jixiao.attainment.derivation import Derivation, Origin, Step, Unanswered, Words
from jixiao.attainment.exact import exact, half_up, printed

__all__ = [
    "Actual",
    "Band",
    "Case",
    "Cause",
    "Compared",
    "Dated",
    "Derivation",
    "Origin",
    "ReasonFault",
    "Step",
    "Unanswered",
    "Words",
    "band_faults",
    "band_of",
    "causes",
    "compare",
    "compare_dates",
    "exact",
    "half_up",
    "is_absence",
    "is_not_due",
    "is_without_value",
    "judge_reason",
    "printed",
    "read_actual",
]
