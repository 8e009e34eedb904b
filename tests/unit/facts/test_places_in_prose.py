"""What a section states has the place of the paragraph that states it, not that of its heading."""

from jixiao.facts import facts_of
from jixiao.model import Section
from jixiao.pipeline import read
from jixiao.provenance import SourceRef

TEXT = """云溪县水务局2025年部门预算

第二部分 情况说明

一、收支预算总体情况

本部门2025年收入预算总计1200万元。

本部门2025年支出预算总计1200万元，比上年增加100万元。

二、“三公”经费情况

2025年公务接待费3万元，，与上年持平。
"""


def rows_of(tmp_path, table):
    file = tmp_path / "云溪.txt"
    file.write_text(TEXT, encoding="utf-8")
    return facts_of([read(file, name="云溪.txt", isolated=False)]).tables[table]


def test_claims_have_the_line_of_their_paragraph(tmp_path):
    found = {(str(row["amount_yuan"]), row["source"]) for row in rows_of(tmp_path, "claims") if row["amount_yuan"] is not None}

    assert ("12000000", '{"line":7}') in found
    assert ("12000000", '{"line":9}') in found
    assert ("30000", '{"line":13}') in found


def test_numbers_years_and_faults_have_it_too(tmp_path):
    assert {row["source"] for row in rows_of(tmp_path, "number_mentions")} == {'{"line":7}', '{"line":9}', '{"line":13}'}
    assert {row["source"] for row in rows_of(tmp_path, "year_mentions") if row["field"] == "text"} == {
        '{"line":1}',
        '{"line":7}',
        '{"line":9}',
        '{"line":13}',
    }
    assert [row["source"] for row in rows_of(tmp_path, "text_faults")] == ['{"line":13}']


def test_section_without_places_answers_with_its_own():
    section = Section(heading="一、概况", text="第一段。\n第二段。", source=SourceRef("a.txt", 3))

    assert section.place_at(7) == SourceRef("a.txt", 3)
    assert section.place_of("第二段") == SourceRef("a.txt", 3)


def test_words_are_found_however_they_are_spaced():
    places = [SourceRef("a.txt", 4), SourceRef("a.txt", 6)]
    section = Section(text="预算 1200 万元。\n决算 1100 万元。", source=SourceRef("a.txt", 4), sources={"text": places})

    assert section.place_of("决算1100万元") == SourceRef("a.txt", 6)
    assert section.place_at(0) == SourceRef("a.txt", 4)
    assert section.place_of("没有的话") == SourceRef("a.txt", 4)
