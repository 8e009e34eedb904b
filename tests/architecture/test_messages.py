"""Every text for people exists in both languages, says the same things in both, and is asked for with what it names."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from jixiao import messages
from jixiao.model import DocumentKind
from jixiao.values.target import Kind

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "jixiao"
CATALOGUE = messages.catalogue()
GROUPS = {key.partition(".")[0] for key in CATALOGUE}
PROBLEMS = {key.partition(".")[2] for key in CATALOGUE if key.startswith("problem.")}
PROBLEM_ID = re.compile(r"READ-\d{3}")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE), ast.parse(path.read_text(encoding="utf-8"))


def string_constants():
    """Strings of the code with their places; docstrings are longer than what is looked for."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path}:{node.lineno}", node.value


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def calls_with_text():
    """Calls whose first argument is a string: place, name of the function, that string, the call."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield f"{path}:{node.lineno}", name_of(node), node.args[0].value, node


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_message_says_the_same_in_both_languages(key):
    entry = CATALOGUE[key]

    assert set(entry) <= {"zh", "en", "zh_remedy", "en_remedy"}
    assert entry["zh"].strip()
    assert entry["en"].strip()
    assert placeholders(entry["zh"]) == placeholders(entry["en"])
    assert bool(entry.get("zh_remedy")) == bool(entry.get("en_remedy"))
    assert placeholders(entry.get("zh_remedy", "")) == placeholders(entry.get("en_remedy", ""))


@pytest.mark.parametrize("problem", sorted(PROBLEMS))
def test_problem_has_a_number_and_a_remedy(problem):
    entry = CATALOGUE[f"problem.{problem}"]

    assert PROBLEM_ID.fullmatch(problem)
    assert entry["zh_remedy"].strip()
    assert entry["en_remedy"].strip()
    assert placeholders(entry["zh_remedy"]) <= placeholders(entry["zh"])


def test_problems_of_the_code_are_those_of_the_catalogue():
    used = {value for _, value in string_constants() if PROBLEM_ID.fullmatch(value)}

    assert used == PROBLEMS


def test_every_key_in_the_code_is_in_the_catalogue():
    key = re.compile(rf"(?:{'|'.join(sorted(GROUPS))})\.[a-z0-9_]+")

    assert [f"{place}: {value}" for place, value in string_constants() if key.fullmatch(value) and value not in CATALOGUE] == []


def test_a_message_is_asked_for_with_the_values_that_it_names():
    missing = [
        f"{place}: {key} needs {sorted(needed)}"
        for place, _, key, call in calls_with_text()
        if key in CATALOGUE
        and all(keyword.arg is not None for keyword in call.keywords)
        and (needed := placeholders(CATALOGUE[key]["zh"]) - {keyword.arg for keyword in call.keywords})
    ]

    assert missing == []


def literals_of(*functions: str) -> set[str]:
    return {value for _, function, value, _ in calls_with_text() if function in functions}


@pytest.mark.parametrize(
    ("group", "needed"),
    [
        ("kind", {kind.value for kind in DocumentKind}),
        ("value", {kind.value for kind in Kind}),
        ("reason", literals_of("ignore")),
        ("repair", literals_of("RepairNote", "Repair")),
    ],
)
def test_every_word_of_a_reading_has_a_text(group, needed):
    """Words that the code composes a key from, such as ``f"reason.{reason}"``."""
    assert needed
    assert sorted(needed - {key.partition(".")[2] for key in CATALOGUE if key.startswith(f"{group}.")}) == []
