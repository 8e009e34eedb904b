"""Run rules over facts: findings, and failures of ours beside them, never mixed (审核引擎)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from jixiao.facts import Database, Facts
from jixiao.facts.numbers import LeftOut
from jixiao.facts.reading import FactReading, place, place_of
from jixiao.rules.catalogue import Catalogue
from jixiao.rules.finding import Finding, Quote, Waiver, finding_id, quoted_column
from jixiao.rules.header import Rule, RuleError, Severity
from jixiao.rules.sandbox import check_sql
from jixiao.rules.waivers import Exceptions

_SECONDS = 60.0
_DOUBTFUL = 0.8
Progress = Callable[[int, Rule], None]


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that could not be run (规则运行失败): our fault, no document is accused by it."""

    rule: Rule
    reason: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit has found (审核结果).

    Attributes:
        findings: by document, project, severity and rule.
        failures: rules that failed; where there is one the audit is not complete.
        run: rules that ran.
        suspended: rules that did not run, by their own header or by the caller's exceptions.
        left_out: numbers that were too long to be compared.
    """

    findings: list[Finding] = field(default_factory=list)
    failures: list[RuleFailure] = field(default_factory=list)
    run: list[Rule] = field(default_factory=list)
    suspended: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Every rule that should run has run."""
        return not self.failures


def audit(
    facts: Facts,
    catalogue: Catalogue,
    *,
    exceptions: Exceptions | None = None,
    memory_megabytes: int = 1024,
    progress: Progress | None = None,
    today: date | None = None,
) -> Audit:
    """Run all rules of a catalogue over some facts.

    Args:
        facts: what the documents say.
        catalogue: the rules.
        exceptions: suspensions and waivers of the caller.
        memory_megabytes: what the database may use; a rule that needs more fails.
        progress: called before each rule with the number of rules done.
        today: day for the end of waivers; the current one by default.
    """
    exceptions = exceptions or Exceptions()
    result = Audit(left_out=facts.left_out)
    try:
        database = Database(memory_megabytes=memory_megabytes)
        database.insert(facts)
    except duckdb.Error as error:
        result.failures.extend(RuleFailure(rule, _reason(error)) for rule in catalogue.rules)
        return result
    subject = _Subject(facts)
    found: list[Finding] = []
    with database:
        for number, rule in enumerate(catalogue.rules):
            if progress:
                progress(number, rule)
            why = exceptions.suspended(rule)
            if why is not None:
                result.suspended[rule.id] = why
                continue
            try:
                found += list(_run(rule, database, subject))
            except (duckdb.Error, RuleError, ValueError, ArithmeticError) as error:
                result.failures.append(RuleFailure(rule, _reason(error)))
            else:
                result.run.append(rule)
    waived = _waived(_without_consequences(found), exceptions, today or date.today())
    result.findings.extend(sorted(waived, key=subject.order))
    return result


class _Subject:
    """The documents that are audited, as findings name them."""

    def __init__(self, facts: Facts) -> None:
        self.readings = facts.readings
        self.documents = {str(row["document_id"]): row for row in facts.tables.get("documents", [])}
        self.projects = {str(row["project_id"]): row for row in facts.tables.get("projects", [])}
        self._order = {key: at for at, key in enumerate([*self.documents, *self.projects])}
        self._doubts = {key: _doubts(reading) for key, reading in self.readings.items()}

    def year(self, document_id: str) -> int | None:
        """Fiscal year of a document."""
        found = self.documents.get(document_id, {}).get("fiscal_year")
        return int(found) if isinstance(found, int) else None

    def file(self, document_id: str) -> str:
        """Name of its file."""
        return str(self.documents.get(document_id, {}).get("file") or document_id)

    def project_name(self, project_id: str | None) -> str | None:
        """Name of a project."""
        name = self.projects.get(project_id or "", {}).get("name")
        return str(name) if name else None

    def identity(self, document_id: str) -> str:
        """What stays the same when a document is read again from another file."""
        row = self.documents.get(document_id, {})
        if row.get("publisher_key") and row.get("fiscal_year"):
            return f"{row['publisher_key']} {row['fiscal_year']}"
        return str(row.get("file") or document_id)

    def is_doubtful(self, document_id: str, sources: Sequence[str]) -> bool:
        """One of the places was read with doubt."""
        return not self._doubts.get(document_id, set()).isdisjoint(sources)

    def order(self, finding: Finding) -> tuple[int, int, int, str, str]:
        """Documents and projects in their order, the gravest findings of each first."""
        document = self._order.get(finding.document_id, len(self._order))
        project = self._order.get(finding.project_id or "", -1)
        return document, project, finding.severity.rank, finding.rule.id, finding.id


def _doubts(reading: FactReading) -> set[str]:
    """Places whose reading was mended or is unsure."""
    document = reading.document
    found: set[str | None] = {place(problem.source) for problem in document.problems}
    for item in [*document.projects, *document.whole_department]:
        found |= {place(repair.source) for repair in item.repairs if repair.kind != "copies_differ"}
        for indicator in item.indicators:
            if indicator.confidence < _DOUBTFUL or indicator.target.confidence < 0.5:
                found |= {place(source) for sources in indicator.sources.values() for source in sources}
    for table in document.tables:
        found |= {place(repair.source) for repair in table.repairs}
    return {text for text in found if text}


def _run(rule: Rule, database: Database, subject: _Subject) -> Iterator[Finding]:
    """Findings of one rule; once for each set of numbers that holds for some of the documents."""
    check_sql(rule.sql, file=rule.file)
    for parameters, documents in _regimes(rule, subject):
        names, rows = database.fetch(rule.sql, parameters, seconds=_SECONDS)
        _check_columns(rule, names)
        for row in rows:
            values = dict(zip(names, row, strict=True))
            document_id = str(values["document_id"])
            if document_id in documents:
                yield _finding(rule, values, subject)


def _regimes(rule: Rule, subject: _Subject) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """The values of the parameters by the documents for whose year they hold."""
    found: dict[tuple[tuple[str, Any], ...], set[str]] = {}
    for document_id in subject.documents:
        year = subject.year(document_id)
        if year is not None and not _applies(rule, year):
            continue
        values = {name: _on(rule, name, year) for name in rule.parameters}
        if None not in values.values():
            found.setdefault(tuple(values.items()), set()).add(document_id)
    for values_of, documents in found.items():
        yield dict(values_of), documents


def _applies(rule: Rule, year: int) -> bool:
    return rule.applies_from.year <= year and (rule.applies_to is None or year <= rule.applies_to.year)


def _on(rule: Rule, name: str, year: int | None) -> Decimal | str | None:
    """The value of a parameter for a fiscal year; the latest where the document tells no year."""
    known = rule.parameters[name]
    held = known.latest if year is None else known.on(date(year, 12, 31))
    return held.value if held else None


def _check_columns(rule: Rule, names: Sequence[str]) -> None:
    wanted = {"document_id", "source"} | rule.placeholders
    missing = sorted(wanted - set(names))
    if missing:
        raise RuleError("error.rule_columns", file=rule.file, missing="、".join(missing))


def _finding(rule: Rule, values: Mapping[str, Any], subject: _Subject) -> Finding:
    document_id = str(values["document_id"])
    file = subject.file(document_id)
    project_id = values.get("project_id")
    project_name = subject.project_name(project_id)
    severity = Severity(values["severity"]) if values.get("severity") else rule.severity
    sources = [str(text) for name, text in values.items() if text and (name == "source" or name.endswith("_source"))]
    quotes = tuple(
        Quote(quoted, values[quoted], place_of(text, file))
        for name, text in values.items()
        if text and (quoted := quoted_column(name, values)) is not None
    )
    confidence = values.get("confidence")
    is_unsure = confidence is not None and float(confidence) < _DOUBTFUL
    return Finding(
        id=finding_id(rule.id, subject.identity(document_id), project_name, values),
        rule=rule,
        severity=severity,
        document_id=document_id,
        file=file,
        project_id=project_id,
        project_name=project_name,
        values=values,
        quotes=quotes,
        source=place_of(values.get("source"), file),
        is_doubtful=is_unsure or subject.is_doubtful(document_id, sources),
    )


def _without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """One cause gives one finding: what follows from another rule's finding at the same object is left out, and the same twice as well."""
    causes: set[tuple[str, str, str | None, str]] = set()
    for finding in findings:
        causes |= {(finding.rule.id, *at) for at in _objects(finding)}
    kept: dict[tuple[str, str, str | None, str], Finding] = {}
    for finding in findings:
        is_consequence = any((rule, *at) in causes for rule in finding.rule.yields_to for at in _objects(finding))
        if not is_consequence:
            kept.setdefault((finding.id, finding.document_id, finding.project_id, str(finding.values.get("source"))), finding)
    return list(kept.values())


def _objects(finding: Finding) -> set[tuple[str, str | None, str]]:
    """What a finding is about: its document, its project, and each place that it names."""
    places = {str(text) for name, text in finding.values.items() if text and (name == "source" or name.endswith("_source"))}
    return {(finding.document_id, finding.project_id, text) for text in places}


def _waived(findings: Sequence[Finding], exceptions: Exceptions, today: date) -> Iterator[Finding]:
    for finding in findings:
        waiver: Waiver | None = exceptions.waiver(finding, today)
        yield replace(finding, waiver=waiver) if waiver else finding


def _reason(error: Exception) -> str:
    if isinstance(error, RuleError):
        return error.message()
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
