"""The data of the process: what holds for every choice of levels, and what is said of data that do not hold together."""

import itertools
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from jixiao.workflow import LEVELS, ProcessError, load_process, titles
from jixiao.workflow.process import build, read_data

DATA = resources.files("jixiao.workflow").joinpath("declaration.toml").read_text(encoding="utf-8")
CHOICES = [levels for count in range(1, 5) for levels in itertools.combinations(LEVELS, count)]


@pytest.mark.parametrize("levels", CHOICES, ids="-".join)
def test_every_choice_of_levels_is_a_process(levels):
    process = load_process(levels)

    assert process.levels == levels
    assert [stage.name for stage in process.stages] == ["draft", "returned", *levels, "approved", "ratified", "discarded"]
    assert {move.to_stage for move in process.moves} == {stage.name for stage in process.stages}


@pytest.mark.parametrize("levels", CHOICES, ids="-".join)
def test_every_level_decides_once_on_the_way_to_approval(levels):
    process, stage, passed = load_process(levels), "draft", []
    stage = process.move("submit", stage, "clerk").to_stage
    while stage != "approved":
        passed.append(stage)
        role = next(each.role for each in process.stages if each.name == stage)
        stage = process.move("approve", stage, role).to_stage

    assert passed == list(levels)


@pytest.mark.parametrize("kind", ["roles", "stages", "moves", "guards", "grades"])
def test_everything_has_words_in_both_languages(kind):
    words = titles()[kind]

    assert len(words) == {"roles": 10, "stages": 9, "moves": 8, "guards": 5, "grades": 4}[kind]
    for worded in words.values():
        assert worded.title("zh") == worded.zh
        assert worded.title("en") == worded.en
        assert any("\u4e00" <= letter <= "\u9fff" for letter in worded.zh)
        assert worded.en.isascii()
    assert len({worded.zh for worded in words.values()}) == len({worded.en for worded in words.values()}) == len(words)


@pytest.mark.parametrize("levels", [(), ("finance_review", "unit_review"), ("unit_review", "unit_review"), ("provincial_review",)])
def test_levels_that_are_none_or_out_of_order_are_refused(levels):
    with pytest.raises(ProcessError) as refused:
        load_process(levels)

    assert "unit_review, department_review, finance_review, performance_review" in refused.value.message("zh")


BAD = tomllib.loads(Path(__file__).with_name("bad_data.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_data_that_do_not_hold_together_name_the_place_and_what_to_do(bad):
    assert bad["old"] in DATA
    with pytest.raises(ProcessError) as wrong:
        build(read_data(DATA.replace(bad["old"], bad["new"], 1)), LEVELS)

    assert "workflow/declaration.toml" in wrong.value.message("en")
    assert bad["place"] in wrong.value.message("en")
    assert bad["remedy"] in wrong.value.message("en")
    assert bad["place"] in wrong.value.message("zh")


def test_data_as_they_are_hold_together():
    assert build(read_data(DATA), LEVELS) == load_process(LEVELS)
    assert tomllib.loads(DATA)["moves"].keys() == titles()["moves"].keys()
