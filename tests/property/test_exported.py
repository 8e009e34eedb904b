"""For any reading: CSV, XLSX and Parquet hold the same, and what they hold is the reading."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.documents import documents
from tests.property.printing import print_document
from tests.property.reading import EXAMPLES, read
from tests.unit.exports import sample
from tests.unit.exports.files import Rows, read_csv, read_parquet, read_xlsx

from jixiao.exports import neutralise, restore, schemas, write_csv, write_parquet, write_xlsx
from jixiao.exports.formulas import is_formula
from jixiao.model import Document

TEXTS = st.text(max_size=30) | st.text(alphabet="'=+-@＝＋－＠ \t\r\n\x00ax,\"", max_size=8)


@given(TEXTS)
def test_restore_is_the_inverse_of_neutralise(text):
    assert restore(neutralise(text)) == text
    assert neutralise(text).startswith("'") or not is_formula(neutralise(text))


@given(TEXTS, TEXTS)
def test_different_texts_stay_different(one, other):
    assert (neutralise(one) == neutralise(other)) == (one == other)


@settings(EXAMPLES, max_examples=25)
@given(st.lists(documents(), min_size=1, max_size=2))
def test_formats_hold_the_reading(printed):
    _hold_the_same([read(print_document(*item)) for item in printed])


@settings(EXAMPLES, max_examples=40)
@given(
    # what is no character of XML is told apart in the unit tests: one reader leaves its escape as it is written
    st.lists(st.text(alphabet=st.characters(exclude_characters="\ufffe\uffff", exclude_categories=["Cs"]), max_size=40), max_size=6),
    st.lists(st.decimals(min_value=-(10**15), max_value=10**15, places=4) | st.none(), max_size=6),
)
def test_formats_hold_any_text_and_any_amount(texts, amounts):
    narratives = {f"第{number}条": text for number, text in enumerate(texts, start=1)}
    money = {f"k{number}": amount for number, amount in enumerate(amounts, start=1)}
    project = sample.project().model_copy(update={"narratives": narratives, "amounts": money})
    _hold_the_same([sample.document(projects=[project])])


def _hold_the_same(readings: list[Document]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        counts = [
            write_csv(readings, folder / "csv", with_contacts=True),
            write_xlsx(readings, folder / "a.xlsx", with_contacts=True),
            write_parquet(readings, folder / "parquet", with_contacts=True),
        ]
        found = read_csv(folder / "csv")

        assert counts[0] == counts[1] == counts[2] == {name: len(rows) for name, rows in found.items()}
        assert found == read_xlsx(folder / "a.xlsx")
        assert found == read_parquet(folder / "parquet")
        _is_the_reading(readings, found)


def _is_the_reading(readings: list[Document], found: dict[str, Rows]) -> None:
    projects = [project for document in readings for project in (*document.projects, *document.whole_department)]
    assert list(_sums(found).values()) == [
        sum((amount for money in (item.amounts, item.amounts_of_period) for amount in money.values() if amount is not None), Decimal(0))
        for item in projects
        if item.amounts or item.amounts_of_period
    ]
    assert len(found["documents"]) == len(readings)
    assert len(found["projects"]) == len(projects)
    assert len(found["indicators"]) == sum(len(project.indicators) for project in projects)
    assert len(found["tables"]) == sum(len(document.tables) for document in readings)
    printed = [cell for document in readings for table in document.tables for row in table.rows for cell in row if cell]
    assert [row[schemas()["table_cells"].names.index("text")] for row in found["table_cells"]] == printed


def _sums(found: dict[str, Rows]) -> dict[tuple[object, ...], Decimal]:
    """Amounts of each project, added up."""
    names = schemas()["amounts"].names
    keys = [names.index(name) for name in ("document_id", "project_no")]
    sums: dict[tuple[object, ...], Decimal] = defaultdict(Decimal)
    for row in found["amounts"]:
        sums[tuple(row[at] for at in keys)] += row[names.index("amount_yuan")] or 0
    return sums
