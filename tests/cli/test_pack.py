"""``jixiao pack`` as somebody uses it who sets up a jurisdiction."""

import json
import re

import pytest
from tests.unit.packs.own_pack import QINGHE, write_pack

from jixiao.cli import main
from jixiao.packs import load_pack, pack_ids


def test_list_has_a_row_for_each_pack(capsys):
    assert main(["pack", "list"]) == 0

    rows = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line}
    assert rows["xinzhou"] == ["山西省忻州市（市级）", "xinzhou", "元", "6", "3"]
    assert rows["ningxia"] == ["宁夏回族自治区（自治区本级）", "ningxia", "万元", "7", "4"]
    assert set(pack_ids()) <= set(rows)


def test_list_as_json(capsys):
    assert main(["pack", "list", "--json"]) == 0

    packs = json.loads(capsys.readouterr().out)["packs"]
    assert [pack["id"] for pack in packs] == pack_ids()
    xinzhou = packs[-1]
    assert xinzhou["review_levels"] == ["unit_review", "department_review", "finance_review"]
    assert xinzhou["calendar"]["approve_by"]["basis"]["status"] == "verified"
    assert xinzhou["money_unit"] == "元"


@pytest.mark.parametrize("name", pack_ids())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_tells_all_of_a_pack_and_what_it_rests_on(name, lang, capsys):
    assert main(["pack", "show", name, "--lang", lang]) == 0

    pack = load_pack(name)
    printed = "".join(capsys.readouterr().out.split())
    said = [*pack.labels, *pack.labels.values(), *pack.calendar, *(attribute.printed for attribute in pack.attributes)]
    said += [basis.words[lang] for basis in pack.bases.values()]
    said += [deadline.basis.words[lang] for deadline in pack.calendar.values()]
    assert [word for word in said if "".join(word.split()) not in printed] == []


OWN = {
    "zh": [
        "*name",
        "专项名称（通常叫项目名称）",
        "上一年9月20日",
        "财政部门批复后15日内",
        "85percent（通常80），2026-01-01起；县里的要求",
        "IND-010",
        "继承自national",
    ],
    "en": [
        "专项名称(usually项目名称)",
        "09-20oftheyearbefore",
        "within15daysaftertheapproval",
        "since2026-01-01;whatthecountyasksfor",
        "inheritedfromnational",
    ],
}
"""What is said of the invented pack, without blanks: lines may break anywhere."""


@pytest.mark.parametrize(("lang", "expected"), OWN.items())
def test_show_of_an_own_pack(lang, expected, capsys, tmp_path):
    assert main(["pack", "show", str(write_pack(tmp_path)), "--lang", lang]) == 0

    printed = "".join(capsys.readouterr().out.split())
    assert [word for word in expected if word not in printed] == []


def test_no_line_of_a_pack_is_wider_than_the_terminal(capsys, monkeypatch):
    from jixiao.cli import wording

    monkeypatch.setenv("COLUMNS", "80")
    assert main(["pack", "show", "xinzhou"]) == 0

    assert [line for line in capsys.readouterr().out.splitlines() if wording.width(line) > 80] == []


def test_check_of_packs_without_fault(capsys, tmp_path):
    assert main(["pack", "check", *pack_ids(), str(write_pack(tmp_path))]) == 0

    assert capsys.readouterr().out == "检查地区包7个，没有错误。\n"


def test_check_tells_every_fault_with_file_key_and_remedy(capsys, tmp_path):
    file = write_pack(tmp_path, QINGHE.replace('"09-20"', '"09-31"').replace("IND-010", "IND-910"))

    assert main(["pack", "check", "pingluo", str(file), "--lang", "en"]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{file}, calendar.declare_by.day: “09-31” is no day that every year has; write it like 09-30."
    assert lines[1].startswith(f"{file}, rules.not_applied.IND-910: there is no rule “IND-910”; near are: IND-010")
    assert lines[2] == "Packs checked: 2; faults: 2."


def test_check_as_json(capsys, tmp_path):
    file = write_pack(tmp_path, QINGHE.replace('"09-20"', '"09-31"'))

    assert main(["pack", "check", "national", str(file), "--json"]) == 1

    packs = json.loads(capsys.readouterr().out)["packs"]
    assert [pack["pack"] for pack in packs] == ["national", str(file)]
    assert packs[0]["faults"] == []
    assert packs[1]["faults"] == [
        {
            "file": str(file),
            "key": "calendar.declare_by.day",
            "kind": "no_date",
            "message": "“09-31”不是每年都有的月日",
            "remedy": "请写成 09-30 的样子",
        }
    ]


def test_show_of_what_there_is_not_names_those_there_are(capsys):
    assert main(["pack", "show", "nowhere"]) == 2

    assert "national、ningxia、pingluo" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["list"], ["show"], ["check"]])
def test_help_is_in_the_language_in_force(command, capsys):
    assert main(["pack", *command, "--help", "--lang=zh"]) == 0
    chinese = capsys.readouterr().out
    assert main(["pack", *command, "--help", "--lang=en"]) == 0
    english = capsys.readouterr().out

    assert chinese.startswith("用法：")
    assert not re.search(r"Usage|Options|COMMAND|ARGS|PACK|Show this", chinese)
    assert english.startswith("Usage: jixiao pack")
    assert not re.search(r"[\u4e00-\u9fff]", english)
