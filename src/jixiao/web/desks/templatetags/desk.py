"""Tags and filters of all pages: texts of the catalogue, money, days, states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jixiao.messages import catalogue, language, text
from jixiao.web.records.wan import in_wan
from jixiao.workflow import titles

register = template.Library()

STATE_SHAPES = {
    "draft": "open",
    "returned": "back",
    "unit_review": "half",
    "department_review": "half",
    "finance_review": "half",
    "performance_review": "half",
    "approved": "full",
    "ratified": "seal",
    "discarded": "cross",
}


WORKFLOW = {"stage": "stages", "role": "roles", "move": "moves", "guard": "guards", "grade": "grades"}


def called(kind: str, name: str) -> str:
    """What a stage, role, move, guard or grade of the workflow is called."""
    found = titles()[WORKFLOW[kind]].get(name)
    return found.title(language()) if found else name


@register.simple_tag
def t(key: str, **values: Any) -> str:
    """A text of the catalogue in the language of the page."""
    return text(key, **values)


@register.filter
def words(key: str, prefix: str = "") -> str:
    """A text by a key put together: ``{{ tab.name|words:"tab" }}``; stages, roles, moves and guards have the words of the workflow."""
    if prefix in WORKFLOW:
        return called(prefix, str(key))
    return text(f"{prefix}.{key}" if prefix else str(key))


@register.filter
def words_or_key(key: str, prefix: str = "") -> str:
    """As :func:`words`, or the key itself where there is no text."""
    full = f"{prefix}.{key}" if prefix else str(key)
    return text(full) if full in catalogue() else str(key)


@register.filter
def wan(amount: Any) -> str:
    """Money in 万元 with two decimals, or more where the amount has them."""
    if amount is None or amount == "":
        return "—"
    return in_wan(Decimal(amount))


@register.filter
def signed_wan(amount: Decimal) -> str:
    """A difference in 万元, with its sign."""
    return f"+{in_wan(amount)}" if amount > 0 else in_wan(amount)


@register.filter
def wan_or_blank(amount: Any) -> str:
    """Money in 万元 as a field holds it, or nothing."""
    return "" if amount is None else in_wan(Decimal(amount)).replace(",", "")


@register.filter
def moment(at: Any) -> str:
    """A time of day in the time zone of the office: ``2026-11-28 09:14``."""
    if not at:
        return "—"
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


@register.filter
def day(at: date | None) -> str:
    """A day: ``2026-11-28``."""
    return at.isoformat() if at else "—"


@register.filter
def day_or_blank(day: date | None) -> str:
    """A day as a field holds it: ``2026-11-28``, or nothing."""
    return day.isoformat() if day else ""


@register.filter
def second(at: datetime) -> str:
    """A time with its seconds in the time zone of the office: ``2026-11-28 09:14:05``."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    """A value by its key."""
    return mapping.get(key, "")


@register.filter
def same(one: Any, other: Any) -> bool:
    """Two values are the same; an empty text and none are not."""
    return bool(one == other)


@register.filter
def plain_number(number: float) -> str:
    """A number as a drawing takes it, whatever the language: ``12.5``."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@register.filter
def at_year(mapping: Mapping[int, Any], year: int) -> Any:
    """What there is of a year; ``None`` where there is nothing."""
    return mapping.get(year)


@register.filter
def message_of(told: Any) -> str:
    """What an error, a fault or a finding says, in the language of the page."""
    return told.message(language())


@register.filter
def remedy_of(told: Any) -> str:
    """What to do about it."""
    return told.remedy(language()) if hasattr(told, "remedy") else ""


@register.simple_tag
def state(stage: str) -> SafeString:
    """A stage by word, colour and shape."""
    return format_html(
        '<span class="state {}"><i class="dot {}" aria-hidden="true"></i>{}</span>', stage, STATE_SHAPES[stage], called("stage", stage)
    )


@register.simple_tag
def grade(name: str) -> SafeString:
    """What a review came to, by word, colour and shape; nothing where nobody said."""
    return format_html(' <b class="grade {}">{}</b>', name, called("grade", name)) if name else SafeString()


@register.filter
def other(chosen: str, name: str) -> str:
    """A switch: the name, or nothing where it is chosen already."""
    return "" if chosen == name else name


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The address of this list with some parameters changed; an empty one is left out."""
    parameters = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            parameters.pop(key, None)
        else:
            parameters[key] = str(value)
    return f"?{parameters.urlencode()}"
