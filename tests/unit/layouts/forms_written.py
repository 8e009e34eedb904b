"""Forms of invented places, written as web pages and as texts, and what was read of them."""

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise

NAMED = ("项目名称@2|灌区清淤@6", "主管部门@2|云岭县水务局@2|实施单位@2|云岭县灌区管理所@2")
HEADER = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"
ROW = "产出指标|数量指标|清淤渠道长度|≥12公里|12.5公里|90|90|"


def parts_of(row):
    """Text, columns and rows of each cell of ``text@3x2|…``."""
    for cell in row.split("|"):
        words, _, spans = cell.partition("@")
        across, _, down = spans.partition("x")
        yield words, across or 1, down or 1


def web(*rows, title="项目支出绩效自评表", below=("（2023年度）",)):
    lines = "".join(f"<p>{line}</p>" for line in (title, *below))
    cells = ("".join(f"<td colspan={a} rowspan={d}>{words}</td>" for words, a, d in parts_of(row)) for row in rows)
    return opened(f"<meta charset=utf-8>{lines}<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>", "form.html")


def tabs(*lines):
    return opened("\n".join(line.replace("|", "\t") for line in lines) + "\n", "form.txt")


def opened(text, name):
    return recognise(read_bytes(text.encode(), name=name))


def unread(document):
    return [(problem.id, problem.values.get("text")) for problem in document.problems]


def money(project, *, unit=10_000):
    """Rows of the funding table in 万元."""
    amounts = ("initial_budget", "adjusted_budget", "executed_amount")
    found = []
    for line in project.funding:
        values = [getattr(line, name) for name in amounts]
        found.append(
            (line.key, *(None if value is None else float(value / unit) for value in values), line.weight, line.rate_pct, line.score)
        )
    return found


def points(project):
    return [(item.level1, item.level2, item.name, item.weight, item.result.score) for item in project.indicators]
