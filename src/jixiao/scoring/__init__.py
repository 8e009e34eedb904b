"""Points and grades of self-evaluations (绩效自评计分), each with its derivation.

Read :mod:`jixiao.scoring.items` first. Schemes are data in ``schemes/``, formulas in ``formulas.toml``; the manual is
``docs/reference/scoring.md``. What is scored by the million is scored by :mod:`jixiao.scoring.bulk` with the same definitions.
"""

from jixiao.scoring.combining import Part
from jixiao.scoring.differences import Difference, execution_difference, item_difference, reason_notices
from jixiao.scoring.evaluation import Evaluation, PrintedItem, ScoredEvaluation, grade_of, score_evaluation, weighed
from jixiao.scoring.execution import Execution, score_execution
from jixiao.scoring.items import Item, ItemScore, coefficient_gap_pct, score_item
from jixiao.scoring.loading import SchemeError, editions, load_scheme, scheme_ids, with_settings
from jixiao.scoring.noticing import Notice
from jixiao.scoring.qualitative import Judgement
from jixiao.scoring.rescoring import rescore
from jixiao.scoring.scheme import Grade, Group, Scheme, Settings, Tier
from jixiao.scoring.standing import NotScorable, Score, Standing
from jixiao.scoring.surpassing import Over
from jixiao.scoring.weights import Moved, Proposal, propose_weights, weight_notices

__all__ = [
    "Difference",
    "Evaluation",
    "Execution",
    "Grade",
    "Group",
    "Item",
    "ItemScore",
    "Judgement",
    "Moved",
    "NotScorable",
    "Notice",
    "Over",
    "Part",
    "PrintedItem",
    "Proposal",
    "Scheme",
    "SchemeError",
    "Score",
    "ScoredEvaluation",
    "Settings",
    "Standing",
    "Tier",
    "coefficient_gap_pct",
    "editions",
    "execution_difference",
    "grade_of",
    "item_difference",
    "load_scheme",
    "propose_weights",
    "reason_notices",
    "rescore",
    "scheme_ids",
    "score_evaluation",
    "score_execution",
    "score_item",
    "weighed",
    "weight_notices",
    "with_settings",
]
