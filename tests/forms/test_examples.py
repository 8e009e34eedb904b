"""The invented projects of the pictures: whole, adding up, without anything that their form has no place for, and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.forms.comparison import differences, table_differences
from tests.forms.examples import example, examples, names

import jixiao
from jixiao.cli.form import field_name
from jixiao.forms import FORMATS, TABLES, write_forms
from jixiao.layouts.lay_out import Around, declaration, form_names, lay_out_form
from jixiao.model import Project

ROOT = Path(__file__).resolve().parents[2]
OF_YEAR = ("fiscal", "central", "provincial", "municipal", "self_raised", "carryover", "other")


def test_every_form_has_an_example():
    assert {item.form for item in examples()} == {*form_names(), TABLES}


def test_every_example_has_its_picture():
    pictures = {path.stem: path.stat().st_size for path in (ROOT / "docs" / "forms").iterdir()}

    assert sorted(pictures) == names(), "run: make docs"
    assert max(pictures.values()) <= 120 * 1024


@pytest.mark.parametrize("name", names())
def test_example_is_printed_whole(name):
    laid_out = example(name).laid_out()

    assert (laid_out.left_out, laid_out.rounded) == ((), ())


@pytest.mark.parametrize("name", [item.form for item in examples() if isinstance(item.content, Project)])
def test_money_and_weights_of_an_example_add_up(name):
    project = example(name).content

    for amounts, total in ((project.amounts, "annual"), (project.amounts_of_period, None)):
        parts = [amounts[key] for key in OF_YEAR if key in amounts]
        if "local_total" in amounts:
            assert sum(parts) == amounts["local_total"]
            assert amounts["transfer_central"] + amounts["transfer_provincial"] == amounts["transfer_total"]
            parts = [amounts["local_total"], amounts["transfer_total"]]
        assert sum(parts) == (amounts.get("annual", 0) if total else project.amounts["total"] if parts else 0)
    weights = [item.weight for item in project.indicators if item.weight is not None]
    assert sum(weights) in ((100, 0) if name == "department" else (90, 0))


def test_form_without_a_place_for_the_spending_names_it():
    page = lay_out_form(example("self-evaluation").content, declaration("shijiazhuang"), Around())

    assert [name for name in page.left_out if name.startswith("funding")] == [
        "funding.annual", "funding.fiscal", "funding.carryover", "funding.other",
    ]  # fmt: skip
    assert field_name("funding.annual") in ("资金执行情况 年度资金总额", "How the money was spent Annual")


def spent(line):
    return (line.key, line.initial_budget, line.adjusted_budget, line.executed_amount, line.rate_pct, line.weight, line.score)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", names())
def test_example_is_read_back(name, kind, tmp_path):
    item = example(name)
    path = tmp_path / f"{name}.{kind}"
    path.write_bytes(write_forms([item.laid_out()], kind, name))
    got = jixiao.read(path)

    if isinstance(item.content, Project):
        if item.content.funding:
            assert list(map(spent, got.projects[0].funding)) == list(map(spent, item.content.funding))
        assert differences(declaration(item.form), [item.content], got) == []
    else:
        assert [line for line in table_differences([item.content], got) if ": lines: " not in line] == []
