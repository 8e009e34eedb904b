"""Rows of the narrative: sections, claims, comparisons and items of invented documents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.facts.narrative import rows
from jixiao.facts.narrative_items import path_of
from jixiao.facts.reading import readings
from jixiao.facts.sections import topics_of
from jixiao.model import Document, DocumentKind, FileSource, Section, Table
from jixiao.model.table import Line
from jixiao.provenance import SourceRef

FILE = "a.txt"


def at(line: int) -> SourceRef:
    return SourceRef(FILE, line=line)


def section(line: int, heading: str | None, text: str = "", level: int = 2) -> Section:
    return Section(heading=heading, level=level if heading else 0, text=text, source=at(line))


def table(line: int, kind: str, lines: dict[str, str]) -> Table:
    typed = [Line(code=code, name=name, source=at(line + number)) for number, (code, name) in enumerate(lines.items(), start=1)]
    return Table(kind=kind, lines=typed, source=at(line))


def facts(*sections: Section, tables: tuple[Table, ...] = (), final: bool = False) -> dict[str, list[dict[str, object]]]:
    document = Document(
        source=FileSource(file=FILE, sha256="0" * 64, media_type="text/plain"),
        publisher="云川市水务局",
        fiscal_year=2024,
        kind=DocumentKind.FINAL_ACCOUNTS if final else DocumentKind.BUDGET_DISCLOSURE,
        sections=list(sections),
        tables=list(tables),
    )
    found: dict[str, list[dict[str, object]]] = {}
    for reading in readings([document]):
        for name, row in rows(reading):
            found.setdefault(name, []).append(dict(row))
    return found


def test_headings_find_their_topics_and_parents() -> None:
    found = facts(
        section(1, "第一部分 概况", level=1),
        section(2, "一、主要职责", "管理水利工程。"),
        section(3, "第三部分 2024年部门预算情况说明", level=1),
        section(4, "一、收入预算情况说明", "2024年收入预算10万元。"),
        section(5, "二、“三公”经费情况", ""),
        section(6, "（一）公务接待费", "公务接待费1万元。", level=3),
        section(7, "第四部分 名词解释", level=1),
        section(8, "六、上年结转：", "指以前年度的资金。"),
    )["sections"]

    assert [row["topic"] for row in found] == [
        "organisation",
        "duties",
        "overview",
        "income",
        "three_public",
        "three_public",
        "glossary",
        "glossary",
    ]
    assert [row["parent_id"] and str(row["parent_id"])[-2:] for row in found] == [None, "s1", None, "s3", "s3", "s5", None, "s7"]
    assert [row["child_count"] for row in found] == [1, 0, 2, 0, 1, 0, 1, 0]


def test_a_heading_without_number_stands_over_those_with_one() -> None:
    found = facts(section(1, "其他相关情况说明"), section(2, "一、机关运行经费预算", "无。"), section(3, "项目经费情况说明"))["sections"]

    assert [row["child_count"] for row in found] == [1, 0, 0]
    assert [row["is_placeholder"] for row in found] == [False, True, False]


def test_an_empty_heading_with_a_table_behind_it_has_a_table() -> None:
    found = facts(
        section(1, "八、政府采购预算情况"), section(20, "九、专项资金"), section(30, "十、其他"), tables=(table(5, "T14_procurement", {}),)
    )["sections"]

    assert [row["has_table"] for row in found] == [True, False, False]


def test_where_paragraphs_and_tables_are_numbered_apart_it_is_not_known_whether_a_table_follows() -> None:
    word = [Section(heading="八、政府采购", level=2, source=SourceRef("a.docx", paragraph=number)) for number in (1, 9)]

    assert [row["has_table"] for row in facts(*word)["sections"]] == [None, None]


def test_figures_of_duties_targets_and_glossaries_are_no_claims() -> None:
    found = facts(
        section(1, "一、主要职责", "审批100万元以上工程，2024年收入预算5万元。"),
        section(2, "二、部门整体绩效目标", "收入预算5万元。"),
        section(3, "三、名词解释", "收入预算5万元。"),
    )

    assert "claims" not in found


def test_a_figure_told_twice_in_a_section_is_marked() -> None:
    text = "2024年“三公”经费预算3万元，其中公务接待费3万元。\n1.公务接待费3万元，与上年持平。"
    found = facts(section(1, "四、“三公”经费情况", text))["claims"]

    assert [(row["metric"], row["is_repeat"]) for row in found] == [
        ("three_public_total", False),
        ("three_public_reception", False),
        ("three_public_reception", True),
    ]


def test_a_figure_told_again_with_the_word_expenditure_is_the_same_figure() -> None:
    text = "其中：公务接待费支出决算1.50万元，占100%。\n3.公务接待费全年预算为2.00万元，支出决算为1.50万元。"
    found = facts(section(1, "七、“三公”经费支出决算情况说明", text), final=True)["claims"]

    assert [(row["metric"], row["measure"], row["is_repeat"]) for row in found] == [
        ("three_public_reception", "final", False),
        ("three_public_reception", "adjusted", False),
        ("three_public_reception", "final", True),
    ]


def test_claims_keep_the_printed_precision_and_the_words() -> None:
    (claim,) = facts(section(7, "三、机关运行经费", "2024年机关运行经费预算 1,171.0 万元。"))["claims"]

    assert claim["amount_yuan"] == Decimal(11710000)
    assert claim["amount_step"] == Decimal(1000)
    assert claim["subject"] == "2024年机关运行经费预算"
    assert claim["text"] == "2024年机关运行经费预算 1,171.0 万元"
    assert claim["source"] == '{"line":7}'
    assert claim["position"] == 14


def test_items_with_headings_of_their_own_belong_to_the_total_before_them() -> None:
    found = facts(
        section(1, "四、“三公”经费情况", "2024年“三公”经费预算8万元，比上年减少1万元。"),
        section(2, "（一）因公出国（境）费0万元", "与上年持平。", level=3),
        section(3, "（二）公务用车购置及运行费", "预算7万元，比上年减少1万元，主要是车辆减少。", level=3),
    )

    assert [(row["metric"], row["amount_yuan"], row["part_of"] and str(row["part_of"])[-5:]) for row in found["claims"]] == [
        ("three_public_total", Decimal(80000), None),
        ("three_public_abroad", Decimal(0), "s1/c1"),
        ("three_public_vehicle_total", Decimal(70000), "s1/c1"),
    ]
    assert [(row["metric"], row["direction"], row["has_reason"]) for row in found["comparisons"]] == [
        ("three_public_total", "decrease", False),
        ("three_public_abroad", "same", False),
        ("three_public_vehicle_total", "decrease", True),
    ]


def test_the_whole_of_a_share_may_stand_in_another_section() -> None:
    found = facts(
        section(1, "三、支出决算情况说明", "本年支出合计200.00万元，其中：基本支出150.00万元，占75.00%；项目支出50.00万元，占25.00%。"),
        section(2, "五、一般公共预算财政拨款支出决算情况说明", "一般公共预算财政拨款支出180.00万元，占本年支出合计的90.00%。"),
        final=True,
    )["comparisons"]

    assert [(row["base_yuan"], row["rate_pct"]) for row in found] == [
        (Decimal(2000000), Decimal("75.00")),
        (Decimal(2000000), Decimal("25.00")),
        (Decimal(2000000), Decimal("90.00")),
    ]


def test_the_whole_of_one_fund_is_not_sought_among_figures_of_all_funds() -> None:
    found = facts(
        section(1, "三、支出决算情况说明", "本年支出合计200.00万元，其中：项目支出50.00万元，占25.00%。"),
        section(2, "九、预算绩效管理情况", "绩效自评共涉及项目3个，资金40.00万元，占一般公共预算项目支出总额的100%。"),
        final=True,
    )["comparisons"]

    assert [(row["base_yuan"], row["rate_pct"]) for row in found] == [(Decimal(2000000), Decimal("25.00")), (None, Decimal(100))]


CODES = {
    "213": "农林水支出",
    "21303": "水利",
    "2130301": "行政运行",
    "2130306": "水利工程运行与维护",
    "205": "教育支出",
    "2050201": "行政运行",
}


def test_the_path_of_names_finds_the_code_among_equal_names() -> None:
    text = (
        "1.“农林水支出（类）水利（款）行政运行（项）”150.00万元，主要用于人员经费。\n"
        "2.“农林水支出-水利-水利工程运行与维护”科目50.5万元，主要用于渠道养护；其中汛期抢险5万元。\n"
        "3.教育（类）支出10万元。"
    )
    found = facts(section(1, "二、支出预算", text), tables=(table(5, "T03_expenditure", CODES),))["narrative_items"]

    assert [(row["code"], row["level"], row["amount_yuan"], row["purpose"]) for row in found] == [
        ("2130301", 3, Decimal(1500000), "人员经费"),
        ("2130306", 3, Decimal(505000), "渠道养护"),
        ("205", 1, Decimal(100000), None),
    ]
    assert (found[0]["class_name"], found[0]["section_name"], found[0]["name"]) == ("农林水支出", "水利", "行政运行")


def test_a_list_of_classes_and_a_list_of_economic_items() -> None:
    found = facts(
        section(1, "四、财政拨款支出", "支出包括：农林水支出80万元、教育支出20万元。"),
        section(
            2,
            "六、基本支出",
            "基本支出90万元，其中：人员经费70万元，包括：基本工资40万元、津贴补贴30万元；公用经费20万元，包括：办公费20万元。",
        ),
        tables=(table(5, "T03_expenditure", CODES), table(30, "T06_basic_econ", {"30101": "基本工资", "30102": "津贴补贴"})),
    )["narrative_items"]

    assert [(row["scheme"], row["code"], row["name"]) for row in found] == [
        ("function", "213", "农林水支出"),
        ("function", "205", "教育支出"),
        ("economic", "30101", "基本工资"),
        ("economic", "30102", "津贴补贴"),
        ("economic", "30201", "办公费"),  # in the code list, not in the table
    ]


def test_final_accounts_give_an_item_its_budget_and_its_final_figure() -> None:
    text = "1.农林水支出（类）水利（款）行政运行（项）。年初预算为50.00万元，支出决算为52.00万元，完成年初预算的104.00%。"
    (found,) = facts(section(1, "五、具体情况", text), tables=(table(5, "FA05_general", CODES),), final=True)["narrative_items"]

    assert (found["code"], found["initial_yuan"], found["amount_yuan"], found["measure"]) == (
        "2130301",
        Decimal(500000),
        Decimal(520000),
        "final",
    )


@pytest.mark.parametrize(
    ("subject", "parts", "level"),
    [
        ("2024年教育支出（类）进修及培训（款）培训支出（项）2024年预算数为", ("教育支出", "进修及培训", "培训支出"), 3),
        ("政府办公厅（室）及相关机构事务（款）行政运行（项）", ("政府办公厅(室)及相关机构事务", "行政运行"), 3),
        ("“住房保障支出”科目", ("住房保障支出",), None),
    ],
)
def test_names_of_an_item_in_its_subject(subject: str, parts: tuple[str, ...], level: int | None) -> None:
    path = path_of(subject)

    assert path is not None
    assert (path.parts, path.level) == (parts, level)


def test_a_code_that_the_narrative_prints_is_taken_as_printed() -> None:
    path = path_of("行政运行（2010601）")

    assert path is not None
    assert (path.code, path.parts) == ("2010601", ("行政运行",))


def test_topics_do_not_need_the_words_of_one_place() -> None:
    headings = {
        "七、国有资产占有使用情况说明": "assets",
        "（四）预算绩效情况说明": "performance",
        "三、支出决算情况说明": "expenditure",
        "四、财政拨款收入支出决算总体情况说明": "fiscal",
        "六、一般公共预算财政拨款基本支出决算情况说明": "basic",
        "八、政府性基金预算财政拨款收入支出决算情况说明": "fund",
        "十、机关运行经费支出说明": "operating",
        "二、部门预算安排的总体情况": "overview",
        "一、部门机构设置情况": "organisation",
        "十二、政府购买服务情况": "service_purchase",
    }

    assert topics_of([section(number, heading) for number, heading in enumerate(headings, start=1)]) == list(headings.values())
