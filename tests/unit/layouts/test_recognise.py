"""A reading that gives up its blocks on the way, and one that keeps them."""

from __future__ import annotations

from pathlib import Path

from jixiao.documents import open_document
from jixiao.layouts.recognise import recognise

_FORM = """青岚自治区水利厅
项目支出绩效目标表
项目名称\t灌区泵站更新\t主管部门\t青岚自治区水利厅
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t更新泵站数量\t≥3座
\t质量指标\t验收合格率\t≥98%
联系电话\t021-55550123
"""


def test_blocks_that_are_given_up_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "invented.txt"
    path.write_text(_FORM, encoding="utf-8")
    kept, given = open_document(path), open_document(path)
    reading = recognise(kept)
    assert recognise(given, consume=True) == reading
    assert [indicator.name for indicator in reading.projects[0].indicators] == ["更新泵站数量", "验收合格率"]
    assert reading.account.cells == sum(1 for _ in kept.cells()) > 10
    assert kept.blocks
    assert not given.blocks


def test_bytes_are_the_json_of_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "invented.txt"
    path.write_text(_FORM, encoding="utf-8")
    reading = recognise(open_document(path))
    assert reading.json_bytes() == reading.model_dump_json().encode()
