"""Which way is better (指标方向): handbook 03 §3. The printed operator decides first, then the name, then the second level."""

from __future__ import annotations

from decimal import Decimal

from jixiao.values.draft import Context, Draft
from jixiao.values.lexicon import any_of
from jixiao.values.target import Kind, Polarity

_BY_KIND = {
    Kind.RANGE: Polarity.INTERVAL,
    Kind.DEADLINE: Polarity.DATE,
    Kind.PERIOD: Polarity.DATE,
    Kind.CORRUPT: Polarity.UNKNOWN,
}
_BY_OPERATOR = {"≥": Polarity.POSITIVE, ">": Polarity.POSITIVE, "≤": Polarity.NEGATIVE, "<": Polarity.NEGATIVE}


def polarity_of(draft: Draft, context: Context) -> Polarity:
    """The polarity of a value in its context."""
    if draft.value_high is not None:
        return Polarity.INTERVAL
    if draft.kind is Kind.RELATIVE_NUMERIC:
        return _BY_OPERATOR.get(draft.operator or "", Polarity.POSITIVE)
    if draft.kind is not Kind.NUMERIC:
        return _BY_KIND.get(draft.kind, Polarity.NONE)
    if draft.explicit_operator:
        return _BY_OPERATOR.get(draft.operator or "", Polarity.EXACT)
    if draft.dimension == "money" and _in_cost(context) and not any_of("polarity", "flips").search(context.name):
        return Polarity.NEGATIVE
    return _by_name(context.name, draft) or _by_level2(draft, context) or _by_number(draft)


def _by_name(name: str, draft: Draft) -> Polarity | None:
    """By the words of the name; a compound such as 事故下降率 measures the decrease and flips (同比下降, 节支率)."""
    if not name:
        return None
    flips = any_of("polarity", "flips").search(name)
    negative = any_of("polarity", "negative").search(name)
    if flips:
        return Polarity.POSITIVE
    if negative and draft.value == 0:
        return Polarity.NEGATIVE
    last_positive = _last(name, "positive")
    if negative and _last(name, "negative") >= last_positive:
        return Polarity.NEGATIVE
    if last_positive >= 0:
        return Polarity.POSITIVE
    return None


def _last(name: str, key: str) -> int:
    """Where the last word of a list ends in the name; -1 for none. The end of a Chinese compound carries its sense."""
    return max((match.end() for match in any_of("polarity", key).finditer(name)), default=-1)


def _in_cost(context: Context) -> bool:
    return context.level2 is not None and (context.level2 == "output.cost" or context.level2.startswith("cost"))


def _by_level2(draft: Draft, context: Context) -> Polarity | None:
    group = context.level2 or ""
    if group.startswith("satisfaction"):
        return Polarity.POSITIVE
    if _in_cost(context):
        return Polarity.NEGATIVE if draft.dimension != "ratio" else Polarity.POSITIVE
    if group == "output.quality":
        return Polarity.POSITIVE if draft.value != 0 else Polarity.NEGATIVE
    if group == "output.timeliness":
        return Polarity.NEGATIVE if draft.dimension == "time" else Polarity.POSITIVE if draft.dimension == "ratio" else None
    return None


def _by_number(draft: Draft) -> Polarity:
    """Nothing is known but the number: 100% is a floor, none of something bad is a ceiling, the rest is exact (S03, S04, S12)."""
    if draft.value == Decimal(0) and draft.dimension in {"ratio", "count", "people"}:
        return Polarity.NEGATIVE
    if draft.unit == "percent":
        return Polarity.POSITIVE
    return Polarity.EXACT
