"""How many cells of a rendered table stand in the right row and column, held against the figures that are promised."""

import pytest
from tests.rendering import cases
from tests.rendering.comparison import cells_right

from jixiao.documents import open_document

FLOORS = {"docx": 1.0, "xlsx": 1.0, "html": 1.0, "pdf": 0.998, "unruled.pdf": 0.97}


@pytest.mark.parametrize("suffix", FLOORS)
def test_cells_stand_in_their_row_and_column(suffix, request, capsys):
    folder = request.getfixturevalue("rendered_pdf" if suffix.endswith("pdf") else "rendered")
    right = printed = 0
    worst = {}
    for case in cases.all_cases():
        if suffix == "unruled.pdf" and not cases.is_unruled_too(case):
            continue
        opened = open_document(folder / f"{case}.{suffix}", name=case)
        got, all_, wrong = cells_right(cases.blocks_of(case), opened.blocks)
        right, printed = right + got, printed + all_
        if got < all_:
            worst[case] = (all_ - got, wrong[:3])
    with capsys.disabled():
        print(f"\ncells in the right row and column, {suffix}: {right} of {printed}, {right / printed:.3%}")  # noqa: T201 - the figure is wanted

    assert right / printed >= FLOORS[suffix], sorted(worst.items(), key=lambda item: -item[1][0])[:5]
