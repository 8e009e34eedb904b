"""Projects that are described in prose: which headings make one, what gives it a name, a goal and a budget."""

from decimal import Decimal

import pytest

from jixiao.documents.grid import Cell, Grid, OpenedDocument, Paragraph, Row
from jixiao.layouts.recognise import recognise
from jixiao.layouts.stated import budget_of, find_statements, named_amounts
from jixiao.layouts.titles import is_pointer, is_title, title_name
from jixiao.provenance import SourceRef

SEVEN = ("项目概述", "立项依据", "实施主体", "实施方案", "实施周期", "年度预算安排", "绩效目标")
TEXTS = {
    "项目概述": "开展古籍修复。",
    "立项依据": "《古籍保护条例》。",
    "实施主体": "典藏部。",
    "实施方案": "分两批修复。",
    "实施周期": "2025年。",
    "年度预算安排": "安排预算45.60万元。",
    "绩效目标": "修复古籍300册。",
}


def read(*lines):
    """A reading of paragraphs; a list of lists is a grid."""
    blocks = []
    for number, line in enumerate(lines, start=1):
        if isinstance(line, list):
            rows = [
                [Cell(t, col, SourceRef("d.txt", number * 100 + at, col + 1)) for col, t in enumerate(row)] for at, row in enumerate(line)
            ]
            blocks.append(Grid([Row(cells) for cells in rows]))
        else:
            blocks.append(Paragraph(line, SourceRef("d.txt", number)))
    return recognise(OpenedDocument("d.txt", "", "text/plain", blocks))


def description(number="{han}、", *, beside="", **changed):
    """The seven headings with their texts, below or beside them."""
    texts = TEXTS | changed
    lines = []
    for at, label in enumerate(SEVEN):
        heading = number.format(han="一二三四五六七"[at], digit=at + 1, circled="①②③④⑤⑥⑦"[at]) + label
        lines += [f"{heading}{beside}{texts[label]}"] if beside else [heading, texts[label]]
    return lines


@pytest.mark.parametrize("number", ["{han}、", "（{han}）", "{digit}.", "{digit}、", "（{digit}）", "{circled}", "{han} ", "第{han}、", ""])
@pytest.mark.parametrize("beside", ["", "：", ": "])
def test_headings_of_any_style_describe_a_project(number, beside):
    document = read("古籍修复项目经费情况说明", *description(number, beside=beside))

    (project,) = document.projects
    assert project.name == "古籍修复"
    assert project.narratives == TEXTS
    assert project.goal == "修复古籍300册。"
    assert project.amounts == {"annual": Decimal("456000")}
    assert project.indicators == []
    assert document.problems == []


def test_every_line_counts_once_and_its_place_is_kept():
    document = read("古籍修复项目经费情况说明", *description())

    account = document.account
    assert (account.cells, account.typed, account.prose, account.ignored_as) == (15, 8, 0, {"label": 7})
    assert [ref.line for ref in document.projects[0].sources["narratives.立项依据"]] == [5]
    assert [ref.line for ref in document.projects[0].sources["amounts.annual"]] == [13]
    assert document.projects[0].source.line == 1


def test_the_text_stays_in_the_sections_with_its_figures():
    document = read("古籍修复项目经费情况说明", *description())

    assert [section.heading for section in document.sections][:2] == ["古籍修复项目经费情况说明", "一、项目概述"]
    assert [claim.value_yuan for section in document.sections for claim in section.claims] == [Decimal("456000")]


def test_headings_may_stand_in_any_order_and_be_called_otherwise():
    document = read(
        "（一）绩效目标", "读者满意。", "（二）资金安排", "20万元。", "（三）项目概况", "购书。", "（四）政策依据", "《图书馆法》。"
    )

    (project,) = document.projects
    assert project.name is None
    assert list(project.narratives) == ["绩效目标", "资金安排", "项目概况", "政策依据"]
    assert project.amounts == {"annual": Decimal("200000")}


def test_lines_wrapped_over_a_page_break_are_one_text():
    long = "本项目面向全市中小学开展古籍进校园活动，全年举办讲座和展览三十六场，制作古籍修复体验包并组织志愿者培"
    document = read("一、项目概述", long, "7", "训，覆盖学生两万人。", "二、立项依据", "规划。", "三、实施方案", "分批。")

    assert document.projects[0].narratives["项目概述"] == long + "训，覆盖学生两万人。"
    assert document.account.ignored_as == {"label": 3, "page_number": 1}


def test_an_unknown_heading_between_known_ones_is_a_narrative_too():
    document = read(
        "一、项目概述", "修复。", "二、立项依据", "规划。", "三、保障措施", "专人负责。", "四、实施周期", "一年。", "五、其他", "无。"
    )

    assert list(document.projects[0].narratives) == ["项目概述", "立项依据", "保障措施", "实施周期"]
    assert document.sections[-1].heading == "五、其他"


def test_a_numbered_list_inside_a_text_is_text():
    document = read("1.项目概述", "修复。", "2.立项依据", "1.条例。", "2.规划。", "3.实施周期", "一年。")

    assert document.projects[0].narratives == {"项目概述": "修复。", "立项依据": "1.条例。\n2.规划。", "实施周期": "一年。"}


def test_two_titles_make_two_projects():
    document = read("河道保洁项目经费情况说明", *description(), "闸站维护项目经费情况说明", *description(年度预算安排="3万元。"))

    assert [(project.name, project.amounts["annual"]) for project in document.projects] == [("河道保洁", 456000), ("闸站维护", 30000)]
    assert document.projects[0].narratives["绩效目标"] == "修复古籍300册。"


def test_headings_that_begin_again_are_another_project():
    document = read(*description(), *description(项目概述="修建书库。"))

    assert [project.narratives["项目概述"] for project in document.projects] == ["开展古籍修复。", "修建书库。"]


def test_heading_with_the_name_of_the_project():
    document = read("一、项目名称：智慧停车", "二、项目概述：建设平台。", "三、立项依据：纪要。", "四、实施方案：招标。")

    assert [(project.name, list(project.narratives)) for project in document.projects] == [
        ("智慧停车", ["项目概述", "立项依据", "实施方案"])
    ]


def test_several_named_amounts_make_a_project_each():
    document = read("项目经费情况说明", *description(年度预算安排="运维费166.66万元，评审费418.80万元，业务费10万元。"))

    assert [(p.name, p.amounts["annual"]) for p in document.projects] == [("运维费", 1666600), ("评审费", 4188000), ("业务费", 100000)]
    assert [p.narratives["实施方案"] for p in document.projects] == ["分两批修复。"] * 3
    assert document.account.ignored_as == {"label": 7, "title": 1}


def test_no_amount_is_no_key_and_never_zero():
    document = read("古籍修复项目经费情况说明", *description(年度预算安排="按合同约定支付。"))

    assert document.projects[0].amounts == {}
    assert document.problems == []


def test_a_damaged_amount_is_a_problem_and_no_figure():
    document = read("古籍修复项目经费情况说明", *description(年度预算安排="安排12O6.5万元。"))

    assert document.projects[0].amounts == {"annual": None}
    assert [(problem.id, problem.source.line, problem.values["text"]) for problem in document.problems] == [("READ-014", 13, "12O6.5万元")]


def test_an_amount_without_unit_is_a_problem():
    document = read("古籍修复项目经费情况说明", *description(年度预算安排="45.6"))

    assert document.projects[0].amounts == {}
    assert [problem.id for problem in document.problems] == ["READ-015"]


def test_the_heading_may_state_the_unit():
    document = read("一、项目概述：修复。", "二、立项依据：规划。", "三、实施方案：分批。", "四、年度预算安排（万元）：126.5")

    assert document.projects[0].amounts == {"annual": Decimal("1265000")}


def test_several_amounts_of_one_project_without_a_total_are_left_open():
    document = read("古籍修复项目经费情况说明", *description(年度预算安排="材料费3万元，咨询费5万元。"))

    assert [project.name for project in document.projects] == ["古籍修复"]
    assert document.projects[0].amounts == {}
    assert [(problem.id, problem.source.line) for problem in document.problems] == [("READ-060", 13)]


def test_goal_that_only_points_to_a_form_is_none_and_its_text_is_kept():
    document = read("古籍修复项目经费情况说明", *description(绩效目标="详见本处另附的绩效目标表"))

    assert document.projects[0].goal is None
    assert document.projects[0].narratives["绩效目标"] == "详见本处另附的绩效目标表"
    assert document.account.problems == 0


FORM = [
    ["项目名称", "古籍修复", "主管部门", "青溪市图书馆"],
    ["项目资金（万元）", "年度资金总额", "45.6"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "修复古籍", "≥300册"],
]


def test_a_form_of_the_same_name_takes_the_narratives():
    document = read("项目支出绩效目标表", FORM, "古籍修复项目经费情况说明", *description())

    (project,) = document.projects
    assert (project.department, len(project.indicators), project.narratives) == ("青溪市图书馆", 1, TEXTS)
    assert project.goal == "修复古籍300册。"
    assert document.account.problems == 0


def test_a_form_with_another_amount_stays_another_project():
    document = read("项目支出绩效目标表", FORM, "古籍修复项目经费情况说明", *description(年度预算安排="50万元。"))

    assert [(project.name, project.amounts["annual"]) for project in document.projects] == [("古籍修复", 456000), ("古籍修复", 500000)]


def test_a_grid_with_the_same_labels_is_a_form():
    document = read("项目支出绩效目标表", [FORM[0], *([label, text] for label, text in TEXTS.items()), *FORM[2:]])

    (project,) = document.projects
    assert project.name == "古籍修复"
    assert len(project.indicators) == 1


def test_a_table_in_the_text_does_not_end_the_description():
    table = [["用途", "金额（万元）"], ["印刷", "3"], ["咨询", "5"]]
    document = read(
        "一、项目概述", "修复。", "二、立项依据", "规划。", "三、年度预算安排", "如下表。", table, "四、绩效目标", "修复300册。"
    )

    assert document.projects[0].goal == "修复300册。"
    assert document.tables[0].rows == [["印刷", "3"], ["咨询", "5"]]


def test_the_caption_of_a_table_behind_a_description_is_its_caption():
    table = [["收入", "金额"], ["财政拨款", "100"], ["合计", "100"]]
    document = read("古籍修复项目经费情况说明", *description(), "部门收入总表", "单位：万元", table)

    assert document.tables[0].title == "部门收入总表"
    assert document.projects[0].goal == "修复古籍300册。"


@pytest.mark.parametrize(
    "lines",
    [
        ["一、项目概述", "二、立项依据", "三、实施方案", "四、绩效目标"],
        ["一、主要职责", "编制规划。", "二、绩效目标", "读者满意。", "三、名词解释", "无。"],
        ["项目概述", "修复。", "立项依据", "规划。", "绩效目标", "300册。"],
    ],
    ids=["headings without text", "one known heading", "three headings without numbers"],
)
def test_what_is_no_description_stays_prose(lines):
    document = read(*lines)

    assert document.projects == []
    assert document.account.prose == len(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年预算安排35.6万元，其中：财政拨款30万元，自有资金5.6万元。", (Decimal(356000), None)),
        ("项目总投资300万元，2025年安排预算100万元。", (Decimal(1000000), Decimal(3000000))),
        ("较2024年预算30万元增加5万元，2025年预算35万元", (Decimal(350000), None)),
        ("按每人每天50元标准，安排培训费 20,000 元", (Decimal(20000), None)),
        ("４００万元以上项目的评审费共计２０．５万元", (Decimal(205000), None)),
        ("年初预算80万元，已支付30万元。", (Decimal(800000), None)),
        ("0.35亿元", (Decimal(35000000), None)),
        ("根据合同按时拨付。", (None, None)),
    ],
)
def test_budget_that_a_text_states(text, expected):
    annual, total, is_open = budget_of(find_statements(text), "某项目")

    assert (annual.yuan if annual else None, total.yuan if total else None) == expected
    assert not is_open


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河道保洁费预算为12.5万元；闸站维护费3万元（其中设备2万元）", {"河道保洁费": 125000, "闸站维护费": 30000}),
        ("2025年度预算595万元，其中：\n1.运维费166万元\n2.评审费429万元", {"运维费": 1660000, "评审费": 4290000}),
        ("印刷费（含装订、运输）3万元，咨询费（5万元）", {"印刷费": 30000, "咨询费": 50000}),
        ("（1）运维费：10万元；（2）评审费：约20万元", {"运维费": 100000, "评审费": 200000}),
        ("评审费152.75万元（其中内控评审90万元），教育经费7万元", {"评审费": 1527500, "教育经费": 70000}),
        ("国库集中支付系统运维费86.40万元", {"国库集中支付系统运维费": 864000}),
    ],
)
def test_amounts_with_a_name_of_their_own(text, expected):
    assert {item.name: item.yuan for item in named_amounts(find_statements(text))} == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("关于河道保洁项目经费情况的说明", "河道保洁"),
        ("2025年“古籍修复”项目资金使用情况说明", "古籍修复"),
        ("青溪市图书馆2025年度古籍修复项目经费情况说明", "古籍修复"),
        ("古籍修复项目情况说明", "古籍修复项目"),
        ("青溪市图书馆2025年度项目经费情况说明", None),
        ("七、项目经费情况说明", None),
        ("部门重点项目支出情况说明", None),
    ],
)
def test_name_that_a_title_gives(text, name):
    assert is_title(text)
    assert title_name(text) == name


@pytest.mark.parametrize(
    "text", ["详见附表。", "见附件2《项目绩效目标表》", "具体绩效目标详见本处另附的绩效目标表", "（详见附件）", "附后"]
)
def test_pointer_to_a_form(text):
    assert is_pointer(text)


@pytest.mark.parametrize("text", ["培训20场，详见附件", "预见性维护设备100台，建立台账表", "群众意见办结率达到100%"])
def test_prose_is_no_pointer(text):
    assert not is_pointer(text)


def test_long_lines_are_read_in_no_time():
    document = read(
        "一、项目概述",
        "二、" * 20_000,
        "二、立项依据",
        "1," * 20_000 + "元",
        "三、年度预算安排",
        "预算" * 20_000 + "元5万元",
        "四、绩效目标",
        "见" * 20_000,
    )

    assert len(document.projects) == 1


def test_the_title_of_the_next_section_is_not_its_text():
    document = read(
        "1.项目概述", "修复。", "2.立项依据", "规划。", "3.绩效目标", "修复300册。", "名词解释", "一、财政拨款收入：指本级财政拨付的资金。"
    )

    assert document.projects[0].goal == "修复300册。"
    assert document.account.prose == 2
