"""What is said of a declaration beside its paper: by the form, by rules, by reviewers (审核提示、批注)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.declaring import Examination, Fault, FieldFinding, name_of
from jixiao.messages import text
from jixiao.rules.finding import Waiver
from jixiao.web.desks.review.paper import Mark, Paper
from jixiao.web.records.acting import Actor
from jixiao.web.records.models import Comment, Declaration

GRAVITY = {"error": 0, "warning": 1, "info": 2}
WAIVED = "waived"
"""What a finding is that was waived: it stands last, and is counted nowhere."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the form or a rule says, as it stands in the list (提示).

    Attributes:
        number: also at the cell.
        kind: ``error``, ``warning``, ``info`` or ``waived``.
        path, where: of the field, and what people call it.
        cell: anchor of its cell; empty where the paper has none.
        rule: number of the rule; empty for what the form itself says.
        title: what is wrong in a few words; empty for what the form itself says.
        message, remedy: what is wrong, and what to do.
        law: what it rests on.
        explanation: why it is right as it is, as the unit says.
        waiver: who waived it, why and until when; ``None`` where nobody did.
        severity: as the rule has it, also where it was waived.
    """

    number: int
    kind: str
    path: str
    where: str
    cell: str
    rule: str
    title: str
    message: str
    remedy: str
    law: tuple[str, ...]
    explanation: str
    waiver: Waiver | None = None
    severity: str = ""

    @property
    def key(self) -> str:
        """Rule and place, by which its waivers are known."""
        return f"{self.rule}@{self.path}"

    @property
    def anchor(self) -> str:
        """Of its entry in the list."""
        return f"f-{self.number}"

    @property
    def mark(self) -> Mark:
        """At its cell."""
        return Mark(self.kind, self.number, self.anchor, self.title or self.message)


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer said of a field, as it stands in the list (批注)."""

    comment: Comment
    number: int
    where: str
    cell: str
    may_settle: bool

    @property
    def anchor(self) -> str:
        """Of its entry in the list."""
        return f"p-{self.comment.pk}"

    @property
    def is_open(self) -> bool:
        """It waits to be settled."""
        return self.comment.settled_at is None

    @property
    def mark(self) -> Mark:
        """At its cell."""
        return Mark("comment", self.number, self.anchor, self.comment.text)


def remarks_of(examination: Examination, paper: Paper) -> list[Remark]:
    """What the form and the rules say: the gravest first, and then in the order of the paper."""
    order = {path: at for at, path in enumerate(paper.labels)}

    def rank(told: Fault | FieldFinding) -> tuple[int, int]:
        return GRAVITY.get(_kind(told), len(GRAVITY)), order.get(paper.place(told.path), -1)

    told: list[Fault | FieldFinding] = [*examination.faults, *examination.findings]
    return [_remark(number, each, paper) for number, each in enumerate(sorted(told, key=rank), 1)]


def _kind(told: Fault | FieldFinding) -> str:
    if isinstance(told, Fault):
        return "error" if told.is_blocking else "warning"
    return WAIVED if told.waiver else told.severity


def _remark(number: int, told: Fault | FieldFinding, paper: Paper) -> Remark:
    where = where_of(told.path, paper)
    cell = paper.anchor(told.path)
    if isinstance(told, Fault):
        return Remark(number, _kind(told), told.path, where, cell, "", "", told.message(), told.remedy(), (), "")
    said = (told.rule_id, told.title(), told.message(), told.remedy(), tuple(told.law()), told.explanation, told.waiver, told.severity)
    return Remark(number, _kind(told), told.path, where, cell, *said)


def where_of(path: str, paper: Paper) -> str:
    """What people call a field: 指标“维护路口数量”的指标值."""
    label = paper.labels.get(path) or name_of(path)
    named = paper.indicators.get(path.split(".")[1] if path.startswith("indicators.") else "", "")
    return text("web_review.of_indicator", name=named, field=label) if named else label


def comments_of(declaration: Declaration, paper: Paper, actor: Actor) -> list[Said]:
    """What reviewers said, oldest first."""
    by_unit = declaration.is_editable and "clerk" in actor.scope.roles_on(declaration)
    mine = actor.person.pk if actor.person else None
    return [
        Said(
            comment=comment,
            number=number,
            where=where_of(comment.path, paper),
            cell=paper.anchor(comment.path),
            may_settle=comment.settled_at is None and (by_unit or comment.by_id == mine),
        )
        for number, comment in enumerate(declaration.comments.select_related("by", "settled_by"), 1)
    ]


def marks_of(remarks: Iterable[Remark], said: Iterable[Said]) -> dict[str, list[Mark]]:
    """What is marked at the cells, by path; comments that are settled are not."""
    found: dict[str, list[Mark]] = {}
    for remark in remarks:
        found.setdefault(remark.path, []).append(remark.mark)
    for each in said:
        if each.is_open:
            found.setdefault(each.comment.path, []).append(each.mark)
    return found


def tally(remarks: Sequence[Remark]) -> dict[str, Any]:
    """How many of each kind, and how many errors nobody explained."""
    return {
        **{kind: sum(1 for remark in remarks if remark.kind == kind) for kind in GRAVITY},
        "unexplained": sum(1 for remark in remarks if remark.kind == "error" and not remark.explanation.strip()),
    }
