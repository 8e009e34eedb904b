"""Every kind of fault that a pack can have is found, where it is and as what it is."""

import tomllib
from pathlib import Path

import pytest
from tests.unit.packs.own_pack import QINGHE, write_pack

from jixiao.messages import catalogue
from jixiao.packs import PackError, check_pack, load_pack

CASES = tomllib.loads(Path(__file__).with_name("faults.toml").read_text(encoding="utf-8"))["fault"]


def changed(old: str, new: str) -> str:
    assert QINGHE.count(old) >= 1, old
    return QINGHE.replace(old, new, 1)


def kinds(file) -> list[tuple[str, str]]:
    return [(fault.key, fault.what.partition(".")[2]) for fault in check_pack(file)]


def test_the_pack_that_is_changed_has_no_fault(tmp_path):
    assert check_pack(write_pack(tmp_path)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_fault_is_found_at_its_key(case, tmp_path):
    file = write_pack(tmp_path, changed(case["old"], case["new"]))

    assert kinds(file) == [tuple(found) for found in case["found"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_faulty_pack_is_not_loaded_where_it_could_do_harm(case, tmp_path):
    """What is read back is looked at by the check only: a label does not keep anybody from working."""
    file = write_pack(tmp_path, changed(case["old"], case["new"]))
    faults = check_pack(file)

    if all(fault.what == "pack_fault.read_back" for fault in faults):
        assert load_pack(file).id == "qinghe"
    else:
        with pytest.raises(PackError) as caught:
            load_pack(file)
        assert caught.value.faults == tuple(faults)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_fault_says_what_and_what_to_do(case, lang, tmp_path):
    for fault in check_pack(write_pack(tmp_path, changed(case["old"], case["new"]))):
        assert fault.file.endswith("qinghe.toml")
        assert fault.message(lang)
        assert fault.remedy(lang)


def test_all_faults_are_told_at_once(tmp_path):
    text = (
        QINGHE.replace('"09-20"', '"09-31"')
        .replace('unit = "万元"', 'unit = "元"')
        .replace("IND-010", "IND-910")
        .replace("endless", "no_end")
    )

    assert kinds(write_pack(tmp_path, text)) == [
        ("period.no_end", "unknown_key"),
        ("calendar.declare_by.day", "no_date"),
        ("money.unit", "unit_of_form"),
        ("period.endless", "number"),  # 99 of the pack that it extends
        ("rules.not_applied.IND-910", "rule"),
    ]


def test_what_a_pack_without_a_base_lacks_is_told(tmp_path):
    file = write_pack(tmp_path, 'title = { zh = "甲", en = "A" }\n')

    assert {kind for _, kind in kinds(file)} == {"missing"}
    assert {"region.zh", "form.name", "levels.options", "review.levels", "money.unit", "required.fields"} <= {key for key, _ in kinds(file)}


def test_file_that_is_no_toml(tmp_path):
    assert kinds(write_pack(tmp_path, "[form\n")) == [("—", "unreadable")]


def test_file_that_is_no_text(tmp_path):
    file = tmp_path / "qinghe.toml"
    file.write_bytes(b"\xff\xfe\x00")

    assert kinds(file) == [("—", "unreadable")]


def test_pack_that_there_is_not():
    assert kinds("nowhere") == [("—", "no_pack")]


def test_name_that_cannot_be_an_id(tmp_path):
    assert kinds(write_pack(tmp_path, name="青禾县")) == [("—", "id")]


def test_id_of_a_shipped_pack_is_taken(tmp_path):
    assert kinds(write_pack(tmp_path, name="tianjin")) == [("—", "id_shipped")]


def test_folder_of_own_packs_that_there_is_not(tmp_path, monkeypatch):
    monkeypatch.setenv("JIXIAO_PACKS", str(tmp_path / "nowhere"))

    assert kinds("qinghe") == [("—", "no_folder")]


@pytest.mark.parametrize(("lang", "wanted", "not_wanted"), [("zh", "应为 列表", "list"), ("en", "expected is a list", "列表")])
def test_what_a_message_quotes_is_in_its_language(lang, wanted, not_wanted, tmp_path):
    write_pack(tmp_path, changed('levels = ["unit_review", "finance_review"]', "levels = 3"), name="base")
    of_the_pack, of_its_base = (check_pack(tmp_path / "base.toml")[0], check_pack(write_pack(tmp_path, 'extends = "base.toml"\n'))[0])

    for fault in (of_the_pack, of_its_base):
        assert wanted in fault.message(lang)
        assert not_wanted not in fault.message(lang)


def test_base_that_there_is_not(tmp_path):
    file = write_pack(tmp_path, changed('extends = "national"', 'extends = "../nowhere.toml"'))

    assert kinds(file) == [("extends", "extends_wrong")]


def test_base_with_a_fault_of_its_own(tmp_path):
    write_pack(tmp_path, changed("endless", "no_end"), name="base")
    file = write_pack(tmp_path, 'extends = "base.toml"\n')

    assert kinds(file) == [("extends", "extends_wrong")]
    assert "no_end" in check_pack(file)[0].message("en")


def test_packs_that_extend_each_other(tmp_path):
    write_pack(tmp_path, 'extends = "b.toml"\n', name="a")
    file = write_pack(tmp_path, 'extends = "a.toml"\n', name="b")

    assert kinds(file) == [("extends", "extends_circle")]


def test_every_kind_of_fault_is_shown_here():
    """By a case of the file, or by a test of this module."""
    known = {key.partition(".")[2] for key in catalogue() if key.startswith("pack_fault.")}
    in_cases = {kind for case in CASES for _, kind in case["found"]}

    assert sorted(known - in_cases) == [
        "extends_circle", "extends_wrong", "id", "id_shipped", "no_folder", "no_pack", "unreadable",
    ]  # fmt: skip
