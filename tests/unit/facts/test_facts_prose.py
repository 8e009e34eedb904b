"""The prose of budgets and final accounts, in the styles of several places; all agencies and figures are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.facts.prose import Setting, read_prose
from jixiao.facts.statements import Comparison, Item, Statements

BUDGET = Setting(year=2024, publisher="云川市水务局")
FINAL = Setting(year=2023, is_final=True, publisher="云川市水务局")


def setting(topic: str, base: Setting = BUDGET, heading: str | None = None) -> Setting:
    return Setting(topic, heading, base.year, base.is_final, base.publisher)


def name(item: Item | None) -> str:
    if item is None:
        return "?"
    return item.named.metric or item.subject


def figure(item: Item) -> str:
    """Metric, amount with unit, year and measure; what it is a part of."""
    assert item.figure is not None
    parts = f" of {name(item.part_of)}" if item.part_of else ""
    base = " base" if item.is_base else ""
    return f"{name(item)} {item.figure.value}{item.figure.unit} {item.year} {item.measure}{base}{parts}"


def compared(found: Comparison) -> str:
    """Kind, metric and amount; what it is compared with; change, rate and direction."""
    own = found.item.figure.value if found.item is not None and found.item.figure is not None else "-"
    base = found.base_item.figure.value if found.base_item is not None and found.base_item.figure is not None else "-"
    delta = f" {found.delta.value}{found.delta.unit}" if found.delta else ""
    rate = f" {found.rate.value}%" if found.rate else ""
    reason = f" because {found.reason.strip('；。')}" if found.reason and found.reason.strip("；。") else ""
    against = f"{found.base_year} {found.base_measure or '-'} {base}"
    return f"{found.kind} {name(found.item)} {own} | {against} |{delta}{rate} {found.direction or '-'}{reason}"


def figures(stated: Statements) -> list[str]:
    return [figure(item) for item in stated.items]


def comparisons(stated: Statements) -> list[str]:
    return [compared(item) for item in stated.comparisons]


def test_a_district_that_gives_one_reason_for_all_changes() -> None:
    stated = read_prose(
        "2024年，云川市水务局收入预算500.00万元，其中：财政拨款收入500.00万元，比2023年预算增加20.00万元；事业收入0万元；其他收入0万元。\n"
        "支出预算500.00万元，其中：财政拨款支出预算500.00万元，比2023年预算增加20.00万元。财政拨款支出预算中，"
        "一般公共预算拨款支出预算500.00万元，比2023年预算增加20.00万元；政府性基金预算支出0万元，与2023年预算持平。\n"
        "财政拨款收入支出增加的主要原因是新增水质监测项目。",
        setting("overview"),
    )

    assert figures(stated) == [
        "total_income 500.00万元 2024 budget",
        "fiscal_income 500.00万元 2024 budget of total_income",
        "business_income 0万元 2024 budget of total_income",
        "other_income 0万元 2024 budget of total_income",
        "total_expenditure 500.00万元 2024 budget",
        "fiscal_expenditure 500.00万元 2024 budget of total_expenditure",
        "general 500.00万元 2024 budget of fiscal_expenditure",
        "fund 0万元 2024 budget of fiscal_expenditure",
    ]
    assert comparisons(stated) == [
        "change fiscal_income 500.00 | 2023 budget - | 20.00万元 increase because 新增水质监测项目",
        "change fiscal_expenditure 500.00 | 2023 budget - | 20.00万元 increase because 新增水质监测项目",
        "change general 500.00 | 2023 budget - | 20.00万元 increase because 新增水质监测项目",
        "change fund 0 | 2023 budget - | same",
    ]


def test_three_public_in_a_list_of_paragraphs_belongs_to_its_totals() -> None:
    stated = read_prose(
        "2024年“三公”经费预算数为8.50万元，与2023年预算持平。其中：\n"
        "（一）因公出国（境）费0万元，与2023年预算一致0万元，主要原因是未安排出国。\n"
        "（二）公务用车购置及运行费7.50万元。其中：公务用车购置费0万元，与2023年预算持平；公务用车运行费7.50万元，与2023年预算持平。\n"
        "（三）公务接待费1.00万元。与2023年预算持平，主要原因是按标准接待。",
        setting("three_public"),
    )

    assert figures(stated) == [
        "three_public_total 8.50万元 2024 budget",
        "three_public_abroad 0万元 2024 budget of three_public_total",
        "three_public_abroad 0万元 2023 budget base",
        "three_public_vehicle_total 7.50万元 2024 budget of three_public_total",
        "three_public_vehicle_purchase 0万元 2024 budget of three_public_vehicle_total",
        "three_public_vehicle_running 7.50万元 2024 budget of three_public_vehicle_total",
        "three_public_reception 1.00万元 2024 budget of three_public_total",
    ]
    assert comparisons(stated) == [
        "change three_public_total 8.50 | 2023 budget - | same",
        "change three_public_abroad 0 | 2023 budget 0 | same because 未安排出国",
        "change three_public_vehicle_purchase 0 | 2023 budget - | same",
        "change three_public_vehicle_running 7.50 | 2023 budget - | same",
        "change three_public_reception 1.00 | 2023 budget - | same because 按标准接待",
    ]


def test_items_in_one_sentence_keep_their_own_changes_and_a_bracket_its_own_figures() -> None:
    stated = read_prose(
        "2024年“三公”经费预算20.3万元，与上年21.1万元相比减少0.8万元。其中，因公出国（境）费为零，同上年持平；"
        "公务用车购置及运维费18万元（其中：公务用车购置费0万元、公务用车运维费18万元），与上年 18 万元持平；"
        "会议费 1.3 万元，与上年 2 万元相比减少 0.7 万元，主要原因压减会议；培训费 1 万元，与上年 1.1 万元减少 0.1 万元，原因是人员减少。",
        setting("three_public"),
    )

    assert comparisons(stated) == [
        "change three_public_total 20.3 | 2023 - 21.1 | 0.8万元 decrease",
        "change three_public_abroad 0 | 2023 - - | same",
        "change three_public_vehicle_total 18 | 2023 - 18 | same",
        "change meeting 1.3 | 2023 - 2 | 0.7万元 decrease because 压减会议",
        "change training 1 | 2023 - 1.1 | 0.1万元 decrease because 人员减少",
    ]
    assert "three_public_vehicle_running 18万元 2024 budget of three_public_vehicle_total" in figures(stated)


def test_a_unit_that_sets_last_year_beside_this_year() -> None:
    stated = read_prose(
        "2024年度机关运行经费预算93.29万元，2023年机关运行经费预算100.1万元，减少6.81万元，下降6.8%。原因是退休2人。", setting("operating")
    )

    assert figures(stated) == ["agency_operating 93.29万元 2024 budget", "agency_operating 100.1万元 2023 budget base"]
    assert comparisons(stated) == ["change agency_operating 93.29 | 2023 budget 100.1 | 6.81万元 6.8% decrease because 退休2人"]


def test_a_change_behind_two_years_in_the_other_order_is_one_of_the_later_figure() -> None:
    stated = read_prose("2023年会议费决算12万元，2024年会议费预算10万元，同比下降16.67%。", setting("three_public"))

    assert comparisons(stated) == ["change meeting 10 | 2023 final 12 | 16.67% decrease"]


def test_parts_of_a_change_explain_it_and_carry_no_amount() -> None:
    stated = read_prose(
        "2023年预算安排总支出672.21万元，较2022年739.43万元减少67.22万元，主要是人员经费减少30.7万元，原因是调出3人；"
        "正常公用减少6.52万元，原因压缩会议；项目支出减少30万元，原因是河道工程完工。",
        setting("overview"),
    )

    assert comparisons(stated) == [
        "change total_expenditure 672.21 | 2022 - 739.43 | 67.22万元 decrease because 人员经费减少30.7万元，原因是调出3人",
        "change personnel - | 2022 - - | 30.7万元 decrease because 调出3人",
        "change operating - | 2022 - - | 6.52万元 decrease because 压缩会议",
        "change project - | 2022 - - | 30万元 decrease because 河道工程完工",
    ]
    assert [item.within_reason for item in stated.comparisons] == [False, True, True, True]
    assert [item.year for item in stated.items] == [2023, 2022]  # the text is of another year than the document


def test_a_figure_with_a_wrong_unit_is_kept_as_printed() -> None:
    stated = read_prose("2024年预算支出672.21万元。其中，人员经费支出350.86元，正常公用经费49.56万元。", setting("expenditure"))

    assert figures(stated)[1] == "personnel 350.86元 2024 budget of total_expenditure"
    assert stated.items[1].yuan == Decimal("350.86")


def test_shares_are_of_the_total_that_the_sentence_splits() -> None:
    stated = read_prose(
        "2024年度一般公共预算当年拨款97.00万元,具体是：公共安全支出93.00万元,占95.88%；农林水支出1.00万元；住房保障支出3.00万元,占3.09%。",
        setting("general"),
    )

    assert comparisons(stated) == [
        "share 公共安全支出 93.00 | 2024 - 97.00 | 95.88% -",
        "share 住房保障支出 3.00 | 2024 - 97.00 | 3.09% -",
    ]


def test_a_list_of_shares_without_its_total_is_of_the_total_before_it() -> None:
    stated = read_prose(
        "2024年一般公共预算当年拨款200.00万元，比上年执行数减少5.00万元，主要是压减支出。\n农林水支出（类）150.00万元，占75.00%；教育支出（类）50.00万元，占25.00%。",
        setting("general"),
    )

    assert comparisons(stated) == [
        "change general 200.00 | 2023 final - | 5.00万元 decrease because 压减支出",
        "share 农林水支出（类） 150.00 | 2024 - 200.00 | 75.00% -",
        "share 教育支出（类） 50.00 | 2024 - 200.00 | 25.00% -",
    ]


def test_a_change_behind_several_parts_is_of_the_whole_where_its_rate_says_so() -> None:
    told = read_prose("2024年收入预算100万元，其中：上级补助收入90万元，事业收入10万元，比上年增加20万元，增长25%。", setting("income"))
    open_ = read_prose("2024年支出总计100万元，其中：基本支出60万元，项目支出40万元，比上年减少5万元。", setting("expenditure"))

    assert comparisons(told) == ["change total_income 100 | 2023 - - | 20万元 25% increase"]
    assert comparisons(open_) == ["change ? - | 2023 - - | 5万元 decrease"]


def test_nothing_spent_yet_more_than_before_is_visible() -> None:
    stated = read_prose(
        "公务接待费0万元，比上年增加0万元，增长0%。公务用车运行费0万元，较上年增加2万元。因公出国（境）费3万元，与上年相比增加（减少）0万元。",
        setting("three_public"),
    )

    assert comparisons(stated) == [
        "change three_public_reception 0 | 2023 - - | 0万元 0% increase",
        "change three_public_vehicle_running 0 | 2023 - - | 2万元 increase",
        "change three_public_abroad 3 | 2023 - - | 0万元 same",
    ]


def test_final_accounts_of_a_ministry() -> None:
    stated = read_prose(
        "2023年度收入总计1,250.30万元，支出总计1,250.30万元。与2022年度相比，收、支总计各增加150.30万元，增长13.66%。主要原因是新增水质监测项目。",
        setting("overview", FINAL),
    )

    assert figures(stated) == ["total_income 1250.30万元 2023 final", "total_expenditure 1250.30万元 2023 final"]
    assert comparisons(stated) == ["change total_income 1250.30 | 2022 - - | 150.30万元 13.66% increase because 新增水质监测项目"]


def test_final_accounts_name_an_item_and_then_tell_of_it() -> None:
    stated = read_prose(
        "2023年度财政拨款支出年初预算为110.00万元，支出决算为115.00万元，完成年初预算的104.55%。其中：\n"
        "1.农林水支出（类）水利（款）行政运行（项）。年初预算为50.00万元，支出决算为52.00万元，完成年初预算的104.00%，决算数大于预算数的主要原因是追加人员经费。\n"
        "2.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为63.00万元，支出决算为63.00万元，完成年初预算的100.00%，决算数等于预算数。",
        setting("general", FINAL),
    )

    running, fund = "农林水支出（类）水利（款）行政运行（项）", "住房保障支出（类）住房改革支出（款）住房公积金（项）"
    assert figures(stated) == [
        "fiscal_expenditure 110.00万元 2023 budget",
        "fiscal_expenditure 115.00万元 2023 final",
        f"{running} 50.00万元 2023 budget of fiscal_expenditure",
        f"{running} 52.00万元 2023 final of fiscal_expenditure",
        f"{fund} 63.00万元 2023 budget of fiscal_expenditure",
        f"{fund} 63.00万元 2023 final of fiscal_expenditure",
    ]
    assert comparisons(stated) == [
        "completion fiscal_expenditure 115.00 | 2023 initial 110.00 | 104.55% -",
        f"completion {running} 52.00 | 2023 initial 50.00 | 104.00% above because 追加人员经费",
        f"completion {fund} 63.00 | 2023 initial 63.00 | 100.00% equal",
    ]


def test_the_heading_names_what_the_figures_under_it_are_of() -> None:
    heading = "1.教育支出（类）进修及培训（款）培训支出（项）"
    stated = read_prose("年初预算为0万元，支出决算为5万元，决算数大于预算数的主要原因是年中追加。", setting("general", FINAL, heading))

    item = "教育支出（类）进修及培训（款）培训支出（项）"
    assert comparisons(stated) == [f"completion {item} 5 | 2023 initial 0 | above because 年中追加"]


def test_three_public_of_final_accounts_against_the_budget_and_the_year_before() -> None:
    stated = read_prose(
        "2023年度“三公”经费财政拨款支出预算为12.00万元，支出决算为10.50万元，完成预算的87.50%，决算数小于预算数的主要原因是厉行节约。"
        "较上年减少1.50万元，下降12.50%。\n"
        "因公出国（境）费支出决算0万元，占0%；公务用车购置及运行维护费支出决算9.00万元，占85.71%；公务接待费支出决算1.50万元，占14.29%。",
        setting("three_public", FINAL),
    )

    assert comparisons(stated) == [
        "completion three_public_total 10.50 | 2023 budget 12.00 | 87.50% below because 厉行节约",
        "change three_public_total 10.50 | 2022 - - | 1.50万元 12.50% decrease",
        "share three_public_abroad 0 | 2023 - 10.50 | 0% -",
        "share three_public_vehicle_total 9.00 | 2023 - 10.50 | 85.71% -",
        "share three_public_reception 1.50 | 2023 - 10.50 | 14.29% -",
    ]


def test_contracts_with_small_companies_are_shares_of_what_the_sentence_names() -> None:
    stated = read_prose(
        "2023年度政府采购支出总额300.00万元，其中：政府采购货物支出50.00万元、政府采购工程支出100.00万元、政府采购服务支出150.00万元。"
        "授予中小企业合同金额280.00万元，占政府采购支出总额的93.33%，其中：授予小微企业合同金额200.00万元，占授予中小企业合同金额的71.43%；"
        "货物采购授予中小企业合同金额占货物支出金额的100%。",
        setting("procurement", FINAL),
    )

    assert comparisons(stated) == [
        "share procurement_sme 280.00 | 2023 - 300.00 | 93.33% -",
        "share procurement_small 200.00 | 2023 - 280.00 | 71.43% -",
        "share 货物采购授予中小企业合同金额 - | 2023 - 50.00 | 100% -",
    ]


def test_a_stock_on_a_day_is_no_figure_of_the_year_and_a_threshold_is_no_figure() -> None:
    stated = read_prose(
        "截至2023年12月31日，本部门共有车辆4辆，其中，机要通信用车1辆、执法执勤用车3辆；单价100万元（含）以上设备（不含车辆）3台（套）。\n2024年部门预算安排购置车辆2辆。",
        setting("assets"),
    )

    assert figures(stated) == [
        "assets_vehicles 4辆 2023 budget",
        "assets_equipment_count 3台(套) 2023 budget",
        "assets_vehicles_new 2辆 2024 budget",
    ]
    assert [item.is_as_of for item in stated.items] == [True, True, False]


def test_an_amount_of_some_projects_is_not_that_of_all() -> None:
    stated = read_prose(
        "2024年，本部门实行绩效目标管理的项目12个，涉及财政拨款1,000.00万元。其中，重点项目3个，涉及资金500万元。", setting("performance")
    )

    assert figures(stated) == [
        "target_projects_count 12个 2024 budget",
        "target_projects_amount 1000.00万元 2024 budget",
        "涉及资金 500万元 2024 budget",
    ]


def test_income_and_expenditure_of_one_fund_are_not_those_of_the_whole() -> None:
    stated = read_prose(
        "2023年度政府性基金预算财政拨款年初结转和结余1万元，本年收入5万元，本年支出6万元，年末结转和结余0万元。", setting("fund", FINAL)
    )

    assert [item.named.metric for item in stated.items] == [None, None, None, None]


def test_an_item_of_another_unit_or_project_names_no_total() -> None:
    stated = read_prose("信息中心项目支出30万元，公安项目支出20万元，会议费、培训费5万元。", setting("expenditure"))

    assert [item.named.metric for item in stated.items] == [None, None, None]


def test_a_province_that_adds_the_rate_with_the_same_base() -> None:
    stated = read_prose(
        "本部门“三公”经费财政拨款预算支出总额为20万元，比上年减少2万元，同比下降9.1%，主要原因是过紧日子。其中：公务用车购置及运行维护费15万元"
        "（公务用车购置费0万元，比上年持平；公务用车运行维护费15万元，比上年减少1万元，下降6.25%），比上年减少1万元；公务接待费5万元，比上年减少1万元，下降16.7%。",
        setting("three_public"),
    )

    assert comparisons(stated) == [
        "change three_public_total 20 | 2023 - - | 2万元 9.1% decrease because 过紧日子",
        "change three_public_vehicle_total 15 | 2023 - - | 1万元 decrease",
        "change three_public_vehicle_purchase 0 | 2023 - - | same",
        "change three_public_vehicle_running 15 | 2023 - - | 1万元 6.25% decrease",
        "change three_public_reception 5 | 2023 - - | 1万元 16.7% decrease",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与2023年（12万元）相比减少2万元", "change three_public_total 10 | 2023 - 12 | 2万元 decrease"),
        ("比2023年的12万元减少2万元", "change three_public_total 10 | 2023 - 12 | 2万元 decrease"),
        ("比2023年年初预算减少2万元", "change three_public_total 10 | 2023 initial - | 2万元 decrease"),
        ("较上年决算数增加2万元，增幅25%", "change three_public_total 10 | 2023 final - | 2万元 25% increase"),
        ("与上年预算相比无变化", "change three_public_total 10 | 2023 budget - | same"),
        ("与2023年基本持平", "change three_public_total 10 | 2023 - - | about_same"),
        ("同比持平", "change three_public_total 10 | 2023 - - | same"),
        (
            "较上年预算增加1万元（主要是人员增加），增长11%",
            "change three_public_total 10 | 2023 budget - | 1万元 11% increase because 人员增加",
        ),
    ],
)
def test_the_base_of_a_change_as_it_is_worded(text: str, expected: str) -> None:
    assert comparisons(read_prose(f"2024年“三公”经费预算10万元，{text}。", setting("three_public"))) == [expected]


def test_parts_are_compared_with_what_their_total_is_compared_with() -> None:
    stated = read_prose(
        "2024年“三公”经费预算为12万元，比上年预算减少3万元，下降20%。其中：公务接待费2万元，减少1万元，主要原因是压缩接待；"
        "公务用车购置及运行维护费10万元，减少2万元，主要原因是车辆报废；因公出国（境）费0万元，无增减变化。",
        setting("three_public"),
    )

    assert comparisons(stated) == [
        "change three_public_total 12 | 2023 budget - | 3万元 20% decrease",
        "change three_public_reception 2 | 2023 budget - | 1万元 decrease because 压缩接待",
        "change three_public_vehicle_total 10 | 2023 budget - | 2万元 decrease because 车辆报废",
        "change three_public_abroad 0 | 2023 budget - | same",
    ]


def test_one_figure_against_the_budget_and_against_the_year_before() -> None:
    stated = read_prose(
        "“三公”经费支出决算数8万元，比年初预算数10万元减少2万元，下降20%，主要是车辆减少；比上年决算数增加1万元，增长14.29%，主要是恢复出国。",
        setting("three_public", FINAL),
    )

    assert comparisons(stated) == [
        "change three_public_total 8 | 2023 initial 10 | 2万元 20% decrease because 车辆减少",
        "change three_public_total 8 | 2022 final - | 1万元 14.29% increase because 恢复出国",
    ]


def test_names_before_a_colon_and_names_as_a_sentence() -> None:
    stated = read_prose(
        "1.因公出国（境）费用：2024年预算数0万元，与2023年预算数持平。\n"
        "2.公务接待费：2024年预算数1.5万元，比2023年预算数减少0.5万元，下降25%；公务用车购置费：2024年预算数为0万元。\n"
        "3.公务用车运行维护费。2024年预算数10万元，2023年预算数为12万元，同比下降16.67%。",
        setting("three_public"),
    )

    assert figures(stated) == [
        "three_public_abroad 0万元 2024 budget",
        "three_public_reception 1.5万元 2024 budget",
        "three_public_vehicle_purchase 0万元 2024 budget",
        "three_public_vehicle_running 10万元 2024 budget",
        "three_public_vehicle_running 12万元 2023 budget base",
    ]
    assert comparisons(stated)[-1] == "change three_public_vehicle_running 10 | 2023 budget 12 | 16.67% decrease"


def test_a_list_of_reasons_is_one_reason() -> None:
    stated = read_prose(
        "2024年支出预算500万元，比上年增加80万元，增长19.05%。增加的主要原因：一是人员增加，人员经费增加30万元；二是新增项目，项目支出增加50万元。",
        setting("expenditure"),
    )

    assert comparisons(stated) == [
        "change total_expenditure 500 | 2023 - - | 80万元 19.05% increase because 一是人员增加，人员经费增加30万元；"
        "二是新增项目，项目支出增加50万元",
        "change personnel - | 2023 - - | 30万元 increase",
        "change project - | 2023 - - | 50万元 increase",
    ]
    assert [item.within_reason for item in stated.comparisons] == [False, True, True]


def test_a_reason_is_that_of_the_change_and_not_of_what_stayed_the_same() -> None:
    stated = read_prose(
        "公务用车运行维护费8万元，与2023年预算数持平，公务接待费0.5万元，比2023年预算数减少1万元，原因是压缩接待。", setting("three_public")
    )

    assert comparisons(stated) == [
        "change three_public_vehicle_running 8 | 2023 budget - | same",
        "change three_public_reception 0.5 | 2023 budget - | 1万元 decrease because 压缩接待",
    ]


def test_a_section_of_thousands_of_figures_is_read_in_time() -> None:
    text = "2024年收入预算100.00万元，其中：财政拨款90.00万元，比上年增加20.00万元，增长25%，主要原因是人员增加；" * 2000

    assert len(read_prose(text, setting("general")).items) == 4000


_AMOUNTS = st.decimals(min_value=0, max_value=99999, places=2)
_NAMES = {"因公出国（境）费": "three_public_abroad", "公务接待费": "three_public_reception", "会议费": "meeting", "培训费": "training"}


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(_NAMES)), _AMOUNTS, _AMOUNTS, st.booleans()), min_size=1, max_size=4, unique_by=lambda row: row[0]
    )
)
def test_each_item_keeps_its_change_whatever_the_figures(rows: list[tuple[str, Decimal, Decimal, bool]]) -> None:
    parts = [f"{item}{amount:,}万元，比上年{'增加' if up else '减少'}{delta}万元，原因是业务变化" for item, amount, delta, up in rows]

    stated = read_prose("2024年“三公”经费预算0万元。其中：" + "；".join(parts) + "。", setting("three_public"))

    assert [
        (name(found.item), found.item.yuan, found.delta.yuan, found.direction) for found in stated.comparisons if found.item and found.delta
    ] == [(_NAMES[item], amount * 10_000, delta * 10_000, "increase" if up else "decrease") for item, amount, delta, up in rows]
    assert all(found.reason and found.base_year == 2023 for found in stated.comparisons)


@given(st.text(alphabet="20243年，。；：（）其中比上增加减少占%万元预算决数的原因是0.、\n1一", max_size=120))
def test_any_text_is_read_without_failing(text: str) -> None:
    stated = read_prose(text, setting("general"))

    assert all(0 <= item.position < len(text) for item in stated.items)


def test_an_item_before_a_colon_owns_the_outcome_behind_it() -> None:
    stated = read_prose(
        "2024年一般公共预算支出决算数为90.00万元，完成预算100%。其中：\n"
        "1.农林水支出（类）农业农村（款）事业运行（项）：支出决算为60.00万元，完成预算100%，决算数与预算数持平。\n"
        "2.住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为30.00万元，完成预算100%，决算数与预算数持平。",
        Setting("general", year=2024, is_final=True),
    )

    assert [(item.named.metric, item.subject[:5]) for item in stated.items] == [
        ("general", "2024年"),
        (None, "农林水支出"),
        (None, "住房保障支"),
    ]


def test_a_share_of_the_sum_of_income_is_not_one_of_the_total_with_what_is_carried_over() -> None:
    stated = read_prose(
        "2024年度收入总计104.00万元，支出总计104.00万元。\n本年收入合计100.00万元；财政拨款收入80.00万元，占收入合计80.00%。",
        Setting("overview", year=2024, is_final=True),
    )
    share = next(item for item in stated.comparisons if item.kind == "share")

    assert share.base_item is not None
    assert (share.base_item.named.metric, share.base_item.yuan) == ("current_income", 1_000_000)
