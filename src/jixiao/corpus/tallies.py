"""What an audit of a corpus comes to (语料审核汇总): by rule and document, with the money of the projects and the gravest examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import Corpus
from jixiao.rules import Audit, Finding, Rule, Severity

_MEGABYTES = 512
_EXAMPLES = 3
_WORST = 20
_MONEY = "_yuan"


@dataclass(frozen=True, slots=True)
class RuleTally:
    """What a rule has found (规则汇总); waived findings count nowhere but in ``waived``.

    Attributes:
        rule: the rule.
        counts: findings by severity.
        waived: findings that somebody has waived.
        documents: how many documents it accuses.
        projects: how many projects it accuses.
        budget_yuan: money of the year of these projects.
        examples: the gravest findings, by severity and by the largest amount that they quote.
    """

    rule: Rule
    counts: Mapping[Severity, int]
    waived: int
    documents: int
    projects: int
    budget_yuan: Decimal
    examples: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DocumentTally:
    """What was found in a document (文件汇总): its id, file and publisher, and findings by severity."""

    document_id: str
    file: str
    publisher: str | None
    counts: Mapping[Severity, int]


@dataclass(frozen=True, slots=True)
class Tallies:
    """What an audit comes to (汇总).

    Attributes:
        rules: of all rules that ran, in the order of the catalogue.
        worst: documents with most errors, then warnings.
        documents: how many documents are accused of something.
        projects: how many projects are.
        budget_yuan: money of the year of these projects.
    """

    rules: tuple[RuleTally, ...]
    worst: tuple[DocumentTally, ...]
    documents: int
    projects: int
    budget_yuan: Decimal


def tallies_of(corpus: Corpus, audit: Audit, *, least: Severity = Severity.INFO) -> Tallies:
    """Add up what was found; names and money are looked up in the corpus.

    Args:
        corpus: that was audited.
        audit: what was found.
        least: lowest severity that counts.
    """
    found = [finding for finding in audit.findings if finding.severity.rank <= least.rank]
    told = [finding for finding in found if finding.waiver is None]
    worst = _worst(told)
    with CorpusDatabase(corpus, memory_megabytes=_MEGABYTES) as database:
        budgets = _budgets(database, {finding.project_id for finding in told if finding.project_id})
        publishers = _publishers(database, [document_id for document_id, _ in worst])
    files = {finding.document_id: finding.file for finding in told}
    return Tallies(
        rules=tuple(_of_rules(audit.run, found, budgets)),
        worst=tuple(DocumentTally(key, files[key], publishers.get(key), counts) for key, counts in worst),
        documents=len(files),
        projects=len({finding.project_id for finding in told if finding.project_id}),
        budget_yuan=sum(budgets.values(), Decimal(0)),
    )


def _of_rules(rules: Sequence[Rule], findings: Sequence[Finding], budgets: Mapping[str, Decimal]) -> Iterator[RuleTally]:
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule.id].append(finding)
    for rule in rules:
        told = [finding for finding in by_rule[rule.id] if finding.waiver is None]
        projects = {finding.project_id for finding in told if finding.project_id}
        yield RuleTally(
            rule=rule,
            counts=counts_of(told),
            waived=len(by_rule[rule.id]) - len(told),
            documents=len({finding.document_id for finding in told}),
            projects=len(projects),
            budget_yuan=sum((budgets[project] for project in projects if project in budgets), Decimal(0)),
            examples=tuple(sorted(told, key=_gravity)[:_EXAMPLES]),
        )


def counts_of(findings: Sequence[Finding]) -> dict[Severity, int]:
    """Findings by severity, the gravest first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in Severity}


def _gravity(finding: Finding) -> tuple[int, Decimal, str, str]:
    return finding.severity.rank, -_largest(finding), finding.file, finding.id


def _largest(finding: Finding) -> Decimal:
    """The largest amount that a finding quotes."""
    amounts = (quote.value for quote in finding.quotes if quote.name.endswith(_MONEY))
    return max((abs(amount) for amount in amounts if isinstance(amount, Decimal)), default=Decimal(0))


def _worst(findings: Sequence[Finding]) -> list[tuple[str, dict[Severity, int]]]:
    by_document: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_document[finding.document_id].append(finding)
    counted = {key: counts_of(own) for key, own in by_document.items()}
    return sorted(counted.items(), key=lambda item: ([-item[1][severity] for severity in Severity], item[0]))[:_WORST]


def _budgets(database: CorpusDatabase, projects: set[str]) -> dict[str, Decimal]:
    """Money of the year by project; that of a whole department is made up of its projects and counts nowhere."""
    wanted = "scope = 'project' AND budget_yuan IS NOT NULL AND project_id IN (SELECT unnest($ids))"
    sql = f"SELECT project_id, budget_yuan FROM projects WHERE {wanted}"  # noqa: S608 - words of ours
    return dict(database.fetch(sql, {"ids": sorted(projects)})[1]) if projects else {}


def _publishers(database: CorpusDatabase, documents: Sequence[str]) -> dict[str, str]:
    sql = "SELECT document_id, publisher FROM documents WHERE publisher IS NOT NULL AND document_id IN (SELECT unnest($ids))"
    return dict(database.fetch(sql, {"ids": list(documents)})[1]) if documents else {}
