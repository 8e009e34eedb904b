"""Invented documents of two years, two versions and two agencies: nothing is found between them without a fault, and each fault is found.

``together/faults.yml`` lists the faults. One document of a set alone gives none of these findings.
"""

from pathlib import Path

import pytest
import yaml

from jixiao.facts import facts_of
from jixiao.pipeline import read
from jixiao.rules import Severity, audit, load_catalogue

FOLDER = Path(__file__).parent / "together"
SETS = {"years": ("last", "result", "this"), "versions": ("this", "this-2"), "agencies": ("this", "neighbour")}
FAULTS = yaml.safe_load((FOLDER / "faults.yml").read_text(encoding="utf-8"))
MOST = 4
"""More findings than this of one fault would be a flood."""


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def pages(name):
    return {f"{stem}.html": (FOLDER / f"{stem}.html").read_text(encoding="utf-8") for stem in SETS[name]}


def found(texts, catalogue, folder):
    documents = []
    for name, text in texts.items():
        file = folder / name
        file.write_text(text, encoding="utf-8")
        documents.append(read(file, name=name))
        assert documents[-1].problems == []
    result = audit(facts_of(documents), catalogue)
    assert result.failures == []
    return {item.id: item for item in result.findings if is_between(item) or item.severity is not Severity.INFO}


def is_between(item):
    return item.rule.theme in ("between_years", "between_agencies")


@pytest.fixture(scope="module")
def clean(catalogue, tmp_path_factory):
    return {name: found(pages(name), catalogue, tmp_path_factory.mktemp(name)) for name in SETS}


@pytest.mark.parametrize("name", SETS)
def test_documents_without_a_fault_are_found_without_one(name, clean):
    assert [(item.rule.id, item.message("zh")) for item in clean[name].values()] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_found(fault, clean, catalogue, tmp_path):
    planted = FAULTS[fault]
    texts = pages(planted["set"])
    for change in [planted, *planted.get("also", [])]:
        assert change["before"] in texts[change["file"]], "there is nothing to plant it in"
        texts[change["file"]] = texts[change["file"]].replace(change["before"], change["after"], 1)

    new = [item for key, item in found(texts, catalogue, tmp_path).items() if key not in clean[planted["set"]]]

    messages = [f"{item.rule.id} {item.message('zh')}" for item in new]
    assert any(item.rule.id == planted["rule"] and planted["named"] in item.message("zh") for item in new), messages
    assert len(new) <= MOST, messages


@pytest.mark.parametrize("file", sorted({fault["file"] for fault in FAULTS.values()}))
def test_one_document_alone_gives_no_finding_between_documents(file, catalogue, tmp_path):
    text = (FOLDER / file).read_text(encoding="utf-8")
    for planted in FAULTS.values():
        if planted["file"] == file:
            text = text.replace(planted["before"], planted["after"], 1)

    assert [item.rule.id for item in found({file: text}, catalogue, tmp_path).values() if is_between(item)] == []


def test_the_other_document_is_named_by_its_file(catalogue, tmp_path):
    texts = pages("years")
    texts["this.html"] = texts["this.html"].replace("<td>信号灯完好率</td><td>≥98%</td>", "<td>信号灯完好率</td><td>≥95%</td>")

    item = next(item for item in found(texts, catalogue, tmp_path).values() if item.rule.id == "XYR-008")

    places = {quote.describe("zh"): quote.source.file for quote in item.quotes if quote.source}
    assert places == {"≥95%": "this.html", "≥97%": "last.html"}
