"""What programs send and get; money is yuan as a decimal string, days and times are ISO 8601."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import UUID4, Field

Words = Annotated[str, Field(max_length=2000)]


class Problem(Schema):
    """A problem by RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    remedy: str = ""
    errors: list[FieldError] = Field(default_factory=list)


class FieldError(Schema):
    """What is wrong with one field."""

    field: str
    message: str
    remedy: str = ""
    code: str = ""


class AgencyOut(Schema):
    """An agency in a fiscal year (年度机构)."""

    id: UUID4 = Field(alias="agency_id")
    code: str = Field(alias="agency.code")
    name: str
    fiscal_year: int
    level: str
    parent: UUID4 | None = Field(None, alias="parent_id")
    pack: str
    is_open: bool


class PostOut(Schema):
    """A role held today (任职)."""

    role: str
    agency: str = Field(alias="agency.name")
    agency_id: UUID4
    stands_in_for: str | None = None

    @staticmethod
    def resolve_stands_in_for(post: Any) -> str | None:
        return post.stands_in_for.name if post.stands_in_for else None


class Me(Schema):
    """Who calls."""

    login: str
    name: str
    posts: list[PostOut]


class DeclarationRow(Schema):
    """A declaration in a list (申报)."""

    id: UUID4
    name: str
    code: str
    agency: str = Field(alias="agency_name")
    agency_id: UUID4
    fiscal_year: int
    stage: str
    revision: int
    annual_yuan: Decimal | None
    indicators: int
    errors: int
    warnings: int
    comments_open: int
    stage_since: datetime
    updated_at: datetime
    due_on: date | None


class DeclarationOut(DeclarationRow):
    """A declaration with what was typed and what may be done."""

    pack: str
    levels: list[str]
    draft: dict[str, Any]
    submitted_at: datetime | None
    ratified_number: str
    ratified_on: date | None
    moves: list[str]


class Page(Schema):
    """Some rows, and where the next ones begin."""

    items: list[DeclarationRow]
    next: str | None = None


class NewDeclaration(Schema):
    """A declaration that begins; the draft may hold what is known already."""

    agency_id: UUID4
    fiscal_year: Annotated[int, Field(ge=2000, le=2100)]
    draft: dict[str, Any] = Field(default_factory=dict)


class Changes(Schema):
    """What is typed into some fields, or a whole draft."""

    fields: dict[str, str] = Field(default_factory=dict)
    draft: dict[str, Any] | None = None


class MoveIn(Schema):
    """A move: a reason for a return or a discard, an opinion for an approval, number and day for an approval with the budget."""

    reason: Words = ""
    opinion: Words = ""
    number: Annotated[str, Field(max_length=64)] = ""
    on: date | None = None


class CommentIn(Schema):
    """What a reviewer says of a field."""

    path: Annotated[str, Field(max_length=160)] = ""
    text: Annotated[str, Field(min_length=1, max_length=2000)]


class CommentOut(Schema):
    """A comment and whether it is settled."""

    id: int
    path: str
    text: str
    by: str = Field(alias="by.name")
    role: str
    at: datetime
    settled_at: datetime | None


class VersionOut(Schema):
    """A frozen version."""

    number: int
    move: str
    sha256: str
    at: datetime


class EventOut(Schema):
    """Something that was done."""

    seq: int
    at: str
    actor: dict[str, Any]
    action: str
    result: str
    before: str | None
    after: str | None
    data: dict[str, Any]
    previous: str
    digest: str


class Told(Schema):
    """What the form or a rule says of a field."""

    field: str
    message: str
    remedy: str = ""
    code: str = ""
    severity: Literal["error", "warning", "info"] = "error"


class ExaminationOut(Schema):
    """What is missing, what rules find, and whether it can be submitted."""

    can_be_submitted: bool
    blocking: list[FieldError]
    faults: list[FieldError]
    findings: list[Told]


class ImportOut(Schema):
    """A document that was sent in."""

    id: UUID4
    name: str
    agency_id: UUID4
    fiscal_year: int
    sha256: str = Field(alias="file_id")
    state: str
    error: str
    at: datetime


class CandidateOut(Schema):
    """A project that was read in a document."""

    number: int
    name: str | None
    declaration: UUID4 | None
    doubts: list[FieldError]
    left_out: list[str]
    draft: dict[str, Any]


class ImportPage(ImportOut):
    """A document and the projects in it."""

    projects: list[CandidateOut]


class Numbers(Schema):
    """Projects to take over, by their number."""

    numbers: Annotated[list[int], Field(min_length=1, max_length=1000)]


Problem.model_rebuild()
