"""Tables without which a rule finds nothing (规则所需的表): told from its SQL, and true of every case of the catalogue."""

import pytest

from jixiao.rules import load_catalogue
from jixiao.rules.cases import load_cases
from jixiao.rules.needed import tables_needed


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT name FROM projects", {"projects"}),
        ("SELECT p.name FROM projects p JOIN indicators i USING (project_id)", {"projects", "indicators"}),
        ("SELECT p.name FROM projects p, indicators i", {"projects", "indicators"}),
        ("SELECT p.name FROM projects p LEFT JOIN indicators i USING (project_id)", {"projects"}),
        ("SELECT p.name FROM projects p RIGHT JOIN indicators i USING (project_id)", {"indicators"}),
        ("SELECT p.name FROM projects p FULL JOIN indicators i USING (project_id)", set()),
        ("SELECT p.name FROM projects p WHERE NOT EXISTS (SELECT 1 FROM indicators i WHERE i.project_id = p.project_id)", {"projects"}),
        ("SELECT name FROM projects UNION ALL SELECT name FROM indicators", set()),
        ("SELECT p.name FROM projects p JOIN texts t USING (project_id) UNION ALL SELECT name FROM projects", {"projects"}),
        ("SELECT name FROM projects EXCEPT SELECT name FROM indicators", {"projects"}),
        (
            "WITH a AS (SELECT project_id FROM indicators) SELECT p.name FROM projects p JOIN a USING (project_id)",
            {"projects", "indicators"},
        ),
        ("WITH a AS (SELECT project_id FROM indicators), b AS (SELECT * FROM a) SELECT * FROM b", {"indicators"}),
        ("WITH a AS (SELECT project_id FROM indicators) SELECT name FROM projects", {"projects"}),
        ("SELECT s.name FROM (SELECT name FROM projects) AS s", {"projects"}),
        ("SELECT COUNT(*) AS n FROM projects", set()),
        ("SELECT 1 + SUM(project_no) AS n FROM projects", set()),
        ("SELECT 1 AS n FROM projects HAVING COUNT(*) = 0", set()),
        ("SELECT name, COUNT(*) AS n FROM projects GROUP BY name", {"projects"}),
        ("SELECT COUNT(*) OVER () AS n FROM projects", {"projects"}),
        ("SELECT (SELECT COUNT(*) FROM texts) AS n FROM projects", {"projects"}),
        ("SELECT 1 AS n", set()),
        ("DELETE FROM projects", set()),
    ],
)
def test_tables_that_must_have_rows(sql, expected):
    assert tables_needed(sql) == expected


def test_no_case_of_the_catalogue_finds_anything_without_them():
    wrong, counted = [], 0
    for entry in load_catalogue().entries.values():
        for case in load_cases(entry):
            if case.findings:
                counted += 1
                missing = {name for name in tables_needed(entry.rule.sql) if not case.facts.get(name)}
                wrong += [(entry.rule.id, case.name, missing)] if missing else []

    assert counted > 600
    assert wrong == []
