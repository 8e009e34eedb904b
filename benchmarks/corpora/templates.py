"""What a corpus is copied from: facts of invented documents, clean ones and such with one planted defect, and what each must give.

A template is read by the program like any document, or is a case of a rule; the generator copies its rows with ids of their own.
"""

from __future__ import annotations

import random
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from benchmarks.corpora import forms
from jixiao.facts import Facts, facts_of
from jixiao.facts.database import Row
from jixiao.pipeline import read
from jixiao.rules import Catalogue, Rule, audit
from jixiao.rules.cases import Case, load_cases
from jixiao.rules.finding import finding_id
from jixiao.rules.header import Scope

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "tests" / "audit"
TOGETHER = REPORTS / "together"
_FAULTS = Path(__file__).parent / "faults.toml"
_FAULTS_TOGETHER = Path(__file__).parent / "together.toml"
_CLEAN_REPORTS = ("accounts", "tables_of_accounts", "tables_of_budget")
_AGENCY = "云岭县公共事务局"
_YEARS = (2024, 2025)
_FORMS = 10
_PAIRS = 12
_SATISFIED, _LESS = "<td>≥92%</td>", "<td>≥85%</td>"
_MONEY = re.compile(r"年度资金总额（万元）</td><td[^>]*>([0-9.]+)<")


@dataclass(frozen=True, slots=True)
class Template:
    """Rows to copy.

    Attributes:
        name: for people.
        tables: rows by table.
        expected: findings by rule; of a case only those of its own rule are told.
        rule: the rule whose case it is; empty for documents.
        projects: how many projects a copy has.
    """

    name: str
    tables: dict[str, list[Row]]
    expected: Counter[str] = field(default_factory=Counter)
    rule: str = ""

    @property
    def projects(self) -> int:
        """Projects of one copy."""
        return len(self.tables.get("projects", []))


def clean_forms(count: int, seed: int) -> list[Template]:
    """Invented target forms without a fault, ten projects in each document."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(count):
            numbers = random.Random(seed * 100_003 + number)  # noqa: S311 - a repeatable corpus
            files.append(Path(folder) / f"forms-{number}.html")
            files[-1].write_text(forms.page(numbers, _AGENCY, numbers.choice(_YEARS), _FORMS), encoding="utf-8")
        return [_of_file(file, file.stem, Counter()) for file in files]


def two_years(count: int, seed: int) -> Iterator[Template]:
    """Forms of an agency for two years, and for two versions of a year: without a fault, and with one that only shows side by side."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            earlier, later = (_year(seed * 7 + number, year, growth) for year, growth in zip(_YEARS, (1, 1.1), strict=True))
            yield _of_pages(Path(folder), f"years-{number}", (earlier, later), Counter())
        looser = later.replace(_SATISFIED, _LESS, 1)
        yield _of_pages(Path(folder), "years: a target is looser", (earlier, looser), Counter({"XYR-008": 1}))
        yield _of_pages(Path(folder), "versions: a target differs", (later, looser), Counter({"XYR-009": 1}))
        same = _year(seed * 7 + count - 1, _YEARS[1], 1)
        yield _of_pages(Path(folder), "years: all targets are last year's", (earlier, same), Counter({"XYR-004": _FORMS}))
        money = _MONEY.search(later)
        if money is None:
            raise ValueError("the forms print no money")
        more = later.replace(f">{money[1]}<", f">{Decimal(money[1]) * 3 / 2:.2f}<")
        yield _of_pages(Path(folder), "years: half as much money again", (earlier, more), Counter({"XYR-006": 1}))


def _year(seed: int, year: int, growth: float) -> str:
    return forms.page(random.Random(seed), _AGENCY, year, _FORMS, growth=growth)  # noqa: S311 - a repeatable corpus


def _of_pages(folder: Path, name: str, pages: Sequence[str], expected: Counter[str]) -> Template:
    """Several documents that are one template: they are read together, and copied together."""
    documents = []
    for number, text in enumerate(pages):
        file = folder / f"{number}.html"
        file.write_text(text, encoding="utf-8")
        documents.append(read(file, name=f"{name}-{number}.html"))
    return Template(name, {table: rows for table, rows in facts_of(documents).tables.items() if rows}, expected)


@cache
def together() -> tuple[Template, ...]:
    """Each fault of ``tests/audit/together``, which shows in several documents side by side, with the findings that were judged by hand."""
    judged = tomllib.loads(_FAULTS_TOGETHER.read_text(encoding="utf-8"))
    planted = yaml.safe_load((TOGETHER / "faults.yml").read_text(encoding="utf-8"))
    pages = {file.name: file.read_text(encoding="utf-8") for file in sorted(TOGETHER.glob("*.html"))}
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, rules in judged["faults"].items():
            fault = planted[name]
            among = judged["sets"][fault["set"]]
            texts = {file: pages[file] for file in among["files"]}
            for change in [fault, *fault.get("also", [])]:
                texts[change["file"]] = texts[change["file"]].replace(change["before"], change["after"], 1)
            found.append(_of_pages(Path(folder), f"together: {name}", list(texts.values()), Counter(among["always"] + rules)))
    return tuple(found)


@cache
def clean_tables() -> tuple[Template, ...]:
    """Invented tables of a budget and of final accounts without a fault."""
    return tuple(_of_file(REPORTS / f"{name}.html", name, Counter()) for name in _CLEAN_REPORTS)


@cache
def faulty() -> tuple[Template, ...]:
    """Each planted fault of ``tests/audit`` as a document of its own, with the findings that were judged by hand."""
    judged = tomllib.loads(_FAULTS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as readers:
        jobs = []
        for report, faults in judged.items():
            text = (REPORTS / f"{report}.html").read_text(encoding="utf-8")
            planted = yaml.safe_load((REPORTS / f"{report}.yml").read_text(encoding="utf-8"))
            always = faults.pop("always")
            for number, (name, rules) in enumerate(faults.items()):
                file = Path(folder) / f"{report}-{number}.html"
                file.write_text(text.replace(planted[name]["before"], planted[name]["after"], 1), encoding="utf-8")
                jobs.append((file, f"{report}: {name}", Counter(always + rules)))
        return tuple(readers.map(lambda job: _of_file(*job), jobs))


def of_cases(catalogue: Catalogue) -> list[Template]:
    """The violating cases of every rule that can stand among others: its findings do not depend on the documents of strangers."""
    running = [entry for entry in catalogue.entries.values() if entry.rule.suspension is None]
    found = [template for entry in running for case in load_cases(entry) if (template := _of_case(entry.rule, case)) is not None]
    return [template for template in found if not _is_consequence(template, catalogue)]


def _is_consequence(template: Template, catalogue: Catalogue) -> bool:
    """The findings of a case are left out where another rule that finds the cause runs as well."""
    rule = catalogue.entries[template.rule].rule
    causes = [name for name in rule.yields_to if name in catalogue.entries]
    if not causes:
        return False
    found = audit(Facts(tables=template.tables), catalogue.select([rule.id, *causes])).findings
    return Counter(finding.rule.id for finding in found)[rule.id] != template.expected[rule.id]


def _of_file(file: Path, name: str, expected: Counter[str]) -> Template:
    facts = facts_of([read(file, name=f"{name}.html")])
    return Template(name, {table: rows for table, rows in facts.tables.items() if rows}, expected)


def _of_case(rule: Rule, case: Case) -> Template | None:
    if case.is_gap or case.parameters or not case.findings or rule.scope is Scope.AGENCIES:
        return None
    tables = {table: [dict(row) for row in rows] for table, rows in case.facts.items()}
    if rule.scope is Scope.YEARS:  # each case has an agency of its own
        for row in (row for rows in tables.values() for row in rows if row.get("agency_key")):
            row["agency_key"] = f"{row['agency_key']}: {case.name}"
    documents = {str(row["document_id"]) for rows in tables.values() for row in rows if row.get("document_id")}
    told = {str(row["document_id"]) for row in tables.get("documents", [])}
    years = {row.get("fiscal_year") for row in tables.get("documents", [])}
    is_unsure = documents - told and re.search(r"\bdocuments\b", rule.sql)
    if is_unsure or (len(years) > 1 and rule.scope is not Scope.YEARS):
        return None
    added: list[Row] = [{"document_id": one} for one in sorted(documents - told)]
    tables["documents"] = [*tables.get("documents", []), *added]
    return Template(
        f"{rule.id}: {case.name}", tables, Counter({rule.id: len({_told(rule, finding) for finding in case.findings})}), rule.id
    )


def _told(rule: Rule, finding: Mapping[str, str | None]) -> tuple[str | None, ...]:
    """What is the same in findings of which an audit tells one: the words and the place."""
    evidence = finding_id(rule.id, "", None, finding)
    return evidence, finding["document_id"], finding.get("project_id"), finding.get("source")


def all_templates(catalogue: Catalogue, *, clean: int, seed: int) -> Iterator[Template]:
    """Clean documents first, then defects, then cases."""
    yield from clean_forms(clean, seed)
    yield from clean_tables()
    yield from two_years(_PAIRS, seed)
    yield from together()
    yield from faulty()
    yield from of_cases(catalogue)
