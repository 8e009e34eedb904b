"""How a target was understood, in a short sentence (指标值解读): it is shown while one types, so that a slip is seen at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jixiao.messages import catalogue, language, text
from jixiao.values import Kind, Polarity, Target, parse_target
from jixiao.values.target import plain_decimal
from jixiao.values.units import unit_by_code

_OPERATORS = {"≥": "at_least", "≤": "at_most", ">": "more", "<": "less"}
_DAYS = {"≥": "understood.from_day", ">": "understood.after_day", "<": "understood.before_day"}
_BETTER = {Polarity.POSITIVE: "understood.higher", Polarity.NEGATIVE: "understood.lower"}
_WORDS = (Kind.QUALITATIVE, Kind.RELATIVE_QUALITATIVE, Kind.NARRATIVE, Kind.FORMULA)
_UNMEASURABLE = frozenset({*_WORDS, Kind.CORRUPT, Kind.PLACEHOLDER, Kind.EMPTY})
_WITHOUT_A_DAY = frozenset({"on_time", "by_plan", "on_demand", "statutory", None})
_LONGEST = 40
_LONG_NUMBER = 40


def understood(
    typed: str,
    name: str = "",
    *,
    description: str = "",
    level2_code: str | None = None,
    fiscal_year: int | None = None,
    lang: str | None = None,
) -> str:
    """How a target value is understood, in a sentence without its full stop.

    Args:
        typed: the value as typed.
        name: name of the indicator; it decides which way is better, and what the number is per.
        description: its description.
        level2_code: canonical code of its second level.
        fiscal_year: of the budget, for dates that do not name theirs.
        lang: language; the one in force by default.

    Returns:
        The sentence; empty for a blank value.

    >>> understood("≥95%", lang="zh"), understood("按时完成", lang="zh")
    ('不低于95%（比率）', '定性表述（按时），没有写日期，无法量化衡量')
    """
    target = parse_target(typed, name=name, description=description, level2_code=level2_code, fiscal_year=fiscal_year)
    return understood_target(target, lang)


def understood_target(target: Target, lang: str | None = None) -> str:
    """How a typed value is understood; see :func:`understood`."""
    if target.kind is Kind.EMPTY:
        return ""
    lang = lang or language()
    parts = [_meaning(target, lang), *_notes(target, lang)]
    if not is_measurable(target) and target.kind not in (Kind.PLACEHOLDER, Kind.CORRUPT):
        parts.append(text("understood.unmeasurable", lang))
    return text("understood.joint", lang).join(part for part in parts if part)


def is_measurable(target: Target) -> bool:
    """At the end of the year somebody can tell from a number, a day or a fact whether the target was reached (可衡量)."""
    if target.kind is Kind.SCHEDULE:
        return target.schedule not in _WITHOUT_A_DAY
    return target.kind not in _UNMEASURABLE and "impossible_date" not in target.issues


def _meaning(target: Target, lang: str) -> str:
    if target.kind in (Kind.NUMERIC, Kind.RANGE):
        return _number(target, lang)
    if target.kind in (Kind.RELATIVE_NUMERIC, Kind.RELATIVE_QUALITATIVE):
        return _relative(target, lang)
    if target.kind is Kind.DEADLINE:
        return _deadline(target, lang)
    if target.kind is Kind.PERIOD:
        return text("understood.within", lang, period=_period(target.period, lang)) if target.period else ""
    if target.kind is Kind.SCHEDULE:
        word = text(f"understood_schedule.{target.schedule or 'by_plan'}", lang)
        return word if is_measurable(target) else text("understood.worded_time", lang, words=word)
    if target.kind is Kind.QUALITATIVE:
        return text("understood.worded", lang, words=_degree(target, lang))
    if target.kind is Kind.STATE:
        return text("understood.state", lang, state=_short(target.text))
    return text(f"understood.{target.kind.value}", lang)


def _number(target: Target, lang: str) -> str:
    """Operator, number and unit; in brackets what is measured and what it is per."""
    amount = _amount(target, lang)
    if target.value_high is None:
        key = _OPERATORS.get(target.operator or "")
        if key is not None:
            amount = text(f"understood.{key}", lang, amount=amount)
        elif not target.approx:
            amount = text("understood.exactly", lang, amount=amount)
    return amount + _aside(target, lang)


def _amount(target: Target, lang: str) -> str:
    number = _grouped(target.value)
    if target.value_high is not None:
        number = text("understood.range", lang, low=number, high=_grouped(target.value_high))
    amount = number + _unit(target, lang)
    return text("understood.about", lang, amount=amount) if target.approx else amount


def _unit(target: Target, lang: str) -> str:
    if not target.unit:
        return ""
    word = unit_by_code(target.unit).print
    if lang == "zh" or word == "%":
        return word
    key = f"understood_unit.{target.unit}"
    if key in catalogue():
        word = text(key, lang)
        word = word.removesuffix("s") if target.value == 1 and target.value_high is None else word
    return f" {word}"


def _aside(target: Target, lang: str) -> str:
    key = f"understood_dimension.{target.dimension}"
    said = [text(key, lang)] if key in catalogue() else []
    if target.per:
        said.append("".join(text("understood.per", lang, of=part) for part in target.per).strip())
    return text("understood.aside", lang, said=text("understood.joint", lang).join(said)) if said else ""


def _grouped(number: object) -> str:
    written = plain_decimal(number) if number is not None else ""  # type: ignore[arg-type]  # a target of these kinds has a number
    whole, dot, rest = written.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() and len(whole) < _LONG_NUMBER else written


def _relative(target: Target, lang: str) -> str:
    """Than what, which way, and by how much."""
    than = text(f"understood_than.{target.baseline}", lang) if f"understood_than.{target.baseline}" in catalogue() else ""
    way = text(f"understood_way.{target.direction or 'increase'}", lang)
    if target.kind is Kind.RELATIVE_QUALITATIVE or target.value is None:
        return text("understood.relative_words", lang, than=than, way=way)
    amount = _amount(target, lang)
    if target.value_high is None and (key := _OPERATORS.get(target.operator or "")):
        amount = text(f"understood.{key}", lang, amount=amount)
    return text("understood.relative", lang, than=than, way=way, amount=amount + _aside(target, lang))


def _degree(target: Target, lang: str) -> str:
    if target.direction == "none":
        return text(f"understood_satisfied.{target.level or 0}", lang)
    way = text(f"understood_way.{target.direction or 'increase'}", lang)
    return text(f"understood_degree.{target.level or 0}", lang, way=way)


def _deadline(target: Target, lang: str) -> str:
    if target.deadline is not None:
        day = _day(target.deadline, lang)
    elif target.period:
        year, month, number = target.period.rsplit("-", 2)
        which = text("understood.next_year" if year.startswith("Y+") else "understood.this_year", lang)
        day = text("understood.day_of", lang, year=which, month=int(month), day=int(number))
    else:
        return ""
    key = {"≥": "understood.from_day", ">": "understood.after_day", "<": "understood.before_day"}.get(
        target.operator or "", "understood.by_day"
    )
    return text(key, lang, day=day)


def _day(day: date, lang: str) -> str:
    return text("understood.day", lang, year=day.year, month=day.month, day=day.day)


def _period(period: str | None, lang: str) -> str:
    year, _, part = (period or "").partition("-")
    which = {"Y": text("understood.this_year", lang), "Y+1": text("understood.next_year", lang)}.get(year) or text(
        "understood.year", lang, year=year
    )
    if not part:
        return which
    if f"understood_part.{part}" in catalogue():
        return text("understood.part_of", lang, year=which, part=text(f"understood_part.{part}", lang))
    return text("understood.month_of", lang, year=which, month=int(part)) if part.isdigit() else which


def _notes(target: Target, lang: str) -> Iterator[str]:
    """What one should see besides: which way is better where no sign says so, and what is unusual about the text."""
    if target.kind is Kind.NUMERIC and target.operator in (None, "="):
        key = _BETTER.get(target.polarity)
        if key is not None:
            yield text(key, lang)
    if target.direction == "change":
        yield text("understood.no_direction", lang)
    if target.hint_value is not None and "number_in_text" in target.issues:
        yield text("understood.number_unused", lang, number=_grouped(target.hint_value))
    for issue in target.issues:
        is_said = issue == "degenerate_bound" and "unattainable" in target.issues
        if f"understood_issue.{issue}" in catalogue() and not is_said:
            yield text(f"understood_issue.{issue}", lang)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
