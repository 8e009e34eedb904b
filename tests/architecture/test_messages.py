"""Every text for people exists in both languages, says the same things in both, and is asked for with what it names."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from jixiao import messages
from jixiao.cli.limiting import limit_options
from jixiao.documents.sniff import UNREAD
from jixiao.law import Status
from jixiao.model import DocumentKind
from jixiao.provenance import Problem, SourceRef
from jixiao.rules import Severity
from jixiao.rules.header import STAGES, Scope
from jixiao.values.target import Kind
from jixiao.worker import Reason

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


def problems_made():
    """Where the code makes a problem of a known number, and the values that it gives it; None where they cannot be seen there."""
    for place, function, problem, call in calls_with_text():
        if not PROBLEM_ID.fullmatch(problem) or any(keyword.arg is None for keyword in call.keywords):
            continue
        keywords = {keyword.arg for keyword in call.keywords}
        if function in ("problem", "note"):
            yield place, problem, keywords | {"text"}
        elif function == "Refusal":
            yield place, problem, keywords
        elif function == "Problem":
            values = call.args[2] if len(call.args) > 2 else ast.Dict([], [])
            if isinstance(values, ast.Dict):
                yield place, problem, {key.value for key in values.keys if isinstance(key, ast.Constant)}


def test_a_problem_is_given_the_values_that_it_names():
    missing = [
        f"{place}: {problem} needs {sorted(needed)}"
        for place, problem, given in problems_made()
        if (needed := {name for text in CATALOGUE[f"problem.{problem}"].values() for name in placeholders(text)} - given)
    ]

    assert missing == []
    assert {"READ-010", "READ-030", "READ-033", "READ-034", "READ-035"} <= {problem for _, problem, _ in problems_made()}


def test_problems_of_the_code_are_those_of_the_catalogue():
    used = {value for _, value in string_constants() if PROBLEM_ID.fullmatch(value)}

    assert used == PROBLEMS


def test_every_key_in_the_code_is_in_the_catalogue():
    key = re.compile(rf"(?:{'|'.join(sorted(GROUPS))})\.[a-z0-9_]+")

    assert [f"{place}: {value}" for place, value in string_constants() if key.fullmatch(value) and value not in CATALOGUE] == []


HOLDERS = ("Keyed", "Step", "Unanswered")
"""What keeps a message to be told later: its values are a dictionary, the second argument; they are seen only where it is written out."""


def values_given(function: str, call: ast.Call) -> set[str] | None:
    """The values that a call gives to its message; None where they cannot be seen there."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if function not in HOLDERS:
        return {keyword.arg for keyword in call.keywords}
    values = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
    return {key.value for key in values.keys if isinstance(key, ast.Constant)} if isinstance(values, ast.Dict) else None


def test_a_message_is_asked_for_with_the_values_that_it_names():
    missing = [
        f"{place}: {key} needs {sorted(needed)}"
        for place, function, key, call in calls_with_text()
        if key in CATALOGUE
        and (given := values_given(function, call)) is not None
        and (needed := {name for text in asked_of(function, key) for name in placeholders(text)} - given)
    ]

    assert missing == []


def asked_of(function: str, key: str) -> list[str]:
    """The texts that are asked for: of what is told later, the remedy as well."""
    return list(CATALOGUE[key].values()) if function in HOLDERS else [CATALOGUE[key]["zh"]]


def calls_of(function: str):
    """Calls of a function with the modules that make them."""
    for path, tree in modules():
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) == function)


def literals_of(*functions: str) -> set[str]:
    return {value for _, function, value, _ in calls_with_text() if function in functions}


@pytest.mark.parametrize(
    ("group", "needed"),
    [
        ("kind", {kind.value for kind in DocumentKind}),
        ("value", {kind.value for kind in Kind}),
        ("reason", literals_of("ignore")),
        ("repair", literals_of("RepairNote", "Repair")),
        ("filetype", {kind.partition(".")[2] for kind, _ in UNREAD.values()}),
        ("way", {way.partition(".")[2] for _, way in UNREAD.values()}),
        ("limit", {call.args[1].value.replace(" ", "_") for _, call in calls_of("over_limit") if isinstance(call.args[1], ast.Constant)}),
        ("death", set(get_args(Reason)) - {"time"}),
        ("severity", {severity.value for severity in Severity}),
        ("scope", {scope.value for scope in Scope}),
        ("stage", set(STAGES)),
        ("lawstatus", {status.value for status in Status}),
        ("theme", {path.name for path in (PACKAGE / "rules" / "catalogue").iterdir() if path.is_dir()}),
    ],
)
def test_every_word_of_a_reading_has_a_text(group, needed):
    """Words that the code composes a key from, such as ``f"reason.{reason}"``."""
    assert needed
    assert sorted(needed - {key.partition(".")[2] for key in CATALOGUE if key.startswith(f"{group}.")}) == []


def test_a_limit_is_quoted_with_the_option_that_raises_it():
    """Each option that a refusal names is one of the command, and its help is there."""
    quoted = {value for _, value in string_constants() if re.fullmatch(r"--max-[a-z-]+", value)}

    assert quoted
    assert quoted <= {option.opts[0] for option in limit_options()}
    assert {problem for problem in PROBLEMS if "{option}" in CATALOGUE[f"problem.{problem}"]["zh_remedy"]} == {
        "READ-033",
        "READ-035",
        "READ-037",
    }


def test_words_that_messages_quote_are_in_the_language_of_the_message():
    problem = Problem("READ-033", SourceRef("a.pdf"), {"what": "limit.pages", "found": "3000", "limit": "2000", "option": "--max-pages"})

    assert "页数为3000" in problem.message("zh")
    assert "pages 3000" in problem.message("en")


def test_what_a_document_prints_is_quoted_as_it_is():
    for printed in ("{text}", "problem.READ-010", "filetype.none", "cli.wan", "%s"):
        assert f"“{printed}”" in Problem("READ-010", SourceRef("a.txt"), {"text": printed}).message("en")
