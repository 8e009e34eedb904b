"""What stands on the page of an audit."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from tests.unit.reports.conftest import AT, with_findings

from jixiao import messages
from jixiao.evidence import Evidence
from jixiao.reports import Shown, audit_report
from jixiao.rules import Audit, Severity
from jixiao.rules.engine import RuleFailure
from jixiao.rules.finding import Waiver


def words(node) -> str:
    return " ".join(node.text_content().split())


def test_every_finding_has_its_place_under_its_id(audited, page_of):
    documents, audit = audited
    page = page_of(documents, audit)

    ids = page.xpath("//@id")
    assert [name for name, often in Counter(ids).items() if often > 1] == []
    assert {finding.id for finding in audit.findings} <= set(ids)
    assert len(page.find_class("item")) == len(audit.findings)


def test_finding_says_what_is_wrong_where_on_what_ground_and_what_to_do(audited, page_of):
    documents, audit = audited
    finding = next(finding for finding in audit.findings if finding.rule.id == "TAB-018")
    article = page_of(documents, audit).get_element_by_id(finding.id)
    told = words(article)

    assert article.tag == "article"
    for expected in ("错误", "TAB-018", finding.title(), finding.message(), finding.remedy(), finding.rule.not_covered["zh"], finding.id):
        assert expected in told
    assert "《中华人民共和国预算法》第14条" in told
    assert "5,862.4万元 第7页" in told
    assert "涉及 6,000万元" in told


def test_gravest_findings_of_a_document_stand_first(audited, page_of):
    documents, audit = audited
    rank = {severity.value: severity.rank for severity in Severity}

    for group in page_of(documents, audit).find_class("group"):
        found = [rank[article.get("data-s")] for article in group.find_class("finding")]
        assert found == sorted(found)


def test_page_of_a_pdf_is_held_once_and_shown_where_findings_point(audited, page_of):
    documents, audit = audited
    page = page_of(documents, audit)

    images = page.xpath("//image/@id")
    assert len(images) == len(set(images))
    shown = Counter(page.xpath("//a[contains(@class, 'crop')]//use/@href"))
    assert set(shown) == {f"#{image}" for image in images}
    assert max(shown.values()) > 1
    for crop in page.find_class("crop"):
        assert crop.xpath(".//rect[@class='marked']")
        assert page.get_element_by_id(crop.get("href")[1:]) is not None


def test_marked_cell_is_inside_of_what_is_shown(audited, page_of):
    documents, audit = audited
    for svg in page_of(documents, audit).xpath("//a[contains(@class, 'crop')]/svg[rect]"):
        left, top, width, height = map(float, svg.get("viewbox").split())
        for mark in svg.xpath("rect"):
            middle = float(mark.get("x")) + float(mark.get("width")) / 2, float(mark.get("y")) + float(mark.get("height")) / 2
            assert left <= middle[0] <= left + width
            assert top <= middle[1] <= top + height


def test_cell_far_below_is_shown_with_the_head_of_its_table(audited, page_of):
    documents, audit = audited
    finding = next(finding for finding in audit.findings if finding.rule.id == "TAB-018")
    article = page_of(documents, audit).get_element_by_id(finding.id)

    assert len(article.xpath(".//svg[@class='head']")) == 2
    assert "一般公共预算支出情况表 第7页" in words(article)


def test_other_documents_are_shown_as_rows_with_the_cell_marked(audited, page_of):
    documents, audit = audited
    finding = next(finding for finding in audit.findings if finding.file == documents[0].source.file and finding.quotes)
    article = page_of(documents, audit).get_element_by_id(finding.id)

    assert article.xpath(".//td[contains(@class, 'mark')]")
    assert not article.find_class("crop")


def test_pages_beyond_the_budget_are_shown_as_text_and_counted(audited, page_of):
    documents, audit = audited
    page = page_of(documents, audit, shown=Shown(0.02))
    whole = page_of(documents, audit)

    assert 0 < len(page.xpath("//image")) < len(whole.xpath("//image"))
    assert "超出本报告的大小上限" in words(page.get_element_by_id("limits"))
    without = [article for article in page.find_class("finding") if "超出本报告的大小上限" in words(article)]
    assert without
    assert all(article.find_class("rows") for article in without)


def test_report_without_evidence_has_places_in_words(audited, page_of):
    documents, audit = audited
    page = page_of(documents, audit, shown=Shown(0, is_any=False))

    assert page.xpath("//image | //figure[contains(@class, 'evidence')]") == []
    assert "不附原文证据" in words(page.get_element_by_id("limits"))
    finding = next(finding for finding in audit.findings if finding.rule.id == "TAB-018")
    assert "第7页" in words(page.get_element_by_id(finding.id))


def test_file_that_is_gone_is_said_to_be_gone(audited, page_of, tmp_path):
    documents, audit = audited
    gone = Evidence({document.source.file: tmp_path / "gone" for document in documents})
    page = page_of(documents, audit, evidence=gone)

    assert "找不到原文件“4-" in words(page.find_class("finding")[0])
    assert documents[0].source.file.rpartition("/")[0] not in page.text_content()


def test_finding_of_two_documents_shows_both_side_by_side(audited, page_of):
    documents, audit = audited
    one = next(finding for finding in audit.findings if finding.rule.id == "TAB-018")
    other = next(finding for finding in audit.findings if finding.file == documents[0].source.file and finding.quotes)
    both = replace(one, quotes=(one.quotes[0], other.quotes[0]))
    article = page_of(documents, with_findings(audit, [both])).get_element_by_id(both.id)

    pair = article.find_class("pair")[0]
    captions = [words(caption) for caption in pair.xpath("./figure/figcaption")]
    assert [caption.partition("：")[0] for caption in captions] == ["证据", "对照文件"]
    assert captions[1] == f"对照文件：{documents[0].publisher}（{documents[0].source.file.rpartition('/')[2]}）"
    assert documents[0].source.file.rpartition("/")[2] in words(article.find_class("seen")[0])


def test_many_findings_of_a_kind_are_one_entry_and_each_keeps_its_link(audited, page_of):
    documents, audit = audited
    one = next(finding for finding in audit.findings if finding.severity is Severity.WARNING and finding.quotes)
    many = [replace(one, id=f"{number:012d}") for number in range(9)]
    page = page_of(documents, with_findings(audit, many))

    assert len(page.find_class("finding")) == 1
    assert [node.get("id") for node in page.find_class("item")] == [finding.id for finding in many]
    assert "9处" in words(page.find_class("finding")[0].find("header"))
    assert "还有3处" in words(page.find_class("more")[0])


def test_same_finding_twice_has_two_places(audited, page_of):
    documents, audit = audited
    finding = audit.findings[0]
    page = page_of(documents, with_findings(audit, [finding, replace(finding)]))

    assert page.get_element_by_id(finding.id) is not None
    assert page.get_element_by_id(f"{finding.id}-2") is not None


def test_waived_and_doubtful_findings_say_so_and_waived_ones_do_not_count(audited, page_of):
    documents, audit = audited
    waiver = Waiver(rule=audit.findings[0].rule.id, by="李处长", why="适用例外", until="2026-12-31")
    waived = replace(audit.findings[0], waiver=waiver)
    doubtful = replace(audit.findings[1], is_doubtful=True)
    page = page_of(documents, with_findings(audit, [waived, doubtful]))

    assert "李处长豁免，至2026-12-31：适用例外" in words(page.get_element_by_id(waived.id))
    assert page.get_element_by_id(waived.id).get("data-w") is not None
    assert "读取存疑" in words(page.get_element_by_id(doubtful.id))
    assert page.get_element_by_id(doubtful.id).get("data-u") is not None
    assert "共发现1个问题" in words(page.get_element_by_id("summary"))
    assert "另有1个已豁免" in words(page.get_element_by_id("summary"))


def test_rules_that_failed_are_told_at_the_head_and_accuse_nobody(audited, page_of):
    documents, audit = audited
    failed = with_findings(audit, [], failures=[RuleFailure(audit.run[0], "OutOfMemoryException: too much")], run=audit.run[1:])
    page = page_of(documents, failed)

    assert "审核不完整：1条规则运行失败" in words(page.get_element_by_id("summary"))
    assert "OutOfMemoryException: too much" in words(page.get_element_by_id("limits"))


def test_nothing_found_says_what_was_checked(audited, page_of):
    documents, audit = audited
    page = page_of(documents, with_findings(audit, []))

    assert f"按所用的{len(audit.run)}条规则，没有发现问题" in words(page.get_element_by_id("summary"))
    assert not page.find_class("finding")
    assert not page.xpath("//*[@id='rules']")
    assert documents[0].publisher in words(page.get_element_by_id("documents"))


def test_documents_are_told_with_their_digest_and_what_was_understood(audited, page_of):
    documents, audit = audited
    told = words(page_of(documents, audit).get_element_by_id("documents"))

    for document in documents:
        assert document.publisher in told
        assert document.source.sha256 in told
        assert f"共{document.account.cells}格" in told


def test_severity_chooses_what_is_listed_and_the_overview_counts_all(audited, page_of):
    documents, audit = audited
    page = page_of(documents, audit, least=Severity.ERROR)

    assert {article.get("data-s") for article in page.find_class("finding")} == {"error"}
    tiles = [words(tile.find("b")) for tile in page.find_class("tile")]
    assert tiles == [str(sum(finding.severity is severity for finding in audit.findings)) for severity in Severity]
    assert "只列出所选级别" in words(page.get_element_by_id("summary"))


def test_charts_say_their_numbers_in_words_and_in_a_table(audited, page_of):
    documents, audit = audited
    page = page_of(documents, audit)
    chart = page.get_element_by_id("chart-documents")

    labels = chart.xpath(".//a/@aria-label")
    assert len(labels) == len(documents)
    assert re.fullmatch(r".+：(错误 \d+)?、?(警告 \d+)?、?(提示 \d+)?", labels[0])
    rows = [[words(cell) for cell in row.xpath("td")] for row in chart.xpath(".//tbody/tr")]
    assert sum(int(row[-1]) for row in rows) == len(audit.findings)
    assert chart.xpath(".//svg/title") and chart.xpath(".//svg/desc")


def test_index_has_each_rule_once_with_its_law(audited, page_of):
    documents, audit = audited
    page = page_of(documents, audit)

    rules = [entry.get("id") for entry in page.find_class("entry")]
    assert rules == sorted({f"rule-{finding.rule.id}" for finding in audit.findings})
    assert "〔已核对原文〕" in words(page.get_element_by_id("rule-TAB-018"))


def test_filters_offer_the_projects_that_have_findings(audited, page_of):
    documents, audit = audited
    page = page_of(documents, audit)

    keys = page.xpath("//select[@name='project']//option/@value")
    assert {item.get("data-p") for item in page.find_class("item")} == set(keys) - {""}


def test_english_page_is_english(audited):
    documents, audit = audited
    messages.use_language("en")
    page = audit_report(documents, audit, at=AT)

    assert '<html lang="en">' in page
    assert "Audit of performance targets and budgets" in page
    assert "Correct the word by the figures." in page


def test_page_is_the_same_when_made_again(audited):
    documents, audit = audited

    assert audit_report(documents, audit, at=AT) == audit_report(documents, audit, at=AT)


def test_library_makes_a_page_of_an_empty_audit(page_of):
    page = page_of([], Audit())

    assert "没有发现问题" in words(page)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_script_is_small(audited, language):
    documents, audit = audited
    messages.use_language(language)
    script = re.search(r"<script>(.*?)</script>", audit_report(documents, audit, at=AT), flags=re.DOTALL)

    assert len(script[1].encode()) < 60_000


def test_quoted_words_are_told_apart_in_the_passage_that_holds_them(audited, page_of):
    documents, audit = audited
    finding = next(finding for finding in audit.findings if finding.rule.id == "NAR-016" and finding.file == documents[3].source.file)
    cell = page_of(documents, audit).get_element_by_id(finding.id).xpath(".//td[contains(@class, 'mark')]")[0]

    (hit,) = cell.xpath(".//strong")
    assert words(hit) == "公务用车运行维护费42.00万元，比上年减少3.00万元。"
    assert len(words(cell)) > len(words(hit))
