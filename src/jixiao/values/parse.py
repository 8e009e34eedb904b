"""Read a target value (解析指标值): the pipeline of handbook 03 §7, from the printed text to a :class:`Target`.

A text goes past the readers below in order; the first that knows its shape types it. Then the context refines: what the number is
per, which way is better, what is unusual. A text that no reader knows is a narrative. Nothing here raises, whatever text comes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jixiao.values.columns import join_columns
from jixiao.values.dates import read_date
from jixiao.values.draft import Context, Draft
from jixiao.values.finish import attach_per, confidence_of, judge
from jixiao.values.normal import squash, without_surrogates, working_copy
from jixiao.values.numeric import read_numeric, read_phrase
from jixiao.values.polarity import polarity_of
from jixiao.values.relative import promote_by_name, read_relative
from jixiao.values.target import Kind, Target
from jixiao.values.wording import (
    read_clock,
    read_corrupt,
    read_formula,
    read_narrative,
    read_placeholder,
    read_qualitative,
    read_schedule,
    read_state,
)

_WORDS = re.compile(r"[^\d一二两三四五六七八九十百千万≥≤<>=]+")
_LONGEST_NAME = 200
_PUNCTUATION = "。；;，,"
_PRINTED = (("(", "（"), (")", "）"), ("°C", "℃"), ("%", "％"), ("/", "／"), ("m2", "㎡"), ("m2", "m²"), ("m3", "m³"))

READERS: tuple[Callable[[str, Context], Draft | None], ...] = (
    read_placeholder,
    read_clock,
    read_date,
    read_relative,
    read_numeric,
    read_schedule,
    read_qualitative,
    read_formula,
    read_state,
    read_phrase,
    read_corrupt,
)
"""The shapes in the order in which they are tried."""


def parse_target(
    text: str,
    *,
    name: str = "",
    description: str = "",
    level2_code: str | None = None,
    fiscal_year: int | None = None,
    operator_text: str | None = None,
    unit_text: str | None = None,
) -> Target:
    """Type the target value (指标值) of an indicator.

    Args:
        text: the value as printed.
        name: name of the indicator (三级指标); it decides 度 and 万, gives per and baseline, and is judged together with the value.
        description: its description (绩效指标描述).
        level2_code: canonical code of its second level, such as ``output.cost``.
        fiscal_year: year of the budget, for dates that do not name theirs.
        operator_text: the operator where it has a column of its own (指标性质); 定性 and 定量 are no operators.
        unit_text: the unit where it has a column of its own (度量单位).

    Returns:
        The typed value. Without context a text means what it says; context only refines.

    Source:
        Handbook 03, §§4 to 7.

    >>> found = parse_target("≤349万元")
    >>> found.kind.value, found.operator, found.value, found.unit
    ('numeric', '≤', Decimal('3490000'), 'yuan')
    """
    apart = operator_text is not None or unit_text is not None
    printed = without_surrogates(join_columns(text, operator_text, unit_text) if apart else text)
    work = working_copy(printed)
    context = Context(squash(name[:_LONGEST_NAME]), squash(description[:_LONGEST_NAME]), level2_code, fiscal_year)
    draft = read_narrative(work.text, context) if work.cut else read_draft(work.text, context)
    draft.issues |= work.issues
    if draft.kind in {Kind.EMPTY, Kind.PLACEHOLDER}:
        draft.issues.clear()
    promote_by_name(draft, context)
    attach_per(draft, context)
    judge(draft, work.text, context)
    return _target(printed, draft, context)


def read_draft(text: str, context: Context) -> Draft:
    """Type a working copy by the first reader that knows its shape."""
    body = text.rstrip(_PUNCTUATION) or text
    if body[0:1] == "=" and _WORDS.fullmatch(body, 1):
        body = body[1:]
    for reader in READERS:
        draft = reader(body, context)
        if draft is not None:
            return draft
    return read_narrative(text, context)


def _target(printed: str, draft: Draft, context: Context) -> Target:
    return Target(
        text=printed,
        kind=draft.kind,
        operator=draft.operator,
        value=draft.value,
        value_high=draft.value_high,
        unit=draft.unit,
        unit_text=_as_printed(draft.unit_text, printed),
        dimension=draft.dimension,
        per=draft.per,
        approx=draft.approx,
        deadline=draft.deadline,
        period=draft.period,
        schedule=draft.schedule,
        level=draft.level,
        direction=draft.direction,
        baseline=draft.baseline,
        state=draft.state,
        hint_value=draft.hint_value,
        polarity=polarity_of(draft, context),
        issues=tuple(sorted(draft.issues)),
        confidence=confidence_of(draft),
    )


def _as_printed(unit: str | None, printed: str) -> str | None:
    """The unit as the text prints it, where the working copy spells it otherwise: 付（片）, ℃, ％."""
    if unit is None or unit in printed:
        return unit
    for ours, theirs in _PRINTED:
        if theirs in printed:
            unit = unit.replace(ours, theirs)
    return unit
