"""An ex-ante assessment of a new project (事前绩效评估): five heads with points, a conclusion, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from jixiao.declaring.faults import Fault
from jixiao.declaring.paths import WHOLE, DraftError
from jixiao.packs import HEADS, ExAnte
from jixiao.values import printed_number

CONCLUSIONS = ("support", "partly", "reject")
"""予以支持, 部分支持, 不予支持."""
_TEXTS = ("text", "points", "file")
_LONGEST = 5000
_FEWEST_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of one head (评估方面).

    Attributes:
        text: the reasons, as typed.
        points: as typed.
        file: id of the attachment that it rests on; empty where it names none.
    """

    text: str = ""
    points: str = ""
    file: str = ""

    @property
    def number(self) -> Decimal | None:
        """The points, where they can be read."""
        return printed_number(self.points.strip()) if self.points.strip() else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment as it was typed (事前绩效评估).

    Attributes:
        heads: by their names in :data:`jixiao.packs.HEADS`, all of them.
        conclusion: one of :data:`CONCLUSIONS`; empty where nothing was chosen.
        reason: what shall be changed, or why it is not supported.
    """

    heads: Mapping[str, Head] = field(default_factory=dict, hash=False)
    conclusion: str = ""
    reason: str = ""

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """An assessment out of what :meth:`plain` gave, or what a program sent.

        Raises:
            DraftError: it has another shape, names what there is not, or a text that cannot be kept.
        """
        heads = plain.get("heads", {})
        if set(plain) - {"heads", "conclusion", "reason"} or not isinstance(heads, Mapping) or set(heads) - set(HEADS):
            raise DraftError("error.draft_shape", what="assessment")
        found = {name: Head(**dict(_texts(heads.get(name, {})))) for name in HEADS}
        conclusion, reason = _kept(plain.get("conclusion", "")), _kept(plain.get("reason", ""))
        if conclusion and conclusion not in CONCLUSIONS:
            raise DraftError("error.draft_shape", what="conclusion")
        return cls(found, conclusion, reason)

    def plain(self) -> dict[str, Any]:
        """The assessment as JSON holds it."""
        heads = {name: {key: getattr(self.head(name), key) for key in _TEXTS} for name in HEADS}
        return {"heads": heads, "conclusion": self.conclusion, "reason": self.reason}

    def head(self, name: str) -> Head:
        """What is said of a head."""
        return self.heads.get(name, Head())

    @property
    def total(self) -> Decimal | None:
        """Sum of the points; ``None`` where those of a head are missing or cannot be read."""
        numbers = [self.head(name).number for name in HEADS]
        return None if any(each is None for each in numbers) else sum((each for each in numbers if each is not None), Decimal(0))


def assessment_faults(assessment: Assessment | None, asked: ExAnte) -> Iterator[Fault]:
    """Everything that an assessment lacks where one is needed, each a reason against handing in.

    Args:
        assessment: as typed; ``None`` where there is none.
        asked: what the jurisdiction asks for.
    """
    if assessment is None:
        yield Fault(WHOLE, "fault.assessment_missing", {"least": f"{asked.threshold_yuan / 10000:f}"})
        return
    for name, most in asked.points.items():
        head = assessment.head(name)
        if len("".join(head.text.split())) < _FEWEST_LETTERS:
            yield Fault(WHOLE, "fault.assessment_text", {"head": f"@assessment.{name}", "least": str(_FEWEST_LETTERS)})
        if head.number is None or not 0 <= head.number <= most:
            yield Fault(WHOLE, "fault.assessment_points", {"head": f"@assessment.{name}", "most": str(most)})
    if not assessment.conclusion:
        yield Fault(WHOLE, "fault.assessment_conclusion", {})
    elif assessment.conclusion == "reject":
        yield Fault(WHOLE, "fault.assessment_reject", {})
    elif assessment.conclusion == "partly" and not assessment.reason.strip():
        yield Fault(WHOLE, "fault.assessment_reason", {})


def _texts(told: object) -> Iterator[tuple[str, str]]:
    if not isinstance(told, Mapping) or set(told) - set(_TEXTS):
        raise DraftError("error.draft_shape", what="heads")
    for key, typed in told.items():
        yield str(key), _kept(typed)


def _kept(typed: object) -> str:
    if not isinstance(typed, str) or "\x00" in typed or any("\ud800" <= letter <= "\udfff" for letter in typed):
        raise DraftError("error.draft_text", path="assessment")
    if len(typed) > _LONGEST:
        raise DraftError("error.draft_text_long", path="assessment", most=_LONGEST)
    return typed.replace("\r\n", "\n").strip()
