"""The same bytes give the same reading, and its JSON is a reading again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from tests.property.documents import documents
from tests.property.printing import print_document
from tests.property.reading import EXAMPLES, read

from jixiao.model import Document

GOLDEN = sorted(path.parent for path in (Path(__file__).parents[1] / "golden").glob("*/input.txt"))


@EXAMPLES
@given(documents())
def test_reading_twice_gives_the_same_json(printed):
    data = print_document(*printed)

    assert read(data).model_dump_json() == read(data).model_dump_json()


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_reading_a_golden_twice_gives_the_same_json(case):
    data = (case / "input.txt").read_bytes()

    assert read(data).model_dump_json() == read(data).model_dump_json()


def _is_read_again(document: Document) -> None:
    stored = document.model_dump_json()

    assert Document.model_validate_json(stored).model_dump_json() == stored


@EXAMPLES
@given(documents())
def test_json_of_a_reading_is_a_reading_again(printed):
    _is_read_again(read(print_document(*printed)))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_json_of_a_golden_is_a_reading_again(case):
    _is_read_again(read((case / "input.txt").read_bytes()))
