"""What of a copied declaration still says what it said the year before, and must be typed anew (仍是上年内容)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jixiao.declaring import Draft

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DAY = re.compile(r"\d{1,2}\s*月|[一二三四1-4]\s*季度|年底|年末")


class Kind(StrEnum):
    """Why a text must be looked at."""

    AMOUNT = "amount"
    YEAR = "year"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Place:
    """A text that was not changed since it was copied.

    Attributes:
        path: of the field.
        kind: why it must be looked at.
        text: as it is.
    """

    path: str
    kind: Kind
    text: str


def stale_places(draft: Draft, source: Draft, source_year: int) -> Iterator[Place]:
    """Amounts, years and dates that are still those of the declaration that was copied, in the order of the draft.

    Args:
        draft: as it is now.
        source: what it was copied from.
        source_year: its fiscal year.
    """
    rows = {item.id for item in source.indicators}
    for path in draft.paths():
        id_ = path.split(".")[1] if path.startswith("indicators.") else ""
        if id_ and id_ not in rows:
            continue
        typed = draft.text(path)
        if typed == source.text(path) and (kind := _kind(path, typed, source_year)) is not None:
            yield Place(path, kind, typed)


def _kind(path: str, typed: str, source_year: int) -> Kind | None:
    if path.startswith("amounts."):
        return Kind.AMOUNT if typed.strip() not in ("", "0", "0.00") else None
    if any(int(year) <= source_year for year in _YEAR.findall(typed)):
        return Kind.YEAR
    is_time = path.endswith((".target", ".target_of_period")) or path.startswith(("starts", "ends", "period_"))
    return Kind.DATE if is_time and _DAY.search(typed) else None
