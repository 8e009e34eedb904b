"""Years of texts and what each is named for; all texts are invented."""

from __future__ import annotations

import pytest

from jixiao.facts.prose import Setting, read_prose
from jixiao.facts.reading import readings
from jixiao.facts.sections import Placed
from jixiao.facts.years import mentions, rows, section_mentions
from jixiao.model import Document, FileSource, Section, Table
from jixiao.provenance import SourceRef


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("2024年收入预算5万元", "text", [(2024, "own")]),
        ("2024年，云川市水务局收入预算5万元", "text", [(2024, "own")]),
        ("比2023年预算增加5万元", "text", [(2023, "compared")]),
        ("与2023年度决算数持平", "text", [(2023, "compared")]),
        ("截至2023年12月31日，车辆5辆", "text", [(2023, "as_of")]),
        ("2023年底在职人员8人", "text", [(2023, "as_of")]),
        ("2024年底前完成渠道养护", "goal", [(2024, "own")]),
        ("2024年1月1日至2024年12月31日", "text", [(2024, "period"), (2024, "period")]),
        ("2021-2025年分年实施", "goal", [(2021, "period"), (2025, "period")]),
        ("按照财预〔2015〕88号和云川发[2021]3号", "text", [(2015, "document"), (2021, "document")]),
        ("依据《云川市2022年水利建设方案》", "goal", [(2022, "document")]),
        ("根据2024年政府收支分类科目编列", "text", [(2024, "document")]),
        ("支付2022年渠道维修尾款20万元", "goal", [(2022, "completed")]),
        ("自2020年起实行", "text", [(2020, "completed")]),
        ("2022年，对120名管护员进行了培训。", "goal", [(2022, "completed")]),
        ("2023年部门预算支出表（不含上年结转）", "title", [(2023, "own")]),
        ("2022年渠道维修项目", "name", [(2022, "own")]),
        ("预算2024.50万元，涉及2030人", "text", []),
        ("编码20240101，电话02012345678", "text", []),
    ],
)
def test_a_year_and_its_context(text: str, field: str, expected: list[tuple[int, str]]) -> None:
    assert [(row["year"], row["context"]) for row in mentions(text, field, None)] == expected


def test_the_figure_of_another_year_beside_a_change_is_compared_and_a_reason_names_other_years() -> None:
    text = "2024年机关运行经费预算9万元，2023年机关运行经费预算10万元，减少1万元，原因是2023年安排维修项目。"
    section = Section(heading="三、2024年机关运行经费", level=2, text=text, source=SourceRef("a.txt", line=1))
    placed = Placed(1, "d/s1", section, "operating", 2.0, None)

    found = list(section_mentions(placed, read_prose(text, Setting("operating", year=2024))))

    assert [(row["field"], row["year"], row["context"]) for row in found] == [
        ("heading", 2024, "own"),
        ("text", 2024, "own"),
        ("text", 2023, "compared"),
        ("text", 2023, "other"),
    ]


def test_the_earlier_of_two_years_in_columns_is_compared() -> None:
    table = Table(
        kind="T10_three_public",
        title="2024年“三公”经费表",
        columns=["项目", "2023年预算数", "2024年预算数"],
        source=SourceRef("a.txt", line=4),
    )
    document = Document(source=FileSource(file="a.txt", sha256="0" * 64, media_type="text/plain"), fiscal_year=2024, tables=[table])

    (reading,) = readings([document])
    found = [row for _, row in rows(reading)]

    assert [(row["field"], row["year"], row["context"]) for row in found] == [
        ("title", 2024, "own"),
        ("column", 2023, "compared"),
        ("column", 2024, "own"),
    ]
