"""Self-evaluations as agencies publish them: what the blank form has left behind, and what became of its cells on the way to a file."""

from decimal import Decimal

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.model import Document

NAMED = ("项目名称@2|灌区清淤@8", "主管部门@2|云岭县水务局@3|实施单位@2|云岭县灌区管理所@3")
HEADER = "绩效指标@1x9|一级指标|二级指标|三级指标@2|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"


def page(*rows: str, title: str = "项目支出绩效自评表", year: str = "（2023年度）", above: str = "") -> str:
    """A web page with a table; cells are parted by bars, ``text@3x2`` spans three columns and two rows."""

    def cell(text: str) -> str:
        words, _, spans = text.strip().partition("@")
        across, _, down = spans.partition("x")
        return f'<td colspan="{across or 1}" rowspan="{down or 1}">{words}</td>'

    body = "".join(f"<tr>{''.join(cell(text) for text in row.split('|'))}</tr>" for row in rows)
    return f"<html><meta charset='utf-8'><body><h2>{title}</h2><p>{year}</p>{above}<table>{body}</table></body></html>"


def read(text: str, name: str = "form.html") -> Document:
    return recognise(read_bytes(text.encode(), name=name))


def lost(document: Document) -> list[str]:
    """What no label and no column was found for."""
    return [problem.values["text"] for problem in document.problems if problem.id == "READ-010"]


def money(document: Document) -> list[tuple[object, ...]]:
    """The rows of the funding table, in 万元."""
    (project,) = document.projects

    def wan(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else (amount / 10_000).normalize()

    return [
        (line.key, wan(line.initial_budget), wan(line.adjusted_budget), wan(line.executed_amount), line.weight, line.rate_pct, line.score)
        for line in project.funding
    ]


def indicators(document: Document) -> list[tuple[object, ...]]:
    (project,) = document.projects
    return [
        (item.level2, item.name, item.target.text, item.result.actual.text if item.result.actual else None, item.weight, item.result.score)
        for item in project.indicators
    ]


# --- what the blank form has left behind -------------------------------------------------------------------------------------


def test_numbered_places_that_nobody_filled_in_are_no_indicators():
    """Each indicator begins with its number; one without a target keeps its points, and no row runs into the next."""
    document = read(
        page(
            *NAMED,
            HEADER,
            "产出指标（50分）@1x5|数量指标@1x3|指标1：清淤渠道长度@2|12公里|12公里|30|30|",
            "指标2：清淤涵闸@2|||10|10|",
            "……@2|||||",
            "质量指标@1x2|指标1：清淤合格@2|||10|10|",
            "指标2：@2|||||",
            "效益指标（30分）@1x3|生态效益<br>指标@1x2|指标1：/@2|||/|/|",
            "指标2：@2|||||",
            "社会效益<br>指标|指标1：增加灌溉面积@2|≥800亩|820亩|50|50|",
            "总分@7|100|100|",
            "注：1.一级指标分值统一设置为：产出指标50分、效益指标30分、满意度指标10分、预算资金执行率10分。@10",
        )
    )

    assert indicators(document) == [
        ("数量指标", "清淤渠道长度", "12公里", "12公里", 30, 30),
        ("数量指标", "清淤涵闸", "", None, 10, 10),
        ("质量指标", "清淤合格", "", None, 10, 10),
        ("社会效益指标", "增加灌溉面积", "≥800亩", "820亩", 50, 50),
    ]
    assert document.projects[0].evaluation.total_score == 100
    assert lost(document) == []


def test_page_break_inside_a_level_leaves_no_indicator_behind():
    rows = ("效益|经济效益|指标1：节约用水@2|≥5%|6%|90|90|", "指标（30分）|指标|指标2：@2|||||")

    document = read(page(*NAMED, HEADER.replace("@1x9", "@1x3"), *rows))

    assert [item.name for item in document.projects[0].indicators] == ["节约用水"]


def test_note_below_the_table_is_no_part_of_the_goal():
    goal = ("年度总体目标@2x2|预期目标@4|实际完成情况@4", "清淤12公里。@4|清淤12公里，完成。@4")
    row = "产出指标|数量指标|清淤渠道长度@2|12公里|12公里|90|90|"

    (project,) = read(page(*NAMED, *goal, HEADER.replace("@1x9", "@1x2"), row, "注：得分最高不超过分值。@10")).projects

    assert (project.goal, project.narratives["实际完成情况"]) == ("清淤12公里。", "清淤12公里，完成。")


def test_row_of_dots_is_no_table_of_contents():
    lines = ("项目支出绩效自评表", "项目名称", "灌区清淤", "质量指标", "……", "清淤合格", "……", "时效指标", "……", "按期完成")

    assert read("\n".join(lines) + "\n", "form.txt").contents == []


def test_codes_before_names_are_codes():
    names = ("项目名称@2|53092323T000012345678-灌区清淤@8", "主管部门@2|215-云岭县水务局@3|实施单位@2|215003-云岭县灌区管理所@3")
    row = "产出指标|数量指标|清淤渠道长度@2|12公里|12公里|90|90|"

    (project,) = read(page("报表编号：530000_0021zp@10", *names, HEADER.replace("@1x9", "@1x2"), row)).projects

    assert (project.code, project.name) == ("53092323T000012345678", "灌区清淤")
    assert (project.department_code, project.department) == ("215", "云岭县水务局")
    assert (project.unit_code, project.unit) == ("215003", "云岭县灌区管理所")


# --- money ---------------------------------------------------------------------------------------------------------------------


def test_funding_by_sources_under_many_names():
    rows = (
        "项目资金（万元）@2x5|@2|年初预算数（A）|全年执行数（B）|分值（10分）|执行率（B/A）|得分|得分计算方法",
        "年度资金总额：@2|80|60|10|75%|7.5|执行率×该指标分值，最高不得超过分值上限。",
        "其中：本年一般公共预算拨款@2|50|40||||",
        "其中：中央、省、市补助@2||||||",
        "县级资金@2|30|20||||",
    )

    document = read(page(*NAMED, *rows))

    assert money(document) == [
        ("annual", 80, None, 60, 10, 75, Decimal("7.5")),
        ("general_public_budget", 50, None, 40, None, None, None),
        ("county", 30, None, 20, None, None, None),
    ]
    assert lost(document) == []


def test_source_that_nobody_knows_is_a_problem_and_the_table_goes_on():
    rows = (
        "项目资金（万元）@2x4|@2|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
        "年度资金总额@2|80|80|60|10|75%|7.5",
        "其中：对口帮扶补助@2|50|50|40|||",
        "其他资金@2|30|30|20|||",
    )

    document = read(page(*NAMED, *rows))

    assert [row[0] for row in money(document)] == ["annual", "other"]
    assert lost(document) == ["其中：对口帮扶补助", "50", "50", "40"]


def test_number_behind_a_remark_is_no_figure_of_the_money():
    rows = ("项目资金（万元）@2x2|@2|年初预算数|全年预算数|全年执行数|分值|执行率|得分", "年度资金总额@2|80|80|60|10|75%|7.5", "备注@2|3@8")

    document = read(page(*NAMED, *rows))

    assert money(document) == [("annual", 80, 80, 60, 10, 75, Decimal("7.5"))]
    assert (document.projects[0].funding[0].reason, document.projects[0].narratives["备注"]) == (None, "3")


def test_rate_that_is_printed_as_a_share_is_a_rate():
    """1 is all of it where the amounts say so, and one percent where they say that."""
    head = "预算执行情况（万元）（20分）@2x2|@2|预算数（A）@2|执行数（B）@2|执行率（B/A）|得分（20分*执行率）"

    assert money(read(page(*NAMED, head, "年度财政资金总额@2|16@2|16@2|1|20"))) == [("annual", None, 16, 16, 20, 100, 20)]
    assert money(read(page(*NAMED, head, "年度财政资金总额@2|16@2|0.16@2|1|0.2")))[0][5] == 1


def test_money_by_source_in_columns_and_points_in_bare_words():
    """The budget is the sum of the columns of its sources; a level tells the points of its only indicator without brackets."""
    document = read(
        page(
            "项目名称@2|村道养护@7",
            "项目资金来源@2x2|中央（万元）|省级资金（万元）|其他（万元）|合计（万元）|执行数（万元）|执行率@2",
            "|40||40|38|95%@2",
            "项目绩效60分@1x3|一级指标|二级指标|指标名称（三级指标）|年初指标值|年终完成值|自评分|复核分|评价标准",
            "产出指标40分@1x2|数量指标15分|养护里程|30公里|30公里|15||按完成比例计分",
            "质量指标25分|路面完好率|≥90%|92%|25||",
            title="云岭县财政预算支出项目绩效目标自评表",
            above="<p>填报日期：2023年3月10日　　　自评总分：97</p>",
        )
    )

    (project,) = document.projects
    assert money(document) == [("annual", None, 40, 38, None, 95, None)]
    assert project.amounts["provincial"] == 400_000
    assert indicators(document) == [("数量指标", "养护里程", "30公里", "30公里", 15, 15), ("质量指标", "路面完好率", "≥90%", "92%", 25, 25)]
    assert (project.evaluation.total_score, lost(document)) == (97, [])


# --- heads ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["年度绩效目标1（80分）", "年度绩效指标完成情况", "项目绩效85分"])
def test_name_of_the_block_before_the_levels_is_no_column(name):
    document = read(page(*NAMED, HEADER.replace("绩效指标@1x9", f"{name}@1x2"), "产出指标|数量指标|清淤渠道长度@2|12公里|12公里|90|90|"))

    assert [problem.id for problem in document.problems] == []
    assert indicators(document) == [("数量指标", "清淤渠道长度", "12公里", "12公里", 90, 90)]


def test_heads_over_two_rows_whose_spans_were_lost():
    """Cells parted by tabs: the columns below the groups come first, those beside them follow."""
    lines = (
        "项目支出绩效自评表",
        "项目名称\t灌区清淤",
        "绩效指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施",
        "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t\t\t\t",
        "产出指标\t数量指标\t清淤渠道长度\t≥\t12\t公里\t11\t50\t45.83\t汛期停工",
        "满意度指标\t服务对象满意度指标\t农户满意度\t≥\t90\t%\t95%\t40\t40\t",
    )

    document = read("\n".join(lines) + "\n", "form.txt")

    assert indicators(document) == [
        ("数量指标", "清淤渠道长度", "≥12公里", "11", 50, Decimal("45.83")),
        ("服务对象满意度指标", "农户满意度", "≥90%", "95%", 40, 40),
    ]


# --- what became of the cells on the way to a file ------------------------------------------------------------------------------

CELLS = (
    *("项目名称", "灌区清淤", "主管部门", "云岭县水务局", "实施单位（盖章）", "云岭县灌区管理所"),
    *("项目基本情况", "1.项目年度目标完成情况", "项目年度目标", "年度目标完成情况", "清淤12公里。", "清淤11公里。"),
    *("预算执行情况（10分）", "年度预算数（万元）", "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"),
    *("总额", "", "80", "60", "75.00%", "10", "7.5", "尾款未付"),
    *("其中：财政资金", "", "80", "60", "75.00%", "/", "/", ""),
    *("绩效指标（90分）", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"),
    *("产出指标", "数量指标", "清淤渠道长度", "≥", "12", "公里", "11", "60", "55", "汛期停工"),
    *("质量指标", "清淤合格率", "=", "100", "%", "100", "20", "20", ""),
    *("效益指标", "社会效益指标", "供水保障", "定性", "好", "", "好", "10", "10", ""),
    *("合计", "100", "92.5", "", "评价结论", "完成较好。", "存在问题", "尾款未付。", "改进措施", "加快结算。"),
)
READ = [
    ("数量指标", "清淤渠道长度", "≥12公里", "11", 60, 55),
    ("质量指标", "清淤合格率", "=100%", "100", 20, 20),
    ("社会效益指标", "供水保障", "好", "好", 10, 10),
]


def assert_is_read(document: Document) -> None:
    (project,) = document.projects
    assert (project.name, project.department, project.unit) == ("灌区清淤", "云岭县水务局", "云岭县灌区管理所")
    assert (project.goal, project.narratives["实际完成情况"]) == ("清淤12公里。", "清淤11公里。")
    assert money(document) == [
        ("annual", None, 80, 60, 10, 75, Decimal("7.5")),
        ("fiscal", None, 80, 60, None, 75, None),
    ]
    assert project.funding[0].reason == "尾款未付"
    assert indicators(document) == READ
    found = project.evaluation
    assert (found.total_weight, found.total_score) == (100, Decimal("92.5"))
    assert (found.conclusion, found.problems, found.measures) == ("完成较好。", "尾款未付。", "加快结算。")
    assert lost(document) == []


def test_cells_that_a_bar_follows_wherever_the_lines_break():
    """A bar alone is a blank cell; the borders of the rows are lost."""
    after_each = "部门预算项目支出绩效自评表（2023年度） |\n" + "".join(f"{cell} |\n" if cell else "|\n" for cell in CELLS)
    several = "部门预算项目支出绩效自评表（2023年度） | " + "".join(f"{cell} | " if cell else "\n| " for cell in CELLS)

    assert_is_read(read(after_each, "form.txt"))
    assert_is_read(read(several, "form.txt"))


def test_one_cell_per_line_with_a_blank_line_for_a_blank_cell():
    assert_is_read(read("部门预算项目支出绩效自评表（2023年度）\n" + "\n".join(CELLS) + "\n", "form.txt"))


def test_one_cell_per_line_with_an_empty_line_below_each():
    """A line of blanks is a blank cell, and a label that was broken over two lines is one again."""
    broken = {"调整后预算数": "调整后\n\n预算数", "社会效益指标": "社会效益\n\n指标", "预算执行数": "预算\n\n执行数"}
    cells = [broken.get(cell, cell) or "  " for cell in CELLS]

    assert_is_read(read("部门预算项目支出绩效自评表（2023年度）\n\n" + "\n\n".join(cells) + "\n\n", "form.txt"))


def test_rows_whose_cells_bars_part():
    """Merged cells were moved to the left, blank ones to the end, and a cell with a line break has broken its row."""
    rows = (
        "2023年度灌区清淤项目自评表",
        "项目名称 | 灌区清淤 | ||||||||",
        "主管部门 | 云岭县水务局 | 项目实施单位 | 云岭县灌区管理所 | ||||||",
        "预算执行情况（万元） （20分） | 年度预算 | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分 （20分*执行率） | ||||",
        "年度财政资金总额 | 80 | 60 | 75% | 15 | |||||",
        "年度绩效目标1 （80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 | |||",
        "产出指标 | 数量指标 | 清淤渠道长度 | 12公里 | 11公里 | 36 | ||||",
        "成本指标",
        "| 每公里费用 | 5万元 | 4.8万元 | 40 | ||||||",
        "总分 | 91分 | ||||||||",
    )
    document = read("\n".join(rows) + "\n", "form.txt")

    assert money(document) == [("annual", None, 80, 60, 20, 75, 15)]
    assert indicators(document) == [
        ("数量指标", "清淤渠道长度", "12公里", "11公里", None, 36),
        ("成本指标", "每公里费用", "5万元", "4.8万元", None, 40),
    ]
    assert document.projects[0].evaluation.total_score == 91


def test_form_in_one_line_with_single_blanks_between_its_cells():
    text = (
        "甲 3 2023-05-16 False 附件: 项目支出绩效自评表 (2023年度) 项目名称 灌区清淤 主管部门 云岭县水务局 实施单位 云岭县灌区管理所 "
        "项目资金 (万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 80 80 60 10 75% 7.5 其中:本年财政拨款 80 80 60 "
        "上年结转资金 其他资金 年度总体目标 预期目标 实际完成情况 清淤12公里。 清淤11公里。 绩效指标 一级指标 二级指标 三级指标 年度指标值 "
        "实际完成值 分值 得分 偏差原因分析及改进措施 产出指标(50分) 数量指标 清淤渠道长度 ≥12公里 11 50 45.83 质量指标 清淤合规性 "
        "严格执行规定 达成预期指标 20 20 效益指标(30分) 社会效益指标 供水保障 效果明显 达成预期指标 20 20 总分 100 93.33\n"
    )
    document = read(text, "form.txt")

    assert money(document) == [("annual", 80, 80, 60, 10, 75, Decimal("7.5")), ("fiscal", 80, 80, 60, None, None, None)] + [
        (key, None, None, None, None, None, None) for key in ("carryover", "other")
    ]
    assert indicators(document) == [
        ("数量指标", "清淤渠道长度", "≥12公里", "11", 50, Decimal("45.83")),
        ("质量指标", "清淤合规性", "严格执行规定", "达成预期指标", 20, 20),
        ("社会效益指标", "供水保障", "效果明显", "达成预期指标", 20, 20),
    ]
    assert document.projects[0].evaluation.total_score == Decimal("93.33")


def test_form_whose_cells_have_run_together_is_reported_and_nothing_is_guessed():
    text = "项目支出绩效自评表项目名称灌区清淤主管部门云岭县水务局一级指标二级指标三级指标分值年度指标值全年实际值得分清淤1012公里10"

    document = read(f"{text}\n", "form.txt")

    assert (document.projects, [problem.id for problem in document.problems]) == ([], ["READ-006"])


def test_rows_that_have_slid_to_the_left_keep_their_columns():
    """Neither merged cells nor the blanks below them were kept: a percentage tells how far the rows of the money have slid."""
    lines = (
        "项目支出绩效自评表",
        "项目名称\t灌区清淤",
        "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分",
        "年度资金总额\t\t80\t60\t10\t75%\t7.5",
        "其中：当年财政拨款\t\t80\t60\t—\t\t—",
        "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t原因分析",
        "产出指标\t数量指标\t清淤渠道长度\t≥12公里\t11\t50\t45.83\t汛期停工",
        "可行性\t按图施工\t按图施工\t40\t40\t",
        "总分\t90\t85.83",
    )
    document = read("\n".join(lines) + "\n", "form.txt")

    assert money(document) == [
        ("annual", None, 80, 60, 10, 75, Decimal("7.5")),
        ("fiscal", None, 80, 60, None, None, None),
    ]
    assert [item[1:] for item in indicators(document)] == [
        ("清淤渠道长度", "≥12公里", "11", 50, Decimal("45.83")),
        ("可行性", "按图施工", "按图施工", 40, 40),
    ]


def test_page_with_ragged_rows_states_no_spans():
    """The widths of merged cells were lost on the way to the page."""
    rows = (
        "项目名称|灌区清淤",
        "主管部门|云岭县水务局|实施单位|云岭县灌区管理所",
        "绩效指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
        "一级指标|二级指标|三级指标|指标性质|指标值|度量单位",
        "产出指标|数量指标|清淤渠道长度|≥|12|公里|11|50|45.83|汛期停工",
        "质量指标|清淤合格率|=|100|%|100%|40|40|",
    )
    assert indicators(read(page(*rows))) == [
        ("数量指标", "清淤渠道长度", "≥12公里", "11", 50, Decimal("45.83")),
        ("质量指标", "清淤合格率", "=100%", "100%", 40, 40),
    ]


def test_level_without_an_indicator_is_no_name():
    """One cell per line, and blank cells are lost."""
    cells = (
        *("项目支出绩效自评表", "项目名称", "灌区清淤", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        *("产出指标", "数量指标", "清淤渠道长度", "12公里", "12公里", "50", "50", "效益指标", "经济效益指标", "社会效益指标", "供水保障"),
        *("≥95%", "96%", "40", "40", "总分", "90", "90"),
    )
    assert indicators(read("\n".join(cells) + "\n", "form.txt")) == [
        ("数量指标", "清淤渠道长度", "12公里", "12公里", 50, 50),
        ("社会效益指标", "供水保障", "≥95%", "96%", 40, 40),
    ]
