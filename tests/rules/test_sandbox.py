"""A rule is one SELECT over the facts: whatever else SQL can do is refused before it runs, and would fail if it ran (T12)."""

import duckdb
import pytest

from jixiao.facts import Database
from jixiao.rules import RuleError
from jixiao.rules.sandbox import allowed_functions, check_sql

ESCAPES = [
    # files
    "COPY projects TO '/var/tmp/out.csv'",
    "COPY (SELECT * FROM projects) TO '/var/tmp/out.parquet' (FORMAT parquet)",
    "COPY projects FROM '/etc/passwd'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_parquet('https://example.org/a.parquet')",
    "SELECT * FROM read_json('/var/tmp/a.json')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM 'https://example.org/a.parquet'",
    'SELECT * FROM "a.csv"',
    "SELECT * FROM parquet_metadata('/var/tmp/a.parquet')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "EXPORT DATABASE '/var/tmp/db'",
    "IMPORT DATABASE '/var/tmp/db'",
    # other databases, extensions, configuration
    "ATTACH '/var/tmp/other.db' AS other",
    "DETACH memory",
    "USE other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL httpfs FROM 'http://example.org'",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "PRAGMA database_list",
    "PRAGMA enable_profiling",
    "CALL pragma_version()",
    "SELECT * FROM pragma_database_size()",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_tables()",
    "CREATE SECRET s (TYPE s3)",
    "SELECT current_setting('memory_limit')",
    "SELECT getenv('HOME')",
    "SELECT set_config('threads', 8)",
    # changes
    "DELETE FROM projects",
    "UPDATE projects SET name = 'x'",
    "INSERT INTO projects (name) VALUES ('x')",
    "DROP TABLE projects",
    "CREATE TABLE t AS SELECT 1",
    "CREATE MACRO m(a) AS a",
    "CREATE VIEW v AS SELECT 1",
    "ALTER TABLE projects ADD COLUMN x INTEGER",
    "TRUNCATE projects",
    "VACUUM",
    "BEGIN TRANSACTION",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "EXPLAIN ANALYZE SELECT 1",
    # several statements, nothing, not facts
    "SELECT 1; SELECT 2",
    "SELECT document_id, source FROM projects; DROP TABLE projects",
    "",
    "-- nothing",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM pg_catalog.pg_tables",
    "SELECT * FROM main.projects",
    "SELECT * FROM memory.main.projects",
    "SELECT * FROM sqlite_master",
    "SHOW TABLES",
    "DESCRIBE projects",
    "SUMMARIZE projects",
    "FROM projects SELECT COLUMNS('.*')",
    # functions
    "SELECT query('SELECT 1')",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('projects')",
    "SELECT hash(name) FROM projects",
    "SELECT random() FROM projects",
    "SELECT now() FROM projects",
    "SELECT string_agg(name, ',' ORDER BY name) FROM projects",
    "SELECT list(name) FROM projects",
    "SELECT list_transform([1], x -> x + 1)",
    "SELECT [1, 2, 3]",
    "SELECT {'a': 1}",
    "SELECT nextval('s')",
    "SELECT json_serialize_sql('SELECT 1')",
    "SELECT json_execute_serialized_sql('x')",
    "SELECT main.sum(1)",
    "SELECT version()",
    "SELECT repeat('x', 10) FROM range(10)",
    "SELECT * FROM generate_series(1, 1000000000)",
    "SELECT unnest([1, 2])",
    # hidden inside
    "WITH a AS (SELECT * FROM read_text('/etc/passwd')) SELECT * FROM a",
    "SELECT (SELECT content FROM read_text('/etc/passwd')) FROM projects",
    "SELECT name FROM projects WHERE name IN (SELECT content FROM read_text('/etc/passwd'))",
    "SELECT name FROM projects UNION ALL SELECT content FROM read_text('/etc/passwd')",
    "SELECT name FROM projects ORDER BY (SELECT content FROM read_text('/etc/passwd'))",
    "SELECT count(*) FILTER (WHERE getenv('HOME') = 'x') FROM projects",
    "SELECT sum(1) OVER (PARTITION BY getenv('HOME')) FROM projects",
    "SELECT CASE WHEN 1 = 1 THEN getenv('HOME') END",
    "SELECT p.name FROM projects AS p JOIN read_text('/etc/passwd') AS t ON true",
    "SELECT * FROM (VALUES (getenv('HOME'))) AS v(x)",
    "SELECT name FROM projects AT (VERSION => 1)",
    # what is not carried to Spark, or never ends
    "WITH RECURSIVE a AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM a) SELECT x FROM a",
    "SELECT name FROM projects LIMIT 10",
    "SELECT name, count(*) FROM projects GROUP BY ALL",
    "SELECT name FROM projects QUALIFY row_number() OVER (ORDER BY name) = 1",
    "SELECT * EXCLUDE (name) FROM projects",
    "SELECT name FROM projects USING SAMPLE 10",
    "SELECT name FROM projects TABLESAMPLE 10%",
    "PIVOT projects ON name USING count(*)",
    "UNPIVOT projects ON name, code INTO NAME n VALUE v",
    "WITH projects AS (SELECT 'x' AS name) SELECT name FROM projects",
    "SELECT CAST(name AS BLOB) FROM projects",
    "SELECT CAST(name AS INTEGER[]) FROM projects",
    "SELECT CAST(name AS STRUCT(a INTEGER)) FROM projects",
    "SELECT CAST(name AS other.mood) FROM projects",
]
ALLOWED = [
    "SELECT document_id, source FROM projects",
    "WITH a AS (SELECT document_id, count(*) AS n FROM projects GROUP BY document_id) SELECT a.n FROM a JOIN documents USING (document_id)",
    "SELECT name FROM projects WHERE name LIKE '%结转%' AND NOT budget_yuan BETWEEN $low AND $high ORDER BY name",
    "SELECT CASE WHEN budget_yuan > 0 THEN 'warning' ELSE 'info' END AS severity FROM projects",
    "SELECT name FROM projects AS p WHERE NOT EXISTS (SELECT 1 FROM indicators AS i WHERE i.project_id = p.project_id)",
    "SELECT row_number() OVER (PARTITION BY document_id ORDER BY project_no) AS n FROM projects",
    "SELECT goal FROM projects UNION ALL SELECT purpose FROM projects",
    "SELECT name FROM projects WHERE regexp_matches(name, '[0-9]{4}') AND name IS DISTINCT FROM code",
    "SELECT ROUND(CAST(budget_yuan AS DOUBLE) * 100 / NULLIF(lifetime_yuan, 0), 2) AS share_pct FROM projects",
    "SELECT CONCAT(CAST(project_no AS VARCHAR), name) AS text, CAST(budget_yuan AS DECIMAL(20, 2)) AS yuan FROM projects",
    "SELECT sum(amount_yuan) FILTER (WHERE is_component) AS total FROM funding_lines GROUP BY project_id HAVING count(*) > 1",
]


def test_there_are_as_many_escapes_as_asked_for():
    assert len(set(ESCAPES)) >= 60


@pytest.mark.parametrize("sql", ESCAPES)
def test_escape_is_refused(sql):
    with pytest.raises(RuleError) as refused:
        check_sql(sql, file="theft.sql")

    assert "theft.sql" in refused.value.message("en")


@pytest.mark.parametrize("sql", ALLOWED)
def test_plain_select_is_allowed(sql):
    check_sql(sql, file="a.sql")


def test_nesting_and_length_are_bounded():
    for sql in ("SELECT " + "abs(" * 400 + "1" + ")" * 400, "SELECT " + "1 + " * 60_000 + "1"):
        with pytest.raises(RuleError):
            check_sql(sql, file="a.sql")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "COPY projects TO '/var/tmp/jixiao-escape.csv'",
        "ATTACH '/var/tmp/jixiao-escape.db' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '64GB'",
        "RESET lock_configuration",
    ],
)
def test_database_itself_is_closed_and_locked(sql):
    with Database() as database, pytest.raises(duckdb.Error):
        database.fetch(sql)


def test_functions_are_pure():
    assert not {"random", "now", "uuid", "hash", "getenv", "string_agg", "list", "read_csv", "current_setting"} & allowed_functions()
