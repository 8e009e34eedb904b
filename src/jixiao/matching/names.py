"""What names of projects have in common apart from years, numbers and brackets (项目名称的词干)."""

from __future__ import annotations

import re

_PART_OF_NAME = re.compile(r"[一二三四五六七八九十\d]{1,8}(?:期|批次?|标段?)|\d+|[（(][^（()）]*[)）]|年度?|[-—_\s]")


def name_stem(name: str | None) -> str:
    """A name without years, numbers, brackets and 一期, 二期: what the projects of one programme share.

    >>> name_stem("2024年管网改造（二期）"), name_stem("管网改造一期")
    ('管网改造', '管网改造')
    """
    return _PART_OF_NAME.sub("", name or "")
