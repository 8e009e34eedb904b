"""What is wrong with a declaration (审核提示): what it lacks, what the rules find in each field, and all reasons against handing it in.

The rules are those of every audit, over the same facts: a declaration is looked at as its form would be, read from a file. Rules about
tables, prose, other documents and other years find nothing to look at in it and are left out by the tables that they read.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from jixiao.declaring.completeness import by_place, missing_fields, missing_levels, wrong_sums
from jixiao.declaring.draft import Draft
from jixiao.declaring.faults import Fault
from jixiao.declaring.paths import WHOLE
from jixiao.declaring.places import Places, fields_of
from jixiao.declaring.printed import as_printed
from jixiao.declaring.projects import Typed, holding, to_project
from jixiao.facts import Database, facts_of
from jixiao.packs import Pack, SamePack, catalogue_for, declaration_for
from jixiao.rules import Catalogue, Finding, RuleFailure, Severity, load_catalogue
from jixiao.rules.engine import audit_in
from jixiao.rules.finding import Waiver
from jixiao.rules.header import Rule, Scope
from jixiao.rules.sandbox import tables_read
from jixiao.rules.subject import subject_of

_BEFORE_DISCLOSURE = ("declare", "review")
"""Steps at which a declaration is not published yet: what is wrong with a publication is no reason against handing it in."""
_OF_TABLES = ("budget_tables", "budget_lines", "budget_amounts", "key_figures", "procurement_lines", "project_list")
_OF_PROSE = ("sections", "claims", "comparisons", "narrative_items", "captions", "contents")
_OF_OTHERS = ("text_pairs", "unit_cost_pairs", "document_pairs", "project_pairs", "indicator_pairs")
NEVER_FILLED = frozenset((*_OF_TABLES, *_OF_PROSE, *_OF_OTHERS))
"""Fact tables that one declaration puts nothing into."""
_SECONDS = 20.0
_MOST_REMEMBERED = 64
_own = threading.local()
_one_at_a_time = threading.Lock()
_remembered: dict[tuple[str, SamePack, str | None, int | None, date], Examination] = {}


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What a rule found, and in which field (字段审核提示).

    Attributes:
        path: of the field; that of the form as a whole where the rule names no place.
        paths: of all places that it names.
        finding: what was found.
        explanation: why it is right as it is; empty where nobody said.
    """

    path: str
    paths: tuple[str, ...]
    finding: Finding
    explanation: str = ""

    @property
    def rule_id(self) -> str:
        """Number of the rule."""
        return self.finding.rule.id

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``."""
        return self.finding.severity.value

    @property
    def is_blocking(self) -> bool:
        """An error that nobody explained or waived, of a rule for the time before disclosure: it cannot be handed in with it."""
        is_open = self.waiver is None and not self.explanation.strip()
        return self.finding.severity is Severity.ERROR and is_open and self.finding.rule.stage in _BEFORE_DISCLOSURE

    @property
    def waiver(self) -> Waiver | None:
        """The exception that was granted to it: it is shown as such, and does not count."""
        return self.finding.waiver

    def title(self, lang: str | None = None) -> str:
        """What is wrong, without values."""
        return self.finding.title(lang)

    def message(self, lang: str | None = None) -> str:
        """What was found."""
        return self.finding.message(lang)

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return self.finding.remedy(lang)

    def law(self, lang: str | None = None) -> list[str]:
        """What the rule rests on."""
        return [citation.describe(lang or "zh") for citation in self.finding.rule.legal_basis]


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with a declaration (审核提示).

    Attributes:
        typed: what was understood.
        faults: what is missing or cannot be read, in the order of the form.
        findings: what the rules found, the gravest first.
        failures: rules that could not be run: our fault, nobody is accused by them.
    """

    typed: Typed
    faults: tuple[Fault, ...] = ()
    findings: tuple[FieldFinding, ...] = ()
    failures: tuple[RuleFailure, ...] = field(default=(), hash=False)

    @property
    def blocking(self) -> tuple[Fault | FieldFinding, ...]:
        """All reasons why it cannot be handed in: faults, and errors that nobody explained."""
        return (*(fault for fault in self.faults if fault.is_blocking), *(found for found in self.findings if found.is_blocking))

    @property
    def errors(self) -> int:
        """Findings of severity error; what was waived does not count."""
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """Findings of severity warning."""
        return self._count(Severity.WARNING)

    @property
    def infos(self) -> int:
        """Findings of severity info."""
        return self._count(Severity.INFO)

    def _count(self, severity: Severity) -> int:
        return sum(1 for found in self.findings if found.finding.severity is severity and found.waiver is None)

    def at(self, path: str) -> tuple[Fault | FieldFinding, ...]:
        """Everything that is said of a path."""
        told: tuple[Fault | FieldFinding, ...] = (*self.faults, *self.findings)
        return tuple(each for each in told if each.path == path)

    @property
    def by_path(self) -> dict[str, tuple[Fault | FieldFinding, ...]]:
        """Everything that is said, by path."""
        paths = [*(fault.path for fault in self.faults), *(found.path for found in self.findings)]
        return {path: self.at(path) for path in dict.fromkeys(paths)}


def examine(draft: Draft, pack: Pack, *, agency: str | None, fiscal_year: int | None) -> Examination:
    """Examine a declaration while it is written.

    Args:
        draft: as typed.
        pack: the jurisdiction.
        agency: who declares (申报单位).
        fiscal_year: of the budget.

    Returns:
        What is missing, what cannot be read, and what the rules find, each with its path. What is asked for again on the same day, as when
        the form that was looked at is handed in, is not examined again.
    """
    # texts in another order are another draft, because places count
    asked = json.dumps(draft.plain(), ensure_ascii=False), SamePack(pack), agency, fiscal_year, date.today()
    with _one_at_a_time:
        found = _remembered.pop(asked, None)
        if found is not None:
            _remembered[asked] = found
            return found
    found = _examined(draft, pack, agency, fiscal_year)
    if not found.failures:
        with _one_at_a_time:
            _remembered[asked] = found
            while len(_remembered) > _MOST_REMEMBERED:
                del _remembered[next(iter(_remembered))]
    return found


def _examined(draft: Draft, pack: Pack, agency: str | None, fiscal_year: int | None) -> Examination:
    form = declaration_for(pack)
    typed = to_project(draft, pack, agency=agency, fiscal_year=fiscal_year)
    shown = as_printed(typed.project, form, fiscal_year)
    faults = [*typed.faults, *missing_fields(draft, shown, pack), *missing_levels(shown, pack), *wrong_sums(draft, pack)]
    facts = facts_of([typed.document.model_copy(update={holding(form): [shown]})])
    filled = frozenset(name for name, rows in facts.tables.items() if rows)
    database = _database()
    try:
        database.insert(facts)
        with database.limited(_SECONDS):
            found = audit_in(database, subject_of(facts.tables), rules_for(pack), seconds=None, filled=filled)
    except BaseException:
        _own.database = None
        raise
    database.empty(filled)
    findings = tuple(_in_field(finding, typed.places, draft) for finding in found.findings)
    return Examination(typed, tuple(by_place(faults, draft, fields_of(form))), findings, tuple(found.failures))


def rules_for(pack: Pack) -> Catalogue:
    """The rules that look at a declaration of a jurisdiction, with its own numbers."""
    settings = repr(pack.rule_settings)
    if settings not in _prepared:
        _prepared[settings] = catalogue_for(pack, declared_rules())
    return _prepared[settings]


_prepared: dict[str, Catalogue] = {}


@cache
def declared_rules() -> Catalogue:
    """All rules that can find something in one declaration."""
    return Catalogue({key: entry for key, entry in load_catalogue().entries.items() if looks_at_declarations(entry.rule)})


def looks_at_declarations(rule: Rule) -> bool:
    """The rule can find something in one declaration: it is about a form, or about texts that one form has and not about what none has."""
    if rule.scope is Scope.PROJECT:
        return True
    return rule.scope in (Scope.NARRATIVE, Scope.BETWEEN_PROJECTS) and not tables_read(rule.sql) & NEVER_FILLED


def _database() -> Database:
    """The database of this thread, empty; making one takes as long as a tenth of an examination."""
    found: Database | None = getattr(_own, "database", None)
    if found is None:
        found = _own.database = Database(threads=1, memory_megabytes=256, few=True)
    return found


def _in_field(finding: Finding, places: Places, draft: Draft) -> FieldFinding:
    paths = tuple(dict.fromkeys(path for path in _paths(finding, places) if path != WHOLE))
    path = paths[0] if paths else WHOLE
    return FieldFinding(path, paths, finding, draft.explanation(finding.rule.id, path))


def _paths(finding: Finding, places: Places) -> Iterator[str]:
    yield places.path_of(finding.source)
    yield from (places.path_of(quote.source) for quote in finding.quotes)
