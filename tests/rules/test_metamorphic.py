"""What may change without changing the findings: order of rows, ids, company of other documents, the unit of money (T72)."""

import hashlib
import os
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from jixiao.facts import facts_of
from jixiao.facts.schema import fact_tables
from jixiao.law import parameters
from jixiao.model import Document
from jixiao.pipeline import read
from jixiao.rules import audit, load_catalogue
from jixiao.rules.header import Scope

CATALOGUE = load_catalogue()
BETWEEN_DOCUMENTS = {rule.id for rule in CATALOGUE.rules if rule.scope in (Scope.YEARS, Scope.AGENCIES)}
OF_ALL_PROJECTS = {"CST-010", "IND-031", "XAG-010"}
"""Rules that judge by all projects of a document together: the only one without a cost, none with a weight, few with a number."""
FOLDERS = {"demo": resources.files("jixiao").joinpath("demo_documents"), "invented": Path(__file__).parent.parent / "audit"}
OF_DIMENSION = {"value", "value_high", "hint_value"}
"""Columns of numbers that are money where the row says so."""
CORPUS = os.environ.get("JIXIAO_CORPUS")
SEED = 20240229


@pytest.fixture(scope="module", params=["invented", "seeds"])
def documents(request):
    if request.param == "seeds":
        if not CORPUS:
            pytest.skip("JIXIAO_CORPUS names no folder of published documents")
        return [read(file, name=file.name) for file in sorted(Path(CORPUS, "seeds").glob("*.txt")) if not file.name.startswith("README")]
    files = [file for folder in FOLDERS.values() for file in sorted(folder.iterdir(), key=lambda one: one.name) if file.name[0] != "_"]
    return [read(file, name=file.name) for file in files if file.name.endswith((".txt", ".html", ".docx", ".xlsx", ".pdf"))]


@pytest.fixture(scope="module")
def facts(documents):
    return facts_of(documents)


@pytest.fixture(scope="module")
def findings(facts):
    found = run(facts)
    assert len(found) > 50, "there must be something to lose"
    return found


def run(facts, catalogue=CATALOGUE):
    result = audit(facts, catalogue)
    assert result.failures == []
    return result.findings


def told(findings, *, without=frozenset()):
    """All that a reader sees of findings, in whatever order, but for ids that mean nothing."""
    return Counter(
        (item.id, item.rule.id, item.severity, item.file, item.project_name, str(item.source), item.message("zh"), item.is_doubtful)
        for item in findings
        if item.rule.id not in without
    )


def test_order_of_rows_changes_nothing(facts, findings):
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret by it
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in facts.tables.items()}

    assert told(run(replace(facts, tables=shuffled))) == told(findings)


def test_documents_are_judged_alone_as_in_company(documents, findings):
    alone = [item for document in documents for item in run(facts_of([document]))]

    assert told(alone, without=BETWEEN_DOCUMENTS) == told(findings, without=BETWEEN_DOCUMENTS)


def test_order_of_documents_changes_nothing(documents, findings):
    assert told(run(facts_of(documents[::-1]))) == told(findings)


def test_ids_may_be_called_otherwise(facts, findings):
    """Other names in another order: a rule that keeps the first of several must not mean the first by its id."""

    def renamed(column, value):
        if not isinstance(value, str) or not (column.endswith("_id") or column == "part_of"):
            return value
        return hashlib.sha256(f"{SEED} {value}".encode()).hexdigest()[:20]

    tables = {
        name: [{column: renamed(column, value) for column, value in row.items()} for row in rows] for name, rows in facts.tables.items()
    }
    readings = {renamed("document_id", key): reading for key, reading in facts.readings.items()}

    assert told(run(replace(facts, tables=tables, readings=readings))) == told(findings)


def test_clean_documents_beside_them_change_nothing(documents, findings):
    """Reports without a fault beside documents with faults, of another agency and another year."""
    own = {document.source.sha256 for document in documents}
    clean = [read(file, name=f"clean {file.name}") for file in sorted((Path(__file__).parent.parent / "audit").glob("*.html"))]
    added = [document for document in clean if document.source.sha256 not in own]

    found = run(facts_of([*documents, *added]))

    assert told(
        (item for item in found if item.file in {document.source.file for document in documents}), without=BETWEEN_DOCUMENTS
    ) == told(findings, without=BETWEEN_DOCUMENTS)


def test_clean_project_among_others_changes_nothing(documents, findings):
    """A form without a fault at the end of documents that print forms only, where no list or number of projects speaks of it."""
    guest = read(Path(__file__).parent.parent / "audit" / "targets.html", name="targets.html")
    found = run(facts_of([joined(document, guest) for document in documents]))

    assert told(found, without=BETWEEN_DOCUMENTS | OF_ALL_PROJECTS) == told(findings, without=BETWEEN_DOCUMENTS | OF_ALL_PROJECTS)


def joined(document, guest):
    """A document of forms with the projects of another one, its dates moved to the year of the document."""
    if document.kind != "target_forms" or document.source.file == guest.source.file:
        return document
    dated = Document.model_validate_json(guest.json_bytes().decode().replace(str(guest.fiscal_year), str(document.fiscal_year)))
    return document.model_copy(update={"projects": [*document.projects, *dated.projects]})


OF_YUAN = {known.id for known in parameters().values() if "yuan" in known.unit}
BY_AMOUNT = {entry.rule.id for entry in CATALOGUE.entries.values() if {known.id for known in entry.rule.parameters.values()} & OF_YUAN}
"""Rules that know an amount of money of the law, such as the limit of a reserve for small enterprises."""


def test_few_rules_know_an_amount():
    assert {"CST-006", "FND-008", "MON-010", "NAR-004", "PRC-007", "PRC-008", "PRC-010", "XYR-006", "XYR-018"} >= BY_AMOUNT


def test_money_times_ten_breaks_the_same_rules(facts, findings):
    def scaled(table, row):
        is_money = row.get("dimension", row.get("name_dimension")) == "money"
        new = dict(row)
        for column, value in row.items():
            if value is None or not column.endswith(("_yuan", "_step", "value", "value_high")):
                continue
            stem = column.removesuffix("_step")
            if column.endswith("_yuan") or f"{stem}_yuan" in fact_tables()[table].types or (is_money and stem in OF_DIMENSION):
                new[column] = Decimal(value) * 10
        return new

    tables = {name: [scaled(name, row) for row in rows] for name, rows in facts.tables.items()}

    def broken(found):
        return Counter(
            (item.rule.id, item.severity, item.file, item.project_name, str(item.source)) for item in found if item.rule.id not in BY_AMOUNT
        )

    assert broken(run(replace(facts, tables=tables))) == broken(findings)
