"""What is said where Spark, Java or a master is missing."""

import importlib.util
import subprocess
import sys

import pyarrow as pa
import pytest

from jixiao.corpus.spark import SparkDatabase, check_spark
from jixiao.corpus.spark.arrow import arrow_table
from jixiao.corpus.spark.database import QueryError
from jixiao.corpus.spark.session import check_master, last_line
from jixiao.errors import CallerError


def java(folder, version):
    file = folder / "bin" / "java"
    file.parent.mkdir(parents=True)
    file.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2014-01-01' >&2\n", encoding="utf-8")
    file.chmod(0o755)
    return folder


def test_missing_libraries_are_named_with_the_extra_that_has_them(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(CallerError) as caught:
        check_spark()

    assert "pip install 'jixiao[spark]'" in caught.value.message("zh")
    assert "pyspark、pandas、pyarrow" in caught.value.message("en")


def test_missing_java_is_named_with_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(CallerError) as caught:
        check_spark()

    assert "Java 17" in caught.value.message("en")
    assert "JAVA_HOME" in caught.value.message("zh")


@pytest.mark.parametrize(("version", "main"), [("1.8.0_402", "8"), ("11.0.2", "11")])
def test_java_that_is_too_old_is_told(monkeypatch, tmp_path, version, main):
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path / "jre", version)))

    with pytest.raises(CallerError) as caught:
        check_spark()

    assert f"is Java {main}, and Spark needs Java 17" in caught.value.message("en")


def test_java_that_is_new_enough_is_taken(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path / "jre", "21.0.1")))

    check_spark()


@pytest.mark.parametrize(
    "master", ["spark://127.0.0.1", "spark://127.0.0.1:x", "spark://127.0.0.1:99999", "spark://no-such-host.invalid:7077"]
)
def test_address_of_a_master_that_is_none_is_told(master):
    with pytest.raises(CallerError) as caught:
        check_master(master)

    assert caught.value.key == "error.no_master"


def test_query_that_takes_too_long_is_interrupted(spark):
    rows = {"projects": [{"project_no": number} for number in range(3000)]}
    database = SparkDatabase.of_rows(spark, rows)
    sql = "SELECT SUM(a.project_no * b.project_no % 7) AS x FROM projects a CROSS JOIN projects b CROSS JOIN projects c"

    with pytest.raises(QueryError, match="interrupted after 1 s"):
        database.fetch(sql, seconds=1)

    assert database.fetch("SELECT COUNT(*) AS x FROM projects") == (["x"], [(3000,)])


def test_no_row_is_lost_behind_an_empty_chunk(spark):
    chunks = [arrow_table("projects", [{"project_no": number} for number in numbers]) for numbers in ([1], [], [2, 3], [], [4])]
    database = SparkDatabase.of_arrow(spark, {"projects": pa.concat_tables(chunks)})

    assert database.fetch("SELECT project_no FROM projects ORDER BY project_no")[1] == [(1,), (2,), (3,), (4,)]


def test_query_that_duckdb_refuses_fails_with_its_reason(spark):
    with pytest.raises(QueryError, match="no_such_column"):
        SparkDatabase.of_rows(spark, {}).fetch("SELECT no_such_column FROM projects")


def test_reason_is_the_last_line_of_a_trace_of_python():
    assert last_line("An exception\nTraceback (most recent call last):\n  File x\nValueError: wrong\n") == "ValueError: wrong"
    assert last_line("[DIVIDE_BY_ZERO] Division by zero\n at x") == "[DIVIDE_BY_ZERO] Division by zero"


PROCESS_THAT_DIES_WHEN_IT_IS_COPIED = """
import os, signal
os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGSEGV))
from jixiao.corpus.spark import spark_session
with spark_session("local[1]") as session:
    print(session.range(3).count())
"""


def test_session_starts_in_a_process_that_a_copy_of_does_not_live():
    """As one in which a browser, its threads and greenlets are at work: there the copy that was to become Java died without a word."""
    done = subprocess.run(
        [sys.executable, "-c", PROCESS_THAT_DIES_WHEN_IT_IS_COPIED], capture_output=True, text=True, timeout=240, check=False
    )

    assert (done.returncode, done.stdout) == (0, "3\n"), done.stderr


def test_connection_that_breaks_off_when_java_ends_is_no_news(spark, capsys):
    server = spark.sparkContext._accumulatorServer

    try:
        raise EOFError
    except EOFError:
        server.handle_error(None, ("127.0.0.1", 49172))

    assert capsys.readouterr().err == ""
