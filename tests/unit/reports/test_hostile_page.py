"""Texts of documents stay texts, whatever they say; and the page asks nothing of anybody."""

import base64
import hashlib
import re

import pytest
from tests.unit.reports.conftest import AT, retold, with_findings

from jixiao import pipeline
from jixiao.reports import audit_report
from jixiao.reports.printable import printable

HOSTILE = [
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "-->]]><!--",
    "a\u202eb\u2066c\u200f",
    "nul\x00esc\x1b[31m\x85",
    "\ud800 alone",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_value_is_text_on_the_page(text, audited, page_of):
    documents, audit = audited
    finding = next(finding for finding in audit.findings if finding.rule.id == "NAR-024")
    hostile = retold(finding, **{name: text for name, value in finding.values.items() if isinstance(value, str) and name.endswith("_text")})
    named = with_findings(audit, [hostile])
    page = page_of(documents, named)

    told = page.get_element_by_id(finding.id).text_content()
    assert str(printable(text))[:8].split()[0] in told
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//*[@*[starts-with(name(), 'on')]]") == []
    assert page.xpath("//*[@style]") == []
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]", audit_report(documents, named, at=AT))


def test_names_of_documents_and_projects_are_text(audited, page_of):
    documents, audit = audited
    evil = "</title><script>alert(1)</script>"
    renamed = [documents[0].model_copy(update={"publisher": evil})]
    finding = next(finding for finding in audit.findings if finding.file == documents[0].source.file)
    page = page_of(renamed, with_findings(audit, [finding]))

    assert len(page.xpath("//script")) == 1
    assert page.find_class("document")[0].xpath("./header/h3")[0].text_content() == evil


def test_cell_of_a_file_is_text(tmp_path, page_of):
    file = tmp_path / "<b>a.html"
    rows = "".join(f"<tr><td>{'&lt;script&gt;alert(1)&lt;/script&gt;'}</td><td>{number}</td></tr>" for number in range(4))
    head = "<h1>松江县水利局2025年部门预算公开</h1><table><tr><td>项目名称</td><td>维护&lt;img src=x onerror=alert(1)&gt;</td></tr>"
    form = "<tr><td>项目总额</td><td>10</td><td>年度资金总额</td><td>20万元</td></tr><tr><td>年度绩效目标</td><td>无</td></tr>"
    file.write_text(f"<meta charset=utf-8>{head}{form}{rows}</table>", encoding="utf-8")
    document = pipeline.read(file, isolated=False)
    page = page_of([document], pipeline.audit([document]))

    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img") == []


def test_page_asks_nothing_of_anybody(audited):
    documents, audit = audited
    made = audit_report(documents, audit, at=AT)

    addresses = re.findall(r"""(?:href|src|action|srcset|data|poster)\s*=\s*["']([^"']*)""", made)
    assert {address.partition(":")[0] for address in addresses if not address.startswith("#")} == {"data"}
    assert not re.search(r"@import|https?://|url\((?!#)|//[a-z]+\.", made)


def test_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else(audited, page_of):
    documents, audit = audited
    made = audit_report(documents, audit, at=AT)
    policy = page_of(documents, audit).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]

    for tag in ("style", "script"):
        source = re.search(f"<{tag}>(.*?)</{tag}>", made, flags=re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_names_and_numbers_of_persons_are_masked(tmp_path, page_of):
    file = tmp_path / "a.txt"
    lines = [
        "松江县水利局2025年部门预算公开",
        "项目支出绩效目标表",
        "项目名称\t泵站维护",
        "项目总额\t10\t年度资金总额\t20",
        "负责人\t王小明\t联系电话\t13812345678",
        "年度绩效目标\t维护泵站3座，联系人：王小明，电话13812345678。",
        "一级指标\t二级指标\t三级指标\t指标值",
        "产出指标\t数量指标\t维护泵站\t3座",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    document = pipeline.read(file, isolated=False)
    audit = pipeline.audit([document])
    page = page_of([document], audit)

    assert audit.findings
    assert "13812345678" not in page.text_content()
    assert "王小明" not in page.text_content()
