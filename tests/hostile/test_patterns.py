"""No regular expression of the package takes long over any text: each against 100 KB that were made to keep such expressions busy."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import sys
import time
from functools import cache
from pathlib import Path

import pytest

import jixiao

LENGTH = 100_000
SECONDS = 0.1
TRIES = 5
"""The machine may be busy: an expression is slow only where it is over the bound so many times."""
STOP = 1.0
"""Seconds after which an expression is stopped."""
SHORT = {
    "jixiao.documents.sniff._SKIPPED": 4096,
    "jixiao.documents.sniff._MAIL": 4096,
    "jixiao.layouts.contents._LEADER": 400,
    "jixiao.layouts.coded._LAST": 120,
    "jixiao.facts.indicators._NUMBER_IN_NAME": 200,
    "jixiao.facts.narrative_items._MARKED": 160,
}
"""Expressions that only ever see so many characters: whoever asks them looks at the length before."""
UNITS = (
    *" \t\naA0-—=(（）“”、，。：:/<%．·…绩元年月一万亿个次类款@X\u3000\xa0\u200b\x00\ufffd",
    *(
        "9.",
        "1,",
        "1.2",
        "<a",
        "<a ",
        "</",
        "<!--",
        "<?xml ",
        "&#",
        "万元",
        "2025年",
        "2025年1月",
        "12月31日",
        "十",
        "百万",
        "一、",
        "（一）",
    ),
    *("第一", "不低于", "≥", "≥95%", "达到", "比上年", "增加", "减少", "人/", "项目", "指标", "单位：", "201", "2010101", "a@", "a.", "13"),
    *("**", "[bookmark:", "表", "目录", "支出", " a", "a ", "1 ", " 1", "年 ", "（ ", "一 ", "- ", ". "),
)
END = "!"
"""What keeps an expression from being content with the units before it."""
METHODS = ("match", "fullmatch", "search")
LIKE_SEARCH = {"search", "sub", "subn", "split", "findall", "finditer"}


class TooSlowError(BaseException):
    """An expression was stopped."""


def patterns() -> dict[str, re.Pattern]:
    """Every compiled expression that a module of the package holds, wherever in it."""
    for module in pkgutil.walk_packages(jixiao.__path__, "jixiao."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[str, re.Pattern] = {}
    for name, module in sorted(sys.modules.items()):
        if name.partition(".")[0] == "jixiao":
            for attribute, value in vars(module).items():
                collect(f"{name}.{attribute}", value, found, 4)
    return found


def collect(name: str, value: object, found: dict[str, re.Pattern], depth: int) -> None:
    if isinstance(value, re.Pattern):
        if all(value is not known for known in found.values()):
            found[name] = value
    elif depth and isinstance(value, dict):
        for key, item in value.items():
            collect(f"{name}[{key!r:.40}]", item, found, depth - 1)
            collect(f"{name}<{key!r:.40}>", key, found, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for at, item in enumerate(value):
            collect(f"{name}[{at}]", item, found, depth - 1)
    elif depth and type(value).__module__.startswith("jixiao.") and hasattr(type(value), "__slots__"):
        for slot in type(value).__slots__:
            collect(f"{name}.{slot}", getattr(value, slot, None), found, depth - 1)


PATTERNS = patterns()


def methods() -> dict[str, set[str]]:
    """How each expression is asked, as far as the modules show; all ways where they do not, as for those in tables."""
    asked: dict[str, set[str]] = {}
    root = Path(jixiao.__file__).parent
    for path in root.rglob("*.py"):
        module = ".".join(("jixiao", *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                kind = "search" if node.attr in LIKE_SEARCH else node.attr
                if kind in METHODS:
                    asked.setdefault(f"{module}.{node.value.id}", set()).add(kind)
    return asked


ASKED = methods()


def slow_texts(pattern: re.Pattern, ways=METHODS, length: int = LENGTH) -> list[str]:
    """Texts over the bound, shortened."""
    is_bytes = isinstance(pattern.pattern, bytes)
    for unit in UNITS:
        text = repeated(unit, length, is_bytes=is_bytes)
        if found := [f"{way} {unit!r}" for way in ways if is_slow(getattr(pattern, way), text)]:
            return found
    return []


@cache
def repeated(unit: str, length: int, *, is_bytes: bool) -> str | bytes:
    """A unit again and again, with an end that is none."""
    text = (unit * (length // len(unit)))[: length - len(END)] + END
    return text.encode("utf-8", "replace")[-length:] if is_bytes else text


def is_slow(method, subject) -> bool:
    return all(seconds_of(method, subject) > SECONDS for _ in range(TRIES))


def seconds_of(method, subject) -> float:
    """Processor time of a search, which is stopped where it takes long: the engine looks for signals as it goes."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, STOP)
    try:
        method(subject)
    except TooSlowError:
        return STOP
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - start


@pytest.fixture(autouse=True)
def alarm():
    if not hasattr(signal, "setitimer"):
        pytest.skip("there are no timers on this system")

    def stop(*_):
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.signal(signal.SIGALRM, before)


def test_expressions_are_found():
    assert len(PATTERNS) > 150
    assert any(name.startswith("jixiao.values.") for name in PATTERNS)
    assert set(SHORT) <= set(PATTERNS)


@pytest.mark.parametrize("pattern", [r"(?:a|aa)*c", r"a*a*c", r"^(\s+\S*)*x"])
def test_slow_expression_is_noticed(pattern):
    assert slow_texts(re.compile(pattern), ["search"])


@pytest.mark.parametrize("part", range(4))
def test_expressions_are_fast_on_any_text(part):
    slow = {}
    for name, pattern in list(PATTERNS.items())[part::4]:
        if found := slow_texts(pattern, sorted(ASKED.get(name, METHODS)), SHORT.get(name, LENGTH)):
            slow[name] = found

    assert slow == {}
