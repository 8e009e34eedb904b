"""Derivations (推导): how a number came about, step by step, with formula, values put in, result and what it rests on.

A number that is shown to somebody carries its :class:`Derivation`. What has no number has an :class:`Unanswered`, which says why and
what to do; it is never a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao import messages
from jixiao.law import Status, citation


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the data in both languages, such as the title of a scheme."""

    zh: str
    en: str

    def text(self, lang: str | None = None) -> str:
        """The text in ``lang`` or the language in force."""
        return self.zh if (lang or messages.language()) == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Keyed:
    """A text of the message catalogue that another message quotes."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str | None = None) -> str:
        """The text in ``lang`` or the language in force."""
        return messages.text(self.key, lang, **spoken(self.values, lang))


@dataclass(frozen=True, slots=True)
class Origin:
    """What a number or formula rests on (依据), and how far that is verified.

    Attributes:
        source: a law or body of practice of ``law/sources.toml``, such as ``measures-10`` or ``budget-law#14``.
        status: that of the source, or a lower one where only this statement is less sure.
    """

    source: str
    status: Status

    def describe(self, lang: str | None = None) -> str:
        """The source with its mark of verification."""
        lang = lang or messages.language()
        about = citation(self.source).describe(lang)
        return messages.text("derivation.source", lang, source=about, status=messages.text(f"lawstatus.{self.status.value}", lang))

    def as_json(self, lang: str | None = None) -> dict[str, str]:
        """Key, status and words."""
        return {"source": self.source, "status": self.status.value, "text": citation(self.source).describe(lang or messages.language())}


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a derivation (推导的一步).

    Attributes:
        key: its sentence in the message catalogue.
        values: what the sentence names; :class:`Words` and :class:`Keyed` are put in the language of the reader.
        formula: the formula in signs, such as ``w × B ÷ A``.
        put_in: the same with the values put in: ``10 × 1140 ÷ 1200``.
        result: what came out, as printed.
        origin: what the step rests on, where it rests on anything but arithmetic.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    formula: str = ""
    put_in: str = ""
    result: str = ""
    origin: Origin | None = None

    def sentence(self, lang: str | None = None) -> str:
        """What the step does, in words."""
        return messages.text(self.key, lang, **spoken(self.values, lang))

    def equation(self) -> str:
        """Formula, values and result, joined by ``=``; empty for a step that computes nothing."""
        parts = [part for part in (self.formula, self.put_in, self.result) if part]
        parts = [part for index, part in enumerate(parts) if index == 0 or part != parts[index - 1]]
        return "".join(part if index == 0 else f" ≈ {part[1:]}" if part[0] == "≈" else f" = {part}" for index, part in enumerate(parts))

    def line(self, lang: str | None = None) -> str:
        """The whole step as people read it."""
        text, equation = self.sentence(lang), self.equation()
        if equation:
            text = messages.text("derivation.computed", lang, text=text, equation=equation)
        return messages.text("derivation.resting", lang, text=text, source=self.origin.describe(lang)) if self.origin else text

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """The step with its sentence and source."""
        found: dict[str, Any] = {"step": self.key, "text": self.sentence(lang)}
        found |= {key: value for key, value in (("formula", self.formula), ("put_in", self.put_in), ("result", self.result)) if value}
        return found | ({"origin": self.origin.as_json(lang)} if self.origin else {})


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a number came about (推导过程): its last step has it as the result."""

    steps: tuple[Step, ...]

    @property
    def result(self) -> str:
        """What the last step came to."""
        return self.steps[-1].result if self.steps else ""

    def lines(self, lang: str | None = None) -> list[str]:
        """The steps, numbered, one line each."""
        return [messages.text("derivation.line", lang, number=number, text=step.line(lang)) for number, step in enumerate(self.steps, 1)]

    def as_json(self, lang: str | None = None) -> list[dict[str, Any]]:
        """The steps in order."""
        return [step.as_json(lang) for step in self.steps]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why there is no number (无法计算的原因): a value that is returned, with what to do.

    Attributes:
        key: entry of the message catalogue, with a remedy.
        values: what the message names.
        rule: the audit rule that asks the same, such as ``EVA-015``; empty where none does.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    rule: str = ""

    def message(self, lang: str | None = None) -> str:
        """What stands in the way."""
        return messages.text(self.key, lang, **spoken(self.values, lang))

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return messages.remedy(self.key, lang, **spoken(self.values, lang))

    def as_json(self, lang: str | None = None) -> dict[str, str]:
        """Key, message, remedy and rule."""
        found = {"key": self.key, "message": self.message(lang), "remedy": self.remedy(lang)}
        return found | ({"rule": self.rule} if self.rule else {})


def spoken(values: Mapping[str, object], lang: str | None) -> dict[str, object]:
    """Values of a message, each in the language of the message: words of the data, other messages, reasons."""
    return {name: _in_language(value, lang) for name, value in values.items()}


def _in_language(value: object, lang: str | None) -> object:
    if isinstance(value, Words | Keyed):
        return value.text(lang)
    return value.message(lang) if isinstance(value, Unanswered) else value
