"""What type setters do with characters: one glyph for two, and marks where a word may be broken."""

import pytest
from tests.unit.pdf.drawing import grids, opened

from jixiao.documents.writers.fonts import SERIF, compiler


def typeset(*cells: str, width: str = "60mm") -> bytes:
    """A table of one row, as typst sets it by default."""
    contents = ", ".join(f'"{cell}"' for cell in cells)
    source = f"""#set document(date: none)
#set text(font: "{SERIF}", size: 10pt, lang: "zh", region: "cn")
#table(columns: ({width}, 40mm), {contents})"""
    data = compiler().compile(source.encode(), format="pdf")
    assert isinstance(data, bytes)
    return data


@pytest.mark.parametrize("text", ["水库——主坝", "——", "甲……乙", "一—二"])
def test_two_characters_that_one_glyph_draws_are_both_read(text):
    (grid,) = grids(opened(typeset(text, "说明")))

    assert grid == [[text, "说明"]]


def test_figure_with_marks_that_print_nothing_has_no_blanks():
    (grid,) = grids(opened(typeset("\\u{200b}".join("3,997.255748"), "金额")))

    assert grid[0][0] == "3,997.255748"


def test_word_broken_at_such_a_mark_is_one_word():
    (grid,) = grids(opened(typeset("\\u{200b}".join("HEATPUMPCONTROLLER"), "设备", width="20mm")))

    assert grid[0][0] == "HEATPUMPCONTROLLER"


def test_words_on_two_lines_stay_two():
    (grid,) = grids(opened(typeset("HEAT PUMP CONTROLLER UNIT", "设备", width="32mm")))

    assert grid[0][0] == "HEAT PUMP CONTROLLER UNIT"


def test_hyphen_at_the_end_of_a_line_is_a_hyphen():
    (grid,) = grids(opened(typeset("水位监测站点编号甲乙-丙丁", "设备", width="41mm")))

    assert grid[0][0] == "水位监测站点编号甲乙-丙丁"


@pytest.mark.parametrize("below", [(), ("", "")])
@pytest.mark.parametrize("sentences", [150, 400, 700])
def test_text_longer_than_a_page_stays_one_cell(sentences, below):
    text = "逐处登记造册，按月巡查、" * sentences
    (grid,) = grids(opened(typeset("项目概况", text, *below)))

    assert grid[0] == ["项目概况", text]
