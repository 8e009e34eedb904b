"""A pack of an agency's own: what it inherits, the form that it prints, the rules as they hold there."""

from datetime import date
from decimal import Decimal

import pytest
from tests.forms.projects import emptiest
from tests.unit.packs.own_pack import QINGHE, write_pack

from jixiao.layouts.lay_out import Around, declaration, lay_out_form
from jixiao.packs import PackError, Setting, catalogue_for, declaration_for, load_pack, overlaid, pack_ids
from jixiao.packs.labels import printed_labels
from jixiao.pipeline import audit
from jixiao.rules import load_catalogue


@pytest.fixture
def qinghe(tmp_path):
    return load_pack(write_pack(tmp_path))


def test_what_is_not_stated_is_inherited(qinghe):
    assert qinghe.lineage == ("national",)
    assert qinghe.calendar["declare_by"].on(2027) == date(2026, 9, 20)
    assert qinghe.calendar["adjust_by"].on(2027) == date(2027, 11, 30)
    assert qinghe.calendar["disclose_by"].days == 15
    assert qinghe.calendar["declare_by"].basis.words["zh"] == "青财绩〔2026〕1号"


def test_digest_is_of_what_is_stated_and_inherited_not_of_how_it_is_written(qinghe, tmp_path):
    (same, other, above) = (tmp_path / name for name in ("same", "other", "above"))
    for folder in (same, other, above):
        folder.mkdir()
    assert len(qinghe.digest) == 64
    assert load_pack(write_pack(same, "# 一则说明\n" + QINGHE.replace(" = ", "  =  "))).digest == qinghe.digest
    assert load_pack(write_pack(other, QINGHE.replace("09-20", "09-21"))).digest != qinghe.digest
    write_pack(above, QINGHE, name="base")
    first = load_pack(write_pack(above, 'extends = "base.toml"\n', name="own")).digest
    write_pack(above, QINGHE.replace("专项名称", "专项名"), name="base")
    assert load_pack(above / "own.toml").digest != first


def test_a_statement_does_not_keep_parts_of_the_one_it_replaces(tmp_path):
    text = QINGHE.replace('declare_by = { day = "09-20", year = -1,', 'declare_by = { day = "09-20",').replace("disclose_by", "adjust_by")

    with pytest.raises(PackError) as caught:
        load_pack(write_pack(tmp_path, text))
    assert [(fault.key, fault.what) for fault in caught.value.faults] == [("calendar.department_review_by", "pack_fault.deadline_order")]


def test_status_of_an_inherited_source_does_not_go_to_another(tmp_path):
    base = QINGHE.replace('name = "pingluo"\nsource = "notice"', 'name = "pingluo"\nsource = "notice"\nstatus = "unverified"')
    write_pack(tmp_path, base, name="base")
    own = 'extends = "base.toml"\n[form]\nsource = "letter"\n[sources.letter]\nzh = "函"\nen = "a"\nstatus = "verified"\n'

    pack = load_pack(write_pack(tmp_path, own, name="own"))

    assert pack.lineage == ("base", "national")
    assert load_pack(tmp_path / "base.toml").bases["form"].status == "unverified"
    assert pack.bases["form"].status == "verified"


def test_labels_of_the_pack_stand_in_its_form(qinghe):
    form = declaration_for(qinghe)
    printed = {path: label.text for path, label in printed_labels(form).items()}

    assert (printed["name"], printed["indicators.target"], printed["goal"]) == ("专项名称", "目标值", "年度总体目标")
    assert (qinghe.labels["name"], qinghe.labels["output.quantity"]) == ("专项名称", "数量指标（必填）")
    assert printed_labels(declaration("pingluo"))["name"].text == "项目名称"


def test_form_prints_the_levels_of_the_pack_and_its_decimals(qinghe):
    form = declaration_for(qinghe)
    page = lay_out_form(emptiest(form), form, Around(2026)).page
    texts = [cell.text for block in page.blocks for row in getattr(block, "rows", []) for cell in row.cells]

    assert form.levels.always == ("output.quantity", "output.quality", "output.cost", "benefit.social")
    assert "数量指标（必填）" in texts
    assert "时效指标" not in texts
    assert form.money.number(Decimal(1234567)) == "123.46"


def test_form_with_fixed_rows_prints_those_of_the_pack_in_its_order(tmp_path):
    text = QINGHE.replace('level2 = ["benefit.social"]', 'level2 = ["benefit.economic", "benefit.social"]')

    assert declaration_for(load_pack(write_pack(tmp_path, text))).levels.always[3:] == ("benefit.economic", "benefit.social")


def test_form_without_fixed_rows_prints_levels_with_indicators_only():
    assert declaration_for(load_pack("tianjin")).levels.always == ()


def test_two_columns_of_one_field_are_called_alike(tmp_path):
    text = 'extends = "national"\ntitle = { zh = "甲", en = "A" }\n[labels]\n"indicators.level2" = "二级"\n'
    form = declaration_for(load_pack(write_pack(tmp_path, text, name="a")))

    assert form.grids[1].header[0].count("二级") == 2
    assert "二级指标" not in form.grids[1].header[0]


def test_number_of_the_pack_holds_from_its_day(qinghe):
    ours = load_catalogue()
    rules = catalogue_for(qinghe, ours)
    name, low = next(
        (rule.id, parameter) for rule in rules.rules for parameter in rule.parameters.values() if parameter.id == "targets.low_satisfaction"
    )

    assert low.on(date(2025, 12, 31)).value == 80
    assert low.on(date(2026, 1, 1)).value == low.latest.value == 85
    assert all(parameter.latest.value != 85 for parameter in ours.entries[name].rule.parameters.values())


def test_rule_that_is_not_applied_is_named_with_its_reason(qinghe):
    rules = catalogue_for(qinghe, load_catalogue().select(["IND-010", "IND-004"]))

    result = audit([], catalogue=rules)

    assert [rule.id for rule in result.run] == ["IND-004"]
    assert list(result.suspended) == ["IND-010"]
    assert "由人判断" in result.suspended["IND-010"]


def test_severity_of_the_pack_holds_whatever_the_rule_grades(qinghe):
    usual, here = load_catalogue(), catalogue_for(qinghe, load_catalogue())

    assert (usual.entries["VAL-030"].rule.severity, usual.entries["VAL-030"].rule.is_severity_set) == ("warning", False)
    assert (here.entries["VAL-030"].rule.severity, here.entries["VAL-030"].rule.is_severity_set) == ("error", True)
    assert {key for key, entry in here.entries.items() if entry.rule.is_severity_set} == {"VAL-030"}


def test_what_a_ledger_sets_goes_over_the_pack_and_has_a_digest_of_its_own(qinghe):
    since = date(2026, 11, 20)
    settings = [
        Setting("deadline", "declare_by", "2026-10-01", since, "顺延", "何川", 2027),
        Setting("parameter", "targets.low_satisfaction", "75", since, "放宽", "何川"),
        Setting("applied", "IND-010", "on", since, "恢复", "何川"),
        Setting("applied", "FND-002", "off", since, "试点", "何川"),
    ]

    over = overlaid(qinghe, settings)

    assert [over.calendar["declare_by"].on(year) for year in (2027, 2028)] == [date(2026, 10, 1), date(2027, 9, 20)]
    assert [(each.parameter, each.value, each.start) for each in over.rule_settings.parameters] == [("targets.low_satisfaction", 75, None)]
    assert [(each.rule, each.basis.words["zh"]) for each in over.rule_settings.not_applied] == [("FND-002", "何川：试点")]
    assert overlaid(qinghe, []) is qinghe
    assert overlaid(qinghe, settings[::-1]).digest == over.digest
    assert len({qinghe.digest, over.digest, overlaid(qinghe, settings[1:]).digest}) == 3


def test_pack_without_settings_leaves_the_rules_alone():
    ours = load_catalogue()

    assert catalogue_for(load_pack("national"), ours) is ours


def test_error_names_file_key_remedy_and_count(tmp_path):
    file = write_pack(tmp_path, QINGHE.replace('"09-20"', '"09-31"').replace("IND-010", "IND-910"))

    with pytest.raises(PackError) as caught:
        load_pack(file)
    assert caught.value.message("zh").startswith(
        f"{file}，calendar.declare_by.day：“09-31”不是每年都有的月日。请写成 09-30 的样子。共有2处错误"
    )
    assert "calendar.declare_by.day" in str(caught.value)


def test_packs_of_the_own_folder_are_known_by_their_names(tmp_path, monkeypatch):
    write_pack(tmp_path)
    write_pack(tmp_path, 'extends = "qinghe"\ntitle = { zh = "乙", en = "B" }\n', name="b")
    monkeypatch.setenv("JIXIAO_PACKS", str(tmp_path))

    assert pack_ids()[-2:] == ["b", "qinghe"]
    assert pack_ids()[0] == "national"
    assert load_pack("b").lineage == ("qinghe", "national")
    assert load_pack("b").own_labels["name"] == "专项名称"


def test_own_pack_that_changed_is_read_again(tmp_path, monkeypatch):
    write_pack(tmp_path)
    write_pack(tmp_path, 'extends = "qinghe"\ntitle = { zh = "乙", en = "B" }\n', name="b")
    monkeypatch.setenv("JIXIAO_PACKS", str(tmp_path))
    before = load_pack("b")

    write_pack(tmp_path, QINGHE.replace('name = "专项名称"', 'name = "政策名称及其他"'))

    assert before is not load_pack("b")
    assert load_pack("b").own_labels["name"] == "政策名称及其他"
    assert load_pack("b") is load_pack("b")
