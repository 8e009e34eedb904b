"""What a coach says of each indicator (指标辅导): unmeasurable, at the wrong level, too easy; one sentence with the rule behind it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jixiao import messages
from jixiao.declaring.examining import Examination, FieldFinding
from jixiao.declaring.paths import of_indicator, split
from jixiao.declaring.understanding import is_measurable
from jixiao.model import Indicator
from jixiao.values import Kind

UNMEASURABLE = "unmeasurable"
_SHORT = 30
_NOTHING = (Kind.EMPTY, Kind.PLACEHOLDER)


@dataclass(frozen=True, slots=True)
class Advice:
    """What is to be said of an indicator (一句话意见).

    Attributes:
        id: of its row.
        name: of the indicator.
        aspect: ``unmeasurable``, ``unsuitable`` for its level, ``easy`` or ``hard``.
        rule: id of the rule behind it; empty for what the grammar of values says.
        key: entry of the message catalogue; it may name ``name`` and ``target``.
        target: as typed, in short.
        finding: of the rule, with its law and remedy.
    """

    id: str
    name: str
    aspect: str
    rule: str
    key: str
    target: str
    finding: FieldFinding | None = None

    @property
    def path(self) -> str:
        """Of the cell to go to."""
        return of_indicator(self.id, "target" if self.aspect != "unsuitable" else "name")

    def message(self, lang: str | None = None) -> str:
        """The sentence."""
        return messages.text(self.key, lang, name=self.name, target=self.target)


@dataclass(frozen=True, slots=True)
class Coaching:
    """What is to be said of a declaration (辅导).

    Attributes:
        advice: of the indicators of which something is to be said, in their order, one each.
        fine: how many others there are.
        missing: code and label of each mandatory level that has no indicator.
    """

    advice: tuple[Advice, ...]
    fine: int
    missing: tuple[tuple[str, str], ...]


@cache
def aspects() -> dict[str, tuple[str, int]]:
    """Rule to the respect in which it speaks and to how grave it is, 0 first."""
    told = tomllib.loads(resources.files("jixiao.declaring").joinpath("coaching.toml").read_text(encoding="utf-8"))
    ordered = [(rule, aspect) for aspect, rules in told.items() for rule in rules]
    return {rule: (aspect, place) for place, (rule, aspect) in enumerate(ordered)}


def coach(examination: Examination) -> Coaching:
    """What is to be said of each indicator, the gravest only, out of what the rules found and how its target is read.

    A finding that the unit has explained is not said again.

    Args:
        examination: of the declaration.
    """
    said: dict[str, FieldFinding] = {}
    for finding in examination.findings:
        if finding.rule_id not in aspects() or finding.explanation.strip():
            continue
        for id_ in {split(path)[0] for path in finding.paths} - {""}:
            before = said.get(id_)
            if before is None or aspects()[finding.rule_id][1] < aspects()[before.rule_id][1]:
                said[id_] = finding
    rows = list(zip(examination.typed.rows, examination.typed.project.indicators, strict=True))
    found = [advice for id_, item in rows if (advice := _advice(id_, item, said.get(id_))) is not None]
    missing = [(fault.values["code"], fault.values["level"]) for fault in examination.faults if fault.key == "fault.level_missing"]
    told = [item for _, item in rows if item.name.strip() and not item.placeholder]
    return Coaching(tuple(found), max(0, len(told) - len(found)), tuple(missing))


def _advice(id_: str, item: Indicator, finding: FieldFinding | None) -> Advice | None:
    name, target = _short(item.name), _short(item.target.text)
    is_words = item.target.kind not in _NOTHING and not is_measurable(item.target)
    if finding is not None:
        aspect, _ = aspects()[finding.rule_id]
        if aspect == UNMEASURABLE or not is_words:
            return Advice(id_, name, aspect, finding.rule_id, f"coach.{finding.rule_id}", target, finding)
    return Advice(id_, name, UNMEASURABLE, "", "coach.words", target) if is_words else None


def _short(said: str) -> str:
    flat = " ".join(said.split())
    return flat if len(flat) <= _SHORT else f"{flat[:_SHORT]}…"
