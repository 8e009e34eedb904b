"""What a declaration still lacks (完整性): fields and levels that its jurisdiction requires, totals that are not the sum of their parts."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.declaring.draft import Draft
from jixiao.declaring.faults import Fault
from jixiao.declaring.funding import sources_in_yuan, sums, sums_in_yuan
from jixiao.declaring.paths import INDICATORS, of_indicator, split
from jixiao.declaring.projects import exact_text
from jixiao.declaring.task_rows import task_of
from jixiao.model import Project
from jixiao.packs import Pack
from jixiao.values import parse_amount

_ANNUAL = "amounts.annual"


def missing_fields(draft: Draft, shown: Project, pack: Pack) -> Iterator[Fault]:
    """Required fields that are blank.

    Args:
        draft: as typed.
        shown: the project as its form says it, which fills some cells itself.
        pack: the jurisdiction.
    """
    for path in pack.required_fields:
        group, _, key = path.partition(".")
        if group == INDICATORS:
            for row in draft.indicators:
                if not row.is_blank and not row.text(key).strip():
                    at = of_indicator(row.id, key)
                    yield Fault(at, "fault.missing", {"what": f"@{at}"})
        elif not draft.fields.get(path, "").strip() and not _shown(shown, path):
            yield Fault(path, "fault.missing", {"what": f"@{path}"})


def _shown(project: Project, path: str) -> bool:
    if task_of(path) is not None:
        return False
    group, _, key = path.partition(".")
    value = (getattr(project, group) or {}).get(key) if key else getattr(project, group)
    return value is not None and value != ""


def missing_levels(shown: Project, pack: Pack) -> Iterator[Fault]:
    """Mandatory levels without an indicator (缺少的必设指标)."""
    there = [item.level2_code or item.level1_code or "" for item in shown.indicators if not item.placeholder]
    for code in pack.missing_levels(there):
        yield Fault(INDICATORS, "fault.level_missing", {"level": pack.level_labels.get(code, code), "code": code})


def wrong_sums(draft: Draft, pack: Pack) -> Iterator[Fault]:
    """Totals that were typed and are not what their parts come to."""
    texts = sums(draft, pack)
    for path, yuan in sums_in_yuan(draft, pack).items():
        typed = draft.fields.get(path, "").strip()
        amount = parse_amount(typed, pack.money_unit) if typed else None
        if amount is not None and amount.yuan != yuan:
            values = {"what": f"@{path}", "typed": typed, "sum": texts[path], "unit": pack.money_unit.value}
            yield Fault(path, "fault.sum", values)
    yield from _wrong_sources(draft, pack)


def _wrong_sources(draft: Draft, pack: Pack) -> Iterator[Fault]:
    """The sources of a whole department are not its whole budget."""
    sources = sources_in_yuan(draft, pack)
    typed = draft.fields.get(_ANNUAL, "").strip()
    amount = parse_amount(typed, pack.money_unit) if typed else None
    whole = amount.yuan if amount is not None else None if typed else sums_in_yuan(draft, pack).get(_ANNUAL)
    if sources is not None and whole is not None and sources != whole:
        values = {"sum": exact_text(sources, pack), "whole": exact_text(whole, pack), "unit": pack.money_unit.value}
        yield Fault("amounts.fiscal", "fault.sources", values)


def by_place(faults: list[Fault], draft: Draft, fields: tuple[str, ...]) -> list[Fault]:
    """Faults in the order of the form."""
    order = {path: at for at, path in enumerate(fields)}
    rows = {row.id: at for at, row in enumerate(draft.indicators)}

    def place(fault: Fault) -> tuple[int, int]:
        id_, _ = split(fault.path)
        if fault.path == INDICATORS:
            return 1, -1
        return (1, rows.get(id_, len(rows))) if id_ else (0, order.get(fault.path, len(order)))

    return sorted(faults, key=place)
