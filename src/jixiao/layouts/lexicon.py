"""What a label may be called (标签词典): texts to the roles they play in a form or table.

The words lie in ``labels.toml``. A text is compared after folding: NFKC, no white space, no colon, no leading ``其中:`` or number,
no brackets at the end. A label that print or a page break has clipped matches when it is the beginning of exactly one role.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_SPACE = re.compile(r"\s+")
_AMONG = re.compile(r"^其中[:,、]?")
_NUMBER = re.compile(r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]\d{1,2}[)]|\d{1,2}[.、](?!\d)|[*★▲●◆])+")
_TAIL_BRACKET = re.compile(r"\([^()]{0,40}\)$")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_YEAR = re.compile(r"^(?:20\d\d)年(?:度)?(?=.)")
_LONGEST_LABEL = 40
_SHORTEST_CLIPPED = 5
_LONGEST_PATTERN = 18


@dataclass(frozen=True, slots=True)
class Label:
    """A text that names something (标签).

    Attributes:
        group: kind of role: ``fields``, ``amounts``, ``containers``, ``contacts``, ``narratives``, ``columns``, ``halves``, ``heads``.
        key: the role in the group, such as ``annual``.
        text: the folded label as printed.
        clipped: only its beginning is printed.
    """

    group: str
    key: str
    text: str
    clipped: bool = False


def fold(text: str) -> str:
    """A text as labels are compared: NFKC, without white space and the colon at its end.

    >>> fold("年度总体 绩效目标：")
    '年度总体绩效目标'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).replace("∶", ":").rstrip(":").replace("“", '"').replace("”", '"')


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("jixiao.layouts").joinpath("labels.toml").read_text(encoding="utf-8"))


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    groups = {group: entries for group, entries in _data().items() if group != "patterns"}
    return {group: {key: [fold(word) for word in words] for key, words in entries.items()} for group, entries in groups.items()}


def words(group: str) -> dict[str, list[str]]:
    """The folded words of a group by their key."""
    return _words()[group]


@cache
def _patterns(group: str) -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["key"], re.compile(entry["regex"])) for entry in _data()["patterns"] if entry["group"] == group]


def _by_pattern(group: str, forms: list[str]) -> tuple[str, str] | None:
    """Key and spelling of the first pattern that a text fits."""
    return next(((key, form) for form in forms if len(form) <= _LONGEST_PATTERN for key, rx in _patterns(group) if rx.match(form)), None)


@cache
def _index(group: str) -> dict[str, list[str]]:
    """Folded label to its keys, in the order of the file."""
    index: dict[str, list[str]] = defaultdict(list)
    for key, words in _words()[group].items():
        for word in words:
            if key not in index[word]:
                index[word].append(key)
    return dict(index)


def spellings(text: str) -> list[str]:
    """The foldings under which a text is looked up, from the plainest to the barest."""
    folded = fold(text)
    if not folded or len(folded) > _LONGEST_LABEL:
        return []
    forms = [folded]
    for pattern in (_AMONG, _NUMBER, _YEAR, _AMONG):
        shorter = pattern.sub("", forms[-1]).rstrip(":")
        if shorter and shorter != forms[-1]:
            forms.append(shorter)
    bare = forms[-1]
    for pattern in (_TAIL_BRACKET, _BRACKETS):
        shorter = pattern.sub("", bare).rstrip(":")
        if shorter and shorter not in forms:
            forms.append(shorter)
    return forms


_WITH_PATTERNS = ("columns", "results", "monitoring", "funding", "halves")
_FORM_GROUPS = ("fields", "amounts", "containers", "contacts", "narratives")


@lru_cache(maxsize=8192)
def form_labels(text: str) -> tuple[Label, ...]:
    """All roles that a text may play as a label in a form; empty if it is none."""
    for form in spellings(text):
        found = tuple(Label(group, key, form) for group in _FORM_GROUPS for key in keys_of(group, form))
        if found:
            return found
    for group in ("amounts", "fields"):
        if match := _by_pattern(group, spellings(text)):
            return (Label(group, *match),)
    if match := _by_pattern("narratives", spellings(text)):
        return (Label("narratives", match[1], match[1]),)
    return ()


def is_word(label: Label) -> bool:
    """The label stands in the list of words; it was not found by a pattern."""
    return label.group == "narratives" or label.text in _index(label.group)


@lru_cache(maxsize=8192)
def clipped_label(text: str) -> Label | None:
    """The one role whose label begins with this text, where a cell was clipped."""
    folded = fold(text)
    for form in dict.fromkeys((folded, _AMONG.sub("", folded))):
        if len(form) < _SHORTEST_CLIPPED:
            continue
        roles = {
            (group, key)
            for group in ("fields", "amounts")
            for word, keys in _index(group).items()
            if word.startswith(form)
            for key in keys[:1]
        }
        if len(roles) == 1:
            group, key = roles.pop()
            return Label(group, key, form, clipped=True)
    return None


def keys_of(group: str, folded: str) -> list[str]:
    """Keys of a folded label in one group."""
    if group == "narratives":
        return [folded] if folded in _index("narratives") else []
    return _index(group).get(folded, [])


@lru_cache(maxsize=8192)
def roles(group: str, text: str) -> tuple[str, ...]:
    """Keys that a text may have in one group, under any of its spellings."""
    for form in spellings(text):
        keys = keys_of(group, form)
        if keys:
            return tuple(keys)
    if group == "columns" and (roles("results", text) or roles("monitoring", text)):
        return ("extra",)
    match = _by_pattern(group, spellings(text)) if group in _WITH_PATTERNS else None
    return (match[0],) if match else ()


@lru_cache(maxsize=8192)
def is_fragment_of_label(text: str) -> bool:
    """One or two characters that end a label of a form: the rest of a cell that was broken over two rows."""
    folded = fold(text).strip("()")
    if not 1 <= len(folded) <= 3:
        return False
    return any(word.endswith(folded) for group in ("amounts", "containers") for word in _index(group) if len(word) > len(folded) + 2)
