"""Projects of a file as drafts to be confirmed: where each value stands, what is doubtful, what has no place; nothing is lost unsaid."""

import os
from pathlib import Path

import pytest
from tests.unit.declaring.jurisdictions import FORMS, jurisdiction

from jixiao import pipeline
from jixiao.declaring import candidates, from_project, sums
from jixiao.declaring.from_project import said_by, said_by_indicator
from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.messages import speaking
from jixiao.packs import load_pack

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("*/input.txt"))
CORPUS = Path(os.environ.get("JIXIAO_CORPUS", "no corpus"))
SHEET = """石家庄市2026年项目绩效目标
1、城区排水泵站维修费绩效目标表
单位：万元
项目编码\t13010026P00971210126E\t项目名称\t城区排水泵站维修费
预算规模及资金用途\t预算数\t110.00\t其中：财政资金\t1l0.00\t其他资金\t
\t用于维修城区排水泵站3座。
绩效目标\t1. 维修泵站3座。
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t维修泵站数量\t维修的座数\t≥3座\t年度计划
产出指标\t质量指标\t泵站完好率\t完好的比例\t\t年度计划
效益指标\t社会效益指标\t群众受益情况\t受益情况\t通过维修，使周边群众出行更加方便，生活更加安心。\t调查
2、路灯维护费绩效目标表
单位：万元
项目编码\t13010026P00971210127G\t项目名称\t路灯维护费
预算规模及资金用途\t预算数\t50.00\t其中：财政资金\t50.00\t其他资金\t
\t用于路灯维护。
绩效目标\t1. 维护路灯300盏。
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t维护路灯数量\t维护的盏数\t≥300盏\t年度计划
"""


@pytest.fixture(scope="module")
def document():
    return recognise(read_bytes(SHEET.encode(), name="sheet.txt"))


def test_each_project_is_a_draft_in_the_form_of_the_jurisdiction(document):
    first, second = candidates(document, load_pack("shijiazhuang"))

    assert (first.number, first.name, second.number, second.name) == (1, "城区排水泵站维修费", 2, "路灯维护费")
    assert first.draft == from_project(document.projects[0], load_pack("shijiazhuang"))
    assert first.draft.text("narratives.资金用途") == "用于维修城区排水泵站3座。"


def test_every_value_has_its_place_in_the_file(document):
    first = candidates(document, load_pack("shijiazhuang"))[0]

    lines = {line.path: line for line in first.lines}
    assert [(place.line, place.cell) for place in lines["code"].places] == [(4, 2)]
    assert lines["indicators.k1.target"].places[0].line == 9
    assert lines["indicators.k1.level2"].places
    assert all(line.places for line in first.lines)
    assert lines["code"].where


def test_what_could_not_be_read_is_a_doubt_of_its_project_only(document):
    first, second = candidates(document, load_pack("shijiazhuang"))

    (unread,) = (doubt for doubt in first.doubts if doubt.key == "problem.READ-014")
    assert unread.source.line == 5
    assert "1l0.00" in unread.message("zh")
    assert unread.remedy("en")
    assert [doubt.key for doubt in second.doubts] == []


def test_doubtful_values_come_first_and_are_marked(document):
    first = candidates(document, load_pack("shijiazhuang"))[0]
    doubts = {doubt.path: doubt.key for doubt in first.doubts}

    assert doubts["indicators.k2.target"] == "declared.no_target"
    assert doubts["indicators.k3.target"] == "declared.unsure_target"
    marks = [line.is_doubtful for line in first.lines]
    assert marks == sorted(marks, reverse=True)
    assert {line.path for line in first.lines if line.is_doubtful} == doubts.keys() & {line.path for line in first.lines}
    assert first.confidence["indicators.k3.target"] < 0.5 < first.confidence["indicators.k1.target"]


def test_line_of_an_indicator_names_it(document):
    first = candidates(document, load_pack("shijiazhuang"))[0]

    labels = {line.path: line.label for line in first.lines}
    assert labels["indicators.k1.target"] == "“维修泵站数量”的指标值"
    assert labels["indicators.k1.name"] == "三级指标"
    assert labels["amounts.annual"] == "年度资金总额"


def test_total_that_sums_itself_is_shown_as_it_was_read(document):
    second = candidates(document, load_pack("shijiazhuang"))[1]

    assert second.draft.text("amounts.annual") == ""
    assert dict(second.shown)["amounts.annual"] == "50"


def test_what_the_form_has_no_place_for_is_named(document):
    with speaking("zh"):
        left = candidates(document, load_pack("tianjin"))[0].left_out

    assert "项目编码：13010026P00971210126E" in left
    assert "“维修泵站数量”的指标值确定依据：年度计划" in left


def test_doubt_is_told_in_both_languages(document):
    for doubt in candidates(document, load_pack("tianjin"))[0].doubts:
        assert doubt.message("zh") != doubt.message("en")
        assert doubt.remedy("zh")


def nothing_is_lost(document, form):
    """What a reading says of a project and a candidate of it neither types nor names."""
    pack = jurisdiction(form)
    lost = []
    for candidate in candidates(document, pack):
        named = "\n".join(candidate.left_out)
        shown = dict(candidate.shown)
        for path, said in said_by(candidate.project, pack):
            if shown.get(path) != said and said[:60] not in named:
                lost.append(f"{candidate.number} {path}: {said}")
        typed = [set(row.texts.items()) for row in candidate.draft.indicators]
        declared = [item for item in candidate.project.indicators if not item.placeholder]
        assert len(typed) == len(declared)
        for row, item in zip(typed, declared, strict=True):
            left = [(key, said) for key, said in said_by_indicator(item) if (key, said) not in row and said[:60] not in named]
            lost += [f"{candidate.number} {key}: {said}" for key, said in left]
        fillers = len(candidate.project.indicators) - len(declared)
        assert not fillers or str(fillers) in named
        blank = {path for path in sums(candidate.draft, pack) if path not in candidate.draft.fields}
        assert {path for path in shown if path not in candidate.draft.fields and not path.startswith("indicators.")} <= blank
    return lost


@pytest.mark.parametrize("path", [pytest.param(path, id=path.parent.name) for path in GOLDEN])
def test_nothing_of_a_golden_document_is_lost(path):
    document = pipeline.read(path, name=path.name)

    assert [line for form in FORMS for line in nothing_is_lost(document, form)] == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="JIXIAO_CORPUS names no folder of published documents")
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(CORPUS.glob("seeds/*.txt"))])
def test_nothing_of_a_published_document_is_lost(path):
    document = pipeline.read(path, name=path.name)

    assert [line for form in FORMS for line in nothing_is_lost(document, form)] == []
    assert all(doubt.message("zh") and doubt.message("en") for one in candidates(document, load_pack("national")) for doubt in one.doubts)
