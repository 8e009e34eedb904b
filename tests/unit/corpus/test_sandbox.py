"""The engine over a corpus reads the corpus and nothing else, whatever a query asks for (T12)."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from tests.rules.test_sandbox import ESCAPES

import jixiao
from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import open_corpus, write_manifest
from jixiao.corpus.writer import CorpusWriter
from jixiao.errors import CallerError
from jixiao.facts.rows import rows_of
from jixiao.rules import load_catalogue
from jixiao.rules.engine import audit_in
from jixiao.rules.subject import subject_in

DEMO = min((Path(jixiao.__file__).parent / "demo_documents").glob("[0-9]*"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora") / "corpus"
    with CorpusWriter(folder) as writer:
        writer.add(rows_of(jixiao.read(DEMO), "d"))
    neighbour = folder.with_name("corpus-of-others")
    neighbour.mkdir()
    (neighbour / "secret.parquet").write_bytes(first(folder, "projects").read_bytes())
    (neighbour / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


def first(folder, table):
    return min((folder / table).iterdir())


@pytest.fixture
def database(folder):
    with CorpusDatabase(open_corpus(folder)) as database:
        yield database


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_parquet('{neighbour}/secret.parquet')",
        "SELECT * FROM '{neighbour}/secret.parquet'",
        "SELECT * FROM read_parquet('{folder}/../corpus-of-others/secret.parquet')",
        "SELECT * FROM read_text('{folder}/projects/../../corpus-of-others/secret.txt')",
        "SELECT * FROM read_text('{neighbour}/*')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM parquet_metadata('{neighbour}/secret.parquet')",
        "SELECT * FROM read_parquet('https://example.org/a.parquet')",
        "COPY projects TO '{neighbour}/copied.csv'",
        "COPY projects TO '{folder}/../copied.csv'",
        "EXPORT DATABASE '{neighbour}/all'",
        "ATTACH '{neighbour}/other.db' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET allowed_directories = ['/']",
        "SET allowed_paths = ['/etc/passwd']",
        "SET enable_external_access = true",
        "SET temp_directory = '{neighbour}'",
        "SET memory_limit = '1TB'",
        "SET lock_configuration = false",
        "RESET lock_configuration",
        "RESET allowed_directories",
    ],
)
def test_query_reaches_nothing_beyond_the_corpus(database, folder, sql):
    neighbour = folder.with_name("corpus-of-others")
    before = sorted(folder.parent.rglob("*"))

    with pytest.raises(duckdb.Error):
        database.fetch(sql.format(folder=folder, neighbour=neighbour))

    assert sorted(folder.parent.rglob("*")) == before


def test_rule_that_would_escape_is_refused_before_it_runs(database):
    rule = load_catalogue().select(["IND-031"])
    subject = subject_in(database)
    entry = rule.entries["IND-031"]
    for sql in ESCAPES:
        escaping = replace(rule, entries={"IND-031": replace(entry, rule=replace(entry.rule, sql=sql))})
        result = audit_in(database, subject, escaping)

        assert [failure.rule.id for failure in result.failures] == ["IND-031"], sql
        assert result.findings == []


def test_part_that_leads_to_another_folder_is_refused(folder, tmp_path):
    """A corpus that was handed over may hold links; what they lead to is no part of it."""
    place = tmp_path / "corpus"
    for file in folder.rglob("*.parquet"):
        (place / file.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
        (place / file.relative_to(folder)).write_bytes(file.read_bytes())
    first(place, "projects").unlink()
    (place / "projects" / "part-00000.parquet").symlink_to(folder.with_name("corpus-of-others") / "secret.parquet")
    write_manifest(place, open_corpus(folder).counts)

    with pytest.raises(CallerError) as refused:
        CorpusDatabase(open_corpus(place))

    assert refused.value.key == "error.corpus_file"
    assert "projects" in refused.value.message("en")
