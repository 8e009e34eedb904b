"""Documents that are read on executors and audited there: the same JSON, byte for byte, as on one machine."""

import json
import os
from importlib import resources
from pathlib import Path

from jixiao import pipeline
from jixiao.cli import audit_json
from jixiao.cli.files import find_files
from jixiao.corpus.spark.facts import facts_on_spark
from jixiao.corpus.spark.reading import Readings
from jixiao.documents.limits import Limits
from jixiao.facts.load import Dates
from jixiao.rules import Severity, load_catalogue
from jixiao.rules.engine import audit_in

DEMO = Path(str(resources.files("jixiao")))
CORPUS = os.environ.get("JIXIAO_CORPUS")


def audited_there(spark, files, catalogue, *, shares_files=True, dates=None, limits=None, others=()):
    """Readings and their audit, made on executors; ``others`` are documents that the driver has from elsewhere."""
    readings = Readings(spark.newSession(), limits or Limits(), "zh", shares_files=shares_files)
    outcomes = readings.read(files)
    documents = [*(one.document for one in outcomes if one.document is not None), *others]
    facts = facts_on_spark(readings, documents, dates or {})
    audit = audit_in(facts.database, facts.subject, catalogue, seconds=600)
    audit.left_out.extend(facts.left_out)
    return documents, audit, outcomes


def as_json(documents, audit):
    return audit_json.as_json(documents, audit, least=Severity.INFO)


def few_rules():
    return load_catalogue().select(["FND-001", "FND-002", "VAL-001", "XYR"])


def test_demonstration_and_published_documents_give_the_same_json(spark):
    folders = [str(DEMO / "demo_documents"), str(DEMO / "demo_last_year"), *([f"{CORPUS}/seeds/*.txt"] if CORPUS else [])]
    files, _ = find_files(folders)
    catalogue = load_catalogue()
    documents = [pipeline.read(path) for path in files]

    there, audit, _ = audited_there(spark, files, catalogue)

    assert [document.json_bytes() for document in there] == [document.json_bytes() for document in documents]
    assert audit.failures == []
    assert as_json(there, audit) == as_json(documents, pipeline.audit(documents, catalogue=catalogue))


def test_contents_that_are_sent_are_read_like_files(spark):
    files, _ = find_files([str(DEMO / "demo_documents" / "[67]*"), str(DEMO / "demo_last_year")])
    documents = [pipeline.read(path) for path in files]

    there, audit, _ = audited_there(spark, files, few_rules(), shares_files=False)

    assert as_json(there, audit) == as_json(documents, pipeline.audit(documents, catalogue=few_rules()))


def test_same_file_twice_dates_and_readings_from_elsewhere(spark, tmp_path):
    source = DEMO / "demo_last_year" / "1-自治区水利厅-项目绩效目标.txt"
    copies = [tmp_path / "一.txt", tmp_path / "二.txt"]
    for copy in copies:
        copy.write_bytes(source.read_bytes())
    elsewhere = pipeline.read(source)
    dates = {str(copies[1]): Dates(published_on=None, approved_on=None)}
    documents = [*map(pipeline.read, copies), elsewhere]

    there, audit, _ = audited_there(spark, copies, few_rules(), dates=dates, others=[elsewhere])

    printed = as_json(there, audit)
    assert printed == as_json(documents, pipeline.audit(documents, catalogue=few_rules(), dates=dates))
    start = elsewhere.source.sha256[:12]
    assert [one["document_id"] for one in json.loads(printed)["documents"]] == [start, f"{start}-2", f"{start}-3"]


def test_file_that_cannot_be_read_is_an_outcome_with_its_reason(spark, tmp_path):
    good = DEMO / "demo_last_year" / "1-自治区水利厅-项目绩效目标.txt"
    broken, gone, slow = tmp_path / "坏.pdf", tmp_path / "没有.txt", tmp_path / "大.txt"
    broken.write_bytes(b"%PDF-1.7 nothing")
    slow.write_bytes(b"a" * 2_000_000)

    readings = Readings(spark.newSession(), Limits(megabytes=1), "zh", shares_files=True)
    outcomes = readings.read([broken, gone, good, slow])

    assert [one.path for one in outcomes] == [broken, gone, good, slow]
    assert [problem.id for problem in outcomes[0].document.problems] == [problem.id for problem in pipeline.read(broken).problems] != []
    assert outcomes[1].document is None
    assert "没有.txt" in outcomes[1].failure
    assert outcomes[2].document.projects
    assert outcomes[3].document.problems == pipeline.read(slow, limits=Limits(megabytes=1)).problems != []


def test_number_too_long_is_left_out_on_both(spark, tmp_path):
    text = (DEMO / "demo_last_year" / "1-自治区水利厅-项目绩效目标.txt").read_text(encoding="utf-8")
    files = [tmp_path / "长.txt"]
    files[0].write_text(text.replace("12", "99999999999999999999912", 3), encoding="utf-8")
    documents = [pipeline.read(path) for path in files]
    here = pipeline.audit(documents, catalogue=few_rules())

    _, audit, _ = audited_there(spark, files, few_rules())

    assert audit.left_out == here.left_out != []
