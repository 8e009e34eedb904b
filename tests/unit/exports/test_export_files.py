"""The files of an export: the same values in three formats, whole or not at all, the same bytes every time."""

import hashlib
import os
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from tests.unit.exports import sample
from tests.unit.exports.files import raw_csv, read_csv, read_parquet, read_xlsx

from jixiao.documents.readers import read_bytes
from jixiao.errors import CallerError
from jixiao.exports import schemas, tables_of, write_csv, write_parquet, write_xlsx, xlsx_file
from jixiao.exports.parquet_files import _open
from jixiao.layouts.recognise import recognise

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("*/input.txt"))
WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}
READERS = {"csv": read_csv, "xlsx": read_xlsx, "parquet": read_parquet}
DOCUMENTS = [sample.document(), sample.hostile_document()]


def expected(documents, **options):
    return {table.name: list(table.rows()) for table in tables_of(documents, **options)}


@pytest.mark.parametrize("name", WRITERS)
def test_format_holds_every_value(name, tmp_path):
    counts = WRITERS[name](DOCUMENTS, tmp_path / name, with_contacts=True)

    assert READERS[name](tmp_path / name) == expected(DOCUMENTS, with_contacts=True)
    assert counts == {table: len(rows) for table, rows in expected(DOCUMENTS, with_contacts=True).items()}


def test_formats_say_the_same_of_all_golden_documents(tmp_path):
    documents = [recognise(read_bytes(path.read_bytes(), name=path.parent.name)) for path in GOLDEN]
    for name, write in WRITERS.items():
        write(documents, tmp_path / name)

    found = {name: read(tmp_path / name) for name, read in READERS.items()}
    assert found["csv"] == found["xlsx"] == found["parquet"] == expected(documents)


@pytest.mark.parametrize("name", WRITERS)
def test_same_readings_give_the_same_bytes(name, tmp_path):
    digests = []
    for at in ("1", "2"):
        (tmp_path / at).mkdir()
        WRITERS[name](DOCUMENTS, tmp_path / at / name)
        files = sorted(path for path in (tmp_path / at).rglob("*") if path.is_file())
        digests.append([(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files])

    assert digests[0] == digests[1]


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_to_export_gives_tables_without_rows(name, tmp_path):
    assert set(WRITERS[name]([], tmp_path / name).values()) == {0}
    assert set(map(len, READERS[name](tmp_path / name).values())) == {0}


def test_csv_is_what_excel_and_rfc_4180_expect(tmp_path):
    write_csv([sample.document()], tmp_path / "csv")

    data = (tmp_path / "csv" / "sections.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdocument_id,section_no,")
    assert data.endswith(b"\r\n")
    assert '"职能。\n机构。"'.encode() in data
    amounts = raw_csv(tmp_path / "csv" / "amounts.csv")
    assert [row[amounts[0].index("amount_yuan")] for row in amounts[1:5]] == ["3000000", "1000000.55", "", "-5"]


def test_parquet_has_exact_types(tmp_path):
    write_parquet([sample.document()], tmp_path / "parquet")

    with duckdb.connect() as database:
        found = {}
        for name in ("amounts", "indicators"):
            for column, kind, *_ in database.execute(f"DESCRIBE FROM '{tmp_path}/parquet/{name}.parquet'").fetchall():
                found[column] = kind
    wanted = {"amount_yuan": "DECIMAL(24,6)", "target_value": "DECIMAL(38,9)", "target_deadline": "DATE", "placeholder": "BOOLEAN"}
    assert wanted | {"project_no": "BIGINT", "name": "VARCHAR"} == {key: found[key] for key in (*wanted, "project_no", "name")}


def test_database_reaches_nothing_but_the_folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "out.csv").write_text("a\n1\n", encoding="utf-8")
    database = _open(tmp_path / "in")

    for statement in (
        f"FROM '{tmp_path}/out.csv'",
        f"COPY (SELECT 1) TO '{tmp_path}/out.parquet'",
        f"ATTACH '{tmp_path}/out.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    ("amount", "written"), [("123456789012.345", Decimal("123456789012.345")), ("1234567890123456.7", "1234567890123456.7")]
)
def test_number_beyond_fifteen_digits_is_text_in_xlsx(amount, written, tmp_path):
    project = sample.project().model_copy(update={"amounts": {"annual": Decimal(amount)}})
    write_xlsx([sample.document(projects=[project])], tmp_path / "a.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["amounts"]
    cell = sheet.cell(2, schemas()["amounts"].names.index("amount_yuan") + 1).value
    assert cell == (float(written) if isinstance(written, Decimal) else written)


def test_workbook_is_ready_to_be_used(tmp_path):
    write_xlsx([sample.document()], tmp_path / "a.xlsx")

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["说明", *(name for name, schema in schemas().items() if not schema.is_personal)]
    sheet = book["indicators"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet["A1"].comment.text.startswith("文件编号")
    about = [[cell.value for cell in row] for row in book["说明"].iter_rows()]
    assert ["amounts", "amount_yuan", "金额", "金额", "yuan"] in [row[:5] for row in about]
    assert book.properties.created.year == 2020


def failing(**changes):
    return [sample.document(), sample.document(**changes)]


def nothing_is_left(folder):
    return [path.name for path in folder.iterdir()] == []


def test_text_too_long_for_a_cell_stops_and_says_which(tmp_path):
    long = sample.project().model_copy(update={"goal": "字" * 32_768})

    with pytest.raises(CallerError) as caught:
        write_xlsx(failing(projects=[long]), tmp_path / "a.xlsx")
    assert caught.value.values == {"table": "projects", "row": 4, "column": "goal", "length": "32,768", "limit": "32,767"}
    assert "--parquet" in caught.value.message("en")
    assert nothing_is_left(tmp_path)


def test_characters_of_a_cell_are_counted_as_excel_counts_them(tmp_path):
    fits, long = ("𠀀" * 16_383, "𠀀" * 16_384)
    write_xlsx([sample.document(publisher=fits)], tmp_path / "a.xlsx")

    with pytest.raises(CallerError):
        write_xlsx([sample.document(publisher=long)], tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["documents"]["F2"].value == fits


def test_too_many_rows_for_a_sheet_stop_and_say_which(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_file, "MAX_ROWS", 3)
    write_xlsx(
        [sample.document(projects=[], whole_department=[], tables=[], summaries=[], notes=[], sources={})] * 2, tmp_path / "fits.xlsx"
    )

    with pytest.raises(CallerError) as caught:
        write_xlsx([sample.document()] * 3, tmp_path / "a.xlsx")
    assert caught.value.values == {"table": "documents", "row": 4, "limit": "3"}
    assert [path.name for path in tmp_path.iterdir()] == ["fits.xlsx"]


@pytest.mark.parametrize("amount", ["0.0000001", "1234567890123456789"])
def test_amount_that_would_be_rounded_stops_and_says_which(amount, tmp_path):
    project = sample.project().model_copy(update={"amounts": {"annual": Decimal(amount)}})

    with pytest.raises(CallerError) as caught:
        write_parquet(failing(projects=[project]), tmp_path / "parquet")
    assert caught.value.values == {"table": "amounts", "row": 9, "column": "amount_yuan", "value": amount, "type": "DECIMAL(24,6)"}
    assert nothing_is_left(tmp_path)


def test_earlier_export_stays_where_a_new_one_fails(tmp_path):
    for name, write in WRITERS.items():
        write([sample.document()], tmp_path / name)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    broken = sample.document().model_copy(update={"problems": [None]})

    for name, write in WRITERS.items():
        with pytest.raises(AttributeError):
            write([broken], tmp_path / name)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_new_export_takes_the_place_of_an_earlier_one_and_leaves_other_files(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "mine.txt").write_text("x", encoding="utf-8")
    for write, read in ((write_csv, read_csv), (write_parquet, read_parquet)):
        write(DOCUMENTS, tmp_path / "tables")
        write([sample.document()], tmp_path / "tables")
        assert read(tmp_path / "tables") == expected([sample.document()])
    assert (tmp_path / "tables" / "mine.txt").exists()
    assert [path for path in tmp_path.rglob("*") if path.suffix == ".part"] == []


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_personal_data_of_an_earlier_export_does_not_stay_beside_new_tables(name, tmp_path):
    WRITERS[name]([sample.document()], tmp_path / "tables", with_contacts=True)

    with pytest.raises(CallerError) as caught:
        WRITERS[name]([sample.document()], tmp_path / "tables")
    assert caught.value.key == "error.export_stale"
    WRITERS[name]([sample.document()], tmp_path / "tables", with_contacts=True)


@pytest.mark.parametrize(
    ("name", "where", "key"),
    [
        ("csv", "file", "error.not_a_folder"),
        ("parquet", "file", "error.not_a_folder"),
        ("xlsx", "folder", "error.export_no_file"),
        ("csv", "missing/tables", "error.export_no_folder"),
        ("parquet", "missing/tables", "error.export_no_folder"),
        ("xlsx", "missing/a.xlsx", "error.export_no_folder"),
        ("xlsx", "file/a.xlsx", "error.export_no_folder"),
    ],
)
def test_destination_that_cannot_be_written_is_told(name, where, key, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder").mkdir()

    with pytest.raises(CallerError) as caught:
        WRITERS[name]([sample.document()], tmp_path / where)
    assert caught.value.key == key
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="who runs the tests may write everywhere")
@pytest.mark.parametrize("name", WRITERS)
def test_folder_without_permission_is_told(name, tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CallerError) as caught:
            WRITERS[name]([sample.document()], tmp_path / name)
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.key == "error.cannot_write"


@pytest.mark.parametrize("name", WRITERS)
def test_name_that_the_system_does_not_take_is_told(name, tmp_path):
    with pytest.raises(CallerError) as caught:
        WRITERS[name]([sample.document()], tmp_path / ("长" * 300))
    assert caught.value.key == "error.cannot_write"


def test_full_disk_is_told(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("jixiao.exports.csv_files.neutralise", full)
    with pytest.raises(CallerError) as caught:
        write_csv([sample.document()], tmp_path / "csv")
    assert caught.value.key == "error.cannot_write"
    assert nothing_is_left(tmp_path)


def test_link_to_a_workbook_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real" / "a.xlsx")

    write_xlsx([sample.document()], tmp_path / "link.xlsx")
    assert (tmp_path / "link.xlsx").is_symlink()
    assert (tmp_path / "real" / "a.xlsx").is_file()
