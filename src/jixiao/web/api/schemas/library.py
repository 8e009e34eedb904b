"""Projects, copies, examples, as programs get and send them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.declarations import Year
from jixiao.web.api.schemas.shapes import FieldFault, Limit, Line, Mark, Reason, Sent, Words

State = Literal["reserve", "declared", "approved", "running", "closed"]


class ProjectOut(Schema):
    """A project (项目)."""

    id: UUID
    agency_id: UUID
    agency: str = Field(alias="agency_name")
    name: str
    code: str
    state: State = Field(description="储备、申报、批复、执行、结束")
    is_recurring: bool = Field(description="needed every year · 经常性项目")
    annual_yuan: Decimal | None = Field(None, description="of the latest declaration · 最近申报，元")
    first_year: int | None = None
    last_year: int | None = None
    closed_at: datetime | None = None


class ProjectYear(Schema):
    """A declaration of a project (年度申报)."""

    id: UUID
    fiscal_year: int
    name: str
    stage: str
    annual_yuan: Decimal | None = None
    ratified_number: str


class ProjectWhole(ProjectOut):
    """A project with its declarations in sight, newest year first (项目明细)."""

    declarations: list[ProjectYear] = Field(alias="declarations_seen")


class ProjectPage(Schema):
    """Some projects, by name (项目库)."""

    items: list[ProjectOut]
    next: str | None = None


class AskedProjects(Schema):
    """Which projects are asked for (查询条件)."""

    state: State | None = None
    words: Words = ""
    agency_id: UUID | None = Field(None, description="with the units below a department · 含下属单位")
    is_recurring: bool = Field(False, description="only those · 只看经常性项目")
    at_least: Annotated[Decimal, Field(ge=0, lt=10**15, max_digits=18, decimal_places=2)] | None = Field(None, description="yuan · 元")
    after: Mark = ""
    limit: Limit = 50


class NewProject(Sent):
    """A project for the reserve (储备入库)."""

    agency_id: UUID
    fiscal_year: Year
    name: Line
    code: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = ""


class ForYear(Sent):
    """For which year something is declared."""

    fiscal_year: Year


class Ending(Sent):
    """A project is ended, or goes on (结束、恢复)."""

    is_closed: bool = True
    reason: Reason = ""


class CopiesIn(Sent):
    """Declarations that become drafts of another year (批量结转)."""

    fiscal_year: Year
    declarations: list[UUID] = Field(min_length=1, max_length=500)


class CopyOut(Schema):
    """What became of one of them (逐项结果)."""

    source: UUID
    made: UUID | None = None
    why: FieldFault | None = None


class CaseOut(Schema):
    """An example (案例)."""

    id: UUID = Field(alias="pk", description="of the declaration · 申报编号")
    name: str
    agency: str = Field(alias="agency_name")
    fiscal_year: int
    annual_yuan: Decimal | None = None
    note: str


class CaseWhole(CaseOut):
    """An example with what can be taken over (案例明细)."""

    draft: dict[str, Any]


class CaseIn(Sent):
    """What is good about it (列为案例)."""

    note: Line = ""


class CaseUse(Sent):
    """For whom a declaration is begun after an example (参照案例新建)."""

    agency_id: UUID
    fiscal_year: Year


class UnchangedOut(Schema):
    """A text of a copy that is as it was (仍是上年内容)."""

    path: str
    kind: Literal["amount", "year", "date"]
    text: str


class AdjustmentIn(Sent):
    """Why what was approved is changed (申请调整)."""

    reason: Reason
    number: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$", description="of the budget change · 预算调整文号")] = ""


class AdjustmentNumber(Sent):
    """Number of the document that changes the budget (预算调整文号)."""

    number: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]


class FieldChangeOut(Schema):
    """A field before and after (改动)."""

    path: str
    before: str
    after: str


class AdjustmentOut(Schema):
    """What an adjustment changes (调整前后对照)."""

    original: UUID = Field(alias="original_id")
    number: str
    reason: str
    done_at: datetime | None = Field(None, description="when it took the place of the original · 批复时间")
    before_yuan: Decimal | None = None
    after_yuan: Decimal | None = None
    changes: list[FieldChangeOut]
