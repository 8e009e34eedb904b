"""The story of the demonstration: every move is one that the workflow knows, made by somebody who may, and leads where it says."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from tests.unit.web_demo.demo import POLICE, declarations, file_of, holds, loaded, moments, named, pack_of, place_of, reading, year_of

from jixiao.declaring import DraftError, examine
from jixiao.web.records import clock
from jixiao.web.records.lights import light_of
from jixiao.workflow import load_process, titles

NOW = datetime.fromisoformat("2026-11-28T00:00:00+08:00")
DECIDES = ("approve", "return", "ratify")
HOLIDAYS = {"2025-10-01", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"}
STAGES = (
    "draft",
    "returned",
    "unit_review",
    "department_review",
    "finance_review",
    "performance_review",
    "approved",
    "ratified",
    "discarded",
)
EACH = pytest.mark.parametrize("told", declarations(), ids=named)


def is_of_police(told):
    return file_of(told)["agency"].startswith(POLICE) or file_of(told)["agency"] == "312003"


def test_each_stage_has_four_projects_of_the_traffic_police():
    assert Counter(told["stage"] for told in declarations() if is_of_police(told)) == dict.fromkeys(STAGES, 4)
    assert set(STAGES) == set(titles()["stages"])


@pytest.mark.parametrize("stage", STAGES)
def test_the_four_projects_of_a_stage_are_of_four_units(stage):
    assert len({file_of(told)["agency"] for told in declarations() if told["stage"] == stage and is_of_police(told)}) == 4


def test_another_department_has_projects_that_the_police_may_not_see():
    others = [told for told in declarations() if not is_of_police(told)]

    assert {year_of(told)["department"] for told in others} == {"312"}
    assert {file_of(told)["agency"] for told in others} == {"312001", "312002"}
    assert len({told["stage"] for told in others}) == 4


def test_every_project_of_every_document_has_one_story():
    there = [(given["id"], at) for given in loaded("story")["documents"] for at in range(1, len(reading(given["file"]).projects) + 1)]

    assert sorted((told["document"], told["number"]) for told in declarations()) == there


@EACH
def test_story_names_its_project(told):
    assert reading(file_of(told)["file"]).projects[told["number"] - 1].name == told["name"]


@EACH
def test_moves_lead_to_the_stage_that_the_story_tells(told):
    last = list(moments(told))[-1]

    assert last.stage == told["stage"]


@EACH
def test_moves_follow_each_other_in_office_hours_of_working_days_before_today(told):
    times = [file_of(told)["at"], *(move["at"] for move in told["moves"])]

    assert all(earlier < later for earlier, later in pairwise(times))
    assert times[-1] < NOW
    for at in times:
        assert at.utcoffset() == timedelta(hours=8)
        assert at.weekday() < 5, at
        assert at.date().isoformat() not in HOLIDAYS, at
        assert time(8, 30) <= at.time() <= time(18, 0), at


@EACH
def test_nothing_is_declared_before_the_round_of_its_year_begins(told):
    begins = pack_of(told).calendar["start_by"].on(file_of(told)["fiscal_year"])

    assert begins <= file_of(told)["at"].date()


@EACH
def test_everybody_holds_the_role_in_which_they_act(told):
    for moment in moments(told):
        by, on = moment.move["by"], moment.at.date()
        assert holds(by, moment.role, place_of(told, moment.role), on), (by, moment.role, on)


@pytest.mark.parametrize("file", loaded("story")["documents"], ids=lambda file: file["id"])
def test_documents_are_imported_by_a_clerk_of_their_unit(file):
    assert holds(file["by"], "clerk", file["agency"], file["at"].date())


@EACH
def test_nobody_decides_about_what_they_wrote_or_at_two_levels(told):
    for moment in moments(told):
        if moment.move["move"] in DECIDES:
            assert moment.move["by"] not in moment.makers
        if moment.move["move"] in ("approve", "return"):
            assert moment.decided.get(moment.move["by"], moment.before) == moment.before


@EACH
def test_what_is_submitted_is_complete_and_each_error_is_mended_or_explained(told):
    for moment in moments(told):
        if moment.move["move"] == "submit":
            examined = examine(moment.draft, pack_of(told), agency=year_of(told)["name"], fiscal_year=file_of(told)["fiscal_year"])
            assert examined.failures == ()
            assert [reason.message("zh") for reason in examined.blocking] == []


@EACH
def test_explanations_are_of_findings_that_are_there(told):
    said = {key: moment for moment in moments(told) for key in moment.move.get("explanations", {})}
    for key, moment in said.items():
        examined = examine(moment.draft, pack_of(told), agency=year_of(told)["name"], fiscal_year=file_of(told)["fiscal_year"])
        assert key in {f"{found.rule_id}@{found.path}" for found in examined.findings}


def test_an_error_that_is_right_was_explained_and_three_errors_were_mended_before_they_were_submitted():
    explained = {key.partition("@")[0] for told in declarations() for move in told["moves"] for key in move.get("explanations", {})}
    mended = {
        rule
        for told in declarations()
        for rule in told.get("findings", ())
        if any(move["move"] == "submit" for move in told["moves"]) and any("changes" in move for move in told["moves"])
    }

    assert explained == {"TXT-001", "CST-003"}
    assert {"FND-001", "VAL-018", "IND-024"} <= mended


@EACH
def test_saving_changes_something(told):
    before = None
    for moment in moments(told):
        if moment.move["move"] == "save":
            assert moment.draft != before
        before = moment.draft


@EACH
def test_comments_stand_at_fields_that_there_are(told):
    for moment in moments(told):
        if moment.move["move"] == "comment":
            try:
                moment.draft.text(moment.move["path"])
            except DraftError as error:
                pytest.fail(f"{moment.move['path']}: {error}")
            assert moment.move["text"].strip()


@EACH
def test_only_comments_that_were_made_are_settled_and_none_stays_open_when_it_goes_back_to_review(told):
    open_before = ()
    for moment in moments(told):
        if moment.move["move"] == "settle":
            assert moment.move["path"] in open_before
            assert moment.before in ("draft", "returned")
        if moment.move["move"] == "submit":
            assert moment.open_comments == ()
        open_before = moment.open_comments


@EACH
def test_returning_discarding_and_ratifying_say_what_they_must(told):
    for move in told["moves"]:
        if move["move"] == "return":
            assert 50 <= len(move["reason"]) <= 200
        if move["move"] == "discard":
            assert move["reason"]
        if move["move"] == "ratify":
            assert move["number"].startswith("岚财预〔2026〕")
            assert move["on"] <= move["at"].date()


@EACH
def test_what_was_ratified_is_of_the_year_whose_budget_was_adopted(told):
    assert (told["stage"] == "ratified") == (file_of(told)["fiscal_year"] == 2026)


def test_every_move_of_the_workflow_is_made():
    every = {move.name for levels in _levels() for move in load_process(levels).moves}

    assert every <= {move["move"] for told in declarations() for move in told["moves"]}


def _levels():
    return {pack_of(told).review_levels for told in declarations()}


def test_a_third_party_was_given_what_was_submitted():
    for given in loaded("story")["assignments"]:
        told = next(told for told in declarations() if (told["document"], told["number"]) == (given["document"], given["number"]))
        assert any(move["move"] == "submit" for move in told["moves"])
        assert holds(given["person"], "third_party", "105", NOW.date())
        assert given["until"] > NOW.date()
        assert holds(given["by"], "performance_reviewer", "105", NOW.date())


def test_what_happened_lately_is_the_end_of_a_story():
    """The last moves of some declarations are told in working days before the demonstration is loaded, the nearest last."""
    lately = [[move.get("days_back") for move in told["moves"]] for told in declarations()]

    told = [days for days in lately if any(days)]
    assert len(told) == 5
    for days in told:
        begins = next(at for at, day in enumerate(days) if day)
        assert None not in days[begins:]
        assert days[begins:] == sorted(days[begins:], reverse=True)


def test_deadlines_around_the_day_of_loading_light_up_in_all_colours():
    today = date(2026, 11, 27)  # a Friday
    told = {name: days for each in loaded("lately")["deadlines"] for name, days in [(each["name"], each["due_in"])]}
    waiting = {"finance_review": "finance_review_by", "department_review": "department_review_by"}

    for stage, name in waiting.items():
        packs = [year_of(each)["pack"] for each in declarations() if each["stage"] == stage]
        lights = {light_of(clock.working_day(told[name][pack], today), today) for pack in packs}
        assert lights == {"red", "yellow", "green"}, stage


def test_reminders_are_of_what_is_under_way():
    stages = {(told["document"], told["number"]): told["stage"] for told in declarations()}

    assert {stages[told["document"], told["number"]] for told in loaded("lately")["reminders"]} == {"returned", "department_review"}
