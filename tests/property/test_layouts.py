"""A printed document is read back as what was printed, whatever its layout."""

from hypothesis import given, note
from tests.property.documents import documents
from tests.property.printing import encode, lay_out, shape
from tests.property.reading import EXAMPLES, faults, problems, read


def _is_read_back(printed):
    truth, layout = printed
    text = shape(lay_out(truth, layout), layout)
    note(text)
    document = read(encode(text, layout))

    assert faults(truth, layout, document) == []
    assert problems(document) == []
    assert document.account.problems == 0


@EXAMPLES
@given(documents("tabs"))
def test_cells_parted_by_tabs_are_read_back(printed):
    _is_read_back(printed)


@EXAMPLES
@given(documents("lines"))
def test_cells_one_per_line_are_read_back(printed):
    _is_read_back(printed)


@EXAMPLES
@given(documents("aligned"))
def test_columns_aligned_by_blanks_are_read_back(printed):
    _is_read_back(printed)


@EXAMPLES
@given(documents())
def test_any_document_is_read_back(printed):
    _is_read_back(printed)
