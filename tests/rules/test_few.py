"""Queries that are planned for few rows find what all others find."""

import os
from pathlib import Path

import pytest

import jixiao
from jixiao import pipeline
from jixiao.facts import Database, facts_of
from jixiao.facts.database import _FOR_FEW, FEW
from jixiao.model import Document, FileSource
from jixiao.rules import engine, load_catalogue
from jixiao.rules.engine import audit, audit_in
from jixiao.rules.subject import subject_of

DEMO = sorted((Path(jixiao.__file__).parent / "demo_documents").iterdir())
CORPUS = Path(os.environ.get("JIXIAO_CORPUS", "no corpus"))
SEEDS = sorted((CORPUS / "seeds").glob("*.txt"))
FILES = [pytest.param([path], id=path.name[0]) for path in DEMO] + [pytest.param(DEMO, id="all")]
FILES += [pytest.param([path], id=path.name[:3]) for path in SEEDS]


def disabled(database):
    (found,) = database.select("SELECT current_setting('disabled_optimizers') AS names")
    return set(filter(None, found["names"].split(",")))


@pytest.mark.parametrize("files", FILES)
def test_findings_are_the_same_however_queries_are_planned(files):
    facts = facts_of([pipeline.read(path) for path in files])
    found = []
    for few in (True, False):
        with Database(few=few) as database:
            database.insert(facts)
            found.append(audit_in(database, subject_of(facts.tables), load_catalogue()))

    assert found[0].failures == found[1].failures == []
    assert [(each.id, each.values) for each in found[0].findings] == [(each.id, each.values) for each in found[1].findings]
    assert found[0].findings


def test_what_keeps_few_rows_few_is_planned():
    with Database(few=True) as few, Database() as many:
        known = {row["name"] for row in many.select("SELECT name FROM duckdb_optimizers()")}

        assert disabled(few) == known - set(_FOR_FEW)
        assert set(_FOR_FEW) < known
        assert not disabled(many)


def test_many_rows_are_planned_for(monkeypatch):
    made = []
    monkeypatch.setattr(engine, "Database", lambda **told: made.append(told["few"]) or Database(**told))
    document = Document(source=FileSource(file="a.txt", sha256="0" * 64, media_type="text/plain"), fiscal_year=2026)
    facts = facts_of([document])
    catalogue = load_catalogue().select(["FND-001"])

    audit(facts, catalogue)
    facts.tables["sections"] = [{"document_id": facts.tables["documents"][0]["document_id"], "section_no": number} for number in range(FEW)]
    audit(facts, catalogue)

    assert made == [True, False]
