"""Run rules over facts: findings, and failures of ours beside them, never mixed (审核引擎)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from jixiao.facts import Database, Facts
from jixiao.facts.database import FEW
from jixiao.facts.numbers import LeftOut
from jixiao.facts.reading import place_of
from jixiao.rules.catalogue import Catalogue
from jixiao.rules.finding import Finding, Quote, Waiver, finding_id, quoted_column
from jixiao.rules.header import Rule, RuleError, Scope, Severity
from jixiao.rules.needed import tables_needed
from jixiao.rules.sandbox import check_sql
from jixiao.rules.subject import Engine, PartedEngine, Subject, subject_of
from jixiao.rules.waivers import Exceptions

_SECONDS = 60.0
_SOURCE = "_source"
ACROSS = frozenset({Scope.YEARS, Scope.AGENCIES})
"""Scopes of rules that hold documents against each other; all others look at one document at a time."""
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
        seconds: what each rule took, by its id.
    """

    findings: list[Finding] = field(default_factory=list)
    failures: list[RuleFailure] = field(default_factory=list)
    run: list[Rule] = field(default_factory=list)
    suspended: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

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
    try:
        database = Database(memory_megabytes=memory_megabytes, few=sum(map(len, facts.tables.values())) <= FEW)
        database.insert(facts)
    except duckdb.Error as error:
        failures = [RuleFailure(rule, _reason(error)) for rule in catalogue.rules]
        return Audit(failures=failures, left_out=facts.left_out)
    with database:
        subject, filled = subject_of(facts.tables), frozenset(name for name, rows in facts.tables.items() if rows)
        result = audit_in(database, subject, catalogue, exceptions=exceptions, progress=progress, today=today, filled=filled)
    result.left_out.extend(facts.left_out)
    return result


def audit_in(
    engine: Engine,
    subject: Subject,
    catalogue: Catalogue,
    *,
    exceptions: Exceptions | None = None,
    progress: Progress | None = None,
    today: date | None = None,
    seconds: float | None = _SECONDS,
    filled: frozenset[str] | None = None,
) -> Audit:
    """Run all rules of a catalogue where the facts lie.

    Args:
        engine: holds the facts.
        subject: the documents, as findings name them.
        catalogue: the rules.
        exceptions: suspensions and waivers of the caller.
        progress: called before each rule with the number of rules done.
        today: day for the end of waivers; the current one by default.
        seconds: what one query may take; ``None`` where the caller looks after it.
        filled: names of the tables that have rows, where that is known: a rule that needs another one finds nothing, and is not asked.
    """
    exceptions = exceptions or Exceptions()
    result = Audit()
    failures: tuple[type[Exception], ...] = (*engine.failures, RuleError, ValueError, ArithmeticError)
    found: list[Finding] = []
    for number, rule in enumerate(catalogue.rules):
        if progress:
            progress(number, rule)
        why = exceptions.suspended(rule)
        if why is not None:
            result.suspended[rule.id] = why
            continue
        start = time.perf_counter()
        try:
            check_sql(rule.sql, file=rule.file)
            if filled is None or tables_needed(rule.sql) <= filled:
                found += list(_run(rule, engine, subject, seconds))
        except failures as error:
            result.failures.append(RuleFailure(rule, _reason(error)))
        else:
            result.run.append(rule)
        result.seconds[rule.id] = time.perf_counter() - start
    waived = _waived(_without_consequences(found), exceptions, today or date.today())
    result.findings.extend(sorted(waived, key=subject.order))
    return result


def _run(rule: Rule, engine: Engine, subject: Subject, seconds: float | None) -> Iterator[Finding]:
    """Findings of one rule; once for each set of numbers that holds for some of the documents."""
    fetch = engine.fetch_by_document if isinstance(engine, PartedEngine) and rule.scope not in ACROSS else engine.fetch
    for parameters, years in _regimes(rule, subject.years()):
        names, rows = fetch(rule.sql, parameters, seconds=seconds)
        _check_columns(rule, names)
        found = [dict(zip(names, row, strict=True)) for row in rows]
        found = [values for values in found if subject.year(str(values["document_id"])) in years]
        subject.learn(str(values["project_id"]) for values in found if values.get("project_id"))
        for values in found:
            yield _finding(rule, values, subject)


def _regimes(rule: Rule, years: Iterable[int | None]) -> Iterator[tuple[dict[str, Any], set[int | None]]]:
    """The values of the parameters by the fiscal years of the documents for which they hold."""
    found: dict[tuple[tuple[str, Any], ...], set[int | None]] = {}
    for year in years:
        if year is not None and not _applies(rule, year):
            continue
        values = {name: _on(rule, name, year) for name in rule.parameters}
        if None not in values.values():
            found.setdefault(tuple(values.items()), set()).add(year)
    for values_of, held in found.items():
        yield dict(values_of), held


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


def _finding(rule: Rule, values: Mapping[str, Any], subject: Subject) -> Finding:
    document_id = str(values["document_id"])
    file = subject.file(document_id)
    places = {name: text for name, text in values.items() if text and (name == "source" or name.endswith(_SOURCE))}
    project_id = values.get("project_id")
    project_name = subject.project_name(project_id)
    has_own = values.get("severity") and not rule.is_severity_set
    severity = Severity(values["severity"]) if has_own else rule.severity
    quotes = tuple(
        Quote(quoted, values[quoted], place_of(text, subject.file(_document_of(name, values))))
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
        is_doubtful=is_unsure or any(subject.is_doubtful(_document_of(name, values), [str(text)]) for name, text in places.items()),
    )


def _document_of(column: str, values: Mapping[str, Any]) -> str:
    """The document that a place stands in: ``earlier_source`` in that of ``earlier_document_id`` where there is such a column."""
    other = values.get(f"{column.removesuffix(_SOURCE)}_document_id") if column.endswith(_SOURCE) else None
    return str(other or values["document_id"])


def _without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """One cause gives one finding: what follows from another rule's finding at the same object is left out, and the same twice as well."""
    causes: set[tuple[str, str, str | None, str]] = set()
    for finding in findings:
        causes |= {(finding.rule.id, *at) for at in _objects(finding)}
    kept: dict[tuple[str, str, str | None, str], Finding] = {}
    for finding in findings:
        is_consequence = any((rule, *at) in causes for rule in finding.rule.yields_to for at in _objects(finding))
        if not is_consequence:
            key = (finding.id, finding.document_id, finding.project_id, str(finding.values.get("source")))
            kept[key] = min(kept[key], finding, key=_gravest) if key in kept else finding
    return list(kept.values())


def _gravest(finding: Finding) -> tuple[int, str]:
    """Which of two findings of the same thing is told, in whatever order an engine returns them."""
    return finding.severity.rank, repr(sorted((name, repr(value)) for name, value in finding.values.items()))


def _objects(finding: Finding) -> set[tuple[str, str | None, str]]:
    """What a finding is about: its document, its project, and each place that it names."""
    places = {name: str(text) for name, text in finding.values.items() if text and (name == "source" or name.endswith(_SOURCE))}
    return {(_document_of(name, finding.values), finding.project_id, text) for name, text in places.items()}


def _waived(findings: Sequence[Finding], exceptions: Exceptions, today: date) -> Iterator[Finding]:
    for finding in findings:
        waiver: Waiver | None = exceptions.waiver(finding, today)
        yield replace(finding, waiver=waiver) if waiver else finding


def _reason(error: Exception) -> str:
    if isinstance(error, RuleError):
        return error.message()
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
