"""A project in progress (绩效运行监控表), from the cells that print it to the model.

The columns beside the targets are kept under their printed headers, and typed here by what the header may be called (``[monitoring]``
of ``labels.toml``). Below 偏差原因分析 and 完成目标可能性 stand columns of their own, in which a mark says which of them holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from jixiao.attainment import read_actual
from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon, results
from jixiao.layouts.draft import IndicatorDraft, ProjectDraft, Value, squash
from jixiao.layouts.ledger import Ledger
from jixiao.model import IndicatorRound, MonitoringRound
from jixiao.values import Target

CAUSES, POSSIBILITY = "偏差原因分析", "完成目标可能性"
_MONTH = re.compile(r"(\d{1,2})\s*月(?!\d)")
_DAY = re.compile(r"(\d{1,2})\s*月(?=\s*\d{1,2}\s*日)")
_MOMENT = re.compile(r"(?:绩效)?(?:监控|数据)(?:截[至止])?(?:时点|时间|期间|区间|日期|期)?[:：]|截[至止](?:时点|时间|日期)?[:：]")
_PART_OF_YEAR = (("上半年", 6), ("前三季度", 9), ("三季度", 9), ("二季度", 6), ("一季度", 3))
_MARKS = re.compile(r"[√✓✔☑■●▲是1]|有|对")
_TICK = re.compile(r"[√✓✔☑■●▲]+")
_UNMARKED = re.compile(r"[□☐○×✕✗否0/\\—\-－]*|无|不涉及")
_MEASURES = re.compile(r"(?:改进|整改|纠偏|纠正|采取的|处理|处置|应对|解决)措施")
_TICKED = (re.compile(r"[√✓✔☑■●]\s*(确定能|有可能|(?:完全)?不可能)"), re.compile(r"(确定能|有可能|(?:完全)?不可能)\s*[√✓✔☑]"))
_WORDS = {"确定能": 1, "能": 1, "可以": 1, "1": 1, "有可能": 2, "可能": 2, "2": 2, "完全不可能": 3, "不可能": 3, "不能": 3, "3": 3}
_BLANK = {"", "/", "—", "-", "--", "——", "\\", "－"}


def key_of(header: str) -> str | None:
    """What a column of a monitoring table holds: ``actual``, ``forecast``, ``cause.funds`` …; ``None`` for any other column."""
    return next(iter(lexicon.roles("monitoring", header)), None)


def below_groups(above: Sequence[Cell], lower: Sequence[Cell]) -> tuple[list[Cell], list[Cell]] | None:
    """The groups of a header over two rows, and the cells below them with the name of their group; ``None`` for any other two rows."""
    named: list[Cell] = []
    for cell in lower:
        path = next((f"{group}/{squash(cell.text)}" for group in (CAUSES, POSSIBILITY) if key_of(f"{group}/{squash(cell.text)}")), None)
        if path is None:
            return None
        named.append(replace(cell, text=path))
    groups = [cell for cell in above if key_of(cell.text) == "attainability" or "reason" in lexicon.roles("results", cell.text)]
    return (groups, named) if len(named) > 1 and groups else None


def columns_of(item: IndicatorDraft) -> Iterator[tuple[str, Value]]:
    """The cells of an indicator that say how far it is: key and cell."""
    taken: set[str] = set()
    for header, value in item.extra.items():
        key = key_of(header)
        if key is not None and key not in taken:
            taken.add(key)
            yield key, value


def is_monitored(draft: ProjectDraft) -> bool:
    """The form claims no points and has columns for what was reached so far, is expected, or is paid by a month."""
    if results.is_scored(draft):
        return False
    keys = {key_of(role.removeprefix("extra:")) for role in draft.columns if role.startswith("extra:")}
    return bool(keys - {None}) or any(row.month is not None or "forecast_amount" in row.values for row in draft.funding)


def month_of(draft: ProjectDraft) -> int | None:
    """The month until whose end a form reports; ``None`` where no header names one."""
    headers = [role.removeprefix("extra:") for role in sorted(draft.columns) if key_of(role.removeprefix("extra:")) == "actual"]
    months = [row.month for row in draft.funding if row.month] or [month for header in headers if (month := named_month(header))]
    if months or not draft.reported_until:
        return months[0] if months else None
    return named_month(_DAY.sub(r"\1月、", draft.reported_until))


def is_moment(text: str) -> bool:
    """A line that says until when a monitoring table reports (监控时点：2025年6月30日), not when it was filled in."""
    return _MOMENT.match(squash(text)) is not None


def named_month(header: str) -> int | None:
    """The last month that a header names: 7 for 1—7月执行数, 6 for 上半年完成情况."""
    found = [int(month) for month in _MONTH.findall(header) if 1 <= int(month) <= 12]
    return found[-1] if found else next((month for words, month in _PART_OF_YEAR if words in header), None)


def round_of(item: IndicatorDraft, target: Target, draft: ProjectDraft, year: int | None) -> tuple[IndicatorRound | None, dict[str, Value]]:
    """An indicator in a round, and the cells that print it; ``None`` where the form is no monitoring table."""
    if not is_monitored(draft):
        return None, {}
    found: dict[str, Any] = {"causes": {}}
    cells: dict[str, Value] = {}
    for key, value in columns_of(item):
        text = squash(value.text)
        if text in _BLANK:
            continue
        cells[key] = value
        if key in ("actual", "actual_of_month", "forecast"):
            found[key] = read_actual(value.text, target, name=item.text("name"), level2_code=item.level2_code, fiscal_year=year).value
        elif key.startswith("cause."):
            if not _UNMARKED.fullmatch(text):
                found["causes"][key.removeprefix("cause.")] = value.text
        elif key.startswith("attainability."):
            if _MARKS.fullmatch(text):
                found["attainability"] = int(key[-1])
        elif key == "attainability":
            found[key] = _chosen(value.text)
        else:
            found[key] = value.text
    if (
        "reason" not in found
        and (reason := next((value for key, _, value in results.columns_of(item) if key == "reason"), None)) is not None
    ):
        found["reason"] = None if squash(reason.text) in _BLANK or _TICK.fullmatch(squash(reason.text)) else reason.text
        cells["reason"] = reason
    if (measure := next((value for header, value in item.extra.items() if _is_of_measures(header)), None)) is not None:
        found["measure"] = None if squash(measure.text) in _BLANK else measure.text
        cells["measure"] = measure
    return IndicatorRound(**found), {f"monitoring.{key}": value for key, value in cells.items()}


def record_of(draft: ProjectDraft) -> MonitoringRound | None:
    """The monitoring table as a whole; ``None`` for any other form."""
    if not is_monitored(draft):
        return None
    headers = [role.removeprefix("extra:") for role in draft.columns if role.startswith("extra:")]
    return MonitoringRound(month=month_of(draft), asks_measures=any(_is_of_measures(text) for text in (*headers, *draft.narratives)))


def _is_of_measures(header: str) -> bool:
    """A column or cell for what is done about a deviation, alone (改进措施) or with its cause (偏差原因分析及改进措施)."""
    return _MEASURES.search(squash(header)) is not None


def report_marks(draft: ProjectDraft, ledger: Ledger) -> None:
    """Report cells for the possibility of reaching a target that choose none of the three."""
    for item in draft.indicators:
        for key, value in columns_of(item):
            text = squash(value.text)
            unread = key == "attainability" and text not in _BLANK and _chosen(value.text) is None
            unread = unread or (key.startswith("attainability.") and not _MARKS.fullmatch(text) and not _UNMARKED.fullmatch(text))
            if unread:
                ledger.note("READ-070", value.cells[0])


def _chosen(text: str) -> int | None:
    """The possibility that a cell chooses: a word of the list, or the one that is ticked."""
    for ticked in _TICKED:
        if match := ticked.search(text):
            return _WORDS[match[1]]
    return _WORDS.get(squash(text))
