"""A Spark session in which rules mean what they mean in DuckDB, or a plain word why there is none (Spark 会话)."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao import __version__
from jixiao.errors import CallerError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
"""This machine, all of its processors."""
_LEAST_JAVA = 17
_SECONDS_TO_CONNECT = 10.0
_SECONDS_TO_START = 120.0
_NEEDED = ("pyspark", "pandas", "pyarrow")
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # an overflow or a text that is no number fails, as in DuckDB, and is not NULL
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",  # products keep every digit
    "spark.sql.legacy.decimal.retainFractionDigitsOnTruncate": "true",  # so do comparisons of wide decimals
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "false",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.inMemoryColumnarStorage.compressed": "true",
}
_LOCAL_SETTINGS = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
_FEW_SETTINGS = {  # of few documents planning and compiling cost more than running: measured, a third of the time
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.constraintPropagation.enabled": "false",
}
_FEW_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_LOGGING = "log4j2.properties"
_PYTHON = "PYSPARK_PYTHON"


def check_spark() -> None:
    """What Spark needs is here.

    Raises:
        CallerError: PySpark or Java is missing, or Java is too old; the message says what to install.
    """
    if missing := [name for name in _NEEDED if importlib.util.find_spec(name) is None]:
        raise CallerError("error.no_pyspark", missing="、".join(missing))
    java = _java()
    if java is None:
        raise CallerError("error.no_java", least=_LEAST_JAVA)
    version = _java_version(java)
    if version is not None and version < _LEAST_JAVA:
        raise CallerError("error.old_java", java=java, version=version, least=_LEAST_JAVA)


@contextmanager
def spark_session(
    master: str = LOCAL, *, memory_megabytes: int = 1024, few: bool = True, settings: Mapping[str, str] | None = None
) -> Iterator[SparkSession]:
    """A session that is stopped at the end.

    Args:
        master: ``local[2]``, ``spark://host:7077``, ``yarn``, ``k8s://…``.
        memory_megabytes: memory of the driver, which is everything where the master is local.
        few: on this machine it is set up for some hundred documents, not for a country.
        settings: settings of Spark that are set beside ours.

    Raises:
        CallerError: something is missing, the master cannot be reached, or no executor comes.
    """
    check_spark()
    check_master(master)
    with tempfile.TemporaryDirectory(prefix="jixiao-spark-", ignore_cleanup_errors=True) as folder:
        options = _options(master, Path(folder), few=few)
        memory = {"spark.driver.memory": f"{memory_megabytes}m"}
        session = _started(master, {**_SETTINGS, **options, **memory, **(settings or {})}, Path(folder))
        try:
            _end_quietly(session)
            _check_executors(session, master)
            yield session
        finally:
            session.stop()


def _end_quietly(session: SparkSession) -> None:
    """The server for accumulators, which no rule uses, may lose its connection when Java ends: nobody needs to read of that."""
    server = getattr(session.sparkContext, "_accumulatorServer", None)
    if server is not None:
        server.handle_error = lambda request, client_address: None


def is_local(master: str) -> bool:
    """Executors are threads or processes of this machine and see its files."""
    return master.startswith("local")


def is_for_few(session: SparkSession) -> bool:
    """It was set up for some hundred documents on this machine."""
    return session.conf.get("spark.sql.shuffle.partitions") == "1"


def check_master(master: str) -> None:
    """A standalone master answers at its address.

    Raises:
        CallerError: it does not within ten seconds.
    """
    if not master.startswith("spark://"):
        return
    reasons = []
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS_TO_CONNECT).close()
        except (OSError, ValueError, OverflowError) as error:
            reasons.append(f"{address}: {getattr(error, 'strerror', None) or error}")
        else:
            return
    raise CallerError("error.no_master", master=master, reason="; ".join(reasons))


def _options(master: str, folder: Path, *, few: bool) -> dict[str, str]:
    """Settings that depend on where it runs."""
    quiet = folder / _LOGGING
    quiet.write_bytes(resources.files("jixiao.corpus.spark").joinpath(_LOGGING).read_bytes())
    is_few = few and is_local(master)
    java = f"-Dlog4j2.configurationFile={quiet.as_uri()}" + (f" {_FEW_OPTIONS}" if is_few else "")
    found = {"spark.sql.warehouse.dir": str(folder / "warehouse"), "spark.driver.extraJavaOptions": java}
    return found | (_LOCAL_SETTINGS if is_local(master) else {}) | (_FEW_SETTINGS if is_few else {})


def _started(master: str, settings: Mapping[str, str], folder: Path) -> SparkSession:
    found: list[SparkSession] = []
    errors: list[Exception] = []

    def start() -> None:
        try:
            found.append(_built(master, settings))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told as the reason
            errors.append(error)

    told = folder / "stderr.txt"
    with _stderr_in(told):
        thread = threading.Thread(target=start, daemon=True)
        thread.start()
        thread.join(_SECONDS_TO_START)
    if found:
        return found[0]
    reason = _why(told.read_text(encoding="utf-8", errors="replace"))
    reason = reason or (_first_line(errors[0]) if errors else f"{_SECONDS_TO_START:g} s")
    raise CallerError("error.no_spark", master=master, reason=reason) from (errors[0] if errors else None)


def _why(told: str) -> str:
    """The first line of what Java said that tells of an error; else the last one, for nobody else will know."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    telling = [line for line in lines if re.search("error|exception", line, re.IGNORECASE)]
    return next(iter(telling or lines[-1:]), "")


def _built(master: str, settings: Mapping[str, str]) -> SparkSession:
    with quiet():
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master(master).appName("jixiao")
        for name, value in settings.items():
            builder = builder.config(name, value)
        with _python(master), _plain_start():
            session: SparkSession = builder.getOrCreate()
        logging.getLogger("SQLQueryContextLogger").disabled = True  # PySpark prints every query that fails, with all that Java did
        return session


@contextmanager
def _python(master: str) -> Iterator[None]:
    """Executors of this machine are run by the Python that runs us; those of others by the one that the caller has named."""
    if is_local(master) and _PYTHON not in os.environ:
        os.environ[_PYTHON] = sys.executable
        try:
            yield
        finally:
            del os.environ[_PYTHON]
    else:
        yield


@contextmanager
def _plain_start() -> Iterator[None]:
    """Java is started without running Python between fork and exec, which PySpark does so that Ctrl-C does not reach it.

    A process that has threads and greenlets, as one with a browser or a server in it, was seen to die there (SIGSEGV), without a word.
    A session of its own keeps Ctrl-C away as well.
    """
    java_gateway: Any = importlib.import_module("pyspark.java_gateway")
    kept = java_gateway.Popen

    def start(command: list[str], *, preexec_fn: object = None, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - as they come
        return subprocess.Popen(command, start_new_session=preexec_fn is not None, **options)  # noqa: S603 - the command of PySpark

    java_gateway.Popen = start
    try:
        yield
    finally:
        java_gateway.Popen = kept


@contextmanager
def quiet() -> Iterator[None]:
    """Without warnings of versions of pandas that PySpark has not been tested with: what is used of it is tested here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def jobs_of(session: SparkSession) -> Iterator[None]:
    """Work on the executors that is no query of a rule.

    Raises:
        CallerError: it failed; the reason is what they say.
    """
    from pyspark.errors import PySparkException

    master = session.sparkContext.master
    try:
        yield
    except PySparkException as error:
        told = str(error)
        if other := re.search(r"OtherVersion: (\S+)", told):
            raise CallerError("error.other_jixiao", master=master, here=__version__, there=other[1]) from error
        if re.search(r"No module named '(jixiao|pandas|pyarrow)", told):
            raise CallerError("error.no_jixiao_there", master=master, version=__version__) from error
        raise CallerError("error.spark_job", master=master, reason=last_line(told)) from error


def last_line(told: str) -> str:
    """What Python says at the end of a trace; the first line of what Java says."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    if any(line.startswith("Traceback") for line in lines):
        lines = [line for line in lines if re.match(r"[\w.]+(Error|Exception)\b", line)][-1:] or lines
    return lines[0] if lines else ""


@contextmanager
def _stderr_in(file: Path) -> Iterator[None]:
    """What a child writes to stderr goes to a file: Java greets, and says there why it does not start."""
    kept = os.dup(2)
    with file.open("wb") as other:
        os.dup2(other.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _check_executors(session: SparkSession, master: str) -> None:
    """A first small job runs: a master without workers would let every query wait for ever."""
    context = session.sparkContext
    timer = threading.Timer(_SECONDS_TO_START, context.cancelAllJobs)
    timer.daemon = True
    timer.start()
    try:
        session.range(1).count()
    except Exception as error:
        raise CallerError("error.no_executor", master=master, reason=_first_line(error)) from error
    finally:
        timer.cancel()


def _java() -> str | None:
    """The Java that PySpark would start."""
    home = os.environ.get("JAVA_HOME")
    if home:
        return found if (found := shutil.which("java", path=str(Path(home) / "bin"))) else None
    return shutil.which("java")


def _java_version(java: str) -> int | None:
    """Its main version; ``None`` where it does not tell."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - the Java of the caller
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    return int(match[1]) if match else None


def _first_line(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
