"""Names that the tables of a document print beside the same code (同一编码的名称): where one differs from the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from jixiao.codes.folding import fold_name
from jixiao.model import Table

_CODE = re.compile(r"2\d{2}(?:\d{2}){0,2}|3\d{2}(?:\d{2})?")
Names = Mapping[str, Mapping[str, tuple[int, str]]]
"""By code and folded name: in how many tables it stands, and the name as the first of them prints it."""


def names_of(tables: Sequence[Table]) -> Names:
    """The names beside each code of the functional and the economic classification; lists of projects have codes of their own."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    printed: dict[tuple[str, str], str] = {}
    for table in tables:
        if table.kind.endswith(("_org", "_assets", "_projects", "_carry", "_procurement")):
            continue
        named = [line for line in table.lines if line.code and line.name and _CODE.fullmatch(line.code)]
        here = {(line.code or "", fold_name(line.name or "")): line.name or "" for line in named}
        for (code, folded), name in here.items():
            counts[code][folded] += 1
            printed.setdefault((code, folded), name)
    return {code: {name: (count, printed[code, name]) for name, count in found.items()} for code, found in counts.items()}


def other_name(names: Names, code: str | None, name: str | None) -> str | None:
    """The name that more tables of the document print beside the code of a line; ``None`` where its own is as frequent.

    >>> other_name({"213": {"农林水支出": (2, "农林水支出"), "教育支出": (1, "教育支出")}}, "213", "教育支出")
    '农林水支出'
    """
    found = names.get(code or "", {})
    own = found.get(fold_name(name or ""))
    if own is None or len(found) < 2:
        return None
    count, printed = max(found.values(), key=lambda item: item[0])
    return printed if count > own[0] else None
