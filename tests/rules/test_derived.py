"""Projects and tables of one document are judged each for itself, but for the rules that look at a document as a whole."""

import pytest
from tests.rules.derived import AS_A_WHOLE, derived

from jixiao.facts import Database
from jixiao.rules import load_catalogue
from jixiao.rules.cases import found_in, parameters_of

CATALOGUE = load_catalogue()
PUT_TOGETHER = {id_: cases for id_, entry in CATALOGUE.entries.items() if (cases := list(derived(entry)))}


def in_order(findings):
    return sorted(sorted(finding.items()) for finding in findings)


@pytest.mark.parametrize("rule", PUT_TOGETHER)
def test_all_cases_in_one_document_give_all_their_findings(rule):
    for case in PUT_TOGETHER[rule]:
        with Database() as database:
            for table, rows in case.facts.items():
                database.insert_rows(table, rows)
            own = CATALOGUE.entries[rule].rule

            assert in_order(found_in(database, own, parameters_of(own, case))) == in_order(case.findings), case.name


def test_most_rules_are_put_together():
    assert len(PUT_TOGETHER) > 150
    assert set(CATALOGUE.entries) >= AS_A_WHOLE
