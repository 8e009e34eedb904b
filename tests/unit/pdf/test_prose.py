"""Prose and tables without lines."""

from tests.unit.pdf.drawing import FONT, grids, make, opened, paragraphs

from jixiao.documents.grid import Grid


def test_lines_of_a_paragraph_are_one_and_numbered_lines_are_not():
    def draw(canvas):
        canvas.drawString(80, 700, "本项目用于全市桥梁检修，更换照明设施，补种绿化带，保障市民出行安全，全年共安排夜间检修班次不")
        canvas.drawString(60, 684, "少于一百二十次。")
        canvas.drawString(80, 668, "一、检修范围")
        canvas.drawString(80, 652, "二、检修标准")

    document = opened(make(draw))

    assert paragraphs(document) == [
        "本项目用于全市桥梁检修，更换照明设施，补种绿化带，保障市民出行安全，全年共安排夜间检修班次不少于一百二十次。",
        "一、检修范围",
        "二、检修标准",
    ]


def test_a_heading_is_larger_than_the_text():
    def draw(canvas):
        canvas.setFont(FONT, 18)
        canvas.drawString(200, 740, "预算编制说明")
        canvas.setFont(FONT, 10)
        for at in range(4):
            canvas.drawString(80, 700 - 16 * at, "本单位编制预算的依据和口径说明如下所述")

    levels = [(block.text[:4], block.level) for block in opened(make(draw)).blocks]

    assert levels[0] == ("预算编制", 1)
    assert {level for _, level in levels[1:]} == {0}


def test_what_stands_side_by_side_above_a_table_is_two_paragraphs():
    def draw(canvas):
        canvas.drawString(60, 700, "编制单位：临河市桥隧管理处")
        canvas.drawRightString(500, 700, "金额单位：万元")

    assert paragraphs(opened(make(draw))) == ["编制单位：临河市桥隧管理处", "金额单位：万元"]


def test_spread_letters_are_one_word():
    def draw(canvas):
        canvas.drawString(260, 700, "目")
        canvas.drawString(300, 700, "录")

    assert [text.replace(" ", "") for text in paragraphs(opened(make(draw)))] == ["目录"]


def test_a_table_without_lines_is_read_by_its_columns():
    header = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    rows = [
        ["204", "公共安全支出", "9,385.68", "1,794.68", "7,591.00"],
        ["20402", "公安", "9,385.68", "1,794.68", "7,591.00"],
        ["2040201", "行政运行", "1,794.68", "1,794.68", ""],
        ["2040219", "信息化建设", "1,057.00", "", "1,057.00"],
        ["2040220", "执法办案", "368.00", "", "368.00"],
        ["", "合计", "9,385.68", "1,794.68", "7,591.00"],
    ]

    def draw(canvas):
        rights = [120, 260, 350, 430, 510]
        for at, row in enumerate([header, *rows]):
            y = 700 - 18 * at
            for col, text in enumerate(row):
                if col < 2 or at == 0:
                    canvas.drawString([60, 130, 300, 375, 455][col], y, text)
                else:
                    canvas.drawRightString(rights[col], y, text)

    document = opened(make(draw))

    assert [block.wrapped for block in document.blocks if isinstance(block, Grid)] == [False]
    assert [[cell for cell in row if cell] for row in grids(document)[0]] == [[cell for cell in row if cell] for row in [header, *rows]]
    columns = {cell.text: cell.col for row in document.blocks[0].rows for cell in row.cells if cell.text}
    assert columns["7,591.00"] == columns["368.00"] == columns["项目支出"]
    assert columns["合计"] in (columns["公安"], columns["9,385.68"])
