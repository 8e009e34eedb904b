"""Excerpts of every kind of file: the marked cell, the rows around it, the head of its columns, numbers as the file has them."""

from importlib import resources
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.unit.evidence.conftest import sha256

from jixiao.evidence import Evidence, Excerpt, Missing, find_value
from jixiao.model import Document
from jixiao.pipeline import read
from jixiao.provenance import SourceRef

DEMO = Path(str(resources.files("jixiao").joinpath("demo_documents")))
ROOT = Path(__file__).parents[3]


def demo(number: int) -> Path:
    return next(DEMO.glob(f"{number}-*"))


def shown(path: Path, address: str, context: int = 2) -> tuple[Document, Excerpt]:
    document = read(path, isolated=False)
    value = find_value(document, address)
    excerpt = Evidence.of([document]).excerpt(value.places, document.source.sha256, context=context)
    assert isinstance(excerpt, Excerpt), excerpt
    return document, excerpt


def marked(excerpt: Excerpt) -> list[tuple[str, str]]:
    return [(row.label, cell.text) for row in excerpt.rows for cell in row.cells if cell.is_marked]


def texts(excerpt: Excerpt) -> list[list[str]]:
    return [["…"] if row.is_gap else [cell.text for cell in row.cells if cell.text] for row in excerpt.rows]


def test_text_with_tabs_is_a_table_with_the_head_of_its_columns(evidence):
    _, excerpt = shown(demo(1), "1.annual")

    assert excerpt.is_table
    assert excerpt.rows[0].label == "8"
    assert texts(excerpt)[0] == ["项目名称", "灌区量测水设施建设"]
    assert [label for label, _ in marked(excerpt)] == ["11"]
    assert "2025年自治区本级部门项目支出预算绩效目标表" in excerpt.caption


def test_indicator_far_below_has_the_row_that_names_its_columns():
    document, excerpt = shown(demo(1), "1.i5", context=1)

    target = document.projects[0].indicators[4].target.text
    assert [text for _, text in marked(excerpt)] == [target]
    rows = texts(excerpt)
    assert any("三级指标" in row for row in rows[:4])
    assert ["…"] in rows


def test_text_with_a_cell_on_each_line_shows_lines_around():
    _, excerpt = shown(demo(5), "1.name")

    assert not excerpt.is_table
    assert len(marked(excerpt)) == 1
    assert all(row.label.isdigit() for row in excerpt.rows if not row.is_gap)
    assert ["项目名称"] in texts(excerpt)


def test_word_file_keeps_merged_cells_and_numbers_of_rows():
    _, excerpt = shown(demo(6), "1.goal")

    assert excerpt.is_table
    assert marked(excerpt)[0][0] == "8"
    row = next(row for row in excerpt.rows if row.label == "8")
    assert row.cells[0].text == "批复的年度绩效目标"
    assert row.cells[0].rowspan > 1
    assert row.cells[1].colspan == 6
    assert "第1张表" in excerpt.caption


def test_workbook_has_numbers_of_its_rows_and_repeats_what_reaches_into_the_cut():
    _, excerpt = shown(demo(7), "1.i5", context=0)

    assert "工作表“表1”" in excerpt.caption
    row = excerpt.rows[-1]
    assert row.label == "12"
    assert row.cells[0].text == "中小河流清淤整治工程"
    assert sum(cell.is_marked for cell in row.cells) == 1


def test_web_page_has_numbers_of_rows_in_its_table():
    _, excerpt = shown(demo(8), "1.i3")

    assert marked(excerpt)[0][0] == "10"
    assert "三级指标" in [text for row in texts(excerpt) for text in row]
    assert "第1张表" in excerpt.caption


def test_pdf_names_the_page_and_the_title_of_the_table():
    document = read(demo(9), isolated=False)
    number = next(at for at, table in enumerate(document.tables, start=1) if len(table.rows) > 3)
    value = find_value(document, f"t{number}.3.1")

    excerpt = Evidence.of([document]).excerpt(value.places, document.source.sha256)

    assert isinstance(excerpt, Excerpt)
    assert [text for _, text in marked(excerpt)] == [value.text]
    assert f"第{value.places[0].page}页" in excerpt.rows[0].label
    assert (document.tables[number - 1].title or "") in excerpt.caption


@pytest.mark.parametrize("name", ["budget", "accounts", "tables_of_budget", "targets"])
def test_every_cell_of_the_tables_of_a_page_is_found_and_marked(name):
    path = ROOT / "tests" / "audit" / f"{name}.html"
    document = read(path, isolated=False)
    evidence = Evidence.of([document])
    for at, table in enumerate(document.tables[:4], start=1):
        for row in range(1, min(len(table.rows), 4) + 1):
            value = find_value(document, f"t{at}.{row}")
            excerpt = evidence.excerpt(value.places, document.source.sha256, context=0)
            assert isinstance(excerpt, Excerpt)
            printed = [text for text in table.rows[row - 1] if text]
            assert [text for _, text in marked(excerpt)] == printed


def test_several_cells_are_one_excerpt_with_gaps_between(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("".join(f"{number}\t行{number}\t{number * 10}\n" for number in range(1, 31)), encoding="utf-8")
    places = [SourceRef(str(file), line, 3) for line in (5, 25)]

    excerpt = Evidence().excerpt(places, sha256(file), context=1)

    assert isinstance(excerpt, Excerpt)
    assert marked(excerpt) == [("5", "50"), ("25", "250")]
    assert [row.label for row in excerpt.rows if not row.is_gap][-3:] == ["24", "25", "26"]
    assert sum(row.is_gap for row in excerpt.rows) >= 1


def test_names_and_numbers_of_persons_are_not_shown(tmp_path):
    file = tmp_path / "a.txt"
    rows = ["项目名称\t泵站维护\t\t", "年度资金总额\t12\t\t", "负责人：\t王小明\t联系电话：\t13812345678"]
    file.write_text("项目支出绩效目标表\n单位：万元\n" + "\n".join(rows) + "\n", encoding="utf-8")
    document = read(file, isolated=False)

    excerpt = Evidence.of([document]).excerpt([SourceRef(str(file), 5, 1)], document.source.sha256)

    assert isinstance(excerpt, Excerpt)
    printed = "".join(cell.text for row in excerpt.rows for cell in row.cells)
    assert "王小明" not in printed
    assert "13812345678" not in printed
    assert "〔个人信息〕" in printed


def test_place_that_the_file_has_not_is_told(evidence, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("一\t二\n三\t四\n", encoding="utf-8")

    found = evidence.excerpt([SourceRef(str(file), 99, 1)], sha256(file))

    assert isinstance(found, Missing)
    assert "第99行第1格" in found.reason


def test_place_that_is_the_whole_file_is_told(evidence, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("一\t二\n", encoding="utf-8")

    assert isinstance(evidence.excerpt([SourceRef(str(file))], sha256(file)), Missing)


def test_paragraph_that_is_quoted_is_marked_among_those_of_its_cell(tmp_path, evidence):
    book = Workbook()
    book.active.title = "说明"
    book.active["A1"] = "其他情况说明"
    book.active["A3"] = "一、三公经费\n二、机关运行经费\n三、共有车辆XX辆\n四、其他"
    file = tmp_path / "a.xlsx"
    book.save(file)
    place = SourceRef(str(file), sheet="说明", address="A3")

    found = {
        words: [cell.text for row in evidence.excerpt([place], sha256(file), words=words).rows for cell in row.cells if cell.is_marked]
        for words in ((), ("共有车辆 XX辆",), ("没有这句话",))
    }

    assert found == {(): ["一、三公经费"], ("共有车辆 XX辆",): ["三、共有车辆XX辆"], ("没有这句话",): ["一、三公经费"]}
