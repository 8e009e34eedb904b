"""Invented reports without a fault are found without one; each fault planted in them is found, named, and found few times only.

A report is ``<name>.html``, right to the last digit; ``<name>.yml`` beside it lists the faults.
"""

from pathlib import Path

import pytest
import yaml

from jixiao.facts import facts_of
from jixiao.pipeline import read
from jixiao.rules import Severity, audit, load_catalogue

FOLDER = Path(__file__).parent
REPORTS = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.yml"))}
PLANTED = [(report, fault) for report, faults in REPORTS.items() for fault in faults]
MOST = 4
"""More findings than this of one fault would be a flood."""


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def page(report):
    return (FOLDER / f"{report}.html").read_text(encoding="utf-8")


def found(text, catalogue, folder):
    file = folder / "report.html"
    file.write_text(text, encoding="utf-8")
    document = read(file, name="report.html")
    assert document.problems == []
    result = audit(facts_of([document]), catalogue)
    assert result.failures == []
    return {item.id: item for item in result.findings if item.severity is not Severity.INFO}


@pytest.fixture(scope="module")
def clean(catalogue, tmp_path_factory):
    return {report: found(page(report), catalogue, tmp_path_factory.mktemp(report)) for report in REPORTS}


@pytest.mark.parametrize("report", REPORTS)
def test_report_without_a_fault_is_found_without_one(report, clean):
    assert [(item.rule.id, item.message("zh")) for item in clean[report].values()] == []


@pytest.mark.parametrize(("report", "fault"), PLANTED)
def test_planted_fault_is_found(report, fault, clean, catalogue, tmp_path):
    planted = REPORTS[report][fault]
    text = page(report)
    assert planted["before"] in text, "there is nothing to plant it in"

    new = [
        item
        for key, item in found(text.replace(planted["before"], planted["after"], 1), catalogue, tmp_path).items()
        if key not in clean[report]
    ]

    messages = [f"{item.rule.id} {item.message('zh')}" for item in new]
    assert any(planted["named"] in message for message in messages), messages
    assert len(new) <= MOST, messages
