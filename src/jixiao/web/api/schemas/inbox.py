"""What waits for whoever calls, what others did, who reminds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.declarations import DeclarationRow, StageName


class TabOut(Schema):
    """A tab of a desk with its count (页签)."""

    name: str
    count: int
    is_capped: bool = Field(description="there are more than are counted · 不止此数")


class LightOut(Schema):
    """How many of a tab are late, near or in time (期限亮灯)."""

    tab: str
    light: Literal["red", "yellow", "green"]
    count: int


class DeskOut(Schema):
    """What waits at one role (待办)."""

    role: str
    tabs: list[TabOut]
    first: str = Field(description="tab of the rows · 所列页签")
    rows: list[DeclarationRow] = Field(description="the most urgent · 最紧的几件")
    lights: list[LightOut]


class HappenedOut(Schema):
    """What others did since yesterday to declarations that are in one stage now (近况)."""

    action: str
    stage: StageName
    who: list[str]
    declarations: list[UUID]


class ReminderOut(Schema):
    """Somebody asks to get on with a declaration (催办)."""

    declaration: UUID
    name: str
    stage: StageName
    due_on: date | None
    by: str
    at: datetime
    role: str = Field(description="that is asked · 被催岗位")
    note: str


class Inbox(Schema):
    """What waits for the caller, by role; what others did; who reminds (首页)."""

    desks: list[DeskOut]
    since: date
    happened: list[HappenedOut]
    reminders: list[ReminderOut]
