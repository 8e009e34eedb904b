"""Invented self-evaluations that carry the figures of ``scoring_forms.toml``, printed as forms of several places are."""

from html import escape
from io import BytesIO

from xlsxwriter import Workbook

from jixiao.values import labels_of_level2

HEAD = (("项目名称", "校舍维修"), ("主管部门", "青溪县教育局"), ("实施单位", "青溪县第三中学"))
LABELS = {"annual": "年度资金总额", "fiscal": "其中：当年财政拨款"}
DEFAULT = "output.quantity"
FIRST = {"output": "产出指标", "benefit": "效益指标", "satisfaction": "满意度指标"}


def levels_of(item):
    code = item.get("level2", DEFAULT)
    return FIRST[code.partition(".")[0]], labels_of_level2()[code]


def items_of(form):
    carried = [{"name": f"指标{count}", "weight": "10", "declared": "10"} for count in range(1, form.get("carried", 0) + 1)]
    return [*form.get("items", ()), *carried]


def split(target):
    """A target as three cells: sign, value, unit."""
    sign = target[:1] if target[:1] in tuple("≥≤≧═=") else ""
    digits = target[len(sign) :]
    end = next((at for at, letter in enumerate(digits) if letter not in "0123456789."), len(digits))
    return (sign, digits[:end], digits[end:]) if end else ("", target, "")


def funding_of(form):
    lines = [dict(line) for line in form.get("funding", ())]
    if lines and "execution_weight" in form:
        lines[0]["weight"] = form["execution_weight"]
    if not lines and "execution_weight" in form:
        lines = [{"key": "annual", "weight": form["execution_weight"]}]
    return lines


def total_of(form):
    return [form["declared_total"]] if "declared_total" in form else []


def national(form):
    """The national shape: one cell for a target, blank cells between tabs; 万元 or 元 as the figures are."""
    unit = form.get("unit", "万元")
    rows = [["项目支出绩效自评表"], ["（2023年度）"], *([label, value] for label, value in HEAD)]
    rows.append([f"项目资金（{unit}）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"])
    for line in funding_of(form):
        cells = [line.get(key, "") for key in ("initial", "adjusted", "executed", "weight")]
        rows.append(["", LABELS[line["key"]], *cells, f"{line['rate']}%" if "rate" in line else "", line.get("score", "")])
    rows.append(
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "得分系数", "偏差原因分析及改进措施"]
    )
    for item in items_of(form):
        cells = [item.get(key, "") for key in ("target", "actual", "weight", "declared", "coefficient")]
        rows.append(["", *levels_of(item), item["name"], *cells, ""])
    if "declared_total" in form:
        rows.append(["总分", "", "", "", "", "", "100", *total_of(form)])
    return "form.txt", "\n".join("\t".join(row).rstrip("\t") for row in rows).encode()


def in_pieces(form):
    """A web page with merged cells: the target in three cells below a head, the total with labels of its own and the grade."""
    unit = form.get("unit", "万元")

    def row(*cells):
        return "<tr>" + "".join(f'<td colspan="{span}" rowspan="{down}">{escape(text)}</td>' for text, span, down in cells) + "</tr>"

    money = funding_of(form)
    rows = [row((label, 2, 1), (value, 9, 1)) for label, value in HEAD]
    heads = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    rows.append(row((f"项目资金（{unit}）", 1, len(money) + 1), ("", 2, 1), *((head, 1, 1) for head in heads), ("", 2, 1)))
    for line in money:
        cells = [line.get(key, "") for key in ("initial", "adjusted", "executed", "weight")]
        cells += [f"{line['rate']}%" if "rate" in line else "", line.get("score", "")]
        rows.append(row((LABELS[line["key"]], 2, 1), *((cell, 1, 1) for cell in cells), ("", 2, 1)))
    tall = ("实际完成值", "分值", "得分", "得分系数（%）")
    rows.append(row(("绩效指标", 3, 1), ("年度指标值", 3, 1), *((head, 1, 2) for head in tall), ("偏差原因分析及改进措施", 1, 2)))
    rows.append(row(*((head, 1, 1) for head in ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"))))
    for item in items_of(form):
        cells = [*levels_of(item), item["name"], *split(item.get("target", ""))]
        cells += [item.get(key, "") for key in ("actual", "weight", "declared", "coefficient")]
        rows.append(row(*((cell, 1, 1) for cell in [*cells, ""])))
    if "declared_total" in form:
        rows.append(row(("总分", 6, 2), ("总分值", 2, 1), ("总得分", 1, 1), ("自评等级", 2, 1)))
        rows.append(row(("100", 2, 1), (form["declared_total"], 1, 1), ("优", 2, 1)))
    page = f"<html><meta charset='utf-8'><body><h2>项目支出绩效自评表</h2><p>（2023年度）</p><table>{''.join(rows)}</table></body></html>"
    return "form.html", page.encode()


def workbook(form):
    """A sheet with other names for everything: 预算执行情况, 权重, 完成值, 未完成原因分析, and the total below as a line of labels."""
    unit = form.get("unit", "万元")
    rows = [["2023年项目支出绩效自评表"], *([label, value] for label, value in HEAD)]
    rows.append([f"预算执行情况（{unit}）", "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"])
    for line in funding_of(form):
        cells = [line.get(key, "") for key in ("initial", "adjusted", "executed")]
        rate = f"{line['rate']}%" if "rate" in line else ""
        rows.append([LABELS[line["key"]], *cells, rate, line.get("weight", "/"), line.get("score", "/"), ""])
    rows.append(["一级指标", "二级指标", "三级指标", "年初指标值", "全年完成值", "得分系数", "权重", "自评得分", "未完成原因分析"])
    for item in items_of(form):
        cells = [item.get(key, "") for key in ("target", "actual", "coefficient", "weight", "declared")]
        rows.append([*levels_of(item), item["name"], *cells, ""])
    if "declared_total" in form:
        rows.append(["自评总分", form["declared_total"]])
    rows += [["评价结论", "总体完成。"], ["存在问题", "无。"]]
    file = BytesIO()
    book = Workbook(file)
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        for col, cell in enumerate(row):
            sheet.write_string(at, col, cell)
    book.close()
    return "form.xlsx", file.getvalue()


LAYOUTS = {"national": national, "in pieces": in_pieces, "workbook": workbook}
