"""Self-evaluations whose blocks have captions, heads and rows of their own, as agencies publish them."""

from decimal import Decimal

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.model import Document

NAMED = ("项目名称|巡河保洁@8", "主管部门|云岭县水务局@3|实施单位|云岭县河道管理所@4")
ROW = "产出指标|数量指标|巡河次数|≥24次|26次|90|90|@2"
HEADER = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施@2"


def page(*rows: str, title: str = "项目支出绩效自评表", year: str = "（2023年度）") -> str:
    """A web page with a table; cells are parted by bars, ``text@3x2`` spans three columns and two rows."""

    def cell(text: str) -> str:
        words, _, spans = text.strip().partition("@")
        across, _, down = spans.partition("x")
        return f'<td colspan="{across or 1}" rowspan="{down or 1}">{words}</td>'

    body = "".join(f"<tr>{''.join(cell(text) for text in row.split('|'))}</tr>" for row in rows)
    return f"<html><meta charset='utf-8'><body><h2>{title}</h2><p>{year}</p><table>{body}</table></body></html>"


def read(text: str) -> Document:
    document = recognise(read_bytes(text.encode(), name="form.html"))
    assert [problem.message for problem in document.problems if problem.id == "READ-010"] == []
    return document


def test_caption_over_the_indicators_begins_no_other_form():
    document = read(
        page(
            *NAMED,
            "项目支出绩效指标表@9",
            "绩效指标@3|年度指标值@3|实际完成值@1x2|分值@1x2|得分@1x2",
            "一级指标|二级指标|三级指标|指标性质|指标值|度量单位",
            "产出指标|数量指标|巡河次数|≥|24|次|26|90|90",
            "总分@6||100|99",
        )
    )

    (project,) = document.projects
    assert (project.name, [item.name for item in project.indicators], project.evaluation.total_score) == ("巡河保洁", ["巡河次数"], 99)
    assert document.whole_department == []
