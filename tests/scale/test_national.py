"""A national corpus of ten thousand projects: what was planted is found, and nothing else anywhere (T75, T72)."""

import pytest
from benchmarks.corpora.checking import differences
from benchmarks.corpora.generator import planted

from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import open_corpus
from jixiao.rules import load_catalogue
from jixiao.rules.engine import ACROSS, audit_in
from jixiao.rules.subject import subject_in


@pytest.fixture(scope="module")
def audited(corpus_folder):
    with CorpusDatabase(open_corpus(corpus_folder), memory_megabytes=1024) as database:
        return audit_in(database, subject_in(database), load_catalogue())


def test_exactly_the_planted_defects_are_found(corpus_folder, audited):
    assert audited.failures == []
    assert differences(corpus_folder, audited.findings) == []


def test_every_rule_that_looks_at_one_document_has_a_defect(corpus_folder, audited):
    planted_rules = {rule for defect in planted(corpus_folder) for rule in defect.expected}
    single = {rule.id for rule in audited.run if rule.scope not in ACROSS}

    assert len(single - planted_rules) <= 5, sorted(single - planted_rules)
    assert len(planted_rules) > 200


def test_most_documents_are_clean(corpus_folder):
    documents = open_corpus(corpus_folder).counts["documents"]

    assert len(planted(corpus_folder)) < documents
    assert open_corpus(corpus_folder).counts["projects"] >= 9_900


def test_corpus_in_small_parts_gives_the_same_findings(corpus_folder, audited, monkeypatch):
    monkeypatch.setattr("jixiao.corpus.database._ROWS_PER_MEGABYTE", 1)
    with CorpusDatabase(open_corpus(corpus_folder), memory_megabytes=1024) as database:
        again = audit_in(database, subject_in(database), load_catalogue())

    assert again.failures == []
    assert [item.id for item in again.findings] == [item.id for item in audited.findings]


def test_same_seed_gives_the_same_corpus(corpus_folder, tmp_path):
    """Not the same bytes, which the threads of the writer may order otherwise: the same rows."""
    from benchmarks.corpora.generator import make

    made = make(tmp_path / "again", 10_000)

    assert made.counts == open_corpus(corpus_folder).counts
    digests = []
    for folder in (corpus_folder, made.folder):
        with CorpusDatabase(open_corpus(folder)) as database:
            digests.append(
                [
                    database.fetch(f"SELECT count(*), bit_xor(hash({name})) FROM {name}")[1]  # noqa: S608 - names of the schema
                    for name in ("indicators", "projects", "claims", "budget_amounts")
                ]
            )
    assert digests[0] == digests[1]
