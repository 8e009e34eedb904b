"""Reports as files, and a browser that opens them."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest
from tests.browser.chromium import browser, need_chromium, visit

from jixiao import messages, pipeline
from jixiao.cli import main
from jixiao.evidence import Evidence
from jixiao.reports import audit_report

DEMO = Path(str(resources.files("jixiao").joinpath("demo_documents")))
AT = datetime(2026, 1, 5, 9, 30)
MANY = 2_000
TWO_YEARS = Path(__file__).resolve().parents[1] / "cli" / "two_years"


@pytest.fixture(scope="session")
def chromium():
    need_chromium()
    with browser() as started:
        yield started


@pytest.fixture
def visiting(chromium):
    """Opens windows; when the test is over, none of their pages may have complained or asked for anything but itself."""
    with ExitStack() as stack:
        visits = []

        def start(file, place="", **options):
            found = stack.enter_context(visit(chromium, **options))
            visits.append((found, file))
            found.open(file, place)
            return found.page

        yield start
        for found, file in visits:
            assert found.faults == []
            assert {address.partition("#")[0] for address in found.requests} <= {file.as_uri()}


@pytest.fixture(scope="session")
def audited():
    """The demonstration, and its audit."""
    documents = [pipeline.read(file) for file in sorted(DEMO.iterdir()) if file.suffix != ".py"]
    return documents, pipeline.audit(documents)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="session")
def report(audited, folder):
    """Makes the report of the demonstration in a language."""

    def make(language):
        file = folder / f"demonstration-{language}.html"
        if not file.exists():
            messages.use_language(language)
            try:
                file.write_text(audit_report(*audited, evidence=_evidence(audited[0], folder), at=AT), encoding="utf-8")
            finally:
                messages.use_language(None)
        return file

    return make


@pytest.fixture(scope="session")
def large_report(audited, folder):
    """A report of 2,000 findings and more: the demonstration many times, under other names."""
    documents, audit = audited
    copies, findings, files = [], [], {}
    for number in range(1, 2 + MANY // len(audit.findings)):
        for document in documents:
            name = f"{number:02}/{Path(document.source.file).name}"
            files[name] = Path(document.source.file)
            source = document.source.model_copy(update={"file": name})
            copies.append(document.model_copy(update={"source": source, "publisher": f"第{number}号{document.publisher}"}))
        findings += [_copied(finding, number) for finding in audit.findings]
    file = folder / "large.html"
    messages.use_language("zh")
    try:
        evidence = Evidence(files, cache=folder / "evidence")
        file.write_text(audit_report(copies, replace(audit, findings=findings), evidence=evidence, at=AT), encoding="utf-8")
    finally:
        messages.use_language(None)
    return file, len(findings)


@pytest.fixture(scope="session")
def comparison_page(folder):
    """The page of ``jixiao diff``."""
    file = folder / "comparison.html"
    assert main(["diff", str(TWO_YEARS / "old"), str(TWO_YEARS / "new"), "--html", str(file)]) in (0, 1)
    messages.use_language(None)
    return file


def _copied(finding, number):
    """A finding of the copy of that number: readings of the same file are told apart by a number behind their id."""
    name = f"{number:02}/{Path(finding.file).name}"
    document_id = finding.document_id if number == 1 else f"{finding.document_id}-{number}"
    project_id = finding.project_id and finding.project_id.replace(finding.document_id, document_id)
    quotes = tuple(replace(quote, source=_in_copy(quote.source, number)) for quote in finding.quotes)
    own_id = f"{number:02x}{finding.id[2:]}"
    source = _in_copy(finding.source, number)
    return replace(finding, id=own_id, document_id=document_id, file=name, project_id=project_id, quotes=quotes, source=source)


def _in_copy(source, number):
    return source and replace(source, file=f"{number:02}/{Path(source.file).name}")


def _evidence(documents, folder):
    return Evidence.of(documents, cache=folder / "evidence")
