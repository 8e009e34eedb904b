"""Contents, captions, the list of projects, amounts in two units, cut texts and differences of prints."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.facts import contents, listing, restated
from jixiao.facts.form_texts import arrears_in, cut_tail
from jixiao.facts.reading import FactReading
from jixiao.facts.repairs import difference
from jixiao.model import Caption, ContentsEntry, Document, FileSource, Line, Project, Section, Table
from jixiao.provenance import SourceRef


def at(line: int) -> SourceRef:
    return SourceRef("a.txt", line=line)


def _reading(**fields: object) -> FactReading:
    return FactReading("d", Document(source=FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain"), **fields))


def test_entries_of_the_contents_tell_the_table_that_they_announce() -> None:
    entries = ["第二部分 单位预算表", "3. 2025年支出预算总表（不含上年结转）", "附件：项目支出绩效目标表", "一、主要职责"]
    reading = _reading(contents=[ContentsEntry(text=text, source=at(line)) for line, text in enumerate(entries, start=1)])
    found = [(row["text_key"], row["is_table"], row["kind"]) for _, row in contents.rows(reading)]
    assert found == [
        ("单位预算表", True, "other"),
        ("2025年支出预算总表不含上年结转", True, "T03_expenditure"),
        ("项目支出绩效目标表", True, "T16_targets"),
        ("主要职责", False, None),
    ]


def test_captions_are_of_one_family_whatever_their_number() -> None:
    texts = ["公开表1", "公开表 10", "部门公开表9", "附件2", "预算02表"]
    reading = _reading(captions=[Caption(text=text, source=at(line)) for line, text in enumerate(texts, start=1)])
    found = [(row["family"], row["is_table"]) for _, row in contents.rows(reading)]
    assert found == [("公开表", True), ("公开表", True), ("部门公开表", True), ("附件", False), ("预算表", True)]


def _list(*rows: tuple[str, str, int]) -> Table:
    return Table(
        title="项目支出预算表",
        kind="T12_projects",
        columns=["项目名称", "合计"],
        rows=[[name, printed] for name, printed, _ in rows],
        lines=[Line(name=name, values_yuan={"合计": Decimal(yuan)}, source=at(30 + n)) for n, (name, _, yuan) in enumerate(rows)],
        source=at(29),
        sources={"rows": [at(30 + n) for n in range(len(rows))]},
    )


def _form(line: int, name: str, yuan: int) -> Project:
    return Project(name=name, amounts={"annual": Decimal(yuan)}, steps={"amounts.annual": Decimal(1)}, source=at(line))


def test_rows_of_the_list_find_their_forms() -> None:
    table = _list(
        ("闸站养护", "12.00", 120_000),
        ("闸站养护", "3.00", 30_000),
        ("泵站网格维护费", "35.00", 350_000),
        ("遗属补助", "5.23", 52_300),
        ("水质监测", "8.00", 80_000),
        ("合计", "63.23", 632_300),
        ("青岚市水务局", "63.23", 632_300),
    )
    forms = [
        _form(60, "闸站养护", 30_000),
        _form(90, "闸站养护", 120_000),
        _form(120, "泵站网络维护费", 350_000),
        _form(150, "遗属补助", 52_296),
    ]
    found = [
        (row["name"], row["amount_step"], row["project_id"], row["name_distance"])
        for _, row in listing.rows(_reading(tables=[table], projects=forms))
    ]
    assert found == [
        ("闸站养护", Decimal(100), "d/p2", 0),
        ("闸站养护", Decimal(100), "d/p1", 0),
        ("泵站网格维护费", Decimal(100), "d/p3", 1),
        ("遗属补助", Decimal(100), "d/p4", 0),
        ("水质监测", Decimal(100), None, None),
    ]


def test_another_project_of_the_same_amount_is_not_taken() -> None:
    reading = _reading(tables=[_list(("水质监测", "8.00", 80_000))], projects=[_form(60, "巡河队服装", 80_000)])
    assert [row["project_id"] for _, row in listing.rows(reading)] == [None]


def test_amounts_in_two_units_are_paired_in_forms_and_narrative() -> None:
    project = Project(name="补助", goal="每座补助1.2万元（即12,600元），共20万元（20座）。", source=at(5), sources={"goal": [at(8)]})
    section = Section(heading="一、概况", text="拨款0.35亿元（3500万元），另有3万元（30000元/年）。", source=at(40))
    found = [
        (row.get("project_id"), row["first_yuan"], row["first_step"], row["second_yuan"])
        for _, row in restated.rows(_reading(projects=[project], sections=[section]))
    ]
    assert found == [
        ("d/p1", Decimal(12_000), Decimal(1000), Decimal(12_600)),
        (None, Decimal(35_000_000), Decimal(1_000_000), Decimal(35_000_000)),
    ]


_LONG = "组织全市水闸安全检查，更换老化启闭机和钢丝绳，保障汛期安全运行"


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        pytest.param(f"{_LONG}。", None, id="a full stop"),
        pytest.param(_LONG, None, id="no full stop, but a whole clause"),
        pytest.param(f"{_LONG}。三、", "期安全运行。三、", id="a separator ends it"),
        pytest.param(f"{_LONG}，四", "四", id="the number of a list item"),
        pytest.param(f"{_LONG}等四", "汛期安全运行等四", id="a number behind 等"),
        pytest.param(f"{_LONG}。2023年预算9万元,2022", "2022", id="a year"),
        pytest.param(f"{_LONG}。深化水", "深化水", id="a sentence that has only begun"),
        pytest.param(f"{_LONG}，依据《水闸技术", "依据《水闸技术", id="an open bracket"),
        pytest.param(f"{_LONG}，依据《水闸技术管理规程》", None, id="a closed bracket"),
        pytest.param(f"{_LONG}，达到预期目的", None, id="a word that ends with 的"),
        pytest.param(f"{_LONG}，确保水、电供应", None, id="the last of several things"),
        pytest.param("养护水闸，四", None, id="a short text"),
    ],
)
def test_where_a_text_is_cut_off(text: str, tail: str | None) -> None:
    assert cut_tail(text) == tail


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("用于支付上年度管网维修欠款80万元。", "用于支付上年度管网维修欠款80万元"),
        ("结清应付未付的设备款", "结清应付未付的设备款"),
        ("支付以前年度工程款", "支付以前年度工程款"),
        ("确保不出现拖欠农民工工资", None),
        ("催缴历年水费欠款200万元", None),
        ("总结往年经验，支付维护费", None),
        ("以前年度结转资金按原用途使用", None),
    ],
)
def test_bills_of_earlier_years(text: str, clause: str | None) -> None:
    assert arrears_in(text) == clause


@pytest.mark.parametrize(
    ("printed", "read_as", "found"),
    [
        ("按月发放,足额缴纳", "按月发放，足额缴纳", "none"),
        ("5万元.人、年", "5万元.人.年", "punctuation"),
        ("启闭机", "启闭机数量", "clipped"),
        ("≤30元", "30元", "figures"),
        ("水管12号", "水管19号", "figures"),
        ("每名管护员", "每座泵站", "words"),
        ("", "启闭机数量", None),
    ],
)
def test_how_two_prints_differ(printed: str, read_as: str, found: str | None) -> None:
    assert difference(printed, read_as) == found
