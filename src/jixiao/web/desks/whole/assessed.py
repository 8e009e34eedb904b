"""An ex-ante assessment in words, for panels, pages and paper (事前绩效评估)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.declaring.assessing import CONCLUSIONS, Assessment, Head
from jixiao.messages import text
from jixiao.web.records.assessments import asked_of, assessment_of, needs_assessment
from jixiao.web.records.models import Declaration

_FULL = 20


@dataclass(frozen=True, slots=True)
class HeadShown:
    """A head of the assessment: its name, its full points, and what is said of it."""

    name: str
    label: str
    most: int
    said: Head


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment as it is shown.

    Attributes:
        is_needed: the declaration cannot be handed in without one.
        is_there: somebody wrote one.
        heads: in their order.
        conclusion: one of :data:`jixiao.declaring.assessing.CONCLUSIONS`, or empty.
        reason: what shall change.
        total, most: points, and full points.
        threshold_yuan: money from which one is needed.
    """

    is_needed: bool
    is_there: bool
    heads: tuple[HeadShown, ...]
    conclusion: str
    reason: str
    total: Decimal | None
    most: int
    threshold_yuan: Decimal

    @property
    def conclusion_label(self) -> str:
        """What the conclusion is called."""
        return text(f"assessment_conclusion.{self.conclusion}") if self.conclusion else ""

    @property
    def conclusions(self) -> list[tuple[str, str]]:
        """All conclusions that may be chosen, with their names."""
        return [(each, text(f"assessment_conclusion.{each}")) for each in CONCLUSIONS]


def assessed_of(declaration: Declaration, frozen: Mapping[str, Any] | None = None) -> Assessed | None:
    """The assessment that was frozen with a version; ``None`` where it has none."""
    return None if frozen is None else shown(declaration, Assessment.from_plain(frozen), is_needed=True)


def assessed_now(declaration: Declaration) -> Assessed | None:
    """The assessment of a declaration as its reader sees it; ``None`` where there is none and none is needed."""
    if asked_of(declaration) is None:
        return None
    is_needed, found = needs_assessment(declaration), assessment_of(declaration)
    return shown(declaration, found, is_needed=is_needed) if is_needed or found is not None else None


def shown(declaration: Declaration, assessment: Assessment | None, *, is_needed: bool) -> Assessed:
    """An assessment in words."""
    asked, said = asked_of(declaration), assessment or Assessment()
    points = asked.points if asked else dict.fromkeys(said.heads, _FULL)
    heads = tuple(HeadShown(name, text(f"assessment_head.{name}"), most, said.head(name)) for name, most in points.items())
    threshold = asked.threshold_yuan if asked else Decimal(0)
    most = sum(points.values())
    return Assessed(is_needed, assessment is not None, heads, said.conclusion, said.reason, said.total, most, threshold)
