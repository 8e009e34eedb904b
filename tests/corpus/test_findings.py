"""Findings on the published documents, each judged by a person who read the page: all of them are found, and no others.

``findings/<THEME>.yml`` lists them by rule and document. A number is that of a project, ``-`` the document itself; one that stands
twice is found twice. What the documents say is not repeated there.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
import yaml

import jixiao
from jixiao.facts import facts_of
from jixiao.rules import audit, load_catalogue

CORPUS = os.environ.get("JIXIAO_CORPUS")
pytestmark = pytest.mark.skipif(not CORPUS, reason="JIXIAO_CORPUS is not set: the published documents are not here")
ROOT = Path(CORPUS or ".")
JUDGED = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((Path(__file__).parent / "findings").glob("*.yml"))
}


@pytest.fixture(scope="module")
def audited():
    files = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "realdocs").glob("*.pdf"))]
    facts = facts_of([jixiao.read(file, name=file.stem) for file in files])
    result = audit(facts, load_catalogue())
    assert result.failures == []
    numbers = {row["project_id"]: str(row["project_no"]) for row in facts.tables["projects"]}
    return Counter((finding.rule.id, short(finding.file), numbers.get(finding.project_id, "-")) for finding in result.findings)


def short(name):
    """``002_ca1c…`` is 002, the name of a published PDF its first two words."""
    return name[:3] if name[:3].isdigit() else "-".join(name.split("-")[:2])


@pytest.mark.parametrize("theme", sorted(JUDGED))
def test_findings_are_those_that_were_judged(theme, audited):
    expected = Counter(
        (rule, str(document), str(number))
        for rule, documents in (JUDGED[theme] or {}).items()
        for document, numbers in documents.items()
        for number in numbers
    )
    found = Counter({key: count for key, count in audited.items() if key[0].partition("-")[0] == theme})

    assert sorted((expected - found).elements()) == [], "not found any more"
    assert sorted((found - expected).elements()) == [], "found, and nobody has judged it"
