"""The indicator taxonomy (指标体系): what a cell of the columns 一级指标 and 二级指标 says. Handbook 03 §1."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from jixiao.values.lexicon import read_table

_LONGEST = 60
_FEWEST = 4
_PREFIX = re.compile(r"^(?:(\d{1,2})[-.、:]|\(?[一二三四五六七八九十]{1,3}[)、.]|\((\d{1,2})\)|[①-⑳])")
_SUFFIX = re.compile(
    r"\([^()]{0,20}(?:必填|权重|分值|硬性|选填|可选|[\d一二三四五六七八九十]{1,3}分|\d{1,3}%|\d)[^()]{0,20}\)?$|[:*]$|\(?\d{1,3}分\)?$"
)
_OPEN = re.compile(r"\((?:必填|权重|分值|选填)?[^()]{0,10}$")


@dataclass(frozen=True, slots=True)
class TaxonomyMatch:
    """What a label says (指标分类).

    Attributes:
        code: canonical code, such as ``output.quantity``.
        label: full canonical label, such as 数量指标.
        prefix: the number printed before the label (11 of 11-数量指标), kept as evidence.
        clipped: the label is cut off (服务对象满意度指).
        exact: the label is one of the known ones in full.
    """

    code: str
    label: str
    prefix: str | None = None
    clipped: bool = False
    exact: bool = True

    @property
    def parent(self) -> str | None:
        """Code of the level above (``output``); ``None`` for a label of level 1."""
        return self.code.rpartition(".")[0] or None


@dataclass(frozen=True, slots=True)
class _Level:
    labels: dict[str, str]  # code to label
    aliases: dict[str, str]  # alias to code
    prefixes: dict[str, str]  # two-digit prefix to code


@cache
def _level(name: str) -> _Level:
    level = _Level({}, {}, {})
    for entry in read_table("taxonomy.toml")[name]:
        code = entry["code"]
        level.labels[code] = entry["label"]
        if "prefix" in entry:
            level.prefixes[entry["prefix"]] = code
        for alias in (entry["label"], *entry["aliases"]):
            stem = alias.removesuffix("指标")
            for spelling in (stem, stem + "指标", stem + "类指标"):
                level.aliases.setdefault(spelling, code)
    return level


def level1(text: str) -> TaxonomyMatch | None:
    """The first-level indicator a label names (一级指标); ``None`` for any other text.

    A bare 成本指标 is ``cost`` here and ``output.cost`` in :func:`level2`: the caller decides by its place.

    >>> level1("1-产出指标").code, level1("成本指标").code, level1("项目名称")
    ('output', 'cost', None)
    """
    return _match(text, _level("level1"))


def level2(text: str) -> TaxonomyMatch | None:
    """The second-level indicator a label names (二级指标); ``None`` for any other text.

    >>> level2("数量指标（必填硬性指标）").code, level2("服务对象满意度指").clipped
    ('output.quantity', True)
    """
    return _match(text, _level("level2"))


@cache
def labels_of_level1() -> dict[str, str]:
    """Code to full label of every first-level indicator."""
    return dict(_level("level1").labels)


@cache
def labels_of_level2() -> dict[str, str]:
    """Code to full label of every second-level indicator."""
    return dict(_level("level2").labels)


def _match(text: str, level: _Level) -> TaxonomyMatch | None:
    if len(text) > _LONGEST:
        return None
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("—", "-").replace("–", "-").replace("‐", "-")
    numbered = _PREFIX.match(flat)
    prefix = (numbered[1] or numbered[2]) if numbered else None
    label = flat[numbered.end() :] if numbered else flat
    label = _OPEN.sub("", _SUFFIX.sub("", label))
    code = level.aliases.get(label)
    clipped = code is None
    if code is None:
        code = _clipped(label, level)
    if code is None:
        return None
    by_number = level.prefixes.get(prefix) if prefix and flat[len(prefix) : len(prefix) + 1] == "-" else None
    exact = not clipped and by_number in (None, code)
    code = by_number or code
    return TaxonomyMatch(code, level.labels[code], prefix, clipped, exact)


def _clipped(label: str, level: _Level) -> str | None:
    """The code of the only indicator whose label begins so: at least four characters, or all but the last of …指标."""
    if len(label) < _FEWEST and not (len(label) == _FEWEST - 1 and label.endswith("指")):
        return None
    codes = {code for alias, code in level.aliases.items() if alias.startswith(label)}
    return codes.pop() if len(codes) == 1 else None
