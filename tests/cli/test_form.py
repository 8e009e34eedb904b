"""``jixiao form``: what it writes, what it says of what it could not print, and how it refuses."""

import json

import pytest

import jixiao
from jixiao.cli import main
from jixiao.documents.limits import Limits
from jixiao.errors import ExitCode
from jixiao.pipeline import read

FORM = """项目支出绩效目标表
（2026年度）
项目编码\t{code}
项目名称\t{name}
主管部门\t青溪县文化和旅游局\t实施单位\t青溪县图书馆
年度资金总额\t{amount}万元
年度总体目标\t全年免费开放，办好读书活动。
一级指标\t二级指标\t三级指标\t指标值\t指标值确定依据
产出指标\t数量指标\t读书活动\t≥24场\t年度计划
满意度指标\t服务对象满意度指标\t读者满意度\t≥95%\t问卷
"""


@pytest.fixture
def source(tmp_path):
    """A document of two projects."""
    path = tmp_path / "目标.txt"
    first = FORM.format(code="41002226P00012", name="全民阅读推广", amount="18.5")
    second = FORM.format(code="41002226P00013", name="馆舍修缮", amount="7.123456")
    path.write_text(f"{first}\n{second}", encoding="utf-8")
    return path


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    status = main([*map(str, arguments), "--lang", "zh"])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def names_of(path) -> list[str | None]:
    return [project.name for project in jixiao.read(path).projects]


def test_list_names_every_form(capsys):
    status, out, _ = run(capsys, "form", "--list")

    assert status == ExitCode.CLEAN
    assert [line.split()[0] for line in out.splitlines()] == [
        "department",
        "national",
        "ningxia",
        "pingluo",
        "self-evaluation",
        "shijiazhuang",
        "tianjin",
        "xinzhou",
        "tables",
    ]
    assert "项目支出绩效自评表（全国）" in out


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "html", "txt"])
def test_all_projects_go_into_one_file(capsys, source, tmp_path, kind):
    target = tmp_path / f"out.{kind}"

    status, out, err = run(capsys, "form", source, "--as", "ningxia", "-o", target)

    assert (status, out) == (ExitCode.CLEAN, f"{target}\n")
    assert "已排版2张表，写成1个文件。" in err
    assert names_of(target) == ["全民阅读推广", "馆舍修缮"]


def test_each_project_gets_a_file_of_its_own_in_every_kind(capsys, source, tmp_path):
    folder = tmp_path / "each"

    run(capsys, "form", source, "--as", "pingluo", "--to", "pdf", "--to", "xlsx", "--each", "-o", folder)

    assert sorted(path.name for path in folder.iterdir()) == [
        "1.全民阅读推广.pdf",
        "1.全民阅读推广.xlsx",
        "2.馆舍修缮.pdf",
        "2.馆舍修缮.xlsx",
    ]
    assert names_of(folder / "2.馆舍修缮.xlsx") == ["馆舍修缮"]


def test_without_a_name_the_file_is_named_after_the_document_and_the_form(capsys, source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    _, out, _ = run(capsys, "form", source, "--as", "tianjin", "--to", "txt")

    assert out == "目标-tianjin.txt\n"
    assert (tmp_path / "目标-tianjin.txt").is_file()


def test_json_of_a_reading_gives_the_same_file_as_the_document(capsys, source, tmp_path):
    reading = tmp_path / "reading.json"
    run(capsys, "read", source, "--json", "-o", reading)

    run(capsys, "form", source, "--as", "shijiazhuang", "-o", tmp_path / "1" / "a.pdf")
    run(capsys, "form", reading, "--as", "shijiazhuang", "-o", tmp_path / "2" / "a.pdf")

    assert (tmp_path / "1" / "a.pdf").read_bytes() == (tmp_path / "2" / "a.pdf").read_bytes()


def test_what_the_form_has_no_place_for_is_said(capsys, source, tmp_path):
    _, _, err = run(capsys, "form", source, "--as", "pingluo", "-o", tmp_path / "a.txt")

    assert "表样“pingluo”没有位置、因而没有印出的内容：项目编码（2个项目），指标值确定依据（2个项目）。" in err


def test_amount_with_more_digits_than_the_form_prints_is_said(capsys, source, tmp_path):
    _, _, err = run(capsys, "form", source, "--as", "shijiazhuang", "-o", tmp_path / "a.txt")

    assert "2.馆舍修缮：年度资金总额71,234.56元按表样精度印为7.12。" in err
    assert "全民阅读推广：" not in err


def test_only_the_project_that_was_asked_for(capsys, source, tmp_path):
    run(capsys, "form", source, "--as", "national", "--project", "修缮", "-o", tmp_path / "a.xlsx")

    assert names_of(tmp_path / "a.xlsx") == ["馆舍修缮"]


def test_year_of_the_caller_is_printed(capsys, source, tmp_path):
    run(capsys, "form", source, "--as", "national", "--year", "2027", "-o", tmp_path / "a.txt")

    assert "（2027年度）" in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_persons_are_left_out_where_that_is_asked(capsys, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(FORM.format(code="1", name="阅读", amount="1") + "负责人：\t钱某一\t联系电话：\t13900001111\n", encoding="utf-8")

    run(capsys, "form", source, "--as", "xinzhou", "-o", tmp_path / "with.txt")
    _, _, err = run(capsys, "form", source, "--as", "xinzhou", "--without-contacts", "-o", tmp_path / "without.txt")

    assert "钱某一" in (tmp_path / "with.txt").read_text(encoding="utf-8")
    without = (tmp_path / "without.txt").read_text(encoding="utf-8")
    assert "钱某一" not in without
    assert "13900001111" not in without
    assert "负责人（1个项目）" in err


def test_tables_of_a_disclosure(capsys, tmp_path):
    source = tmp_path / "b.txt"
    source.write_text(
        "收支预算总表\n\n单位：万元\n\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一、拨款\t1200.50\t一、文化支出\t1200.50\n",
        encoding="utf-8",
    )

    run(capsys, "form", source, "--as", "tables", "-o", tmp_path / "b.xlsx")

    (table,) = jixiao.read(tmp_path / "b.xlsx").tables
    assert (table.title, table.unit, table.columns) == ("收支预算总表", "万元", ["收入/项目", "收入/预算数", "支出/项目", "支出/预算数"])
    assert table.rows == [["一、拨款", "1,200.50", "一、文化支出", "1,200.50"]]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('{"documents": [{"x": 1}]}', "documents.0.source", "jixiao read --json"),
        ('{"documents": [', "1:16", "jixiao read --json"),
    ],
)
def test_json_that_is_no_reading_is_refused_with_its_place(capsys, tmp_path, text, place, what):
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")

    status, _, err = run(capsys, "form", path, "--as", "national", "-o", tmp_path / "a.pdf")

    assert status == ExitCode.FAULT
    assert place in err
    assert what in err
    assert not (tmp_path / "a.pdf").exists()


def test_file_that_was_read_is_never_overwritten(capsys, source):
    before = source.read_bytes()

    status, _, err = run(capsys, "form", source, "--as", "national", "--to", "txt", "-o", source)

    assert status == ExitCode.FAULT
    assert "不会被覆盖" in err
    assert source.read_bytes() == before


def test_document_without_projects_is_an_error(capsys, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("收支预算总表\n单位：万元\n项目\t预算数\n一、拨款\t12.50\n", encoding="utf-8")

    status, _, err = run(capsys, "form", path, "--as", "national")

    assert status == ExitCode.FAULT
    assert "没有可以排成“national”的内容" in err


def test_folder_that_cannot_be_written_is_an_error(capsys, source, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    status, _, err = run(capsys, "form", source, "--as", "national", "-o", tmp_path / "file" / "a.pdf")

    assert status == ExitCode.FAULT
    assert "写不进去" in err


def test_call_without_files_says_what_to_type(capsys):
    status, _, err = run(capsys, "form", "--as", "national")

    assert status == ExitCode.FAULT
    assert "jixiao form --list" in err


def test_character_that_no_font_has_leaves_no_file(capsys, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(FORM.format(code="1", name="𠮷祥巷改造", amount="1"), encoding="utf-8")

    status, _, err = run(capsys, "form", source, "--as", "national", "-o", tmp_path / "a.pdf")

    assert status == ExitCode.FAULT
    assert "𠮷 (U+20BB7)" in err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_problems_of_a_document_are_told_by_the_exit_code(capsys, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(FORM.format(code="1", name="阅读", amount="1O.5"), encoding="utf-8")

    status, _, _ = run(capsys, "form", source, "--as", "national", "-o", tmp_path / "a.txt.pdf")

    assert read(source, limits=Limits()).problems
    assert status == ExitCode.PROBLEMS


def test_json_of_one_document_is_taken_as_well(capsys, source, tmp_path):
    path = tmp_path / "one.json"
    path.write_text(jixiao.read(source).model_dump_json(), encoding="utf-8")

    run(capsys, "form", path, "--as", "national", "-o", tmp_path / "a.html")

    assert json.loads(path.read_text(encoding="utf-8"))["publisher"] == "青溪县图书馆"
    assert names_of(tmp_path / "a.html") == ["全民阅读推广", "馆舍修缮"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "a.doc"], "不能写成 .doc 文件"),
        (["-o", "a.csv", "--to", "xlsx"], "不能写成 .csv 文件"),
        (["-o", "a.docx", "--to", "pdf"], "与 --to pdf 不一致"),
        (["-o", "a.pdf", "--each"], "文件夹，不是文件"),
    ],
)
def test_name_that_says_another_kind_of_file_is_refused_before_anything_is_read(capsys, tmp_path, monkeypatch, options, said):
    monkeypatch.chdir(tmp_path)

    status, out, err = run(capsys, "form", "missing.txt", "--as", "national", *options)

    assert (status, out) == (ExitCode.FAULT, "")
    assert said in err
    assert "missing.txt" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "written"),
    [
        (["-o", "表.DOCX"], ["表.DOCX"]),
        (["-o", "2026年1.2版"], ["2026年1.2版.pdf"]),
        (["-o", "2026年1.2版", "--to", "txt"], ["2026年1.2版.txt"]),
        (["-o", "表.pdf", "--to", "pdf", "--to", "html"], ["表.html", "表.pdf"]),
        (["-o", "表", "--to", "txt", "--to", "txt"], ["表.txt"]),
    ],
)
def test_file_is_of_the_kind_that_its_name_says(capsys, source, tmp_path, monkeypatch, options, written):
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)

    status, _, err = run(capsys, "form", source, "--as", "national", *options)

    assert status == ExitCode.CLEAN
    assert sorted(path.name for path in folder.iterdir()) == written
    assert f"写成{len(written)}个文件" in err
    assert [names_of(path) for path in folder.iterdir()] == [["全民阅读推广", "馆舍修缮"]] * len(written)


def test_name_that_ends_in_a_slash_is_a_folder(capsys, source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run(capsys, "form", source, "--as", "national", "--to", "txt", "-o", "表/")

    assert [path.name for path in (tmp_path / "表").iterdir()] == ["目标-national.txt"]


def test_name_that_no_project_bears_is_said(capsys, source, tmp_path):
    status, _, err = run(capsys, "form", source, "--as", "national", "--project", "道路", "-o", tmp_path / "a.pdf")

    assert status == ExitCode.FAULT
    assert "2个名称里没有一个含有“道路”" in err


def test_document_of_other_things_says_what_it_holds(capsys, source, tmp_path):
    status, _, err = run(capsys, "form", source, "--as", "tables", "-o", tmp_path / "a.pdf")

    assert status == ExitCode.FAULT
    assert "项目2个" in err
    assert "表格0张" in err


def test_problems_are_counted_where_the_forms_may_lack_something(capsys, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(FORM.format(code="1", name="阅读", amount="1O.5"), encoding="utf-8")

    status, _, err = run(capsys, "form", source, "--as", "national", "-o", tmp_path / "b.txt")

    assert status == ExitCode.PROBLEMS
    assert "有1处没有读懂" in err


def test_form_that_cannot_be_printed_keeps_no_other_from_being_written(capsys, tmp_path):
    source = tmp_path / "a.txt"
    forms = [FORM.format(code=f"4100222{at}", name=name, amount="1") for at, name in enumerate(["阅读", "𠮷祥巷改造", "修缮"])]
    source.write_text("\n".join(forms), encoding="utf-8")

    status, _, err = run(capsys, "form", source, "--as", "national", "--to", "pdf", "--to", "docx", "--each", "-o", tmp_path / "out")

    assert status == ExitCode.FAULT
    assert "𠮷 (U+20BB7)" in err
    assert "写成5个文件" in err
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["1.阅读.docx", "1.阅读.pdf", "2.𠮷祥巷改造.docx", "3.修缮.docx", "3.修缮.pdf"]


def test_projects_of_one_name_have_a_file_each(capsys, tmp_path):
    for at in (1, 2):
        (tmp_path / f"{at}.txt").write_text(FORM.format(code=f"4100222{at}", name="甲/乙:Ａ*", amount="1"), encoding="utf-8")

    run(capsys, "form", tmp_path / "1.txt", tmp_path / "2.txt", "--as", "national", "--to", "txt", "--each", "-o", tmp_path / "out")

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["1.甲_乙_Ａ_-2.txt", "1.甲_乙_Ａ_.txt"]


def test_long_names_and_texts_are_printed_whole(capsys, tmp_path):
    source = tmp_path / "a.txt"
    name, goal = "老旧小区配套管网" * 40, "持续改善馆藏条件，提升服务能力。" * 320
    text = FORM.format(code="1", name=name, amount="1").replace("全年免费开放，办好读书活动。", goal)
    source.write_text(text, encoding="utf-8")

    for kind in ("pdf", "docx", "xlsx", "html", "txt"):
        run(capsys, "form", source, "--as", "national", "--to", kind, "--each", "-o", tmp_path / "out")
        (path,) = (tmp_path / "out").glob(f"*.{kind}")
        (project,) = jixiao.read(path).projects
        assert (project.name, project.goal) == (name, goal)


def test_many_files_are_counted_and_their_folder_named(capsys, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("\n".join(FORM.format(code=f"4100{at}", name=f"阅读{at}", amount="1") for at in range(7)), encoding="utf-8")

    _, out, err = run(capsys, "form", source, "--as", "national", "--to", "txt", "--each", "-o", tmp_path / "out")

    assert len(out.splitlines()) == 5
    assert f"还有2个文件，都在 {tmp_path / 'out'}。" in err


def test_messages_are_in_the_language_that_was_asked_for(capsys, source, tmp_path):
    status = main(["form", str(source), "--as", "tables", "-o", str(tmp_path / "a.pdf"), "--lang", "en"])

    err = capsys.readouterr().err
    assert status == ExitCode.FAULT
    assert "projects read: 2" in err


def test_line_of_progress_is_short_and_goes_away(capsys, tmp_path, monkeypatch):
    source = tmp_path / "a.txt"
    forms = [FORM.format(code=f"4100222{at}", name=f"{at}期老旧小区改造" * 9, amount="1") for at in (1, 2)]
    source.write_text("\n".join(forms), encoding="utf-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    _, _, err = run(capsys, "form", source, "--as", "national", "-o", tmp_path / "a.txt.html")

    lines = err.split("\r\x1b[K")
    assert [line for line in lines if line.startswith("排版 2/2：2.2期老旧小区改造")]
    assert any(line.startswith("写文件 a.txt.html（2张表）") for line in lines)
    assert max(len(line) for line in lines[:-1]) < 40
