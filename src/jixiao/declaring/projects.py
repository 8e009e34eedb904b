"""What was typed becomes a project (录入内容的解析): amounts and targets are read; what cannot be read is a fault with its path."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jixiao.declaring.draft import Draft
from jixiao.declaring.faults import Fault
from jixiao.declaring.funding import sums_in_yuan
from jixiao.declaring.indicators import IndicatorReader
from jixiao.declaring.paths import FIELDS
from jixiao.declaring.personal import personal_data_of
from jixiao.declaring.places import FILE, Places, fields_of
from jixiao.declaring.task_rows import TASK_MONEY, TASKS, task_of
from jixiao.declaring.tasks import task_narrative
from jixiao.layouts.lay_out import Declaration
from jixiao.model import Document, DocumentKind, FileSource, Project
from jixiao.packs import Pack, declaration_for
from jixiao.values import parse_amount, parse_share, step_of
from jixiao.values.numbers import EXACT
from jixiao.values.target import plain_decimal

MEDIA_TYPE = "application/vnd.jixiao.declaration+json"
_TEXTS = ("payment_plan", "narratives", "contacts")
_MONEY = ("amounts", "amounts_of_period")
MOST_YUAN = Decimal(10) ** 13
"""Ten trillion yuan: more than any budget of the country, and less than the facts can hold."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was understood of a draft (解析结果).

    Attributes:
        project: what was typed, in types; what could not be read is blank in it.
        document: the project as a reading, as the rules look at documents.
        faults: what could not be read, in the order of the form.
        places: where each text stands in the document.
        rows: id of the row of each indicator of the project, in its order.
    """

    project: Project
    document: Document
    faults: list[Fault] = field(hash=False)
    places: Places = field(hash=False)
    rows: tuple[str, ...] = ()


def to_project(draft: Draft, pack: Pack, *, agency: str | None, fiscal_year: int | None) -> Typed:
    """Read what was typed.

    Args:
        draft: as typed.
        pack: the jurisdiction: its form, and the unit of amounts that name none.
        agency: who declares (申报单位).
        fiscal_year: of the budget, for dates that do not name theirs.

    Returns:
        The project and what could not be read. Rows of which nothing but levels was typed are no indicators. A sum that was left blank is
        what its parts come to.
    """
    return _Typing(draft, pack, fiscal_year).read(agency)


class _Typing:
    """Reads one draft."""

    def __init__(self, draft: Draft, pack: Pack, fiscal_year: int | None) -> None:
        self.draft = draft
        self.pack = pack
        self.form: Declaration = declaration_for(pack)
        self.fiscal_year = fiscal_year
        self.places = Places(self.form, draft)
        self.fields = fields_of(self.form)
        self.faults: list[Fault] = []

    def read(self, agency: str | None) -> Typed:
        project, rows = self._project()
        digest = hashlib.sha256(json.dumps(self.draft.plain(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        document = Document(
            source=FileSource(file=FILE, sha256=digest, media_type=MEDIA_TYPE),
            publisher=agency,
            fiscal_year=self.fiscal_year,
            kind=DocumentKind.TARGET_FORMS,
            **{holding(self.form): [project]},
            personal_data=personal_data_of(self.draft, self.form, self.places),
        )
        return Typed(project, document, self.faults, self.places, rows)

    def _project(self) -> tuple[Project, tuple[str, ...]]:
        self.faults += [Fault(path, "fault.no_place", {"what": f"@{path}"}, is_blocking=False) for path in self._without_place()]
        texts: dict[str, Any] = {path: self._text(path) for path in FIELDS}
        for group in _TEXTS:
            texts[group] = {path.partition(".")[2]: self._text(path) for path in self._group(group)}
        money = {group: dict(self._amounts(group)) for group in _MONEY}
        tasks = task_narrative(self.draft, self.pack)
        texts["narratives"] |= {TASKS: tasks} if tasks else {}
        for path in self.draft.fields:
            if (task := task_of(path)) is not None and task[1] in TASK_MONEY and (said := self._text(path)):
                self._amount(path, said)
        shares = [path for path in self._group("payment_plan") if (said := self._text(path)) and parse_share(said) is None]
        self.faults += [Fault(path, "fault.share", {"text": self._text(path) or ""}) for path in shares]
        reader = IndicatorReader(self.form, self.pack, self.places, self.fiscal_year)
        rows = [row for row in self.draft.indicators if not row.is_blank]
        indicators = reader.read(rows)
        self.faults += reader.faults
        filled = [path for path in self.places if path in self.draft.fields and self._text(path)]
        filled += [f"{group}.{key}" for group in _MONEY for key, yuan in money[group].items() if yuan is not None]
        sources = self.places.sources(dict.fromkeys(filled))
        if tasks:
            sources[f"narratives.{TASKS}"] = [self.places[path] for path in filled if task_of(path) is not None]
        project = Project(
            **texts | {group: texts[group] or None for group in ("payment_plan", "contacts")},
            **money,
            steps=dict(self._steps(money)),
            indicators=indicators,
            source=self.places.whole,
            sources={path: places for path, places in sources.items() if task_of(path) is None},
        )
        return project, tuple(row.id for row in rows)

    def _without_place(self) -> Iterator[str]:
        """What was typed and the form does not print."""
        yield from (path for path in self.draft.fields if path not in self.fields)

    def _group(self, group: str) -> list[str]:
        """Paths of a group: those of the form, and those that were typed besides."""
        return [path for path in dict.fromkeys((*self.fields, *self.draft.fields)) if path.startswith(f"{group}.")]

    def _text(self, path: str) -> str | None:
        return plain_text(self.draft.fields.get(path, "")) or None

    def _amounts(self, group: str) -> Iterator[tuple[str, Decimal | None]]:
        summed = sums_in_yuan(self.draft, self.pack)
        for path in self._group(group):
            said = self._text(path)
            yield path.partition(".")[2], summed.get(path) if said is None else self._amount(path, said)

    def _amount(self, path: str, said: str) -> Decimal | None:
        amount = parse_amount(said, self.pack.money_unit)
        if amount is None:
            self.faults.append(Fault(path, "fault.amount", {"text": said, "unit": self.pack.money_unit.value}))
            return None
        if abs(amount.yuan) >= MOST_YUAN:
            self.faults.append(Fault(path, "fault.amount_large", {"text": said}))
            return None
        if self.form.money.rounded(amount.yuan) != amount.yuan:
            values = {"text": said, "decimals": str(self.form.money.most_decimals), "unit": self.form.money.unit.value}
            self.faults.append(Fault(path, "fault.amount_fine", values))
        return amount.yuan

    def _steps(self, money: dict[str, dict[str, Decimal | None]]) -> Iterator[tuple[str, Decimal]]:
        """How precisely the form prints each amount."""
        for group, amounts in money.items():
            for key, yuan in amounts.items():
                step = step_of(self.form.money.number(yuan), yuan) if yuan else None
                if step is not None:
                    yield f"{group}.{key}", step


def holding(form: Declaration) -> str:
    """Which list of a reading holds what a form is about: projects, or whole departments."""
    return "whole_department" if form.subject == "department" else "projects"


def plain_text(typed: str) -> str:
    """A text without blanks around it, and with line breaks of one kind, as the model has it."""
    return typed.replace("\r\n", "\n").replace("\r", "\n").strip()


def exact_text(yuan: Decimal, pack: Pack) -> str:
    """An amount as it is typed in the unit of a jurisdiction, exact."""
    return plain_decimal(EXACT.divide(yuan, pack.money_unit.factor))
