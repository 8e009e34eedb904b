"""Every word that a comparison uses has a text in both languages."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao import comparison, matching, messages
from jixiao.comparison.amounts import wan
from jixiao.matching import Basis, Verdict

MATCHING, COMPARISON = (Path(module.__file__).parent for module in (matching, comparison))


def strings_of(*files):
    return {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def keys_of(group):
    return {key.partition(".")[2] for key in messages.catalogue() if key.startswith(f"{group}.")}


@pytest.mark.parametrize(
    ("group", "words"),
    [("diff_verdict", set(Verdict)), ("diff_basis", set(Basis)), ("diff_state", {"same", "changed", "renamed", "new", "gone"})],
)
def test_every_verdict_basis_and_state_has_a_text(group, words):
    assert {str(word) for word in words} == keys_of(group)


def test_every_reason_in_the_catalogue_is_given_and_no_other():
    given = strings_of(MATCHING / "targets.py", MATCHING / "timing.py", COMPARISON / "indicators.py")
    made = {
        node.args[1].value
        for node in ast.walk(ast.parse((MATCHING / "targets.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "TargetChange" and isinstance(node.args[1], ast.Constant)
    }

    assert made <= keys_of("diff_reason")
    assert keys_of("diff_reason") <= given


def test_every_kind_of_stale_text_has_a_text():
    made = {
        node.args[0].value
        for node in ast.walk(ast.parse((COMPARISON / "stale.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "StaleText" and isinstance(node.args[0], ast.Constant)
    }

    assert made == keys_of("diff_stale")


@pytest.mark.parametrize(
    ("yuan", "signed", "printed"),
    [
        ("1234500", False, "123.45"),
        ("20000", True, "+2"),
        ("-123456", True, "-12.35"),
        ("0", True, "0"),
        ("123456789012", False, "12,345,678.90"),
    ],
)
def test_amounts_are_written_in_wan(yuan, signed, printed):
    assert wan(Decimal(yuan), is_signed=signed) == printed
