"""The cases of the rules notice faults in them: 95 of 100 mutants are to be killed (T73).

Here those of a sixth of the rules, chosen by their ids, so that a new rule moves no other one in or out. Those of all rules with
``JIXIAO_MUTANTS=all``, or by ``tools/mutate_rules.py``.
"""

import os
from zlib import crc32

import pytest
from tests.rules.mutants import mutants
from tests.rules.mutation import FLOOR, equivalents, scores

from jixiao.rules import load_catalogue

ENTRIES = list(load_catalogue().entries.values())
SHARE = 1 if os.environ.get("JIXIAO_MUTANTS") == "all" else 6


def changes(sql, **parameters):
    return [(mutant.kind, mutant.change) for mutant in mutants("TST-001", sql, parameters)]


def test_cases_kill_the_mutants_of_their_rules():
    found = list(scores([entry for entry in ENTRIES if crc32(entry.rule.id.encode()) % SHARE == 0]))
    killed, counted = sum(score.killed for score in found), sum(score.counted for score in found)
    survivors = "\n".join(f"{score.rule} {mutant.name}" for score in found for mutant in score.survivors)

    assert counted > 10_000 / SHARE
    assert killed >= FLOOR * counted, f"{killed} of {counted}; survivors:\n{survivors}"
    assert [(score.rule, name) for score in found for name in score.stale] == [], "listed as equivalent, but they do not survive"


def test_each_equivalent_mutant_has_a_reason():
    assert all(len(reason) > 20 for listed in equivalents().values() for reason in listed.values())


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT a FROM t WHERE a < 5", {"comparison", "constant", "conjunct"}),
        ("SELECT a FROM t WHERE a IN ('x', 'y')", {"list", "conjunct"}),
        ("SELECT DISTINCT a FROM t", {"distinct"}),
        ("SELECT COALESCE(a, b) AS c FROM t", {"coalesce"}),
        ("SELECT a FROM t LEFT JOIN u ON u.a = t.a", {"join", "comparison"}),
        ("SELECT a FROM t UNION ALL SELECT a FROM u", {"union"}),
        ("SELECT CASE WHEN a THEN 'x' ELSE 'y' END AS c FROM t", {"branch"}),
        ("SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u)", {"not", "conjunct"}),
        ("SELECT a FROM t WHERE a IS DISTINCT FROM b", {"null", "conjunct"}),
        ("SELECT MIN(a) AS a FROM t", {"function"}),
    ],
)
def test_kinds_of_faults(sql, expected):
    assert {kind for kind, _ in changes(sql)} == expected


def test_a_fault_is_named_by_what_stood_there_and_what_stands_there_now():
    assert changes("SELECT a FROM t WHERE a > $least", least=2) == [
        ("conjunct", "WHERE a > $least → WHERE TRUE"),
        ("comparison", "a > $least → a >= $least"),
        ("comparison", "a > $least → a <= $least"),
        ("parameter", "a > $least → a > ($least + 1)"),
        ("parameter", "a > $least → a > ($least + (-1))"),
    ]


def test_join_of_a_table_that_where_asks_for_is_left_alone():
    assert "join" not in {kind for kind, _ in changes("SELECT t.a FROM t JOIN u ON u.a = t.a WHERE u.b > 1")}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT t.a FROM t JOIN u ON u.a = t.a WHERE NOT u.b IS NULL",
        "SELECT t.a FROM t JOIN u ON u.a = t.a WHERE 2 * ABS(u.b - t.b) > 1",
        "SELECT t.a FROM t JOIN u ON u.a = t.a WHERE u.b = 1 OR (u.c > 2 AND t.d)",
        "SELECT t.a FROM t JOIN u ON u.a = t.a JOIN v ON v.b = u.b",
    ],
)
def test_join_of_a_table_that_what_follows_asks_for_is_left_alone(sql):
    assert not [change for kind, change in changes(sql) if kind == "join" and change.startswith("JOIN u")]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT t.a FROM t JOIN u ON u.a = t.a",
        "SELECT t.a FROM t JOIN u ON u.a = t.a WHERE u.b IS NULL",
        "SELECT t.a FROM t JOIN u ON u.a = t.a WHERE u.b = 1 OR t.b = 1",
        "SELECT t.a FROM t JOIN u ON u.a = t.a WHERE COALESCE(u.b, 0) = 0",
        "SELECT t.a FROM t JOIN u ON u.a = t.a LEFT JOIN v ON v.b = u.b",
        "SELECT t.a FROM t JOIN v ON v.b = t.b JOIN u ON u.a = v.b",
    ],
)
def test_join_of_a_table_that_nobody_else_asks_for_is_changed(sql):
    assert [change for kind, change in changes(sql) if kind == "join" and change.startswith("JOIN u")]


def test_what_is_counted_is_not_changed():
    assert "constant" not in {kind for kind, _ in changes("SELECT COUNT(CASE WHEN a THEN 1 END) AS n FROM t")}
    assert "constant" in {kind for kind, _ in changes("SELECT SUM(CASE WHEN a THEN 1 END) AS n FROM t")}


def test_rows_that_are_written_out_are_all_different():
    assert "union" not in {kind for kind, _ in changes("SELECT 'a' AS x UNION ALL SELECT 'b' UNION ALL SELECT 'c'")}
