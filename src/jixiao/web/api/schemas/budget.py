"""Rounds and ceilings, as programs get and send them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.declarations import Year
from jixiao.web.api.schemas.shapes import Sent

Kind = Literal["first_up", "first_down", "second_up", "second_down"]
Yuan = Annotated[Decimal, Field(ge=0, max_digits=17, decimal_places=2, description="in yuan · 元")]


class AskedYear(Schema):
    """Which year is asked for."""

    fiscal_year: Year


class RoundOut(Schema):
    """A round that was opened (轮次)."""

    finance: UUID = Field(alias="finance_id")
    fiscal_year: int
    kind: Kind
    due_on: date | None = None
    is_open: bool
    opened_at: datetime
    closed_at: datetime | None = None


class RoundIn(Sent):
    """What becomes of a round (开启、关闭轮次)."""

    finance: UUID = Field(description="the finance authority · 财政部门")
    is_open: bool = True
    due_on: date | None = Field(None, description="deadline; that of the calendar where it is left out · 截止日期")


class CeilingOut(Schema):
    """An agency with its ceiling (控制数)."""

    agency: UUID = Field(alias="agency_id")
    code: str
    name: str
    is_department: bool
    amount_yuan: Decimal | None = Field(None, description="the ceiling; none where nothing is limited · 控制数，无即不限")
    claimed_yuan: Decimal | None = Field(None, description="what was claimed of it · 已占用")
    free_yuan: Decimal | None = Field(None, description="what is left of it · 可用")
    divided_yuan: Decimal | None = Field(None, description="what the units of a department have together · 已分解")
    asked_yuan: Decimal = Field(description="of what was handed in, claimed or not · 已送审")
    may_set: bool = Field(description="the caller gives it · 由我下达")


class CeilingIn(Sent):
    """A ceiling for an agency (下达控制数)."""

    agency_id: UUID
    amount_yuan: Yuan | None = Field(description="none takes it away · 空即不限")
    seen_yuan: Yuan | None = Field(None, description="what stood there when this was decided; looked at where it is sent · 所见的控制数")


class CeilingsIn(Sent):
    """Ceilings of a year: all of them or none (下达控制数)."""

    items: list[CeilingIn] = Field(min_length=1, max_length=1000)


class ShareOut(Schema):
    """A ceiling, as it stands to one declaration (可用控制数)."""

    agency: UUID
    name: str
    is_department: bool
    amount_yuan: Decimal
    claimed_yuan: Decimal
    free_yuan: Decimal
    missing_yuan: Decimal = Field(description="what the declaration asks for beyond what is left · 超出")


class RoomOut(Schema):
    """What is left for a declaration (可用控制数)."""

    shares: list[ShareOut] = Field(description="of unit and department; none where nothing is limited · 无即不限")
    is_claimed: bool = Field(description="it has taken its part · 已占用")
    can_be_handed_in: bool = Field(description="a round upwards is open, or the year has none · 轮次允许送审")
