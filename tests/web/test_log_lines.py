"""Lines of the log: nobody from outside begins one, colours one, or hides one (T45)."""

import io
import logging

import pytest
from django.test import Client

from jixiao.web.log_lines import Line, configuration

FORMAT = configuration("WARNING")["formatters"]["line"]["format"]


@pytest.fixture
def written():
    """What a logger writes as the application does."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line(FORMAT))
    logger = logging.getLogger("jixiao.test")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)


HOSTILE = {
    "a line of our own": "x\r\n2026-11-20 10:00:00,000 INFO jixiao login of admin",
    "a line feed": "x\ny",
    "a carriage return": "harmless\rERASED",
    "colours": "\x1b[31mred\x1b[0m",
    "the title of a window": "\x1b]0;owned\x07",
    "eight bit controls": "\x9b31m",
    "backspaces": "secret\b\b\b\b\b\b",
    "unicode lines": "x\u2028y\u2029z\x85",
    "turned direction": "\u202egnp.exe",
    "a NUL": "a\x00b",
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
def test_message_is_one_line_without_control_characters(sent, written):
    logger, stream = written
    logger.warning("refused: %s", sent)

    line = stream.getvalue()
    assert line.endswith("\n")
    assert line.count("\n") == 1
    assert [each for each in line[:-1] if each < " " or "\x7f" <= each <= "\x9f" or each in "\u2028\u2029\u202e"] == []


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
def test_traceback_is_set_in_and_its_text_cannot_look_like_a_line(sent, written):
    logger, stream = written
    try:
        raise ValueError(sent)
    except ValueError:
        logger.exception("broken")

    first, *others = stream.getvalue().rstrip("\n").split("\n")
    assert first.endswith("jixiao.test broken")
    assert others
    assert all(line.startswith("    | ") for line in others)
    assert "\x1b" not in stream.getvalue()


@pytest.mark.parametrize("path", ["/x%0d%0a2026-11-20%20forged", "/%1b%5b31m", "/%e2%80%a8x"])
def test_address_that_is_not_there_forges_nothing(db, path):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line(FORMAT))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        Client().get(path)
        Client().get("/login", headers={"Host": "evil\r\nforged"})
    finally:
        logger.removeHandler(handler)

    lines = stream.getvalue().splitlines()
    assert all(line.startswith(("20", "    | ")) for line in lines)
    assert "forged" not in [line.split()[0] for line in lines if line]
    assert "\x1b" not in stream.getvalue()
