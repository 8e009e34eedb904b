"""An audit of the demonstration, and pages made of it."""

from dataclasses import replace
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest
from lxml import html

from jixiao import messages, pipeline
from jixiao.reports import audit_report
from jixiao.rules.finding import Quote

DEMO = Path(str(resources.files("jixiao").joinpath("demo_documents")))
AT = datetime(2026, 1, 5, 9, 30)


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    """Evidence is kept in a folder of the tests, and texts are Chinese."""
    monkeypatch.setenv("JIXIAO_CACHE", str(tmp_path_factory.getbasetemp() / "evidence"))
    messages.use_language("zh")
    yield
    messages.use_language(None)


@pytest.fixture(scope="package")
def audited():
    """Four documents, two texts, a web page and a PDF, and their audit."""
    documents = [pipeline.read(next(DEMO.glob(f"{number}-*"))) for number in (4, 8, 9, 3)]
    return documents, pipeline.audit(documents)


@pytest.fixture
def page_of():
    """Makes a page and parses it."""

    def make(documents, audit, **options):
        made = audit_report(documents, audit, at=AT, **options)
        return html.document_fromstring(made)

    return make


def with_findings(audit, findings, **changes):
    """The same audit with other findings."""
    return replace(audit, findings=list(findings), **changes)


def retold(finding, **values):
    """A finding whose values are others."""
    quotes = tuple(Quote(quote.name, values.get(quote.name, quote.value), quote.source) for quote in finding.quotes)
    return replace(finding, values={**finding.values, **values}, quotes=quotes)
