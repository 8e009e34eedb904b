"""What administrators ask for and get, and tokens of one's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.declarations import AgencyOut, Year
from jixiao.web.api.schemas.shapes import Line, Mark, Sent, Words

Day = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$", description="such as 2027-03-01 · 日期")]
PageSize = Annotated[int, Field(ge=1, le=200)]


class AgencyYearOut(AgencyOut):
    """An agency in the tree of a year (机构)."""

    department: UUID | None = Field(None, alias="department_id", description="that reviews it · 主管部门")
    finance: UUID = Field(alias="finance_id")


class AgencyPage(Schema):
    """Some agencies in the order of the tree (机构)."""

    items: list[AgencyYearOut]
    next: str | None = None


class NewAgency(Sent):
    """An agency for the tree of a year (新增单位)."""

    fiscal_year: Year
    code: Line
    name: Line
    level: Line
    parent: Line = Field("", description="code of the agency above; empty at the top · 上级编码")
    pack: Line = "national"


class AgencyChange(Sent):
    """What becomes of an agency in a year (变更单位); what is left out stays."""

    name: Line | None = None
    level: Line | None = None
    parent: Line | None = Field(None, description="code of the agency above; empty at the top · 上级编码")
    pack: Line | None = None
    is_open: bool | None = None


class AgencyChanged(Schema):
    """An agency after a change (变更结果)."""

    agency: AgencyYearOut
    followed: int = Field(description="declarations that went along · 随行的申报")
    staying: int = Field(description="those under review, which end where they are · 留在原处的申报")


class Opening(Sent):
    """A year for all agencies at once (开放或关闭年度)."""

    is_open: bool


class Count(Schema):
    """How many were changed (数量)."""

    count: int


class PersonOut(Schema):
    """Somebody with an account (人员)."""

    id: UUID
    login: str
    name: str
    lang: str
    is_active: bool
    is_locked: bool
    must_change_password: bool
    has_second_factor: bool
    last_login: datetime | None


class PersonPage(Schema):
    """Some people, by login (人员)."""

    items: list[PersonOut]
    next: str | None = None


class NewPerson(Sent):
    """An account for somebody (新增人员)."""

    login: Line
    name: Line
    lang: Literal["zh", "en"] = "zh"


class FirstPassword(Schema):
    """An account with a first password, which is told this once (初始密码)."""

    person: PersonOut
    password: str


class PersonChange(Sent):
    """Another name (更正姓名)."""

    name: Line


class Deactivation(Sent):
    """Why an account is closed (停用)."""

    reason: Line


class HeldPostOut(Schema):
    """A post with whoever holds it (任职)."""

    id: int
    person: UUID = Field(alias="person_id")
    login: str = Field(alias="person.login")
    name: str = Field(alias="person.name")
    role: str
    agency: str = Field(alias="agency.code")
    agency_name: str = Field(alias="agency.name")
    since: date = Field(alias="valid_from")
    until: date | None = Field(None, alias="valid_until")
    stands_in_for: str | None = Field(None, description="login of whose post it is · 代理何人")

    @staticmethod
    def resolve_stands_in_for(post: Any) -> str | None:
        return post.stands_in_for.login if post.stands_in_for_id else None


class PostPage(Schema):
    """Some posts, the last given first (岗位)."""

    items: list[HeldPostOut]
    next: str | None = None


class NewPost(Sent):
    """A role at an agency (任命)."""

    agency: Line = Field(description="code, or a name that only one has · 编码或名称")
    role: Line
    since: Day
    until: Day = ""


class PostEnd(Sent):
    """The last day of a post; yesterday ends it at once (免职)."""

    on: Day


class StandIn(Sent):
    """Who holds the posts of somebody on leave (代理)."""

    login: Line
    since: Day
    until: Day


class HandOver(Sent):
    """Who gets the posts of somebody (交接)."""

    login: Line
    since: Day


class Passed(Schema):
    """What went from one to another (交接结果)."""

    given: list[HeldPostOut]
    left_out: list[HeldPostOut] = Field(description="held anyway · 原已任职")
    assigned: int = Field(description="declarations that a third party reads, which went along · 随交的委托")


class WaitingOut(Schema):
    """What waits at a post (岗位待办)."""

    post: HeldPostOut
    count: int
    is_many: bool
    tied: int = Field(description="that the successor wrote and may not decide about · 须回避的件数")


class AskedPeople(Sent):
    """Which people (人员查询)."""

    words: Words = ""
    state: Literal["", "active", "closed", "locked", "without_post"] = ""
    after: Mark = ""
    limit: PageSize = 50


class AskedPosts(Sent):
    """Which posts (岗位查询)."""

    words: Words = ""
    role: Words = ""
    day: date | None = None
    after: Mark = ""
    limit: PageSize = 50


class AskedAgencies(Sent):
    """Which agencies of which year (机构查询)."""

    fiscal_year: Year
    words: Words = ""
    after: Mark = ""
    limit: PageSize = 100


class AskedEvents(Sent):
    """Which events (事件查询): the last thirty days where no day is named."""

    who: Words = Field("", description="login, or a part of a name · 登录名或姓名")
    action: Words = Field("", description="such as declaration.submit, or declaration · 动作")
    since: date | None = None
    until: date | None = None
    object: Line = Field("", description="id, code of an agency or login of a person · 对象")
    result: Literal["", "done", "refused"] = ""
    after: Mark = ""
    limit: PageSize = 50


class LoggedEvent(Schema):
    """An event as the audit administrator reads it (事件)."""

    id: int
    chain: str = Field(alias="chain_id")
    seq: int
    at: str
    actor: dict[str, Any]
    action: str
    object: str
    result: str
    before: str | None
    after: str | None
    data: dict[str, Any]
    previous: str
    digest: str


class EventPage(Schema):
    """Some events, the last first (事件)."""

    items: list[LoggedEvent]
    next: str | None = None


class CheckOut(Schema):
    """A check of all chains (留痕验证)."""

    id: int
    by: str = Field(alias="by.name")
    at: datetime
    ended_at: datetime | None
    outcome: Literal["waiting", "whole", "broken", "failed"]
    events: int
    chains: int
    snapshots: int
    checkpoints: int
    unsigned: int
    broken: dict[str, Any] | None
    error: str


class TokenOut(Schema):
    """A token without its secret (令牌)."""

    id: int
    name: str
    ends_with: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class NewToken(Sent):
    """A token of one's own (新建令牌)."""

    name: Line
    until: Day


class MadeToken(Schema):
    """A token, which is told this once (令牌)."""

    kept: TokenOut
    token: str
