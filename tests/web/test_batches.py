"""A batch against single edits (T53 in short; the long form is in ``tools/long_tests.py``)."""

import pytest
from tests.web.batches import play_batch
from tests.web.rounds import Desk

from jixiao.chain import verify
from jixiao.web.records.exporting import ledger_lines

pytestmark = pytest.mark.both_databases
ROWS = 80


def test_a_batch_and_single_edits_decide_each_declaration_once(transactional_db, tree):
    told = play_batch(Desk(tree), ROWS)

    assert told["approved"] + told["returned by others"] == ROWS
    assert told["approved"] > 0
    assert told["returned by others"] > 0
    assert verify((str(number), line) for number, line in enumerate(ledger_lines())).broken is None
