"""Declarations and what belongs to them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.shapes import FieldFault, Line, Mark, Path, Reason, Sent, Typed, Words
from jixiao.web.records.models import Stage
from jixiao.workflow import titles

Year = Annotated[int, Field(ge=2000, le=2100)]
Order = Literal["", "due_on", "-annual_yuan", "-errors", "-risk"]
Light = Literal["", "red", "yellow", "green"]
GradeName = Literal["", "excellent", "good", "medium", "poor"]
StageName = Literal[
    "draft",
    "returned",
    "unit_review",
    "department_review",
    "finance_review",
    "performance_review",
    "approved",
    "ratified",
    "discarded",
]
assert set(get_args(GradeName)) == {"", *titles()["grades"]}  # noqa: S101 - the same
assert set(get_args(StageName)) == set(Stage.values)  # noqa: S101 - told twice, because types are read before the program runs


class AgencyOut(Schema):
    """An agency in a fiscal year (年度机构)."""

    id: UUID = Field(alias="agency_id")
    code: str = Field(alias="agency.code")
    name: str
    fiscal_year: int
    level: Literal["finance", "department", "unit"]
    parent: UUID | None = Field(None, alias="parent_id")
    pack: str
    is_open: bool = Field(description="declarations of the year may be made · 可以申报")


class PostOut(Schema):
    """A role held today (任职)."""

    role: str
    agency: str = Field(alias="agency.name")
    agency_id: UUID
    stands_in_for: str | None = Field(None, description="name of whose post it is · 代理何人")

    @staticmethod
    def resolve_stands_in_for(post: Any) -> str | None:
        return post.stands_in_for.name if post.stands_in_for else None


class Me(Schema):
    """Who calls (我)."""

    id: UUID
    login: str
    name: str
    posts: list[PostOut]


class MoveTold(Schema):
    """A move of the workflow (办理动作)."""

    move: str
    stage: str = Field(description="in which it may be made · 状态")
    to: str | None = Field(description="stage behind it; none where levels decide · 去向")
    roles: list[str]


class WorkflowOut(Schema):
    """The workflow with all levels of review (流程)."""

    stages: list[str]
    moves: list[MoveTold]


class DeclarationRow(Schema):
    """A declaration in a list (申报)."""

    id: UUID
    name: str
    code: str
    agency: str
    agency_id: UUID
    fiscal_year: int
    stage: StageName
    revision: int
    annual_yuan: Decimal | None = Field(description="yuan as a decimal string · 年度资金，元")
    indicators: int
    errors: int
    warnings: int
    comments_open: int
    risk: int = Field(description="findings at submission weighted by money · 风险值")
    grade: GradeName = Field(description="of the last review of this round · 审核结果")
    reminded_at: datetime | None = Field(description="since it came to its stage · 催办时间")
    stage_since: datetime
    updated_at: datetime
    due_on: date | None


class ListedDeclaration(DeclarationRow):
    """A declaration in a list, with what it adjusts (申报)."""

    adjusts: UUID | None = Field(description="what was approved before; a tab lists the adjustment for both · 所调整的原批复")


class DeclarationOut(DeclarationRow):
    """A declaration with what was typed and what may be done (申报)."""

    kind: Literal["project", "whole_department"] = Field(description="项目、部门整体")
    pack: str
    levels: list[str]
    draft: dict[str, Any] = Field(description="what was typed, as it was typed · 录入原文")
    submitted_at: datetime | None
    ratified_number: str
    ratified_on: date | None
    project_id: UUID | None = Field(None, description="of the library; none before it says what it is · 项目")
    copied_from_id: UUID | None = Field(None, description="what it began with · 复制自")
    moves: list[str] = Field(description="what the caller may do now · 可办理")


class Page(Schema):
    """Some rows, and where the next ones begin (一页)."""

    items: list[ListedDeclaration]
    next: str | None = Field(None, description="`after` of the next page; none on the last · 下一页的 after")


class Asked(Sent):
    """What is looked for (查询条件)."""

    role: Words = Field("", description="desk of a role · 岗位")
    tab: Words = Field("", description="of that desk · 页签")
    words: Words = Field("", description="in name, or at the beginning of the code · 名称或编码")
    fiscal_year: Year | None = None
    agency_id: UUID | None = Field(None, description="unit, or department with its units · 单位或主管部门")
    stage: StageName | None = None
    at_least: Annotated[Decimal, Field(ge=0, lt=10**15, max_digits=18, decimal_places=2)] | None = Field(None, description="yuan · 元")
    light: Light = Field("", description="of the deadline: late, within 3 days, in time · 期限亮灯")
    since: Annotated[date, Field(ge=date(1990, 1, 1), le=date(2200, 1, 1))] | None = Field(
        None, description="in its stage since · 到此不早于"
    )
    order: Order = Field("", description="that of the tab where it is empty · 排序")
    after: Mark = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class DraftIn(Sent):
    """A whole draft, as ``draft`` of a declaration is (草稿)."""

    fields: dict[Path, Typed] = Field(default_factory=dict)
    indicators: list[dict[Path, Typed]] = Field(default_factory=list, max_length=500)
    explanations: dict[Path, Typed] = Field(default_factory=dict)
    made: Annotated[int, Field(ge=0, le=10**9)] = 0


class NewDeclaration(Sent):
    """A declaration that begins; the draft may hold what is known already (新建)."""

    agency_id: UUID
    fiscal_year: Year
    draft: DraftIn = Field(default_factory=DraftIn)


class RowStep(Sent):
    """A row of indicators that comes, moves or goes (行操作)."""

    do: Literal["add", "move", "remove"]
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    after: Path = Field("", description="id of the row above it; the top where it is empty · 在哪一行之后")


class Changes(Sent):
    """What is typed: row steps first, then texts by path, then explanations; or a whole draft before all of these (录入)."""

    draft: DraftIn | None = None
    rows: list[RowStep] = Field(default_factory=list, max_length=2000)
    fields: dict[Path, Typed] = Field(default_factory=dict, max_length=2000)
    explanations: dict[Path, Typed] = Field(
        default_factory=dict, max_length=2000, description="by `rule@path`; an empty one is taken away · 说明理由"
    )


class Submission(Sent):
    """Nothing needs to be said to submit (送审)."""


class Withdrawal(Sent):
    """Why it is taken back, if one says so (取消送审)."""

    reason: Reason = ""


class Approval(Sent):
    """An opinion and a grade, if there are any (审核意见、审核结果)."""

    opinion: Reason = ""
    grade: GradeName = Field("", description="excellent or good; good needs an opinion · 优或良，良须写意见")


class Refusal(Sent):
    """A reason, which must be there (原因)."""

    reason: Annotated[Reason, Field(min_length=1)]


class Return(Refusal):
    """A reason, and a grade if there is one (退回)."""

    grade: GradeName = Field("", description="medium or poor · 中或差")


class Ratification(Sent):
    """Number and day of the document that approves the budget (批复)."""

    number: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]
    on: date | None = Field(None, description="today where it is missing · 缺省为今天")


class CommentIn(Sent):
    """What a reviewer says of a field (批注)."""

    path: Path = Field("", description="of the field; empty for the whole · 字段路径")
    text: Annotated[Reason, Field(min_length=1)]


class CommentOut(Schema):
    """A comment and whether it is settled (批注)."""

    id: int
    path: str
    text: str
    by: str = Field(alias="by.name")
    role: str
    at: datetime
    revision: int = Field(description="that the reviewer saw · 所见版本")
    settled_at: datetime | None


class ExplanationIn(Sent):
    """Why what a rule found is right as it is (说明理由)."""

    rule: Annotated[str, Field(pattern=r"^[A-Z]{2,8}-[0-9]{1,6}$")]
    path: Path = ""
    why: Typed = Field("", description="an empty one takes the last away · 空则取消")


class AttachmentOut(Schema):
    """A file of a declaration (附件)."""

    id: UUID
    name: str
    media_type: str
    size: int = Field(alias="file.size")
    sha256: str = Field(alias="file_id")
    by: str = Field(alias="by.name")
    at: datetime


class AssignmentIn(Sent):
    """A third party that may read the declaration (委托)."""

    login: Line
    valid_until: date


class AssignmentOut(Schema):
    """A third party that may read the declaration (委托)."""

    id: int
    login: str = Field(alias="person.login")
    name: str = Field(alias="person.name")
    valid_until: date


class WaiverShort(Schema):
    """Who waived a finding, why and until when (豁免)."""

    by: str
    why: str
    until: date


class FindingOut(FieldFault):
    """What a rule says of a field (提示)."""

    title: str
    severity: Literal["error", "warning", "info"]
    law: list[str]
    explanation: str
    waiver: WaiverShort | None = Field(None, description="who waived it; it does not count then · 豁免")


class ExaminationOut(Schema):
    """What is missing, what rules find, and whether it can be submitted (审核提示)."""

    revision: int
    can_be_submitted: bool
    blocking: list[FieldFault]
    faults: list[FieldFault]
    findings: list[FindingOut]
