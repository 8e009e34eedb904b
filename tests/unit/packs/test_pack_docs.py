"""The page about packs tells packs that are right, and a check as it is printed."""

import re
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.packs import check_pack, load_pack

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "packs.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n# (\S+)\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


def test_the_page_has_a_short_pack_and_a_whole_one():
    assert [name for name, _ in BLOCKS] == ["qinghe.toml", "yuntai.toml"]
    assert PAGE.count("```toml") == len(BLOCKS)


@pytest.mark.parametrize(("name", "text"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_pack_of_the_page_has_no_fault(name, text, tmp_path):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    assert [f"{fault.key}: {fault.message('en')}" for fault in check_pack(file)] == []
    assert load_pack(file).lineage == ("national",)


def test_check_of_the_page_is_what_is_printed(tmp_path, monkeypatch, capsys):
    name, text = BLOCKS[0]
    (tmp_path / name).write_text(text.replace('"专项名称"', '"干的事"'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert main(["pack", "check", name, "--lang", "en"]) == 1

    assert f"$ jixiao pack check {name} --lang en\n{capsys.readouterr().out}```" in PAGE


def test_lines_of_python_on_the_page_run():
    code = re.search(r"^```python\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)[1]
    names: dict[str, object] = {}

    exec(code, names)  # noqa: S102 - our own page

    assert names["form"].id == names["pack"].form == "xinzhou"
    assert names["rules"].entries
