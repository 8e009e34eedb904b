"""Tables of final accounts as places print them: notes in the frame, dashes for amounts, groups over all columns, titles of their own."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from jixiao.documents import open_document
from jixiao.documents.grid import Cell, Grid, OpenedDocument, Row
from jixiao.documents.readers import read_bytes
from jixiao.facts import facts_of
from jixiao.layouts.kinds import kind_of
from jixiao.layouts.recognise import recognise
from jixiao.model import Document, Table
from jixiao.provenance import SourceRef


def read_html(tmp_path: Path, body: str) -> Document:
    path = tmp_path / "accounts.html"
    path.write_text(f"<html><meta charset='utf-8'><body>{body}</body></html>", encoding="utf-8")
    return recognise(open_document(path))


def rows_of(*rows: list[str]) -> str:
    """Rows of a page; a text with a ``*`` and a number spans so many columns."""
    return "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)


def _cell(text: str) -> str:
    plain, _, span = text.partition("*")
    return f"<td colspan={span}>{plain}</td>" if span else f"<td>{plain}</td>"


FUND = [
    ["政府性基金预算财政拨款收入支出决算表*5"],
    ["部门：望湖县水文站*3", "金额单位：万元*2"],
    ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出"],
    ["合计*2", "", "", ""],
    ["注：本表反映部门本年度政府性基金预算财政拨款收入支出情况。*5"],
]


@pytest.mark.parametrize("said", ["说明：望湖县水文站没有政府性基金收支，故本表无数据。", "故本表为空表。"])
def test_notes_in_the_frame_of_a_table_are_no_rows(said: str, tmp_path: Path) -> None:
    table = read_html(tmp_path, f"<table>{rows_of(*FUND, [f'{said}*5'])}</table>").tables[0]

    assert (table.empty, table.rows) == (True, [])
    assert table.note == f"{FUND[-1][0].partition('*')[0]}\n{said}"


def test_a_note_behind_the_rows_of_a_table_is_no_row() -> None:
    rows = [*FUND[:3], ["212", "城乡社区支出", "0.00", "6.50", "6.50"], FUND[-1]]
    found = _workbook(rows)

    assert [line.code for line in found.lines] == ["212"]
    assert len(found.rows) == 1
    assert found.note == FUND[-1][0].partition("*")[0]


def test_a_group_over_all_columns_below_the_unit_belongs_to_the_header() -> None:
    found = _workbook(
        [
            ["财政拨款“三公”经费支出决算表*4"],
            ["单位：万元*4"],
            ["财政拨款“三公”经费*4"],
            ["公务接待费*2", "公务用车运行维护费*2"],
            ["预算数", "决算数", "预算数", "决算数"],
            ["2.00", "1.20", "3.00", "2.80"],
        ],
        framed_from=3,
    )

    assert found.kind == "FA07_three_public"
    assert found.columns[0] == "财政拨款“三公”经费/公务接待费/预算数"


def test_a_dash_stands_for_an_amount() -> None:
    found = _workbook(
        [
            ["“三公”经费、机关运行经费情况表*3"],
            ["金额单位：万元*3"],
            ["项目", "预算统计数", "决算统计数"],
            ["一、“三公”经费支出", "—", "—"],
            ["（一）支出合计", "6.00", "5.20"],
            ["1.公务接待费", "6.00", "5.20"],
            ["（二）相关统计数", "—", "—"],
            ["1.公务用车保有量（辆）", "—", "2"],
            ["二、机关运行经费", "—", "30.00"],
        ]
    )
    reading = Document.model_validate({"source": {"file": "a", "sha256": "", "media_type": ""}, "tables": [found]})
    figures = {(row["metric"], row["measure"]): row["amount_yuan"] for row in facts_of([reading]).tables["key_figures"]}

    assert dict(found.lines[1].values_yuan) == {"决算统计数": Decimal(52000), "预算统计数": Decimal(60000)}
    assert figures["three_public_reception", "final"] == Decimal(52000)
    assert figures["three_public_reception", "budget"] == Decimal(60000)
    assert figures["agency_operating", "final"] == Decimal(300000)


def test_the_number_of_a_part_is_no_place_before_the_agency(tmp_path: Path) -> None:
    body = "<h2>第二部分 望湖县水文站2024年度部门决算表</h2>" + f"<table>{rows_of(*FUND[:1], *FUND[2:])}</table>"

    assert read_html(tmp_path, body).publisher == "望湖县水文站"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("收入支出决算表", "FA01_total"),
        ("2022年度部门收入支出决算表", "FA01_total"),
        ("项目收入支出决算表", "other"),
        ("财政专户管理资金收入支出决算表", "other"),
        ("一般公共预算财政拨款项目支出决算表", "other"),
        ("一般公共预算财政拨款支出决算表", "FA05_general"),
        ("机构运行信息表", "T18_three_public_operating"),
    ],
)
def test_titles_of_many_places(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def _workbook(rows: list[list[str]], framed_from: int = 1) -> Table:
    """The only table of a workbook; rows from ``framed_from`` on have borders."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(rows, start=1):
        col = 1
        for text in row:
            plain, _, span = text.partition("*")
            last = col + int(span or 1) - 1
            for each in range(col, last + 1):
                if at >= framed_from:
                    sheet.cell(at, each).border = Border(top=Side(style="thin"), bottom=Side(style="thin"))
            sheet.cell(at, col).value = plain or None
            if last > col:
                sheet.merge_cells(start_row=at, start_column=col, end_row=at, end_column=last)
            col = last + 1
    return _only_table(book)


def _only_table(book: Workbook) -> Table:
    stream = BytesIO()
    book.save(stream)
    (table,) = recognise(read_bytes(stream.getvalue(), name="accounts.xlsx")).tables
    return table


def test_a_title_in_the_last_row_of_the_table_above_begins_a_table() -> None:
    heads = [["单位：万元"], ["编码", "名称", "合计"]]
    above = _grid_of(["支出决算表"], *heads, ["213", "农林水支出", "9.00"], ["基本支出决算表（经济科目）"])
    below = _grid_of(*heads, ["301", "工资福利支出", "8.00"], page=2)
    found = recognise(OpenedDocument("a.pdf", "", "application/pdf", blocks=[above, below]))

    assert [(table.title, [line.code for line in table.lines]) for table in found.tables] == [
        ("支出决算表", ["213"]),
        ("基本支出决算表（经济科目）", ["301"]),
    ]


def _grid_of(*rows: list[str], page: int = 1) -> Grid:
    """A grid of three columns; a row of one text spans them."""
    grid = Grid(spanned=True)
    for at, row in enumerate(rows, start=1):
        places = [SourceRef("a.pdf", page=page, box=(float(col), float(at), col + 1.0, at + 1.0)) for col in range(3)]
        texts = [*row, "", ""][:3]
        grid.rows.append(Row([Cell(text, col, place, 4 - len(row)) for col, (text, place) in enumerate(zip(texts, places, strict=True))]))
    return grid
