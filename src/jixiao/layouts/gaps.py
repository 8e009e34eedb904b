"""Rows of indicators in which a cell may have gone into another column (疑似错位), where the file does not state its columns.

A text that has lost its grid leaves no trace of a blank cell. What it holds is read by what fits best; here the rows are reported that do
not fit after all, so that a wrong column is not taken for a reading.
"""

from __future__ import annotations

import re

from jixiao.layouts import lexicon
from jixiao.layouts.draft import IndicatorDraft, ProjectDraft, Value, squash
from jixiao.layouts.ledger import Ledger

GAP, MISPLACED = "READ-023", "READ-024"
_NEEDED = ("actual", "score", "forecast")
_FEWEST = 2
_BARE_VALUE = re.compile(r"[≥≤＞＜>=<]?\d[\d,.]*(?:[%％‰]|[\u4e00-\u9fff]{1,3})?")


def report_gaps(draft: ProjectDraft, ledger: Ledger) -> None:
    """Report rows without a result that others have, and reasons that are bare values; only where columns are not stated."""
    if draft.keeps_columns or len(draft.indicators) < _FEWEST:
        return
    rows = [(item, _results(item)) for item in draft.indicators]
    used = {key: header for _, results in rows for key, (header, _) in results.items()}
    for item, results in rows:
        missing = [used[key] for key in _NEEDED if key in used and key not in results]
        if missing and _is_apart(item) and any(key in results for key in (*_NEEDED, "reason")):
            ledger.note(GAP, item.anchor, label="、".join(missing))
        if "reason" in results and _BARE_VALUE.fullmatch(squash(results["reason"][1].text)):
            ledger.note(MISPLACED, results["reason"][1].cells[0], label=results["reason"][0])


def _is_apart(item: IndicatorDraft) -> bool:
    """Each cell was printed on a line of its own, so that nothing says where a blank one was."""
    return len({cell.source.line for value in (*item.texts.values(), *item.extra.values()) for cell in value.cells}) > 1


def _results(item: IndicatorDraft) -> dict[str, tuple[str, Value]]:
    """Result to the header and the cell that print it."""
    found: dict[str, tuple[str, Value]] = {}
    for header, value in item.extra.items():
        keys = lexicon.roles("monitoring", header)[:1] or lexicon.roles("results", header)[:1]
        if keys and squash(value.text):
            found.setdefault("actual" if keys[0].startswith("actual") else keys[0], (header, value))
    return found
