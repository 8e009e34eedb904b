"""Declarations of official forms: sound as shipped, refused with their place where they are not, and never read by recognition."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import jixiao
from jixiao.documents.printout import PrintedGrid, PrintedLine
from jixiao.forms import choices
from jixiao.layouts.lay_out import Around, DeclarationError, declaration, form_names, lay_out_form
from jixiao.layouts.lay_out.declaration import MoneyFormat, read_declaration
from jixiao.model import Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit, parse_target
from jixiao.values.taxonomy import labels_of_level1, labels_of_level2

PACKAGE = Path(jixiao.__file__).parent
GOLDEN = Path(__file__).parents[1] / "golden"
PLACE = SourceRef("invented")
FORMS = form_names()

WRONG = {
    "no TOML": ("title = ", "file", "Invalid value"),
    "unknown key": ("colour = 1\n[[grids]]\nwidths = [1]\nrows = [['a']]", "file", "colour"),
    "unknown key of a table": ("[[grids]]\nwidths = [1]\nrows = [['a']]\nborder = 1", "grids 1", "border"),
    "unknown value": ("[[grids]]\nwidths = [1]\nrows = [['{nmae}']]", "{nmae}", "no such value"),
    "short row": ("[[grids]]\nwidths = [1, 2]\nrows = [['a']]", "grids 1", "1 cells in a row of 2 columns"),
    "no table": ("[money]\nunit = '元'", "grids", "there is none"),
}


def indicator(level1: str, level2: str, name: str, text: str, **more: object) -> Indicator:
    code1 = next(code for code, label in labels_of_level1().items() if label == level1)
    code2 = next(code for code, label in labels_of_level2().items() if label == level2)
    return Indicator(
        level1=level1, level2=level2, level1_code=code1, level2_code=code2, name=name, target=parse_target(text), source=PLACE, **more
    )


def laid_out(form: str, **fields: object):
    return lay_out_form(Project(source=PLACE, **fields), declaration(form), Around(2026, 3, "青溪县图书馆"))


def rows(page, number: int) -> list[list[str]]:
    """Texts of the cells of a table of a form, those that print something."""
    grid = [block for block in page.blocks if isinstance(block, PrintedGrid)][number]
    return [[cell.text for cell in row.filled()] for row in grid.rows]


@pytest.mark.parametrize("name", FORMS)
def test_form_fits_its_page_and_is_named_in_both_languages(name):
    form = declaration(name)

    room = 261 if form.is_landscape else 174
    assert [sum(grid.widths) for grid in form.grids] == [room] * len(form.grids)
    assert set(form.title) == {"zh", "en"}
    assert all(form.title.values())


@pytest.mark.parametrize("name", FORMS)
def test_levels_that_a_form_names_are_known(name):
    levels = declaration(name).levels

    assert set(levels.always) <= set(labels_of_level2())
    assert set(levels.labels) <= {**labels_of_level1(), **labels_of_level2()}.keys()


@pytest.mark.parametrize("case", WRONG)
def test_wrong_declaration_is_refused_with_its_place(case):
    text, place, what = WRONG[case]

    with pytest.raises(DeclarationError) as caught:
        read_declaration(text, "mine")

    message = caught.value.message("en")
    assert "official/mine.toml" in message
    assert place in message
    assert what in message


def test_marks_that_make_no_rectangle_are_refused():
    form = read_declaration("[[grids]]\nwidths = [1, 2]\nrows = [['a', 'b'], ['^', '<']]", "mine")

    with pytest.raises(jixiao.errors.JixiaoError, match="row 2, column 2"):
        lay_out_form(Project(name="甲", source=PLACE), form, Around())


def test_form_that_is_not_there_is_an_error_that_names_the_others():
    with pytest.raises(DeclarationError, match="shijiazhuang"):
        declaration("beijing")


def test_what_a_project_lacks_leaves_no_separators():
    form = read_declaration("[[grids]]\nwidths = [1, 2]\nrows = [['[{department_code}-]{department}', '{unit}[〔{unit_code}〕]']]", "mine")

    bare = lay_out_form(Project(name="甲", department="财政局", unit="预算站", source=PLACE), form, Around()).page
    full = Project(name="甲", department="财政局", department_code="118", unit="预算站", unit_code="118002", source=PLACE)

    assert rows(bare, 0) == [["财政局", "预算站"]]
    assert rows(lay_out_form(full, form, Around()).page, 0) == [["118-财政局", "预算站〔118002〕"]]


def test_lines_of_a_form_say_number_year_and_unit():
    page = laid_out("tianjin", name="夜间开放", unit="青溪县图书馆", unit_code="374101").page

    lines = [(block.text, block.align.value, block.beside) for block in page.blocks if isinstance(block, PrintedLine)]
    assert lines == [("3.夜间开放绩效目标表", "center", False), ("374101青溪县图书馆", "left", False), ("单位：万元", "right", True)]


def test_line_stands_alone_where_the_one_beside_it_says_nothing():
    page = laid_out("tianjin", name="夜间开放").page

    assert [(line.text, line.beside) for line in page.blocks if isinstance(line, PrintedLine)][1:] == [("单位：万元", False)]


def test_year_that_is_not_known_is_left_open():
    page = lay_out_form(Project(name="甲", source=PLACE), declaration("national"), Around()).page

    assert [line.text for line in page.blocks if isinstance(line, PrintedLine)][:2] == ["项目支出绩效目标申报表", "（    年度）"]


def test_line_that_is_signed_has_what_is_known_and_room_for_the_rest():
    page = laid_out("national", name="甲", contacts={"经办人": "孙某二"}).page

    last = page.blocks[-1]
    assert isinstance(last, PrintedLine)
    assert last.text == "单位负责人：　　　　　　　经办人：孙某二　　联系电话：　　　　　　　填报日期："


def test_levels_that_a_form_always_prints_are_filled():
    project = [indicator("产出指标", "质量指标", "验收合格率", "100%")]

    found = rows(laid_out("ningxia", name="甲", indicators=project).page, 1)

    assert found[1:4] == [["1-产出指标", "11-数量指标", "0", "0"], ["12-质量指标", "验收合格率", "100%"], ["13-时效指标", "0", "0"]]
    assert found[5] == ["2-效益指标", "21-经济效益", "0", "0"]
    assert len(found) == 1 + 9


def test_level_of_another_family_keeps_its_label_and_stands_behind():
    project = [indicator("成本指标", "经济成本指标", "单价", "≤5元"), indicator("产出指标", "数量指标", "册数", "≥90册")]

    found = rows(laid_out("ningxia", name="甲", indicators=project).page, 1)

    assert found[1] == ["1-产出指标", "11-数量指标", "册数", "≥90册"]
    assert found[-1] == ["成本指标", "经济成本指标", "单价", "≤5元"]


def test_levels_are_merged_over_their_indicators():
    project = [
        indicator("产出指标", "数量指标", "册数", "≥90册"),
        indicator("产出指标", "数量指标", "场次", "≥12场"),
        indicator("产出指标", "质量指标", "合格率", "100%"),
    ]

    grid = [block for block in laid_out("shijiazhuang", name="甲", indicators=project).page.blocks if isinstance(block, PrintedGrid)][-1]

    assert [(cell.text, cell.rowspan) for cell in grid.rows[1].cells[:2]] == [("产出指标", 3), ("数量指标", 2)]
    assert grid.header_rows == 1


def test_form_that_repeats_its_second_level_prints_it_in_every_row():
    project = [indicator("产出指标", "数量指标", "册数", "≥90册"), indicator("产出指标", "数量指标", "场次", "≥12场")]

    assert rows(laid_out("tianjin", name="甲", indicators=project).page, 1)[1:] == [
        ["产出指标", "数量指标", "册数", "≥90册"],
        ["数量指标", "场次", "≥12场"],
    ]


def test_period_of_a_project_of_one_year_is_its_year():
    amounts = {"annual": Decimal(120000), "central": Decimal(20000)}
    found = rows(laid_out("xinzhou", name="甲", period="1年", goal="开放。", amounts=amounts).page, 0)

    assert found[3] == ["项目资金\n（元）", "实施期资金总额：", "120,000", "年度资金总额：", "120,000"]
    assert found[4] == ["其中：中央财政资金", "20,000", "其中：中央财政资金", "20,000"]
    assert found[-1] == ["开放。", "开放。"]


def test_period_of_a_project_of_several_years_is_left_open_where_it_is_not_known():
    found = rows(laid_out("xinzhou", name="甲", period="3年", goal="开放。", amounts={"annual": Decimal(120000)}).page, 0)

    assert found[3] == ["项目资金\n（元）", "实施期资金总额：", "年度资金总额：", "120,000"]
    assert found[-1] == ["开放。"]


def test_what_has_no_place_is_named_once_and_zeros_are_not():
    found = laid_out(
        "pingluo",
        name="甲",
        code="13010026",
        amounts={"annual": Decimal(1), "central": Decimal(0), "carryover": Decimal(5)},
        narratives={"立项依据": "第3条", "备注": None},
        indicators=[indicator("产出指标", "数量指标", name, "≥9册", basis="计划") for name in ("册数", "种数")],
    )

    assert found.left_out == ("code", "amounts.carryover", "narratives.立项依据", "basis")


@pytest.mark.parametrize(
    ("money", "yuan", "printed", "rounded"),
    [
        (MoneyFormat(MoneyUnit.WAN, 0, 6), "39972557.48", "3997.255748", "39972557.48"),
        (MoneyFormat(MoneyUnit.WAN, 2, 2), "39972557.48", "3997.26", "39972600"),
        (MoneyFormat(MoneyUnit.WAN, 2, 2), "50", "0.01", "100"),
        (MoneyFormat(MoneyUnit.WAN, 2, 2), "49.99", "0.00", "0"),
        (MoneyFormat(MoneyUnit.WAN, 2, 2), "-50", "-0.01", "-100"),
        (MoneyFormat(MoneyUnit.WAN, 2, 2), "-49.99", "0.00", "0"),
        (MoneyFormat(MoneyUnit.YUAN, 0, 2, has_thousands=True), "6630000", "6,630,000", "6630000"),
        (MoneyFormat(MoneyUnit.YUAN, 0, 2, has_thousands=True), "52296.5", "52,296.5", "52296.5"),
        (MoneyFormat(MoneyUnit.WAN, 2, 6, has_thousands=True), "0", "0.00", "0"),
    ],
)
def test_money_is_printed_at_the_precision_of_the_form(money, yuan, printed, rounded):
    assert money.number(Decimal(yuan)) == printed
    assert money.rounded(Decimal(yuan)) == Decimal(rounded)


def test_self_evaluation_is_filled_in_as_far_as_the_target_goes():
    page = laid_out(
        "self-evaluation",
        name="甲",
        goal="全年开放。",
        amounts={"annual": Decimal(120000), "fiscal": Decimal(100000)},
        indicators=[indicator("产出指标", "数量指标", "册数", "≥90册", weight=Decimal(50))],
    ).page

    assert rows(page, 1)[1:3] == [["年度资金总额", "12.00", "10"], ["其中：当年财政拨款", "10.00", "—", "—"]]
    assert rows(page, 2) == [["年度总体目标", "预期目标", "实际完成情况"], ["全年开放。"]]
    assert rows(page, 3)[1] == ["产出指标", "数量指标", "册数", "≥90册", "50"]
    assert rows(page, 4) == [["总分", "100"]]


def test_recognition_reads_the_same_without_the_declarations(tmp_path):
    """Every golden and every document of the demonstration, read by a copy of the package whose folder of declarations is empty."""
    copy = tmp_path / "jixiao"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for entry in (copy / "layouts" / "official").iterdir():
        entry.unlink()
    documents = [*sorted(GOLDEN.glob("*/input.txt")), *sorted((PACKAGE / "demo_documents").iterdir())]

    with_forms, without_forms = (_readings(folder, documents) for folder in (PACKAGE.parent, tmp_path))

    assert len(with_forms) == len(documents) > 30
    assert with_forms == without_forms
    assert choices()[:-1] == FORMS


def _readings(folder: Path, documents: list[Path]) -> list[str]:
    """JSON of the readings that a package makes, and a line that shows that it has forms or none."""
    script = (
        "import sys, jixiao; from jixiao.layouts.lay_out import form_names; "
        "print(len(form_names()) > 0, file=sys.stderr); "
        "[print(jixiao.read(path, name=path[-40:]).model_dump_json()) for path in sys.argv[1:]]"
    )
    environment = os.environ | {"PYTHONPATH": str(folder), "JIXIAO_LANG": "zh"}
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, documents)], env=environment, capture_output=True, text=True, check=True, cwd=folder
    )
    assert done.stderr.strip() == str(folder == PACKAGE.parent)
    readings = done.stdout.splitlines()
    assert all(json.loads(reading)["account"]["cells"] for reading in readings)
    return readings
