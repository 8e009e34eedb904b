"""While a declaration is written: tables that are pasted, the coach, last year and peers."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.declarations import RowStep
from jixiao.web.api.schemas.shapes import Line, Path, Sent, Words


class PasteIn(Sent):
    """A table that is pasted: HTML of a spreadsheet, or text parted by tabs (粘贴)."""

    html: Annotated[str, Field(max_length=4_000_000, pattern=r"^[^\x00]*$")] = ""
    text: Annotated[str, Field(max_length=1_000_000, pattern=r"^[^\x00]*$")] = ""
    at: Path = Field("", description="path of the cell into which it is pasted · 粘贴到哪一格")


class LeftOut(Schema):
    """A cell that would not be pasted (未粘贴)."""

    where: str = Field(description="what stands above it · 列名")
    text: str
    why: str


class PastedOut(Schema):
    """What pasting would do; `rows` and `texts` are `rows` and `fields` of a change (粘贴结果)."""

    rows: list[RowStep]
    texts: dict[str, str]
    said: str
    left: list[LeftOut] = Field(description="the first fifty · 前五十格")
    left_said: str


class AdviceOut(Schema):
    """What is to be said of an indicator, in one sentence (一句话意见)."""

    id: str = Field(description="of its row · 指标行")
    name: str
    aspect: Literal["unmeasurable", "unsuitable", "easy", "hard"]
    message: str
    rule: str = Field(description="behind it; empty for what the reading of values says · 依据的规则")


class LevelOut(Schema):
    """A level of indicators (级次)."""

    code: str
    label: str


class CoachOut(Schema):
    """One sentence for each indicator, and mandatory levels that are missing (指标辅导)."""

    advice: list[AdviceOut]
    fine: int = Field(description="indicators of which nothing is to be said · 没有问题的指标数")
    missing: list[LevelOut]


class ComparedAsked(Sent):
    """Which indicator (哪条指标)."""

    name: Line
    level: Words = Field("", description="code of its second level; empty where nobody knows it · 二级指标代码")


class ComparedOut(Schema):
    """An indicator beside last year and peers (上年与同类)."""

    last_year: str = Field(description="target; empty where there was none · 上年指标值")
    declaration: UUID | None = Field(description="of last year · 上年申报")
    agencies: int = Field(description="that the median stands for; 0 where there are fewer than three · 单位数")
    median: str
    others: int = Field(description="agencies whose target is of another kind · 写法不同的单位数")
