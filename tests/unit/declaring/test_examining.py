"""What is wrong with a declaration stands beside its field, and all reasons against handing it in are told at once."""

import threading
from dataclasses import replace

import pytest
from tests.unit.declaring.jurisdictions import jurisdiction

from jixiao.declaring import Draft, Fault, FieldFinding, examine
from jixiao.declaring.examining import NEVER_FILLED, declared_rules, looks_at_declarations
from jixiao.facts.schema import fact_tables
from jixiao.packs import load_pack
from jixiao.rules import load_catalogue
from jixiao.rules.header import Scope

AGENCY, YEAR = "青禾县水务局", 2026
RIGHT = {
    "fields": {
        "name": "城区排水泵站维修费",
        "department": "青禾县水务局",
        "unit": "青禾县排水管理站",
        "attribute": "0101-一年期项目",
        "period": "1年",
        "amounts.total": "110",
        "amounts.fiscal": "110",
        "goal": "维修城区排水泵站3座，更换老旧水泵9台，使泵站完好率达到98%以上，汛期排水及时，保障居民出行。",
    },
    "indicators": [
        {"id": "k1", "level1": "产出指标", "level2": "数量指标", "name": "维修排水泵站数量", "target": "≥3座"},
        {"id": "k2", "level1": "产出指标", "level2": "数量指标", "name": "更换水泵数量", "target": "≥9台"},
        {"id": "k3", "level1": "产出指标", "level2": "质量指标", "name": "泵站完好率", "target": "≥98%"},
        {"id": "k4", "level1": "产出指标", "level2": "时效指标", "name": "维修完成时间", "target": "2026年11月30日前"},
        {"id": "k5", "level1": "产出指标", "level2": "成本指标", "name": "泵站维修总成本", "target": "≤110万元"},
        {"id": "k6", "level1": "效益指标", "level2": "社会效益指标", "name": "城区内涝点减少数量", "target": "≥4处"},
        {"id": "k7", "level1": "效益指标", "level2": "可持续影响指标", "name": "泵站设备使用年限", "target": "≥8年"},
        {"id": "k8", "level1": "满意度指标", "level2": "服务对象满意度指标", "name": "沿线居民满意度", "target": "≥90%"},
    ],
}


def draft(**changes):
    made = Draft.from_plain(RIGHT)
    for path, typed in changes.items():
        made = made.with_field(path.replace("__", "."), typed)
    return made


def examined(made, form="ningxia", pack=None):
    return examine(made, pack or load_pack(form), agency=AGENCY, fiscal_year=YEAR)


def rules(found, path):
    return [each.rule_id for each in found.at(path) if isinstance(each, FieldFinding)]


def faults(found):
    return [(fault.path, fault.key) for fault in found.faults]


def test_sound_declaration_can_be_handed_in():
    found = examined(draft())

    assert found.blocking == ()
    assert found.faults == ()
    assert found.failures == ()
    assert found.errors == 0


def test_all_reasons_are_told_at_once_in_the_order_of_the_form():
    made = draft(name="", amounts__fiscal="11O", goal=" ", indicators__k2__target="", indicators__k3__level1="综合指标")
    made = made.without_indicator("k8")

    found = examined(made)

    assert faults(found) == [
        ("name", "fault.missing"),
        ("amounts.annual", "fault.missing"),
        ("amounts.fiscal", "fault.amount"),
        ("goal", "fault.missing"),
        ("indicators", "fault.level_missing"),
        ("indicators.k2.target", "fault.missing"),
        ("indicators.k3.level1", "fault.level_unknown"),
    ]
    assert [reason for reason in found.blocking if isinstance(reason, Fault)] == list(found.faults)
    for lang in ("zh", "en"):
        for fault in found.faults:
            assert fault.message(lang)
            assert fault.remedy(lang)
            assert "@" not in fault.message(lang)


def test_finding_stands_beside_the_field_that_it_is_about():
    found = examined(draft(indicators__k8__target="≥5%", indicators__k5__target="≤666.91万元"))

    assert "VAL-030" in rules(found, "indicators.k8.target")
    assert "CST-002" in rules(found, "indicators.k5.target")
    (ceiling,) = (each for each in found.at("indicators.k5.target") if each.rule_id == "CST-002")
    assert ceiling.severity == "error"
    assert ceiling.is_blocking
    assert ceiling.message("zh")
    assert ceiling.remedy("en")
    assert ceiling.law("zh")
    assert ceiling in found.blocking
    assert ceiling in found.by_path["indicators.k5.target"]


def test_explained_error_is_no_reason_against_handing_in():
    made = draft(indicators__k5__target="≤666.91万元")
    wrong = [each for each in examined(made).blocking if each.path == "indicators.k5.target"]
    assert wrong

    for each in wrong:
        made = made.with_explanation(each.rule_id, each.path, "分两年支付")
    found = examined(made)

    assert found.blocking == ()
    assert [each.explanation for each in found.at("indicators.k5.target") if each.rule_id == "CST-002"] == ["分两年支付"]
    assert examined(made.with_explanation(wrong[0].rule_id, wrong[0].path, "  ")).blocking != ()


def test_typed_total_that_is_not_the_sum_of_its_parts_is_told():
    found = examined(draft(amounts__annual="120"))

    assert ("amounts.annual", "fault.sum") in faults(found)
    told = next(fault for fault in found.faults if fault.key == "fault.sum")
    assert "120" in told.message("zh")
    assert "110" in told.message("zh")
    assert faults(examined(draft(amounts__annual="1,100,000元"))) == []


def test_what_the_form_says_itself_is_not_missing():
    """In a project of one year, the form of Xinzhou prints money and goal of the year as those of the period."""
    made = Draft.from_plain(RIGHT | {"fields": {**RIGHT["fields"], "attribute": "一次性项目（1年结束）", "amounts.municipal": "1100000"}})
    made = made.with_field("amounts.total", "").with_field("amounts.fiscal", "")

    missing = [path for path, key in faults(examined(made, "xinzhou")) if key == "fault.missing"]

    assert "amounts.total" not in missing
    assert "amounts.annual" not in missing
    assert "goal_of_period" not in missing
    assert "narratives.立项依据" in missing


def test_level_is_mandatory_where_the_jurisdiction_says_so():
    made = draft().without_indicator("k4")

    assert faults(examined(made, pack=jurisdiction("ningxia", mandatory_levels=("output.quantity", "benefit")))) == []
    (told,) = examined(made).faults
    assert (told.path, told.key) == ("indicators", "fault.level_missing")
    assert "时效" in told.message("zh")


def test_rule_for_published_documents_is_shown_and_does_not_hinder():
    """A telephone number belongs on the form; it may not be published."""
    made = Draft.from_plain(RIGHT | {"fields": {**RIGHT["fields"], "contacts.经办人": "孙某二", "contacts.联系电话": "13900001111"}})

    found = examined(made, "national")

    told = [each for each in found.findings if each.rule_id == "PRV-001"]
    assert [(each.path, each.severity, each.is_blocking) for each in told] == [("contacts.联系电话", "error", False)]


def test_finding_about_the_form_as_a_whole_has_no_path():
    found = examined(Draft.from_plain(RIGHT).with_field("contacts.经办人", "孙某二"), "national")

    assert "STR-017" in rules(found, "")


def test_blank_declaration_is_examined():
    for form in ("national", "ningxia", "pingluo", "xinzhou", "shijiazhuang", "tianjin"):
        found = examined(Draft(), form)
        assert found.failures == ()
        assert ("name", "fault.missing") in faults(found)
        assert found.blocking


def test_nothing_of_one_examination_is_left_for_the_next():
    wrong, right = draft(indicators__k8__target="≥5%"), draft()
    before = [(each.rule_id, each.path) for each in examined(right).findings]

    for _ in range(3):
        examined(wrong)
        assert [(each.rule_id, each.path) for each in examined(right).findings] == before


def test_threads_do_not_see_each_others_declarations():
    made = [draft(), draft(indicators__k8__target="≥5%")]
    alone = [[(each.rule_id, each.path) for each in examined(each_draft).findings] for each_draft in made]
    told: dict[int, list] = {}

    def work(number):
        told[number] = [[(each.rule_id, each.path) for each in examined(made[number % 2]).findings] for _ in range(3)]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told == {number: [alone[number % 2]] * 3 for number in range(4)}


def test_rules_about_tables_prose_and_other_documents_are_left_out():
    chosen = set(declared_rules().entries)

    assert {"FND-001", "VAL-030", "IND-001", "TXT-006", "TXT-002"} <= chosen
    assert not {"TAB-001", "NAR-001", "DIS-001", "PRC-001", "XYR-001", "XAG-001", "STR-003", "GOL-002"} & chosen


def test_tables_that_a_declaration_fills_nothing_into_are_tables():
    assert fact_tables().keys() >= NEVER_FILLED


@pytest.mark.parametrize(
    ("scope", "sql", "is_looked_at"),
    [
        ("P", "SELECT document_id, source FROM indicators", True),
        ("P", "SELECT document_id, source FROM budget_tables", True),
        ("N", "SELECT document_id, source FROM number_mentions", True),
        ("N", "SELECT document_id, source FROM number_mentions WHERE section_id IN (SELECT section_id FROM sections)", False),
        ("X", "SELECT document_id, source FROM citations", True),
        ("X", "SELECT document_id, left_source AS source FROM text_pairs", False),
        ("D", "SELECT document_id, source FROM documents", False),
        ("Y", "SELECT document_id, source FROM projects", False),
        ("A", "SELECT document_id, source FROM projects", False),
    ],
)
def test_rule_is_chosen_by_its_scope_and_the_tables_that_it_reads(scope, sql, is_looked_at):
    rule = replace(load_catalogue().entries["VAL-030"].rule, scope=Scope(scope), sql=sql)

    assert looks_at_declarations(rule) == is_looked_at


def test_what_was_examined_is_not_examined_again_until_something_differs():
    pack = load_pack("national")
    first = examine(draft(), pack, agency="青禾县水务局", fiscal_year=2027)

    assert examine(Draft.from_plain(draft().plain()), pack, agency="青禾县水务局", fiscal_year=2027) is first
    for other in (
        examine(draft(goal=""), pack, agency="青禾县水务局", fiscal_year=2027),
        examine(draft(), load_pack("ningxia"), agency="青禾县水务局", fiscal_year=2027),
        examine(draft(), pack, agency="青禾县交通局", fiscal_year=2027),
        examine(draft(), pack, agency="青禾县水务局", fiscal_year=2026),
    ):
        assert other is not first
