"""A corpus on disk: what is written is audited as in memory, and what is damaged is refused with a name and a way out."""

import json
from pathlib import Path

import duckdb
import pytest

import jixiao
from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import MANIFEST, is_corpus, open_corpus, write_manifest
from jixiao.corpus.writer import CorpusWriter
from jixiao.errors import CallerError
from jixiao.facts import facts_of
from jixiao.facts.rows import rows_of
from jixiao.facts.schema import fact_tables
from jixiao.pipeline import read_rows
from jixiao.rules import audit, load_catalogue
from jixiao.rules.engine import audit_in
from jixiao.rules.subject import subject_in

DEMO = sorted((Path(jixiao.__file__).parent / "demo_documents").glob("[0-9]*"))
FEW = [DEMO[0], DEMO[3], DEMO[7]]


@pytest.fixture(scope="module")
def documents():
    return [jixiao.read(file, name=file.name) for file in FEW]


@pytest.fixture(scope="module")
def folder(documents, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora") / "corpus"
    with CorpusWriter(folder) as writer:
        for document in documents:
            writer.add(rows_of(document, writer.id_of(document.source.sha256)))
    return folder


def test_rows_are_those_of_the_facts_in_memory(folder, documents):
    facts = facts_of(documents)
    corpus = open_corpus(folder)

    assert corpus.counts == {name: len(rows) for name, rows in facts.tables.items()}
    with CorpusDatabase(corpus) as database:
        for name, table in fact_tables().items():
            columns = [column.name for column in table.columns]
            _, rows = database.fetch(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608 - names of the schema
            wanted = [tuple(row.get(column) for column in columns) for row in facts.tables[name]]
            assert sorted(rows, key=repr) == sorted(wanted, key=repr), name


def test_findings_are_those_of_the_audit_in_memory(folder, documents):
    catalogue = load_catalogue()
    wanted = audit(facts_of(documents), catalogue)
    with CorpusDatabase(open_corpus(folder)) as database:
        got = audit_in(database, subject_in(database), catalogue)

    assert got.failures == wanted.failures == []
    assert len(got.findings) > 10
    assert [(item.id, item.file, item.message("zh"), item.source) for item in got.findings] == [
        (item.id, item.file, item.message("zh"), item.source) for item in wanted.findings
    ]


def test_rows_that_a_child_process_made_are_the_same(documents):
    ours = rows_of(documents[0], "d")
    theirs = read_rows(FEW[0], "d", name=FEW[0].name)

    assert theirs == ours


def test_documents_with_the_same_bytes_have_keys_of_their_own(tmp_path, documents):
    with CorpusWriter(tmp_path / "corpus") as writer:
        for _ in range(2):
            writer.add(rows_of(documents[0], writer.id_of(documents[0].source.sha256)))
    with CorpusDatabase(open_corpus(tmp_path / "corpus")) as database:
        _, rows = database.fetch("SELECT document_id FROM documents ORDER BY document_id")

    start = documents[0].source.sha256[:12]
    assert rows == [(start,), (f"{start}-2",)]


def test_half_a_corpus_is_not_left_behind(tmp_path, documents):
    with pytest.raises(ZeroDivisionError), CorpusWriter(tmp_path / "corpus") as writer:
        writer.add(rows_of(documents[0], "d"))
        _ = 1 / 0

    assert list(tmp_path.iterdir()) == []


def test_corpus_that_lies_there_is_replaced_and_nothing_else_is(tmp_path, documents):
    place = tmp_path / "corpus"
    for count in (2, 1):
        with CorpusWriter(place) as writer:
            for document in documents[:count]:
                writer.add(rows_of(document, writer.id_of(document.source.sha256)))
        assert open_corpus(place).counts["documents"] == count
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("kept", encoding="utf-8")

    with pytest.raises(CallerError) as refused:
        CorpusWriter(other)

    assert refused.value.key == "error.corpus_destination"
    assert [file.name for file in other.iterdir()] == ["letter.txt"]


def copied(folder, tmp_path):
    target = tmp_path / "corpus"
    for file in folder.rglob("*"):
        if file.is_file():
            (target / file.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
            (target / file.relative_to(folder)).write_bytes(file.read_bytes())
    return target


def test_corpus_of_another_version_is_refused(folder, tmp_path):
    place = copied(folder, tmp_path)
    told = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    (place / MANIFEST).write_text(json.dumps(told | {"schema": "0", "made_by": "9.9"}), encoding="utf-8")

    with pytest.raises(CallerError) as refused:
        open_corpus(place)

    assert refused.value.key == "error.corpus_version"
    assert "9.9" in refused.value.message("en") and str(place) in refused.value.message("en")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "jixiao corpus"}', "\x00"])
def test_damaged_manifest_is_refused(folder, tmp_path, text):
    place = copied(folder, tmp_path)
    (place / MANIFEST).write_text(text, encoding="utf-8")

    with pytest.raises(CallerError) as refused:
        open_corpus(place)

    assert refused.value.key == "error.corpus_manifest"


def test_table_without_a_file_is_refused_by_its_name(folder, tmp_path):
    place = copied(folder, tmp_path)
    for file in (place / "indicators").iterdir():
        file.unlink()

    with pytest.raises(CallerError) as refused:
        open_corpus(place)

    assert refused.value.key == "error.corpus_table"
    assert "indicators" in refused.value.message("en")


@pytest.mark.parametrize("change", ["missing", "added", "cut"])
def test_corpus_that_is_not_whole_is_refused(folder, tmp_path, change):
    place = copied(folder, tmp_path)
    first = min((place / "indicators").iterdir())
    if change == "cut":
        first.write_bytes(first.read_bytes()[:-1])
    else:
        (place / "indicators" / "part-00007.parquet").write_bytes(first.read_bytes())
    if change == "missing":
        write_manifest(place, open_corpus(folder).counts)
        (place / "indicators" / "part-00007.parquet").unlink()

    with pytest.raises(CallerError) as refused:
        open_corpus(place)

    assert refused.value.key == "error.corpus_size"
    assert ("part-00007" if change != "cut" else first.name) in refused.value.message("en")


def test_file_that_is_no_parquet_is_refused(folder, tmp_path):
    place = copied(folder, tmp_path)
    (place / "projects" / "part-99999.parquet").write_bytes(b"no parquet")
    write_manifest(place, open_corpus(folder).counts)

    with pytest.raises(CallerError) as refused:
        CorpusDatabase(open_corpus(place))

    assert refused.value.key == "error.corpus_file"
    assert "projects" in refused.value.message("en")


def test_column_of_another_type_is_refused(folder, tmp_path):
    place = copied(folder, tmp_path)
    for file in (place / "captions").iterdir():
        file.unlink()
    with duckdb.connect(config={"temp_directory": ""}) as connection:
        columns = ", ".join(f"1 AS {column.name}" for column in fact_tables()["captions"].columns)
        connection.execute(f"COPY (SELECT {columns}) TO '{place / 'captions' / 'part-00000.parquet'}' (FORMAT parquet)")
    write_manifest(place, open_corpus(folder).counts)

    with pytest.raises(CallerError) as refused:
        CorpusDatabase(open_corpus(place))

    assert refused.value.key == "error.corpus_type"
    assert "document_id" in refused.value.message("en") and "VARCHAR" in refused.value.message("en")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY (SELECT 1) TO 'jixiao-escaped.csv'",
        "ATTACH 'jixiao-escaped.db'",
        "SET enable_external_access = true",
        "SET memory_limit = '1TB'",
        "INSTALL httpfs",
    ],
)
def test_nothing_beyond_the_corpus_can_be_reached(folder, sql):
    with CorpusDatabase(open_corpus(folder)) as database, pytest.raises(duckdb.Error):
        database.fetch(sql)


def test_what_was_spilled_is_removed(folder):
    database = CorpusDatabase(open_corpus(folder))
    spill = database._spill
    assert spill.is_dir()
    database.close()

    assert not spill.exists()


def test_folder_without_a_manifest_is_no_corpus(tmp_path):
    assert not is_corpus(tmp_path)
    with pytest.raises(CallerError) as refused:
        open_corpus(tmp_path)
    assert refused.value.key == "error.corpus_manifest"
