"""Findings as SARIF 2.1.0: what other tools rely on (the log of the demonstration was also checked with a validator by hand)."""

import json
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

import jixiao
from jixiao.exports.sarif import sarif_log, write_sarif
from jixiao.facts import facts_of
from jixiao.rules import RuleFailure, Severity, audit, load_catalogue
from jixiao.rules.waivers import Exceptions
from jixiao.rules.waivers import Waiver as Granted

DEMO = sorted((Path(jixiao.__file__).parent / "demo_documents").glob("[0-9]*"))


@pytest.fixture(scope="module")
def documents():
    return [jixiao.read(DEMO[0], name="文件 夹/水利厅.txt"), jixiao.read(DEMO[-1], name="农业农村局.pdf")]


@pytest.fixture(scope="module")
def audited(documents):
    return audit(facts_of(documents), load_catalogue())


@pytest.fixture(scope="module")
def run(documents, audited):
    log = sarif_log(documents, audited)
    assert log["version"] == "2.1.0"
    assert len(log["runs"]) == 1
    return log["runs"][0]


def test_each_finding_is_a_result_with_its_fingerprint(run, audited):
    assert [result["partialFingerprints"]["jixiao/v1"] for result in run["results"]] == [finding.id for finding in audited.findings]
    levels = {"error": "error", "warning": "warning", "info": "note"}
    assert [result["level"] for result in run["results"]] == [levels[finding.severity.value] for finding in audited.findings]


def test_rules_and_artifacts_are_named_by_their_index(run):
    rules, artifacts = run["tool"]["driver"]["rules"], run["artifacts"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifacts[location["index"]]["location"]["uri"] == location["uri"]


def test_names_of_files_are_references_that_lead_back(run, documents):
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]

    assert all(uri.isascii() and " " not in uri for uri in uris)
    assert [unquote(uri) for uri in uris] == [document.source.file for document in documents]
    assert [artifact["hashes"]["sha-256"] for artifact in run["artifacts"]] == [document.source.sha256 for document in documents]


def test_line_of_a_text_is_a_region_and_a_page_is_told_in_words(run):
    finding = next(result for result in run["results"] if result["ruleId"] == "FND-002")
    assert finding["locations"][0]["physicalLocation"]["region"] == {"startLine": 39}
    of_pdf = [place for result in run["results"] for place in result["locations"] if place.get("properties", {}).get("page")]
    assert of_pdf
    assert all("region" not in place["physicalLocation"] and place["message"]["text"] for place in of_pdf)


def test_rule_has_help_and_no_open_placeholders(run):
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"] and rule["help"]["text"] and rule["help"]["markdown"]
        assert "{" not in rule["fullDescription"]["text"] + rule["help"]["text"]


def test_waived_finding_is_suppressed_with_who_and_why(documents):
    granted = Granted(rule="FND-002", by="王审核", why="项目总额另行公布", until="2999-12-31")
    result = audit(facts_of(documents), load_catalogue(), exceptions=Exceptions(waivers=(granted,)), today=date(2026, 1, 1))

    found = next(item for item in sarif_log(documents, result)["runs"][0]["results"] if item["ruleId"] == "FND-002")

    assert found["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "王审核: 项目总额另行公布"}]


def test_rule_that_failed_is_a_notification_and_no_result(documents, audited):
    rule = audited.run[0]
    failed = type(audited)(findings=[], failures=[RuleFailure(rule, "out of memory")], run=[])

    run = sarif_log(documents, failed)["runs"][0]

    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is False
    told = run["invocations"][0]["toolExecutionNotifications"][0]
    assert told["message"]["text"] == "out of memory"
    assert run["tool"]["driver"]["rules"][told["associatedRule"]["index"]]["id"] == rule.id


def test_severity_bounds_what_is_written(tmp_path, documents, audited):
    file = tmp_path / "audit.sarif"

    count = write_sarif(documents, audited, file, least=Severity.ERROR)

    results = json.loads(file.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert count == len(results) == sum(finding.severity is Severity.ERROR for finding in audited.findings) > 0
