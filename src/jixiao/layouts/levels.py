"""First and second levels of an indicator: printed once over merged cells, clipped, split, slid, and known by their numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.values import TaxonomyMatch, labels_of_level1
from jixiao.values import level1 as _level1
from jixiao.values import level2 as _level2

_LATER_PART = re.compile(r"^[^\d%％≥≤><]{1,12}$")

_CODE = re.compile(r"^(?:[-•·●◆*]\s*|[A-Za-z]{1,4}\d{0,4}[-—.、:：\s]?|\d{3,6}[-—.、:：\s])(?=[\u4e00-\u9fff])")
_PATH = re.compile(r"^(.{2,12}?)\s*[/／\\—–>→﹣－-]+\s*(.{2,16})$")


@lru_cache(maxsize=8192)
def level1(text: str) -> TaxonomyMatch | None:
    """The first level that a label names, whatever code or mark stands before it (CC01, -)."""
    return _level1(text) or (_level1(bare) if (bare := _CODE.sub("", text)) != text else None)


@lru_cache(maxsize=8192)
def level2(text: str) -> TaxonomyMatch | None:
    """The second level that a label names, whatever code or mark stands before it."""
    return _level2(text) or (_level2(bare) if (bare := _CODE.sub("", text)) != text else None)


def split_path(text: str) -> tuple[str, str] | None:
    """Both levels in one cell: 产出指标/数量指标."""
    match = _PATH.match(text.strip())
    if match and level1(match.group(1)) and level2(match.group(2)):
        return match.group(1), match.group(2)
    return None


def completes(label: str, fragment: str) -> bool:
    """The fragment is the rest of a label that a page break cut in two: 产出指 + 标, 数量指标（必填硬性指 + 标)."""
    if not _LATER_PART.match(fragment) or level1(fragment) or level2(fragment):
        return False
    for find in (level1, level2):
        before, joined = find(label), find(label + fragment)
        is_broken = before is None or not before.exact or "（" in label or "(" in label or not label.endswith("标")
        if joined is not None and is_broken and joined.exact and (fragment.endswith(("标", ")", "）")) or before is None):
            return True
    return False


def split_label(text: str) -> tuple[str, str] | None:
    """A cell in which the second level and the name have run together: 服务对象满意度指 + 驾驶员满意度.

    Returns:
        The label and the rest; ``None`` if the text is not such a cell.
    """
    if level2(text) is not None or len(text) < 8:
        return None
    for end in range(min(len(text) - 2, 14), 4, -1):
        head = text[:end]
        match = level2(head)
        if match is not None and (match.exact or match.clipped) and head[-1] in "标指" and not text[end:].startswith(("标", "的", "值")):
            return head, text[end:]
    return None


def resolve(first: TaxonomyMatch | None, second: TaxonomyMatch | None, *, has_cost_family: bool) -> tuple[str | None, str | None]:
    """Code and full label of the first level, where the two columns disagree.

    The second level decides, since its labels are unambiguous and a merged first-level cell slides easily. Two exceptions: a bare
    成本指标 under a first level of the same name in a form of the 2021 family, and cost indicators of that family that a form puts
    under 产出指标.
    """
    if second is None:
        return (first.code, first.label) if first else (None, None)
    parent = second.parent
    if parent is None or (first and first.code == parent):
        return (first.code, first.label) if first else (None, None)
    if first and second.code == "output.cost" and first.code == "cost" and has_cost_family:
        return first.code, first.label
    if first and parent == "cost" and first.code in ("output", "input"):
        return first.code, first.label
    return parent, labels_of_level1().get(parent)
