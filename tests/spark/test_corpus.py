"""A made-up national corpus on both engines: the same number of findings and the same digest for every rule (T71)."""

import hashlib

import pytest
from benchmarks.corpora.generator import make

from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import open_corpus
from jixiao.corpus.spark import SparkDatabase
from jixiao.rules import load_catalogue
from jixiao.rules.engine import audit_in
from jixiao.rules.subject import subject_in

PROJECTS = 10_000
SECONDS = 600


def digests(audit):
    """Number and digest of the findings of each rule, whatever their order."""
    lines = {rule.id: [] for rule in audit.run}
    for found in audit.findings:
        values = sorted((name, repr(value)) for name, value in found.values.items())
        lines[found.rule.id].append(repr((found.id, found.document_id, found.project_id, found.severity.value, found.is_doubtful, values)))
    return {rule: (len(some), hashlib.sha256("\n".join(sorted(some)).encode()).hexdigest()) for rule, some in lines.items()}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return open_corpus(make(tmp_path_factory.mktemp("corpus") / "made", PROJECTS, seed=1).folder)


def test_every_rule_finds_the_same_in_a_national_corpus(spark, corpus):
    catalogue = load_catalogue()
    with CorpusDatabase(corpus) as here:
        expected = audit_in(here, subject_in(here), catalogue, seconds=SECONDS)
    there = SparkDatabase.of_corpus(spark, corpus)

    found = audit_in(there, subject_in(there), catalogue, seconds=SECONDS)

    assert found.failures == expected.failures == []
    assert len(found.run) > 200
    assert digests(found) == digests(expected)
    assert [finding.id for finding in found.findings] == [finding.id for finding in expected.findings]
