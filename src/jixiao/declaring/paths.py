"""Paths (路径): the name of every text of a declaration, the same in the draft, in faults, findings, comments and differences.

``name``, ``goal``, ``amounts.annual``, ``payment_plan.6``, ``narratives.立项依据``, ``contacts.经办人``, ``indicators.k1.target``,
``indicators.k1.extra.备注``; ``indicators.k1`` is the indicator as a whole, ``indicators`` all of them, and ``""`` the form as a whole.
"""

from __future__ import annotations

import re

from jixiao.declaring.task_rows import task_of
from jixiao.errors import CallerError
from jixiao.messages import catalogue, text

WHOLE = ""
"""The form as a whole."""
INDICATORS = "indicators"
FIELDS = ("name", "code", "department", "department_code", "unit", "unit_code", "attribute", "period", "goal", "goal_of_period")
"""Texts of a project that stand alone, by their names in the model."""
GROUPS = ("amounts", "amounts_of_period", "payment_plan", "narratives", "contacts")
"""Texts of a project that have a key: of money by source, months, labels."""
OF_INDICATOR = ("level1", "level2", "name", "target", "target_of_period", "description", "basis", "weight", "value_type")
"""Texts of an indicator, by their names in the model."""
_EXTRA = "extra"
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MONTH = re.compile(r"[1-9]|1[0-2]")
_LONGEST = 200


class DraftError(CallerError):
    """A draft is asked for something that it cannot have: a path that there is not, an indicator that is gone, text that cannot be kept."""


def is_field(path: str) -> bool:
    """The path is one of a text of the project itself.

    >>> [is_field(path) for path in ("goal", "amounts.annual", "amounts.", "payment_plan.13", "indicators.k1.name")]
    [True, True, False, False, False]
    """
    group, dot, key = path.partition(".")
    if not dot:
        return path in FIELDS
    if task_of(path) is not None:
        return True
    if group == "payment_plan":
        return _MONTH.fullmatch(key) is not None
    return group in GROUPS and bool(key.strip()) and len(key) <= _LONGEST


def is_indicator_key(key: str) -> bool:
    """The key is one of a text of an indicator."""
    group, dot, label = key.partition(".")
    return key in OF_INDICATOR if not dot else group == _EXTRA and bool(label.strip()) and len(label) <= _LONGEST


def is_id(text_: str) -> bool:
    """The text may be the id of an indicator."""
    return _ID.fullmatch(text_) is not None


def of_indicator(id_: str, key: str = "") -> str:
    """The path of a text of an indicator, or of the indicator as a whole."""
    return f"{INDICATORS}.{id_}.{key}" if key else f"{INDICATORS}.{id_}"


def split(path: str) -> tuple[str, str]:
    """Id of the indicator and key of its text; an empty id for a path that is none of an indicator.

    >>> split("indicators.k1.extra.备注"), split("indicators.k1"), split("goal")
    (('k1', 'extra.备注'), ('k1', ''), ('', 'goal'))
    """
    group, _, rest = path.partition(".")
    if group != INDICATORS or not rest:
        return "", path
    id_, _, key = rest.partition(".")
    return id_, key


def name_of(path: str, lang: str | None = None) -> str:
    """What people call what a path leads to, without the jurisdiction's own words: 年度资金总额, 指标值, 立项依据.

    Args:
        path: any path.
        lang: language; the one in force by default. Labels of texts are Chinese in both.
    """
    id_, key = split(path)
    if path in (WHOLE, INDICATORS):
        return text(f"declared.{path or 'form'}", lang)
    if id_:
        return _name_in_indicator(key, lang)
    group, _, rest = key.partition(".")
    if group in ("amounts", "amounts_of_period"):
        named = text(f"amount.{rest}", lang) if f"amount.{rest}" in catalogue() else rest
        return text("declared.of_period", lang, what=named) if group == "amounts_of_period" else named
    if (task := task_of(key)) is not None:
        return text("declared.task", lang, number=task[0], what=text(f"declared_task.{task[1]}", lang))
    if group == "assessment" and rest:
        return text(f"assessment_head.{rest}", lang)
    if group == "payment_plan" and rest:
        return text("declared.month", lang, month=rest)
    if group == "contacts" and rest in _CONTACTS:
        return text(_CONTACTS[rest], lang)
    return text(f"field.{key}", lang) if f"field.{key}" in catalogue() else rest or key


_CONTACTS = {
    "负责人": "declared.head",
    "经办人": "declared.clerk",
    "联系电话": "declared.telephone",
    "填报日期": "declared.filed_at",
}


def _name_in_indicator(key: str, lang: str | None) -> str:
    if not key:
        return text("declared.indicator", lang)
    entry = f"indicator_field.{key}"
    return text(entry, lang) if entry in catalogue() else key.removeprefix(f"{_EXTRA}.")
