"""What is said of the fields of a declaration while it is written: by the form, by rules, by reviewers (提示)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from jixiao.declaring import Draft, Examination, Fault, FieldFinding, Typed, name_of, sums, to_project, understood_target
from jixiao.declaring.completeness import wrong_sums
from jixiao.layouts.lay_out.binding import is_one_year
from jixiao.messages import text
from jixiao.packs import Pack
from jixiao.rules.finding import Waiver
from jixiao.web.desks.declare.sheet import EditorSheet, editor_sheet
from jixiao.web.records.actions.declarations import pack_of
from jixiao.web.records.models import Declaration

_MISSING = frozenset({"fault.missing", "fault.level_missing"})
_ORDER = {"error": 0, "warning": 1, "missing": 2, "info": 3}


@dataclass(frozen=True, slots=True)
class Told:
    """Something that is said of a field (提示).

    Attributes:
        path, cell, where: of the field, of the control to go to, and what people call it.
        kind: ``error``, ``warning``, ``info``, or ``missing`` for what is still to be filled in.
        rule, title, law: of the rule that found it; empty for what the form itself says.
        message, remedy: what is wrong, and what to do.
        explanation: why it is right as it is, as the unit says.
        is_blocking: the declaration cannot be submitted with it.
        is_quick: it is known as soon as it is saved, without the rules.
        item: name of its entry in the list.
        waiver: who waived it, why and until when; it only informs then.
        severity: as the rule has it.
    """

    path: str
    cell: str
    where: str
    kind: str
    message: str
    remedy: str
    rule: str = ""
    title: str = ""
    law: tuple[str, ...] = ()
    explanation: str = ""
    is_blocking: bool = False
    is_quick: bool = False
    item: str = ""
    waiver: Waiver | None = None
    severity: str = ""

    @property
    def key(self) -> str:
        """Rule and place, by which its waivers are known."""
        return f"{self.rule}@{self.path}"

    def plain(self) -> dict[str, Any]:
        """As the page gets it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Understanding:
    """A draft with what was understood of it at once (即时解析).

    Attributes:
        draft: as typed.
        typed: what was understood.
        sheet: the form with it.
        pack: the jurisdiction.
    """

    draft: Draft
    typed: Typed
    sheet: EditorSheet
    pack: Pack

    @property
    def is_one_year(self) -> bool:
        """The implementation period is the year."""
        return is_one_year(self.typed.project)

    @property
    def targets(self) -> dict[str, str]:
        """How each target was understood, in words, by path."""
        found = {}
        for id_, item in zip(self.typed.rows, self.typed.project.indicators, strict=True):
            found[f"indicators.{id_}.target"] = understood_target(item.target)
            if item.target_of_period is not None:
                found[f"indicators.{id_}.target_of_period"] = understood_target(item.target_of_period)
        return found

    @property
    def sums(self) -> dict[str, str]:
        """What amounts come to, by path."""
        return sums(self.draft, self.pack)

    @property
    def faults(self) -> list[Told]:
        """What cannot be read, and totals that are not the sum of their parts."""
        return [told_fault(fault, self, is_quick=True) for fault in (*self.typed.faults, *wrong_sums(self.draft, self.pack))]


def understanding_of(declaration: Declaration, draft: Draft | None = None) -> Understanding:
    """What is understood of a declaration as it is now.

    Args:
        declaration: whose.
        draft: what else was typed than is kept; what is kept by default.
    """
    draft = Draft.from_plain(declaration.draft) if draft is None else draft
    pack = pack_of(declaration.pack)
    typed = to_project(draft, pack, agency=declaration.agency_name, fiscal_year=declaration.fiscal_year)
    sheet = editor_sheet(draft, pack, declaration.fiscal_year, is_one_year=is_one_year(typed.project))
    return Understanding(draft, typed, sheet, pack)


def told_of(examination: Examination, understanding: Understanding) -> list[Told]:
    """Everything that is said of a declaration: the gravest first, then in the order of the form."""
    quick = {(fault.path, fault.key) for fault in examination.typed.faults}
    found = [
        told_fault(fault, understanding, is_quick=(fault.path, fault.key) in quick or fault.key == "fault.sum")
        for fault in examination.faults
    ]
    found += [told_finding(finding, understanding) for finding in examination.findings]
    order = understanding.sheet.order
    found.sort(key=lambda told: (_ORDER[told.kind], order.get(told.cell, -1)))
    return [replace(told, item=f"told-{number}") for number, told in enumerate(found, 1)]


def reasons_of(reasons: Iterable[Fault | FieldFinding], understanding: Understanding) -> list[Told]:
    """Reasons against submitting, in the order of the form."""
    found = [told_fault(each, understanding) if isinstance(each, Fault) else told_finding(each, understanding) for each in reasons]
    order = understanding.sheet.order
    return sorted(found, key=lambda told: order.get(told.cell, -1))


def told_fault(fault: Fault, understanding: Understanding, *, is_quick: bool = False) -> Told:
    """What the form says."""
    kind = "missing" if fault.key in _MISSING else "error" if fault.is_blocking else "warning"
    cell = understanding.sheet.cell_of(fault.path, fault.values.get("code", ""))
    where = fault.values.get("level", "") or where_of(fault.path, understanding)
    return Told(fault.path, cell, where, kind, fault.message(), fault.remedy(), is_blocking=fault.is_blocking, is_quick=is_quick)


def told_finding(finding: FieldFinding, understanding: Understanding) -> Told:
    """What a rule says."""
    return Told(
        finding.path,
        understanding.sheet.cell_of(finding.path),
        where_of(finding.path, understanding),
        "info" if finding.waiver else finding.severity,
        finding.message(),
        finding.remedy(),
        finding.rule_id,
        finding.title(),
        tuple(finding.law()),
        finding.explanation,
        finding.is_blocking,
        waiver=finding.waiver,
        severity=finding.severity,
    )


def where_of(path: str, understanding: Understanding) -> str:
    """What people call a field: 指标“维护路口数量”的指标值."""
    if not path.startswith("indicators."):
        return understanding.sheet.labels.get(path) or name_of(path)
    id_ = path.split(".")[1]
    row = next((row for row in understanding.sheet.rows if row.id == id_), None)
    name = row.texts.get("name", "").strip() or row.second if row else ""
    return text("web_declare.of_row", name=name or "—", field=name_of(path))


def missing_of(told: Iterable[Told]) -> list[Told]:
    """What is still to be filled in."""
    return [each for each in told if each.kind == "missing"]
