"""Ruled tables: however their lines are drawn, whichever are missing, however the page is turned."""

import pytest
from reportlab.lib.pagesizes import A4
from tests.unit.pdf.drawing import FONT, grids, make, opened, paragraphs, table, texts

ROWS = [
    ["一级指标", "三级指标", "指标值"],
    ["产出指标", "检修桥梁数量", "≥12座"],
    ["", "隧道照明更换（盏）", "1,250"],
    ["满意度指标", "通行车辆满意度", "≥９０％"],
]


def thin_area(canvas, x0, y0, x1, y1):
    canvas.rect(min(x0, x1) - 0.4, min(y0, y1) - 0.4, abs(x1 - x0) + 0.8, abs(y1 - y0) + 0.8, stroke=0, fill=1)


def twice(canvas, x0, y0, x1, y1):
    canvas.line(x0, y0, x1, y1)
    shift = 1.5
    canvas.line(
        x0 + (shift if x0 == x1 else 0), y0 + (shift if y0 == y1 else 0), x1 + (shift if x0 == x1 else 0), y1 + (shift if y0 == y1 else 0)
    )


def dashed(canvas, x0, y0, x1, y1):
    length = 6
    if x0 == x1:
        low, high = min(y0, y1), max(y0, y1)
        for at in range(int((high - low) / length) + 1):
            canvas.line(x0, low + at * length, x0, min(low + at * length + 4.5, high))
    else:
        for at in range(int((x1 - x0) / length) + 1):
            canvas.line(x0 + at * length, y0, min(x0 + at * length + 4.5, x1), y0)


@pytest.mark.parametrize("line", [None, thin_area, twice, dashed], ids=["lines", "thin areas", "double lines", "dashes"])
def test_lines_of_every_kind(line):
    document = opened(make(lambda canvas: table(canvas, ROWS, line=line)))

    assert grids(document) == [ROWS]
    assert document.problems == []


def test_a_rectangle_for_every_cell():
    def draw(canvas):
        xs, ys = [60, 180, 300, 460], [760, 736, 712, 688, 664]
        for row in range(4):
            for col in range(3):
                canvas.rect(xs[col], ys[row + 1], xs[col + 1] - xs[col], 24)
        texts(canvas, ROWS, xs, ys)

    assert grids(opened(make(draw))) == [ROWS]


@pytest.mark.parametrize("sides", ["tb", "tbr", "tbl", "lr", "blr", "tlr", ""])
def test_a_table_that_is_open_on_some_sides(sides):
    assert grids(opened(make(lambda canvas: table(canvas, ROWS, sides=sides)))) == [ROWS]


def test_merged_cells_stand_in_their_first_place():
    def draw(canvas):
        # a header over two columns, a level over two rows
        xs, ys = [60, 160, 260, 360], [760, 736, 712, 688]
        for y in (760, 736, 688):
            canvas.line(60, y, 360, y)
        canvas.line(160, 712, 360, 712)
        for x in (60, 160, 360):
            canvas.line(x, 760, x, 688)
        canvas.line(260, 736, 260, 688)
        texts(canvas, [["指标", "全年目标", ""], ["", "座", "12"], ["", "盏", "1250"]], xs, ys)
        canvas.drawString(62, 708, "数量指标")

    document = opened(make(draw))

    assert grids(document) == [[["指标", "全年目标", ""], ["数量指标", "座", "12"], ["", "盏", "1250"]]]
    rows = document.blocks[0].rows
    assert (rows[0].cells[1].colspan, rows[0].cells[1].rowspan) == (2, 1)
    assert (rows[1].cells[0].colspan, rows[1].cells[0].rowspan) == (1, 2)


def test_a_figure_that_touches_the_text_of_the_next_cell():
    rows = [["项目", "预算数", "项目"], ["一、财政拨款", "91,016,775.35", "一、公共服务"]]

    def draw(canvas):
        table(canvas, [rows[0], ["一、财政拨款", "", ""]])
        canvas.drawRightString(299.5, 720, "91,016,775.35")
        canvas.drawString(300.2, 720, "一、公共服务")

    assert grids(opened(make(draw))) == [rows]


def test_a_text_that_stands_over_its_line_stays_whole():
    def draw(canvas):
        table(canvas, [["项目", "预算数"], ["", ""]], widths=(92, 100))
        canvas.drawString(
            61, 720, "国有资本经营预算拨"
        )  # nine letters of ten points; the ninth begins in its cell and ends behind the line

    assert grids(opened(make(draw)))[0][1] == ["国有资本经营预算拨", ""]


def test_several_lines_in_a_cell_are_one_text():
    rows = [["绩效目标", "保障全市\n道路照明。"], ["责任单位", "Road Lighting\nOffice"]]

    document = opened(make(lambda canvas: table(canvas, rows, widths=(120, 200), height=40)))

    assert grids(document) == [[["绩效目标", "保障全市道路照明。"], ["责任单位", "Road Lighting Office"]]]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_the_viewer_turns(turn):
    width, height = A4

    def draw(canvas):
        canvas.setPageRotation(turn)  # the page itself is made as wide as it is shown high
        canvas.translate(*{90: (height, 0), 180: (width, height), 270: (0, width)}[turn])
        canvas.rotate(turn)
        canvas.setFont(FONT, 10)
        table(canvas, ROWS, top=500)

    document = opened(make(draw))

    assert grids(document) == [ROWS]
    assert document.blocks[0].rows[0].cells[0].source.box[:2] == pytest.approx((60, height - 500), abs=0.2)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_drawn_sideways_on_an_upright_page(turn):
    def draw(canvas):
        x, y = {90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn]
        canvas.translate(x, y)
        canvas.rotate(turn)
        canvas.setFont(FONT, 10)
        table(canvas, ROWS, top=500)

    document = opened(make(draw))

    assert grids(document) == [ROWS]
    left, top, right, bottom = document.blocks[0].rows[0].cells[0].source.box
    assert 0 <= left < right <= 596
    assert 0 <= top < bottom <= 843


def test_a_table_inside_a_form():
    def draw(canvas):
        canvas.beginForm("inner")
        canvas.setFont(FONT, 10)
        table(canvas, ROWS, top=300)
        canvas.endForm()
        canvas.translate(20, 200)
        canvas.doForm("inner")

    assert grids(opened(make(draw))) == [ROWS]


def test_two_tables_on_a_page_and_the_lines_between_them():
    def draw(canvas):
        canvas.drawString(60, 790, "表一")
        table(canvas, ROWS[:2], top=770)
        canvas.drawString(60, 690, "单位：万元")
        table(canvas, ROWS[2:], top=680)

    document = opened(make(draw))

    assert grids(document) == [ROWS[:2], ROWS[2:]]
    assert paragraphs(document) == ["表一", "单位：万元"]
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid", "Paragraph", "Grid"]


def test_a_table_goes_on_behind_the_end_of_a_page_and_a_row_without_a_closing_line_is_one():
    def first(canvas):
        table(canvas, [["名称", "目标"], ["照明", "保障全市道"]], widths=(120, 60), top=120, sides="tlr")
        canvas.drawString(290, 30, "- 1 -")

    def second(canvas):
        table(canvas, [["", "路照明"], ["绿化", "补种"]], widths=(120, 60), top=800)

    document = opened(make(first, second))

    assert grids(document) == [[["名称", "目标"], ["照明", "保障全市道路照明"], ["绿化", "补种"]]]
    assert paragraphs(document) == ["-1-"]


def test_a_row_that_breaks_off_at_a_full_line_goes_on_on_the_next_page():
    def first(canvas):
        table(canvas, [["名称", "目标", "分值"], ["照明", "保障全市道路", "10"]], widths=(120, 70, 60), top=120)

    def second(canvas):
        table(canvas, [["名称", "目标", "分值"], ["", "照明", ""], ["绿化", "补种", "5"]], widths=(120, 70, 60), top=800)

    assert grids(opened(make(first, second))) == [
        [["名称", "目标", "分值"], ["照明", "保障全市道路照明", "10"]],
        [["名称", "目标", "分值"], ["绿化", "补种", "5"]],
    ]


@pytest.mark.parametrize("text", ["保障道路", "保障全市照明。"], ids=["room left", "sentence ended"])
def test_a_row_below_a_finished_one_is_a_row_of_its_own(text):
    def first(canvas):
        table(canvas, [["名称", "目标"], ["照明", text]], widths=(120, 80), top=120)

    def second(canvas):
        table(canvas, [["", "照明完好"], ["绿化", "补种"]], widths=(120, 80), top=800)

    assert grids(opened(make(first, second))) == [[["名称", "目标"], ["照明", text], ["", "照明完好"], ["绿化", "补种"]]]


def test_rows_of_figures_that_fill_their_columns_are_rows_of_their_own():
    first = [["项目", "合计"], ["标线维护费", "173.00"]]
    second = [["车辆保管费", "140.00"], ["标志更换费", "212.00"]]

    document = opened(make(*(lambda c, rows=rows: table(c, rows, widths=(54, 36)) for rows in (first, second))))

    assert grids(document) == [first + second]


def test_a_table_below_a_caption_on_the_next_page_is_another():
    def second(canvas):
        canvas.drawString(60, 810, "表二")
        table(canvas, [["绿化", "补种"], ["照明", "更换"]], widths=(120, 80), top=800)

    first = [["名称", "目标"], ["照明", "检修"]]
    document = opened(make(lambda canvas: table(canvas, first, widths=(120, 80), top=120), second))

    assert grids(document) == [first, [["绿化", "补种"], ["照明", "更换"]]]


def test_a_row_of_one_cell_between_rows_of_the_same_columns_parts_nothing():
    def draw(canvas):
        table(canvas, [["序号", "名称"], ["1", "照明"]], widths=(50, 350), top=760)
        canvas.rect(60, 688, 400, 24)
        canvas.drawString(62, 696, "二、绿化")
        table(canvas, [["2", "补种"], ["3", "修剪"]], widths=(50, 350), top=688)

    assert grids(opened(make(draw))) == [[["序号", "名称"], ["1", "照明"], ["二、绿化", ""], ["2", "补种"], ["3", "修剪"]]]


def test_a_box_around_a_notice_and_lines_under_words_are_no_table():
    def draw(canvas):
        canvas.rect(50, 700, 300, 60)
        canvas.drawString(60, 730, "本表为空表。")
        canvas.drawString(60, 600, "负责人")
        canvas.line(100, 598, 200, 598)

    document = opened(make(draw))

    assert grids(document) == []
    assert paragraphs(document) == ["本表为空表。", "负责人"]


def test_bold_type_made_by_printing_twice_is_read_once():
    def draw(canvas):
        table(canvas, [["", ""], ["座", "12"]], widths=(100, 100))
        for shift in (0, 0.3):
            canvas.drawString(62 + shift, 744, "数量单位")

    assert grids(opened(make(draw)))[0][0] == ["数量单位", ""]


def test_places_are_boxes_on_the_page():
    document = opened(make(lambda canvas: table(canvas, ROWS)))

    cell = document.blocks[0].rows[1].cells[1]
    assert cell.source.as_json() == {"file": "a.pdf", "page": 1, "box": [180.0, 105.9, 300.0, 129.9]}
    assert len({cell.source for cell in document.blocks[0].cells()}) == sum(1 for _ in document.blocks[0].cells())
