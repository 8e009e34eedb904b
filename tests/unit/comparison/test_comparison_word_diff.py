"""What stayed, went and came in a text."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.comparison.word_diff import pieces_of


def test_a_number_is_one_word():
    assert pieces_of("清淤18公里", "清淤28公里") == (("=", "清淤"), ("-", "18"), ("+", "28"), ("=", "公里"))


def test_amount_with_separator_is_one_word():
    assert pieces_of("安排1,200.50万元。", "安排1,480.50万元。") == (("=", "安排"), ("-", "1,200.50"), ("+", "1,480.50"), ("=", "万元。"))


def test_single_common_characters_between_changes_are_no_common_part():
    pieces = pieces_of("保障道路安全", "提升道口效率")

    assert [sign for sign, _ in pieces] == ["-", "+"]


def test_equal_texts_have_one_piece():
    assert pieces_of("不变。", "不变。") == (("=", "不变。"),)
    assert pieces_of("", "") == ()


@given(st.text("甲乙丙丁12,。", max_size=30), st.text("甲乙丙丁12,。", max_size=30))
def test_pieces_are_both_texts(old, new):
    pieces = pieces_of(old, new)

    assert "".join(text for sign, text in pieces if sign != "+") == old
    assert "".join(text for sign, text in pieces if sign != "-") == new
