"""Tables without lines: columns, rows whose cells were broken over several lines, and where a table begins and ends."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from tests.unit.pdf.drawing import Draw, grids, make, opened, paragraphs

import jixiao
from jixiao.documents.grid import Grid

PITCH = 13  # points from line to line of a cell
PAD = 5  # points between rows

Column = tuple[float, str]
"""Where a column stands, in points, and how: ``left``, ``right`` or ``centre``."""


def draw_row(canvas: Canvas, y: float, columns: Sequence[Column], row: Sequence[str], *, place: str = "middle") -> float:
    """Draw a row without lines, its cells centred in it or at its top; a line break in a cell is one on the page. The y below it."""
    lines = max(text.count("\n") + 1 for text in row)
    for (x, side), text in zip(columns, row, strict=True):
        parts = text.split("\n") if text else []
        offset = (lines - len(parts)) * PITCH / 2 if place == "middle" else 0
        for at, part in enumerate(parts):
            draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[side]
            draw(x, y - offset - at * PITCH, part)
    return y - lines * PITCH - PAD


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, top: float = 700, place: str = "middle") -> Draw:
    """What draws a table on a page."""

    def draw(canvas: Canvas) -> None:
        y = top
        for row in rows:
            y = draw_row(canvas, y, columns, row, place=place)

    return draw


INDICATORS: Sequence[Column] = ((60, "left"), (140, "left"), (240, "left"), (360, "left"), (440, "left"))
HEADER = ["一级指标", "二级指标", "三级指标", "指标值", "指标说明"]


def test_lines_of_cells_that_are_centred_in_their_row_are_one_row():
    rows = [
        HEADER,
        ["产出指标", "数量指标", "检修桥梁座数", "≥35座", "全年完成检修的桥梁"],
        ["", "质量指标", "照明设施检修一次\n合格率", "≥98%", "抽查合格的设施占全部\n抽查设施的比重"],
        ["", "时效指标", "完成时限", "2025年11\n月底前", "按合同"],
        ["效益指标", "社会效益指标", "夜间通行安全事故\n同比下降幅度不低\n于上年", "≥5%", "按年报"],
    ]

    document = opened(make(table(INDICATORS, rows)))

    assert grids(document) == [[[cell.replace("\n", "") for cell in row] for row in rows]]
    assert [block.wrapped for block in document.blocks if isinstance(block, Grid)] == [False]


def test_lines_of_cells_that_begin_at_the_top_of_their_row_are_one_row():
    rows = [
        HEADER,
        ["产出指标", "数量指标", "检修桥梁座数", "≥35座", "全年完成检修的桥梁"],
        ["", "质量指标", "照明设施检修一次\n合格率", "≥98%", "抽查合格的设施占全部\n抽查设施的比重"],
        ["", "时效指标", "完成时限", "11月底前", "按合同"],
    ]

    assert grids(opened(make(table(INDICATORS, rows, place="top")))) == [[[cell.replace("\n", "") for cell in row] for row in rows]]


def test_rows_that_stand_as_close_as_lines_stay_rows():
    columns: Sequence[Column] = ((60, "left"), (130, "left"), (400, "right"), (500, "right"))
    rows = [
        ["科目编码", "科目名称", "合计", "项目支出"],
        ["212", "城乡社区支出", "1,286.50", "486.50"],
        ["21203", "城乡社区公共设施", "1,286.50", "486.50"],
        ["2120303", "小城镇基础设施建设", "800.00", ""],
        ["2120399", "其他公共设施支出项", "486.50", "486.50"],
    ]

    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(rows):
            draw_row(canvas, 700 - at * PITCH, columns, row)

    assert grids(opened(make(draw))) == [rows]


def test_figure_without_place_on_one_line_is_one_figure():
    columns: Sequence[Column] = ((60, "left"), (240, "right"), (300, "right"), (340, "left"))
    rows = [
        ["项目名称", "实施期", "年度", "备注"],
        ["桥梁照明设施更新", "6,630,0\n00", "6,630,0\n00", "续建"],
        ["隧道通风设备检修", "450,000", "450,000", "新增"],
        ["排水泵站设备检修", "12850.5\n0", "12850.5\n0", "新增"],
    ]

    assert grids(opened(make(table(columns, rows)))) == [[[cell.replace("\n", "") for cell in row] for row in rows]]


def test_single_characters_below_cells_go_on_in_them():
    rows = [
        HEADER,
        ["产出指标", "数量指标", "检修桥梁座数", "≥1.5万\n座", "全年完成检修的座数总\n数"],
        ["", "质量指标", "验收合格率", "≥98%", "抽查"],
    ]

    assert grids(opened(make(table(INDICATORS, rows)))) == [[[cell.replace("\n", "") for cell in row] for row in rows]]


def test_word_with_gaps_between_its_characters_is_one_cell():
    columns: Sequence[Column] = ((60, "left"), (130, "left"), (400, "right"), (500, "right"))

    def draw(canvas: Canvas) -> None:
        draw_row(canvas, 700, columns, ["科目编码", "科目名称", "总额", "项目支出"])
        draw_row(canvas, 682, columns, ["212", "城乡社区支出", "1,286.50", "486.50"])
        draw_row(canvas, 664, columns, ["", "合", "1,286.50", "486.50"])
        canvas.drawString(180, 664, "计")

    [rows] = grids(opened(make(draw)))

    assert [text.replace(" ", "") for text in rows[2]] == ["", "合计", "1,286.50", "486.50"]


def test_numbers_of_columns_are_cells():
    columns: Sequence[Column] = ((75, "centre"), (180, "centre"), (300, "centre"), (420, "centre"))
    rows = [
        ["项目", "总计金额", "基本支出金额", "项目支出金额"],
        ["1", "2", "3", "4"],
        ["桥梁", "1,286.50", "486.50", "800.00"],
    ]

    assert grids(opened(make(table(columns, rows)))) == [rows]


def test_many_rows_of_a_single_cell_inside_a_table_belong_to_it():
    columns: Sequence[Column] = ((60, "left"), (200, "right"), (260, "left"), (450, "right"))
    names = ["教育", "科技", "文化", "社会保障", "卫生", "节能", "城乡社区", "农林水", "交通", "资源", "商业", "金融"]
    rows = [["收入项目", "预算数", "支出项目", "预算数"], ["一、财政拨款", "800.00", "一、公共服务", "120.00"]]
    rows += [["", "", f"支出{name}", ""] for name in names]
    rows += [["收入总计", "800.00", "支出总计", "800.00"]]

    document = opened(make(table(columns, rows)))

    assert grids(document) == [rows]
    assert paragraphs(document) == []


def test_rest_of_a_row_at_the_head_of_a_page_belongs_to_the_table():
    columns: Sequence[Column] = ((60, "left"), (200, "left"), (400, "left"))
    rows = [["", "建成并投入使用", ""], ["数量指标", "检修桥梁座数", "≥35座"], ["质量指标", "验收合格率", "≥98%"]]

    assert grids(opened(make(table(columns, rows)))) == [rows]


def test_broken_cells_of_the_first_column_belong_to_the_first_and_last_row():
    columns: Sequence[Column] = ((60, "left"), (200, "left"), (400, "left"))
    rows = [
        ["主管部门及\n代码", "临河市城市管理局", "2025年"],
        ["项目属性", "延续项目", "1年"],
        ["服务对象满意\n度指标", "市民满意率", "≥95%"],
    ]

    document = opened(make(table(columns, rows)))

    assert grids(document) == [[[cell.replace("\n", "") for cell in row] for row in rows]]
    assert paragraphs(document) == []


def test_title_close_above_a_table_is_none_of_it():
    columns: Sequence[Column] = ((60, "left"), (250, "left"), (400, "left"))
    rows = [["数量指标", "检修桥梁座数", "≥35座"], ["质量指标", "验收合格率", "≥98%"]]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 714, "桥梁检修")
        table(columns, rows)(canvas)

    document = opened(make(draw))

    assert grids(document) == [rows]
    assert paragraphs(document) == ["桥梁检修"]


def test_long_text_in_a_narrow_first_column_does_not_end_a_table():
    columns: Sequence[Column] = ((60, "left"), (200, "left"), (400, "left"))
    goal = "\n".join(
        ["全年完成桥梁检修任务并", "更换老旧照明设施保障市", "民夜间出行安全并按季度", "公布检修结果接受监督及"] * 3 + ["时改进。"]
    )
    rows = [["项目名称", "桥梁照明设施更新", "续建"], ["预算数", "450.00", "万元"], [goal, "", ""], ["数量指标", "检修座数", "≥35座"]]

    assert [[text for text in row if text] for row in grids(opened(make(table(columns, rows))))[0]] == [
        rows[0],
        rows[1],
        [goal.replace("\n", "")],
        rows[3],
    ]


def test_prose_below_a_table_is_none_of_it():
    columns: Sequence[Column] = ((60, "left"), (250, "left"), (400, "left"))
    rows = [["数量指标", "检修桥梁座数", "≥35座"], ["质量指标", "验收合格率", "≥98%"]]

    def draw(canvas: Canvas) -> None:
        table(columns, rows)(canvas)
        canvas.drawString(60, 640, "注：本表由临河市桥隧管理处填报。")

    document = opened(make(draw))

    assert grids(document) == [rows]
    assert paragraphs(document) == ["注：本表由临河市桥隧管理处填报。"]


def test_label_between_rows_does_not_make_them_one_row():
    def draw(canvas: Canvas) -> None:
        draw_row(canvas, 700, INDICATORS, HEADER)
        draw_row(canvas, 682, INDICATORS, ["", "数量指标", "检修桥梁座数", "≥35座", "按年初计划"])
        canvas.drawString(60, 673, "产出指标")
        draw_row(canvas, 664, INDICATORS, ["", "质量指标", "验收合格率", "≥98%", "按标准"])
        draw_row(canvas, 646, INDICATORS, ["", "时效指标", "完成时限", "11月底前", "按合同"])

    document = opened(make(draw))

    assert [block.wrapped for block in document.blocks if isinstance(block, Grid)] == [True]
    assert [row[1:] for row in grids(document)[0] if row[1]] == [
        HEADER[1:],
        ["数量指标", "检修桥梁座数", "≥35座", "按年初计划"],
        ["质量指标", "验收合格率", "≥98%", "按标准"],
        ["时效指标", "完成时限", "11月底前", "按合同"],
    ]


def test_contents_are_lines():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(250, 720, "目录")
        for at, (text, page) in enumerate([("第一部分 部门概况", "1"), ("第二部分 预算表", "3"), ("第三部分 情况说明", "12")]):
            canvas.drawString(60, 700 - 18 * at, text)
            canvas.drawRightString(500, 700 - 18 * at, page)

    document = opened(make(draw))

    assert grids(document) == []
    assert [text.split()[-1] for text in paragraphs(document)] == ["目录", "1", "3", "12"]


BUDGET: Sequence[Column] = ((60, "left"), (120, "left"), (330, "right"), (420, "right"), (510, "right"))
FIRST = [
    ["212", "城乡社区支出", "1,286.50", "486.50", "800.00"],
    ["21203", "城乡社区公共设施", "1,286.50", "486.50", "800.00"],
    ["2120303", "小城镇基础设施建设", "800.00", "", "800.00"],
    ["2120399", "其他城乡社区公共设施支出", "486.50", "486.50", ""],
]
SECOND = [
    ["221", "住房保障支出", "152.28", "152.28", ""],
    ["22102", "住房改革支出", "152.28", "152.28", ""],
    ["2210201", "住房公积金", "152.28", "152.28", ""],
    ["", "合计", "1,438.78", "638.78", "800.00"],
]


def test_budget_table_over_two_pages_is_read_with_its_amounts(tmp_path):
    def head(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 16)
        canvas.drawCentredString(297, 770, "部门支出预算总表")
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(60, 740, "部门：临河市桥隧管理处")
        canvas.drawRightString(510, 740, "单位：万元")
        canvas.drawCentredString(110, 718, "功能科目")
        canvas.drawCentredString(420, 718, "2025年预算数")
        for x, text in ((60, "科目编码"), (120, "科目名称")):
            canvas.drawString(x, 700, text)
        for x, text in ((330, "合计"), (420, "基本支出"), (510, "项目支出")):
            canvas.drawRightString(x, 700, text)
        table(BUDGET, FIRST, top=682)(canvas)

    path = tmp_path / "a.pdf"
    path.write_bytes(make(head, table(BUDGET, SECOND, top=770)))

    document = jixiao.read(path)

    assert document.account.problems == 0
    [read] = document.tables
    assert (read.title, read.unit) == ("部门支出预算总表", "万元")
    assert [(line.code, line.name, [int(value) for value in line.values_yuan.values()]) for line in read.lines] == [
        ("212", "城乡社区支出", [12865000, 4865000, 8000000]),
        ("21203", "城乡社区公共设施", [12865000, 4865000, 8000000]),
        ("2120303", "小城镇基础设施建设", [8000000, 8000000]),
        ("2120399", "其他城乡社区公共设施支出", [4865000, 4865000]),
        ("221", "住房保障支出", [1522800, 1522800]),
        ("22102", "住房改革支出", [1522800, 1522800]),
        ("2210201", "住房公积金", [1522800, 1522800]),
        (None, "合计", [14387800, 6387800, 8000000]),
    ]


def test_two_rows_beside_a_label_in_their_middle_stay_two():
    rows = [
        (191, ["一级指标", "二级指标", "三级指标", "指标值"]),
        (209, ["", "", "改造雨水管网长度", "≥4.2公里"]),
        (218, ["", "数量指标", "", ""]),
        (227, ["", "", "新建检查井", "86座"]),
        (236, ["产出指标", "", "", ""]),
        (245, ["", "质量指标", "工程验收合格率", "100%"]),
        (263, ["", "时效指标", "完工时间", "2025年11月底前"]),
        (281, ["效益指标", "社会效益指标", "积水点消除数", "3处"]),
        (299, ["满意度指标", "服务对象满意度指标", "沿线居民满意度", "≥90%"]),
    ]

    def draw(canvas):
        for y, cells in rows:
            for middle, text in zip((80, 166, 301, 438), cells, strict=True):
                canvas.drawCentredString(middle, 800 - y, text)

    texts = [cell.text for block in opened(make(draw)).blocks for cell in block.cells()]

    assert {"改造雨水管网长度", "新建检查井", "≥4.2公里", "86座"} <= set(texts)
