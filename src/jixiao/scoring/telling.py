"""A scored form in lines for people (计分结果的逐项说明): declared beside computed, and why they differ, in the language in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jixiao import messages
from jixiao.attainment import half_up, printed
from jixiao.attainment.derivation import Keyed
from jixiao.provenance import SourceRef
from jixiao.scoring.differences import Difference, execution_difference, execution_reason_notices, item_difference, reason_notices
from jixiao.scoring.evaluation import grade_of
from jixiao.scoring.execution import TOTAL, Execution, budget_of
from jixiao.scoring.from_reading import FormScore
from jixiao.scoring.items import ItemScore, coefficient_gap_pct
from jixiao.scoring.noticing import Notice
from jixiao.scoring.scheme import Grade
from jixiao.scoring.standing import Score, Standing

_WAN = 10_000
_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of points (得分栏的一行): what was claimed, what comes out, and what there is to say.

    Attributes:
        name: of the indicator, or what execution is called.
        level: label of its second level, empty for execution.
        target: as printed; of execution, the budget of the year.
        actual: as printed; of execution, what was spent, with the rate.
        weight: points available.
        declared: points claimed.
        expected: points computed, or carried over.
        standing: what became of it.
        is_off: claimed and computed are further apart than the tolerance.
        said: sentences, the most important first.
        rules: audit rules that ask the same.
        derivation: how the points came about, line by line.
        place: where it stands.
    """

    name: str
    level: str
    target: str
    actual: str
    weight: Decimal | None
    declared: Decimal | None
    expected: Decimal | None
    standing: Standing
    is_off: bool
    said: tuple[str, ...]
    rules: tuple[str, ...]
    derivation: tuple[str, ...]
    place: SourceRef | None

    @property
    def gap(self) -> Decimal | None:
        """Claimed minus computed; ``None`` where one is missing."""
        return None if self.declared is None or self.expected is None else self.declared - self.expected

    @property
    def tone(self) -> str:
        """``off``, ``unscored``, ``noted`` or ``fine``."""
        if self.is_off:
            return "off"
        if self.standing is Standing.NOT_SCORABLE and self.weight != 0:
            return "unscored"
        return "noted" if self.rules else "fine"

    def as_json(self) -> dict[str, Any]:
        """Everything; numbers are decimal strings."""

        def number(value: Decimal | None) -> str | None:
            return None if value is None else str(value)

        return {
            "name": self.name,
            "level2": self.level or None,
            "target": self.target or None,
            "actual": self.actual or None,
            "weight": number(self.weight),
            "declared": number(self.declared),
            "expected": number(self.expected),
            "gap": number(self.gap),
            "standing": self.standing.value,
            "is_off": self.is_off,
            "said": list(self.said),
            "rules": list(self.rules),
            "derivation": list(self.derivation),
            "source": self.place.as_json() if self.place else None,
        }


def lines_of(form: FormScore) -> list[ScoreLine]:
    """Execution, every indicator in the order of the form, and the adjustment where there is one."""
    scored, found = form.scored, list[ScoreLine]()
    if scored.execution is not None:
        found.append(_execution_line(form, scored.execution))
    found += [_item_line(form, number, one) for number, one in enumerate(scored.items)]
    if scored.adjustment:
        name = Keyed("score_line.adjustment").text()
        said = (Keyed("score_said.adjustment").text(),)
        found.append(ScoreLine(name, "", "", "", None, None, scored.adjustment, Standing.SCORED, False, said, (), (), None))
    return found


def _execution_line(form: FormScore, execution: Execution) -> ScoreLine:
    evaluation, scheme = form.scored.evaluation, form.scored.scheme
    difference = execution_difference(execution, evaluation.funding, scheme)
    notices = [*execution.score.notices, *(difference.notices if difference else ())]
    if not form.is_row:  # a list has no place for reasons
        notices += execution_reason_notices(execution, evaluation.funding, evaluation.execution_reason, scheme)
    total = next((line for line in evaluation.funding if line.key == TOTAL), None)
    known = budget_of(total, evaluation.funding) if total else None
    budget = _money(known) if known is not None else ""
    spent = _money(total.executed_amount) if total and total.executed_amount is not None else ""
    if execution.rate_pct is not None:
        spent = messages.text("score_said.spent", amount=spent or "—", rate=f"{execution.rate_pct}")
    return _line(
        (Keyed("score_line.execution").text(), "", budget, spent),
        execution.score,
        execution.declared,
        difference,
        notices,
        form.place_of(None),
    )


def _begun(sentence: str) -> str:
    """A sentence that begins with a capital letter, where it begins with a letter."""
    return sentence[:1].upper() + sentence[1:]


def _money(yuan: Decimal) -> str:
    """万元 to the second place: the derivation has all digits."""
    return f"{printed(half_up(Fraction(yuan) / _WAN))}{messages.text('cli.wan')}"


def _formula(score: Score) -> list[str]:
    """How the points should have been computed: the last step before they were rounded."""
    step = next((step for step in reversed(score.derivation.steps[:-1]) if step.put_in), None)
    return [messages.text("score_said.by_formula", equation=step.equation())] if step is not None else []


def _difference_words(difference: Difference) -> str:
    """Both figures and what explains them, in one sentence."""
    figures, *why = difference.lines()
    if not why:
        return messages.text("score_said.differs", figures=figures)
    return messages.text("score_said.differs_why", figures=figures, why=messages.text("report.semicolon").join(why))


def _item_line(form: FormScore, number: int, one: ItemScore) -> ScoreLine:
    scheme, item = form.scored.scheme, one.item
    indicator = form.project.indicators[number]
    difference = item_difference(one, scheme)
    notices = [*one.score.notices, *(difference.notices if difference else ()), *reason_notices(one, scheme)]
    actual = indicator.result.actual.text if indicator.result and indicator.result.actual else ""
    return _line(
        (item.name, indicator.level2 or indicator.level1 or "", item.target.text if item.target else indicator.target.text, actual),
        one.score,
        item.declared,
        difference,
        notices,
        form.place_of(number),
        more=tuple(_more(form, number, one)),
    )


def _more(form: FormScore, number: int, one: ItemScore) -> Iterator[str]:
    """What is said of coefficient and adjusted target."""
    gap = coefficient_gap_pct(one)
    if gap and one.item.coefficient_pct is not None:
        values = {"declared": printed(one.item.coefficient_pct), "expected": f"{one.score.expected_coefficient_pct}"}
        yield messages.text("score_said.coefficient", **values)
    result = form.project.indicators[number].result
    if result is not None and result.adjusted_target is not None:
        yield messages.text("score_said.adjusted", before=form.project.indicators[number].target.text, after=result.adjusted_target.text)


def _line(
    texts: tuple[str, str, str, str],
    score: Score,
    declared: Decimal | None,
    difference: Difference | None,
    notices: list[Notice],
    place: SourceRef,
    *,
    more: tuple[str, ...] = (),
) -> ScoreLine:
    name, level, target, actual = texts
    said: list[str] = []
    if difference is not None and difference.gap:
        said.append(_difference_words(difference))
        said += [] if difference.is_within else _formula(score)
    if score.reason is not None:
        said.append(messages.text("score_said.unscored", why=score.reason.message(), remedy=score.reason.remedy()))
    if score.standing is Standing.CARRIED:
        said.append(messages.text("score_said.carried"))
    told = {reason.key.rpartition(".")[2] for reason in difference.why} if difference else set()
    said += [*more, *(_notice(notice) for notice in notices if notice.key not in told and notice.key not in _TOLD)]
    rules = dict.fromkeys(notice.rule for notice in notices if notice.rule)
    if score.reason is not None and score.reason.rule:
        rules |= {score.reason.rule: None}
    is_off = difference is not None and not difference.is_within
    return ScoreLine(
        name,
        level,
        target,
        actual,
        score.weight,
        declared,
        score.points,
        score.standing,
        is_off,
        tuple(dict.fromkeys(_begun(sentence) for sentence in said)),
        tuple(rules),
        tuple(score.derivation.lines()),
        place,
    )


_TOLD = {"execution_off", "not_comparable"}
"""Notices that say what the difference, or the reason why there is no score, has said already."""


def _notice(notice: Notice) -> str:
    remedy = notice.remedy() if notice.rule else ""
    return messages.text("score_said.notice", message=notice.message(), remedy=remedy) if remedy else notice.message()


@dataclass(frozen=True, slots=True)
class Summary:
    """A form at a glance (一张自评表的结论).

    Attributes:
        declared: total claimed.
        expected: total computed; ``None`` where an indicator is not scorable.
        known: points of what could be scored.
        open_weight: weight of what could not.
        declared_grade: as printed.
        expected_grade: in words; of a row of a list that of the total claimed; empty without a total.
        off: lines whose points are off.
        unscored: lines that could not be scored.
        said: sentences about the form as a whole.
        rules: audit rules that ask the same.
        is_grade_right: the grade that is printed is the expected one, in whatever words.
    """

    declared: Decimal | None
    expected: Decimal | None
    known: Decimal
    open_weight: Decimal
    declared_grade: str
    expected_grade: str
    off: int
    unscored: int
    said: tuple[str, ...]
    rules: tuple[str, ...]
    is_grade_right: bool = False

    @property
    def gap(self) -> Decimal | None:
        """Claimed minus computed total."""
        return None if self.declared is None or self.expected is None else self.declared - self.expected


def summary_of(form: FormScore, lines: list[ScoreLine] | None = None) -> Summary:
    """The form at a glance.

    Args:
        form: a scored form.
        lines: its lines, where they are known already.
    """
    lines = lines_of(form) if lines is None else lines
    scored = form.scored
    unscored = [line for line in lines if line.standing is Standing.NOT_SCORABLE and line.weight != 0]
    said = form.project.evaluation
    grade = grade_of_total(form)
    return Summary(
        declared=scored.evaluation.declared_total,
        expected=scored.total,
        known=sum((line.expected for line in lines if line.expected is not None), Decimal(0)),
        open_weight=_open_weight(form, lines, unscored),
        declared_grade=(said.grade if said else None) or "",
        expected_grade=Keyed(f"score_grade.{grade.value}").text() if grade else "",
        off=sum(line.is_off for line in lines),
        unscored=len(unscored),
        said=tuple(_begun(sentence) for sentence in _sentences(form, is_off=any(line.is_off for line in lines))),
        rules=tuple(dict.fromkeys(notice.rule for notice in scored.notices if notice.rule)),
        is_grade_right=grade is not None and scored.evaluation.declared_grade is grade,
    )


def grade_of_total(form: FormScore) -> Grade | None:
    """The grade of the computed total; of a row of a list, which has none, that of the total claimed."""
    declared = form.scored.evaluation.declared_total
    return grade_of(declared, form.scored.scheme) if form.is_row and declared is not None else form.scored.grade


def _open_weight(form: FormScore, lines: list[ScoreLine], unscored: list[ScoreLine]) -> Decimal:
    """Points of what could not be scored; of a row of a list all that its indicators have, which it does not print."""
    counted = [line for line in lines if line.standing is not Standing.NOT_SCORABLE] if form.is_row else unscored
    weight = sum((line.weight for line in counted if line.weight is not None), Decimal(0))
    return _FULL - weight if form.is_row else weight


def _sentences(form: FormScore, *, is_off: bool) -> Iterator[str]:
    scored = form.scored
    yield messages.text(f"score_choice.{form.choice.value}", scheme=scored.scheme.title.text())
    if form.unweighed is not None:
        yield messages.text("score_said.unscored", why=form.unweighed.message(), remedy=form.unweighed.remedy())
    declared = scored.evaluation.declared_total
    if declared is not None and scored.total is not None and declared != scored.total:
        is_within = not is_off and abs(declared - scored.total) <= len(scored.items) * scored.scheme.settings.tolerance
        key = "total_within" if is_within else "total_above" if declared > scored.total else "total_below"
        values = {"declared": printed(declared), "expected": f"{scored.total}", "gap": printed(abs(declared - scored.total))}
        yield messages.text(f"score_said.{key}", **values)
        mine, other = grade_of(declared, scored.scheme), scored.grade
        if mine is not None and other is not None and mine is not other:
            named = {"declared": Keyed(f"score_grade.{mine.value}").text(), "expected": Keyed(f"score_grade.{other.value}").text()}
            yield messages.text("score_said.grade_moves", **named)
    elif declared is None:
        yield messages.text("score_said.no_total")
    for notice in scored.notices:
        yield _notice(notice)


def grade_words(summary: Summary) -> str:
    """Both grades, or the computed one where the form prints none."""
    declared, expected = summary.declared_grade, summary.expected_grade
    if not declared:
        return messages.text("score.grade_computed", expected=expected) if expected else "—"
    return messages.text("score.grade_pair", declared=declared, expected=expected or "—")


def tone_of(found: Sequence[ScoreLine], summary: Summary) -> str:
    """How grave a form is: points that differ, then what cannot be scored, then other things to check."""
    if summary.off or "EVA-003" in summary.rules:
        return "off"
    if summary.unscored:
        return "unscored"
    return "noted" if summary.rules or any(line.rules for line in found) else "fine"
