"""Formula injection: every text is harmless in the file, and comes back as it was."""

import zipfile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook
from tests.unit.exports import sample
from tests.unit.exports.files import raw_csv

from jixiao.exports import neutralise, restore, schemas, write_csv, write_xlsx
from jixiao.exports.formulas import is_formula

TEXTS = [item.text for item in sample.HOSTILE]
AT = schemas()["narratives"].names.index("text")


def test_there_are_enough_hostile_texts():
    assert len({item.text for item in sample.HOSTILE if item.is_formula}) >= 50
    assert len(set(TEXTS)) >= 80


@pytest.mark.parametrize("item", sample.HOSTILE, ids=lambda item: ascii(item.text))
def test_formula_is_neutralised_and_restored(item):
    written = neutralise(item.text)

    assert is_formula(item.text) == item.is_formula
    assert written == (f"'{item.text}" if item.is_formula else item.text)
    assert restore(written) == item.text


def test_apostrophe_in_front_of_a_formula_is_one_more():
    assert [neutralise(text) for text in ("=1", "'=1", "''=1")] == ["'=1", "''=1", "'''=1"]
    assert [restore(text) for text in ("'=1", "''=1", "'''=1")] == ["=1", "'=1", "''=1"]


def test_csv_holds_no_formula_and_gives_the_texts_back(tmp_path):
    write_csv([sample.hostile_document()], tmp_path / "csv", with_contacts=True)

    _, *rows = raw_csv(tmp_path / "csv" / "narratives.csv")
    assert [row[AT] for row in rows] == [neutralise(text) for text in TEXTS]
    assert [restore(row[AT]) for row in rows] == TEXTS
    for file in (tmp_path / "csv").iterdir():
        _, *rows = raw_csv(file)
        is_text = [column.type == "text" for column in schemas()[file.stem].columns]
        cells = [cell for row in rows for cell, is_of_text in zip(row, is_text, strict=True) if is_of_text]
        assert [cell for cell in cells if not cell.startswith("'") and is_formula(cell)] == []


def test_amount_below_zero_is_a_number_and_no_formula(tmp_path):
    write_csv([sample.document()], tmp_path / "csv")

    header, *rows = raw_csv(tmp_path / "csv" / "amounts.csv")
    assert "-5" in [row[header.index("amount_yuan")] for row in rows]


def test_xlsx_gives_the_texts_back_to_calamine(tmp_path):
    write_xlsx([sample.hostile_document()], tmp_path / "a.xlsx", with_contacts=True)

    _, *rows = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("narratives").to_python()
    assert [row[AT] for row in rows] == TEXTS


def test_xlsx_holds_texts_that_stay_text(tmp_path):
    """openpyxl leaves the escapes of ECMA-376 to its caller."""
    write_xlsx([sample.hostile_document()], tmp_path / "a.xlsx", with_contacts=True)

    cells = [row[AT] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["narratives"].iter_rows(min_row=2)]
    assert [unescape(cell.value) for cell in cells] == TEXTS
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert not any(cell.hyperlink for cell in cells)


def test_xlsx_holds_no_formula_anywhere(tmp_path):
    write_xlsx([sample.hostile_document()], tmp_path / "a.xlsx", with_contacts=True)

    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(schemas()) + 1
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


@pytest.mark.parametrize("text", ["\ufffe=1", "a\uffffb"])
def test_what_is_no_character_is_escaped_as_excel_reads_it(text, tmp_path):
    """calamine leaves these two as they are written."""
    project = sample.project().model_copy(update={"narratives": {"一": text}})
    write_xlsx([sample.document(projects=[project], whole_department=[])], tmp_path / "a.xlsx")

    _, row = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("narratives").to_python()
    assert unescape(row[AT]) == text
