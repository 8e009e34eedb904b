"""Columns whose header is on no list are told by what stands below them, and never silently (READ-022, READ-018)."""

from decimal import Decimal

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.model import DocumentKind


def read(*rows: str, title: str = "2024年度项目支出绩效自评表"):
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row.split('|'))}</tr>" for row in rows)
    page = f'<html><meta charset="utf-8"><body><p>{title}</p><table border="1">{body}</table></body></html>'
    return recognise(read_bytes(page.encode(), name="form.html"))


def _cell(text: str) -> str:
    text, _, span = text.partition("@")
    return f'<td colspan="{span or 1}">{text}</td>'


def told(document, code: str = "READ-022") -> dict[str, str]:
    return {problem.values["text"]: problem.values.get("label", "") for problem in document.problems if problem.id == code}


TOP = ("项目名称@2|乡村书屋@6", "实施单位@2|云岭县文化馆@6")
BODY = (
    "产出指标|数量指标|开放天数|≥300天|306天|40|40|",
    "产出指标|质量指标|图书完好率|≥95%|90%|20|18.5|梅雨天受潮9册",
    "满意度指标|服务对象满意度指标|读者满意度|≥90%|96%|30|30|",
)


def test_indicators_below_a_header_of_other_words():
    document = read(*TOP, "指标大类|指标细类|考核指标|年初设定值|年终达成值|配分|自评给分|差异说明", *BODY, "合计@5|90|88.5|")
    (project,) = document.projects
    assert [
        (i.level1, i.level2, i.name, i.target.text, i.result.actual.text, i.weight, i.result.score, i.result.reason)
        for i in project.indicators
    ] == [
        ("产出指标", "数量指标", "开放天数", "≥300天", "306天", 40, 40, None),
        ("产出指标", "质量指标", "图书完好率", "≥95%", "90%", 20, Decimal("18.5"), "梅雨天受潮9册"),
        ("满意度指标", "服务对象满意度指标", "读者满意度", "≥90%", "96%", 30, 30, None),
    ]
    assert told(document) == {
        "指标大类": "一级指标",
        "指标细类": "二级指标",
        "考核指标": "三级指标",
        "年初设定值": "年度指标值",
        "年终达成值": "实际完成值",
        "配分": "分值",
        "自评给分": "得分",
        "差异说明": "偏差原因分析",
    }
    assert document.account.problems == 0


def test_place_of_what_was_inferred():
    document = read(*TOP, "一级指标|二级指标|三级指标|年度指标值|实际完成值|配分|得分|原因", *BODY)
    (problem,) = [problem for problem in document.problems if problem.id == "READ-022"]
    assert (problem.source.row, problem.source.cell) == (3, 6)


def test_numbers_below_a_word_that_says_nothing_of_points_are_no_points():
    """A factor that is below the weights in every row is not what was claimed."""
    document = read(*TOP, "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|κ折|备注", *BODY)
    assert (told(document), told(document, "READ-018")) == ({}, {"κ折": ""})


def test_last_year_is_not_this_year():
    document = read(*TOP, "一级指标|二级指标|三级指标|年度指标值|上年达成值|分值|得分|原因", *BODY)
    assert told(document) == {}
    assert [item.result.actual for item in document.projects[0].indicators] == [None, None, None]


def test_points_above_their_weights_are_not_inferred():
    rows = ("产出指标|数量指标|开放天数|≥300天|306天|40|55|", *BODY[1:])
    document = read(*TOP, "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|自评给分值|原因", *rows)
    assert "自评给分值" not in told(document)


def test_header_of_a_monitoring_table_with_the_word_of_a_goal():
    document = read(
        "项目名称|乡村书屋@5",
        "年度绩效目标|全年开放300天。@5",
        "一级指标|二级指标|三级指标|年度目标|截至8月底完成|预计全年完成",
        "产出指标|数量指标|开放天数|≥300天|204天|306天",
        "效益指标|社会效益指标|借阅册次|≥2万册|1.2万册|2万册",
        title="2024年项目绩效监控表（截至8月31日）",
    )
    (project,) = document.projects
    assert (document.kind, project.goal) == (DocumentKind.MONITORING, "全年开放300天。")
    assert [(i.target.text, i.monitoring.actual.text, i.monitoring.forecast.text) for i in project.indicators] == [
        ("≥300天", "204天", "306天"),
        ("≥2万册", "1.2万册", "2万册"),
    ]


def money(project):
    return [(f.key, f.initial_budget, f.adjusted_budget, f.executed_amount, f.rate_pct, f.score) for f in project.funding]


FUNDS = ("财政资金|480000|450000|427500|95%|10|9.5", "自筹资金|20000|20000|20000|100%||")


def test_money_below_a_header_of_other_words():
    header = "资金投入（元）|年初安排|调整后数|实际使用|使用率|分数|自评分"
    document = read(*TOP, header, *FUNDS, "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因", *BODY)
    assert money(document.projects[0]) == [
        ("fiscal", 480000, 450000, 427500, 95, Decimal("9.5")),
        ("self_raised", 20000, 20000, 20000, 100, None),
    ]
    assert told(document)["调整后数"] == "调整后预算数"


def test_money_that_does_not_agree_with_its_rate_is_left_unread_and_reported():
    header = "资金投入（元）|年初安排|调整后数|实际使用|使用率|分数|自评分"
    rows = (FUNDS[0].replace("95%", "60%"), FUNDS[1])
    document = read(*TOP, header, *rows, "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因", *BODY)
    assert not document.projects[0].funding
    assert {"450000", "427500"} <= told(document, "READ-010").keys()


LISTED = (
    "1|校舍维修|860000|860000|860000|100%|99|优",
    "2|实验室|1500000|1450000|1232500|85%|88.5|良",
    "合计@2|2360000|2310000|2092500|90.58%||",
)


def test_money_of_a_list_by_its_sums():
    document = read(
        "序号|自评项目|预算安排|预算调整|实际支付|支付率|自评分|评定等级", *LISTED, title="2024年项目绩效自评一览表</p><p>金额单位：元"
    )
    (found,) = document.summaries
    assert [(row.name, row.initial_budget, row.adjusted_budget, row.executed_amount) for row in found.rows] == [
        ("校舍维修", 860000, 860000, 860000),
        ("实验室", 1500000, 1450000, 1232500),
    ]
    assert told(document) == {"预算调整": "调整后预算数", "实际支付": "全年执行数"}
    assert document.tables[0].columns[3] == "预算调整"  # the table keeps what is printed


def test_unknown_columns_of_a_list_are_reported():
    rows = ("1|校舍维修|860000|-10000|850000|100%|99|甲一", "2|实验室|1500000|-50000|1232500|85%|88.5|乙二")
    document = read(
        "序号|自评项目|预算安排|预算调整|实际支付|支付率|自评分|档案盒", *rows, title="2024年项目绩效自评一览表</p><p>金额单位：元"
    )
    assert told(document) == {}
    assert told(document, "READ-018").keys() == {"预算调整", "实际支付", "档案盒"}


def test_label_with_its_text_below_the_indicators_is_none_of_them():
    document = read(
        *TOP,
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|备注",
        *BODY,
        "未完成原因@2|梅雨天受潮。@6",
        "整改落实@2|已晾晒。@6",
    )
    (project,) = document.projects
    assert [item.name for item in project.indicators] == ["开放天数", "图书完好率", "读者满意度"]
    assert project.narratives["未完成原因"] == "梅雨天受潮。"
    assert told(document, "READ-010").keys() == {"整改落实", "已晾晒。"}


def test_header_of_a_list_whose_rows_are_lost_is_no_project():
    lines = ("2024年度项目支出绩效自评结果汇总表", "项目名称", "预算数", "执行数", "得分", "等次", "校舍维修", "75", "72", "97.4", "优")
    document = recognise(read_bytes("\n".join(lines).encode(), name="list.txt"))
    assert not document.projects
    assert document.problems


LOST = ("项目名称", "乡村书屋", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")


def lines(*cells: str):
    return recognise(read_bytes("\n".join(("2024年度项目支出绩效自评表", *LOST, *cells)).encode(), name="form.txt"))


def test_a_row_of_a_lost_grid_without_a_result_that_others_have():
    whole = ("产出指标", "数量指标", "开放天数", "≥300天", "306天", "40", "40")
    second = ("质量指标", "图书完好率", "≥95%", "90%", "20", "18.5", "梅雨天受潮9册")
    document = lines(*whole, *second, "效益指标", "社会效益指标", "借阅册次", "≥2万册", "30", "30")
    assert told(document, "READ-023") == {"借阅册次": "实际完成值"}
    assert told(lines(*whole, *second), "READ-023") == {}


def test_a_blank_result_in_a_stated_grid_is_blank():
    document = read(*TOP, "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因", *BODY[:2], BODY[2].replace("96%", ""))
    assert told(document, "READ-023") == {}
