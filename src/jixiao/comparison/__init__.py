"""Comparison (对比): two versions or two years of the documents of agencies held against each other.

What is matched is decided by :mod:`jixiao.matching`; here it is told what changed: money, projects, targets, and the sentences that
should have changed and did not. Read :mod:`jixiao.comparison.documents` first, and :mod:`jixiao.comparison.results` for what comes of it.
"""

from jixiao.comparison.documents import compare
from jixiao.comparison.results import Comparison, DocumentComparison

__all__ = ["Comparison", "DocumentComparison", "compare"]
