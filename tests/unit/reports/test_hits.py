"""Quoted words and figures are found in the passage that is marked."""

from decimal import Decimal

import pytest

from jixiao.reports.hits import Quoted

PASSAGE = "2025年“三公”经费预算合计1,329.73万元，其中公务接待费29.43万元，与上年持平。"


def hits(quoted: Quoted, text: str = PASSAGE) -> list[str]:
    return [part for part, is_quoted in quoted.pieces(text) if is_quoted]


@pytest.mark.parametrize("yuan", [Decimal("13297300"), Decimal("13297300.00"), Decimal("1.32973E+7")])
def test_figure_is_found_in_whatever_unit_it_is_printed(yuan):
    assert hits(Quoted(figures=frozenset({yuan}))) == ["1,329.73"]


def test_words_and_figures_that_overlap_are_one_after_the_other():
    quoted = Quoted(("公务接待费29.43万元", "29.43"), frozenset({Decimal(294300)}))

    assert hits(quoted) == ["公务接待费29.43万元"]


def test_pieces_put_together_are_the_text():
    quoted = Quoted(("三公", "预算"), frozenset({Decimal(13297300), Decimal(294300)}))

    assert "".join(part for part, _ in quoted.pieces(PASSAGE)) == PASSAGE


def test_short_cell_is_what_is_quoted_as_it_is():
    assert Quoted(("≥95%",)).pieces("≥95%以上") == [("≥95%以上", False)]


def test_other_figures_are_not_taken_for_the_quoted_one():
    assert hits(Quoted(figures=frozenset({Decimal(297300)}))) == []
