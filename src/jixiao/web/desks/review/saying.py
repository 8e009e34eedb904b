"""What is said with a move: an opinion or a reason out of phrases and one's own words, a grade, number and day of a document (意见)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest

from jixiao.messages import language, text
from jixiao.packs.pack import PHRASED
from jixiao.web.desks.review.views import LONGEST
from jixiao.web.records import clock
from jixiao.web.records.actions.bulk import Said
from jixiao.web.records.actions.changing import pack_of
from jixiao.web.records.actions.reminders import LONGEST as NOTE_LENGTH
from jixiao.web.records.models import Declaration, Person, Stage
from jixiao.workflow import Grade, Process

_NUMBER_LENGTH = 64
_MOST_KEYS = 9
"""Phrases that have a key: Alt with a digit."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that may be put in (常用语): its key, empty behind the ninth, and whether it is one's own."""

    text: str
    key: str
    is_own: bool


@dataclass
class Asked:
    """What was typed for a move, and what is wrong with it."""

    opinion: str = ""
    reason: str = ""
    grade: str = ""
    phrases: list[str] = field(default_factory=list)
    number: str = ""
    on: str = ""
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest, phrases: Iterable[Phrase] = ()) -> Asked:
        """What a form sent; phrases that were not offered are left out."""
        sent, offered = request.POST, {phrase.text for phrase in phrases}
        names = ("opinion", "reason", "grade", "number", "on")
        found = cls(**{name: sent.get(name, "").replace("\x00", "").strip() for name in names})
        found.phrases = [told for told in sent.getlist("phrase") if told in offered]
        return found

    @property
    def whole_reason(self) -> str:
        """The phrases that were chosen, a line each, and what was typed besides."""
        return self._with_phrases(self.reason)

    @property
    def whole_opinion(self) -> str:
        """The same for an opinion."""
        return self._with_phrases(self.opinion)

    @property
    def day(self) -> date | None:
        """The day, where it is one."""
        try:
            return date.fromisoformat(self.on)
        except ValueError:
            return None

    @property
    def said(self) -> Said:
        """The same as actions take it."""
        return Said(self.whole_opinion, self.whole_reason, self.grade, self.number, self.day)

    def check(self, move: str, process: Process) -> bool:
        """All that is wrong with it at once; nothing is wrong where it is true."""
        if move in ("return", "discard") and not self.whole_reason:
            self.errors.append(text("web.refused.no_reason"))
        if max(len(self.whole_reason), len(self.whole_opinion)) > LONGEST:
            self.errors.append(text("web_review.too_long", most=LONGEST))
        given = next((grade for grade in grades_of(move, process) if grade.name == self.grade), None)
        if self.grade and given is None:
            self.errors.append(text("web_bulk.no_such_grade"))
        if move == "approve" and given and given.is_reasoned and not self.whole_opinion:
            self.errors.append(text("workflow.grade_unreasoned", grade=given.title()))
        if move == "remind" and len(self.reason) > NOTE_LENGTH:
            self.errors.append(text("web_remind.too_long", most=NOTE_LENGTH))
        if move == "ratify":
            self._check_document()
        return not self.errors

    def _check_document(self) -> None:
        if not self.number:
            self.errors.append(text("web.refused.no_number"))
        if len(self.number) > _NUMBER_LENGTH:
            self.errors.append(text("web_review.too_long", most=_NUMBER_LENGTH))
        if self.day is None:
            self.errors.append(text("web_review.no_day"))
        elif self.day > clock.today():
            self.errors.append(text("web.refused.future", day=self.on))

    def _with_phrases(self, typed: str) -> str:
        return "\n".join([*self.phrases, *([typed] if typed else [])])


def phrases_for(move: str, packs: Iterable[str], person: Person) -> list[Phrase]:
    """What may be put in with a key: one's own phrases first, then those of the jurisdictions."""
    if move not in PHRASED:
        return []
    own = list(person.phrases.filter(move=move).values_list("text", flat=True))
    usual = [words[language()] for pack in dict.fromkeys(packs) for words in pack_of(pack).phrases[move]]
    told = list(dict.fromkeys([*own, *usual]))
    return [Phrase(words, str(at) if at <= _MOST_KEYS else "", words in own) for at, words in enumerate(told, start=1)]


def grades_of(move: str, process: Process) -> list[Grade]:
    """The grades that may be given with a move, the best first."""
    names: set[str] = set().union(*(each.grades for each in process.moves if each.name == move))
    return [grade for grade in process.grades if grade.name in names]


def usual_grade(move: str, declarations: Iterable[Declaration]) -> str:
    """The grade that is proposed: 优 where nothing is left, 中 for what goes back; none where errors are left or at the unit's own."""
    told: list[Any] = list(declarations)
    if any(each.stage == Stage.UNIT_REVIEW for each in told):
        return ""
    if move == "return":
        return "medium"
    return "" if any(each.errors or each.comments_open for each in told) else "excellent" if move == "approve" else ""
