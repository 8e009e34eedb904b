"""Many decided at once, reminders, phrases."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.declarations import GradeName, StageName
from jixiao.web.api.schemas.shapes import Reason, Sent
from jixiao.web.records.actions.bulk import MOST
from jixiao.web.records.actions.phrases import LONGEST as PHRASE_LENGTH
from jixiao.web.records.actions.reminders import LONGEST as NOTE_LENGTH

Note = Annotated[str, Field(max_length=NOTE_LENGTH, pattern=r"^[^\x00]*$")]
Revision = Annotated[int, Field(ge=1, le=999_999_999)]


class ChosenIn(Sent):
    """A declaration and the revision that was seen (选中的一件)."""

    id: UUID
    revision: Revision


class DecisionsIn(Sent):
    """A move that is made of each of some declarations (批量办理)."""

    move: Literal["approve", "return", "ratify"]
    rows: Annotated[list[ChosenIn], Field(min_length=1, max_length=MOST)]
    opinion: Reason = ""
    reason: Reason = Field("", description="needed to return · 退回须写")
    grade: GradeName = ""
    number: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = Field(
        "", description="needed to approve with the budget · 批复须写"
    )
    on: date | None = Field(None, description="today where it is missing · 缺省为今天")


class RemindersIn(Sent):
    """Whoever has some declarations is asked to get on with them (批量催办)."""

    declarations: Annotated[list[UUID], Field(min_length=1, max_length=MOST)]
    note: Note = ""


class ReminderIn(Sent):
    """A note, if there is one (催办)."""

    note: Note = ""


class OutcomeOut(Schema):
    """What became of a row (逐件结果)."""

    id: UUID
    result: Literal["done", "changed", "refused", "missing", "busy", "left"]
    is_repeated: bool = Field(description="it was done when the same was sent before · 先前已办成")
    stage: StageName | None
    revision: int | None = Field(description="as it is now · 现在的版本号")
    detail: str = Field(description="why it was not done · 原因")


class OutcomesOut(Schema):
    """What became of each row, in the order in which they were sent (批量结果)."""

    done: int
    not_done: int
    outcomes: list[OutcomeOut]


class PhraseIn(Sent):
    """A phrase of one's own (常用语)."""

    move: Literal["approve", "return"]
    text: Annotated[str, Field(min_length=1, max_length=PHRASE_LENGTH, pattern=r"^[^\x00]*$")]


class PhraseOut(Schema):
    """A phrase of one's own (常用语)."""

    id: int
    move: str
    text: str
