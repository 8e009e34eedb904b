"""What a form prints beside a target: the actual value and last year's; invented."""

from jixiao.facts import results
from jixiao.facts.reading import FactReading
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

AT = SourceRef("甲.txt", line=1)


def facts(*, placeholder=False, **extra):
    item = Indicator(name="水质合格率", target=parse_target("≥95%"), extra=extra, placeholder=placeholder, source=AT)
    source = FileSource(file="甲.txt", sha256="0" * 64, media_type="text/plain")
    document = Document(source=source, projects=[Project(name="水质检测", indicators=[item], source=AT)])
    return [(row["result"], row["text"], row["value"], row["unit"]) for _, row in results.rows(FactReading("d", document))]


def test_columns_are_told_apart_by_their_header():
    found = facts(实际完成值="97.5%", 上年实际值="96%", 上年指标值="95%", 偏差原因="无", 备注="见附件")

    assert [(kind, str(value)) for kind, _, value, _ in found] == [
        ("actual", "97.5"),
        ("last_actual", "96"),
        ("last_target", "95"),
        ("reason", "None"),
    ]
    assert [unit for *_, unit in found] == ["percent", "percent", "percent", None]


def test_a_result_in_words_has_no_number():
    assert facts(实际完成值="已完成") == [("actual", "已完成", None, None)]


def test_blank_cells_and_placeholders_give_none():
    assert facts(实际完成值=" ") == []
    assert facts(placeholder=True, 实际完成值="97%") == []
