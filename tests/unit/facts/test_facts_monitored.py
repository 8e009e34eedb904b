"""Monitoring tables become facts: money of the round, and what each indicator says of the end of the year."""

from decimal import Decimal
from pathlib import Path

from jixiao.documents import open_document
from jixiao.facts import facts_of
from jixiao.layouts.recognise import recognise
from jixiao.rules import audit, load_catalogue

FOLDER = Path(__file__).parents[1] / "layouts" / "monitoring"


def document(name):
    return recognise(open_document(FOLDER / f"{name}.html"))


def test_rows_of_a_round_and_of_its_indicators():
    tables = facts_of([document("local")]).tables
    (row,) = tables["monitoring_rounds"]
    found = tables["monitoring_indicators"]

    assert (row["month"], row["round_budget_yuan"], row["executed_yuan"]) == (8, Decimal(1000000), Decimal(865000))
    assert [(one["name"], one["forecast_gap_pct"], one["is_forecast_short"], one["attainability"], one["has_cause"]) for one in found] == [
        ("保洁河道长度", Decimal(0), False, 1, False),
        ("清运垃圾", Decimal(-25), True, 2, True),
        ("断面达标率", None, None, 2, False),  # ≥95% is a bound, no number
        ("居民满意度", Decimal("2.22"), False, None, False),  # 92 ÷ 90
    ]


def test_the_audit_asks_what_the_form_leaves_open():
    result = audit(facts_of([document("national"), document("local")]), load_catalogue())

    assert result.failures == []
    assert sorted((item.rule.id, item.project_name) for item in result.findings if item.rule.theme == "monitoring") == [
        ("MON-004", "城区道路标线施划"),  # 82.54 less 44.00
        ("MON-004", "河道保洁"),  # 74.65 less 86.50
        ("MON-005", "城区道路标线施划"),
        ("MON-006", "城区道路标线施划"),
        ("MON-006", "河道保洁"),
    ]
    assert not [item.rule.id for item in result.findings if item.rule.id == "IND-031"]  # a monitoring table has no weights


def test_amount_that_falls_between_two_files():
    july, august = document("national"), document("national")
    (project,) = august.projects
    money = project.funding[0].model_copy(update={"executed_amount": Decimal(15000000)})
    later = project.model_copy(update={"funding": [money], "monitoring": project.monitoring.model_copy(update={"month": 8})})
    source = august.source.model_copy(update={"sha256": "0" * 64, "file": "august.html"})
    august = august.model_copy(update={"projects": [later], "source": source})

    found = [item for item in audit(facts_of([july, august]), load_catalogue()).findings if item.rule.id == "MON-001"]

    assert [(item.file, "1595.86" in item.message("zh").replace(",", "")) for item in found] == [("august.html", True)]
