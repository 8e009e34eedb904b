"""A standalone master with a worker, as on other machines: contents are sent, rules run there, what is found is the same."""

import json
import os
import socket
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

import pyspark
import pytest

DEMO = Path(str(resources.files("jixiao"))) / "demo_last_year"
SPARK = Path(pyspark.__file__).parent
AUDIT = [sys.executable, "-m", "jixiao.cli", "audit", str(DEMO), "--json", "--rule", "FND-002", "--rule", "XYR-001", "--lang", "zh"]
SECONDS = 240


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def started(folder, environment, name, *arguments):
    command = [
        str(SPARK / "bin" / "spark-class"),
        f"org.apache.spark.deploy.{name}",
        "--host",
        "127.0.0.1",
        "--webui-port",
        "0",
        *arguments,
    ]
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log)


def wait_for(port):
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(port)


@pytest.fixture(scope="module")
def environment():
    return os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_DAEMON_MEMORY": "256m"}


@pytest.fixture(scope="module")
def master(tmp_path_factory, environment):
    folder = tmp_path_factory.mktemp("standalone")
    port = free_port()
    processes = [started(folder, environment, "master.Master", "--port", str(port))]
    try:
        wait_for(port)
        url = f"spark://127.0.0.1:{port}"
        options = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / "work"), url]
        processes.append(started(folder, environment, "worker.Worker", *options))
        yield url
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)


def run(environment, *options):
    return subprocess.run([*AUDIT, *options], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)


def test_standalone_master_finds_the_same(master, environment):
    here = run(environment)

    there = run(environment, "--engine", "spark", "--master", master)

    assert (there.returncode, there.stderr) == (here.returncode, "")
    assert json.loads(there.stdout) == json.loads(here.stdout)
    assert there.stdout == here.stdout


def test_master_that_is_not_there_is_told_at_once(environment):
    port = free_port()

    result = run(environment, "--engine", "spark", "--master", f"spark://127.0.0.1:{port}")

    assert result.returncode == 2
    assert f"连接不上Spark主节点spark://127.0.0.1:{port}" in result.stderr
    assert "Traceback" not in result.stderr


def test_text_that_is_no_master_is_told(environment):
    result = run(environment, "--engine", "spark", "--master", "nonsense://x")

    assert result.returncode == 2
    assert "Spark未能启动（--master nonsense://x）" in result.stderr
    assert "Traceback" not in result.stderr


def test_cases_of_a_rule_are_run_on_spark(environment):
    command = [sys.executable, "-m", "jixiao.cli", "rules", "test", "FND-002", "XYR-001", "--engine", "spark", "--master", "local[1]"]

    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert (result.returncode, result.stderr) == (0, "")
    assert "规则2条" in result.stdout
