"""Whole departments and ex-ante assessments, as programs get and send them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.declarations import StageName, Year
from jixiao.web.api.schemas.shapes import Reason, Sent, Words

Conclusion = Literal["", "support", "partly", "reject"]
Grounds = Annotated[str, Field(max_length=5000, pattern=r"^[^\x00]*$")]


class WholeIn(Sent):
    """For which agency and year (部门和年度)."""

    agency_id: UUID
    fiscal_year: Year


class WholeProject(Schema):
    """A project of the branch (项目)."""

    id: UUID
    name: str
    agency: str
    stage: StageName
    yuan: Decimal
    is_named: bool = Field(description="a main task names it · 已写进主要任务")


class WholeOut(Schema):
    """A whole department and its projects (部门整体与项目对照)."""

    declared_yuan: Decimal | None = Field(description="money of projects as the form says · 填报的项目支出")
    projects_yuan: Decimal
    difference_yuan: Decimal | None
    tasks_yuan: Decimal
    projects: list[WholeProject]


class HeadTold(Sent):
    """What is said of a head (评估方面)."""

    text: Grounds = ""
    points: Words = ""
    file: Words = Field("", description="id of an attachment · 佐证附件")


class HeadsTold(Sent):
    """The five heads (五个方面)."""

    necessity: HeadTold = HeadTold()
    economy: HeadTold = HeadTold()
    goals: HeadTold = HeadTold()
    feasibility: HeadTold = HeadTold()
    funding: HeadTold = HeadTold()


class AssessmentIn(Sent):
    """An assessment as it is written (评估)."""

    heads: HeadsTold = HeadsTold()
    conclusion: Conclusion = Field("", description="予以支持、部分支持、不予支持")
    reason: Reason = ""
    revision: Annotated[int, Field(ge=0, lt=2**31, description="that was seen; 0 where there was none · 所见版次")] = 0


class AssessmentOut(Schema):
    """An assessment, and whether one is needed (评估)."""

    is_needed: bool
    is_there: bool
    heads: HeadsTold
    conclusion: Conclusion
    reason: str
    revision: int
    total: Decimal | None
    points: dict[str, int] = Field(description="full points of each head · 各方面满分")
    threshold_yuan: Decimal
