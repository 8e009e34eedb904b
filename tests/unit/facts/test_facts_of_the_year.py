"""What the papers of a year say is done: decisions, warnings, who made a self-evaluation, and which paper is held against which."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.documents import open_document
from jixiao.facts import facts_of
from jixiao.facts.across.documents import is_settled, pairs_of
from jixiao.facts.measures import action_of, warning_of
from jixiao.facts.self_evaluating import statements_in
from jixiao.layouts.recognise import recognise
from jixiao.monitoring.from_reading import watch_documents

FOLDER = Path(__file__).parents[1] / "layouts" / "monitoring"


def document(name):
    return recognise(open_document(FOLDER / f"{name}.html"))


@pytest.mark.parametrize(
    ("text", "action", "is_proposed"),
    [
        ("暂停项目实施并核减预算", "suspend", False),
        ("自8月起停止拨款", "stop_payment", False),
        ("该项目已终止", "suspend", False),
        ("停止项目资金使用", "suspend", False),
        ("建议暂缓支付剩余资金，待验收后再付", "stop_payment", True),
        ("建议暂缓支付", "stop_payment", True),
        ("九月恢复项目实施", "resume", False),
        ("因汛期暂停施工，加快进度", None, False),
        ("停止使用旧设备", None, False),
        ("避免项目停止实施", None, False),
        ("若仍无进展，停止拨款", None, False),
        ("加强调度，增加一个班组", None, False),
    ],
)
def test_decision_of_a_text(text, action, is_proposed):
    assert action_of(text) == (action, is_proposed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("红灯，进度滞后", "红灯"),
        ("黄色预警", "黄色预警"),
        ("列入预警名单", "列入预警"),
        ("未触发预警提示", None),
        ("解除红灯", None),
        ("山洪预警平台建设进度正常", None),
    ],
)
def test_words_that_warn(text, words):
    assert warning_of(text) == words


@pytest.mark.parametrize(
    ("text", "kind", "evaluator", "is_planned"),
    [
        ("对6个项目开展了绩效自评，并将自评结果公开。", "done", None, False),
        ("委托云川立信会计师事务所开展项目绩效自评，并将结果上报。", "outsourced", "云川立信会计师事务所", False),
        ("自评工作由第三方机构实施。", "outsourced", "第三方机构", False),
        ("拟委托第三方机构开展绩效自评。", "outsourced", "第三方机构", True),
        ("在单位自评基础上，委托第三方机构开展重点评价。", "done", None, False),
        ("自评由第三方机构开展复核评价。", "done", None, False),
        ("不得委托第三方机构开展绩效自评。", "done", None, False),
        ("2023年度未开展项目绩效自评。", "not_done", None, False),
        ("项目自评没有组织开展。", "not_done", None, False),
        ("未完成的3个项目自评得分在80分以下。", "done", None, False),
        ("下一步将组织绩效自评。", "done", None, True),
        ("未来加强绩效自评管理。", "named", None, False),
    ],
)
def test_what_a_sentence_says_of_self_evaluation(text, kind, evaluator, is_planned):
    (row,) = statements_in(text)

    assert (row["kind"], row["evaluator"], row["is_planned"]) == (kind, evaluator, is_planned)


def test_attainment_of_the_facts_is_that_of_monitoring():
    documents = [document(name) for name in ("july", "local", "national")]
    rows = facts_of(documents).tables["monitoring_rounds"]
    watched = {item.reported.name: item.found for item in watch_documents(documents)}

    # july: (600 ÷ 2000 + 94 ÷ 95) ÷ 2 less 150 ÷ 200; national: the example of the handbook
    assert [(row["attainment_pct"], row["dual_gap_pct"], row["measured_count"]) for row in rows] == [
        (Decimal("64.473684"), Decimal("-10.526316"), 2),
        (Decimal("74.646199"), Decimal("-11.853801"), 3),
        (Decimal("82.542579"), Decimal("38.542645"), 3),
    ]
    assert [round(row["attainment_pct"], 2) for row in rows] == [
        watched[name].attainment.percent for name in ("行道树补植", "河道保洁", "城区道路标线施划")
    ]
    assert [round(row["dual_gap_pct"], 2) for row in rows] == [
        watched[name].gap.percent for name in ("行道树补植", "河道保洁", "城区道路标线施划")
    ]


def test_texts_of_a_monitoring_table():
    tables = facts_of([document("july")]).tables
    (row,) = tables["monitoring_measures"]

    assert (row["label"], row["is_answer"], row["action"], row["warning_words"]) == ("审核意见", False, "stop_payment", "红灯")
    assert [one["asks_measures"] for one in tables["monitoring_rounds"]] == [True]
    assert [one["asks_measures"] for one in facts_of([document("local")]).tables["monitoring_rounds"]] == [False]


def paper(name, kind, **more):
    row = {"document_id": name, "sha256": name, "file": f"{name}.html", "agency_key": "水务局", "fiscal_year": 2024, "kind": kind}
    return row | {"is_final_accounts": kind == "final_accounts", "project_count": 1} | more


def paired(*documents):
    projects = {row["document_id"]: [{"name_key": "农村供水", "scope": "project"}] for row in documents}
    return [(pair.later["document_id"], pair.earlier["document_id"]) for pair in pairs_of(documents, projects) if pair.relation == "stage"]


def test_each_stage_before_is_held_against_a_paper():
    papers = (paper("t", "target_forms"), paper("m", "monitoring"), paper("e", "self_evaluation"), paper("a", "final_accounts"))

    assert paired(*papers) == [("m", "t"), ("e", "t"), ("e", "m"), ("a", "t"), ("a", "m"), ("a", "e")]


def test_what_was_approved_goes_before_what_was_asked_for():
    assert paired(paper("budget", "budget_disclosure"), paper("targets", "target_forms"), paper("e", "self_evaluation")) == [
        ("e", "budget")
    ]
    assert paired(paper("a", "target_forms"), paper("b", "target_forms"), paper("e", "self_evaluation")) == [("e", "b")]
    assert is_settled(paper("t", "target_forms", approved_on=date(2024, 1, 20)))
    assert is_settled(paper("t", "target_forms", published_on=date(2024, 1, 20)))
    assert not is_settled(paper("t", "target_forms"))
