"""Messages of findings: values of a row put into the words of a rule, each as people write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.layouts.masking import masked
from jixiao.messages import language

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SPACE = re.compile(r"\s+")
_LONGEST = 60
_WAN = Decimal(10_000)
_BLANK = {"zh": "（空白）", "en": "(blank)"}


def filled(texts: Mapping[str, str], values: Mapping[str, Any], lang: str | None = None) -> str:
    """A text of a rule with the values of a row in it.

    >>> from decimal import Decimal
    >>> filled({"zh": "预算为{budget_yuan}", "en": ""}, {"budget_yuan": Decimal("1100000")}, "zh")
    '预算为110万元'
    """
    lang = lang or language()
    return _PLACEHOLDER.sub(lambda match: shown(match[1], values.get(match[1]), lang), texts[lang])


def shown(name: str, value: Any, lang: str | None = None) -> str:  # noqa: ANN401 - any value of a row
    """A value as people write it, by the end of its column's name: ``_yuan`` is money, ``_pct`` a percentage; personal data is masked."""
    lang = lang or language()
    if value is None:
        return _BLANK[lang]
    if isinstance(value, bool):
        return {"zh": "是" if value else "否", "en": "yes" if value else "no"}[lang]
    if name.endswith("_yuan") and isinstance(value, int | float | Decimal):
        return money(Decimal(str(value)), lang)
    if isinstance(value, float):
        value = Decimal(f"{value:.4f}")
    if isinstance(value, Decimal):
        return _number(value) + ("%" if name.endswith("_pct") else "")
    if isinstance(value, date):
        return value.isoformat()
    text = _SPACE.sub(" ", masked(str(value))).strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def money(yuan: Decimal, lang: str) -> str:
    """An amount in 万元 from 10,000 yuan on, in 元 below, with all its digits.

    >>> money(Decimal("96781.5"), "zh"), money(Decimal("65.2"), "en")
    ('9.67815万元', '65.2 yuan')
    """
    if abs(yuan) >= _WAN:
        return f"{_number(yuan / _WAN)}万元" if lang == "zh" else f"{_number(yuan)} yuan"
    return f"{_number(yuan)}元" if lang == "zh" else f"{_number(yuan)} yuan"


def shown_number(value: Decimal | str) -> str:
    """A number of the law as people write it.

    >>> shown_number(Decimal("2000000")), shown_number(Decimal("0.90"))
    ('2,000,000', '0.9')
    """
    return value if isinstance(value, str) else _number(value)


def _number(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
