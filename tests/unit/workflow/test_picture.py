"""The picture of the process shows every stage and every move, for every choice of levels, in both languages."""

import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from jixiao.workflow import LEVELS, load_process, picture
from jixiao.workflow.placing import HIGH, WIDE, broken, placed, width_of

CHOICES = [levels for count in range(1, 5) for levels in itertools.combinations(LEVELS, count)]
NS = "{http://www.w3.org/2000/svg}"
WIDEST_PAGE = 1298
"""Of a page on a screen of 1366 points, between its margins."""


@pytest.fixture(params=itertools.product(CHOICES, ("zh", "en")), ids=lambda given: "-".join((*given[0], given[1])))
def given(request):
    levels, lang = request.param
    return load_process(levels), lang


def drawn(given):
    return ET.fromstring(picture(*given))  # noqa: S314 - our own picture


def test_every_stage_is_there_with_its_name(given):
    process, lang = given
    shown = {group.get("data-stage"): "".join(group.itertext()) for group in drawn(given).iter(f"{NS}g") if group.get("data-stage")}

    assert shown.keys() == {stage.name for stage in process.stages}
    assert {name: words.replace(" ", "") for name, words in shown.items()} == {
        stage.name: stage.title(lang).replace(" ", "") for stage in process.stages
    }


def test_every_move_is_there_with_who_makes_it(given):
    process, lang = given
    roles = {role.name: role.title(lang) for role in process.roles}
    shown = {
        (group.get("data-move"), group.get("data-from")): "".join(group.itertext()).replace(" ", "")
        for group in drawn(given).iter(f"{NS}g")
        if group.get("data-move")
    }

    assert shown == {
        (move.name, move.from_stage): (move.title(lang) + "".join(roles[role] for role in move.roles)).replace(" ", "")
        for move in process.moves
    }


def test_who_does_not_see_it_is_told_every_move(given):
    process, lang = given
    root = drawn(given)
    named = dict(zip(("title", "desc"), root.get("aria-labelledby").split(), strict=True))

    assert root.get("role") == "img"
    assert root.get("lang") == lang
    for kind, name in named.items():
        assert [node.get("id") for node in root.iter(f"{NS}{kind}")] == [name]
    told = root.find(f"{NS}desc").text
    stages = {stage.name: stage.title(lang) for stage in process.stages}
    for move in process.moves:
        ends = (stages.get(move.from_stage, ""), move.title(lang), stages[move.to_stage])
        assert any(all(word in sentence for word in ends) for sentence in re.split("[；;]", told)), move


def test_each_way_begins_and_ends_at_its_stages(given):
    process, lang = given
    place = placed(process, lang)
    for way in place.ways:
        assert touches(place.stages[way.move.to_stage], way.points[-1]), way.move
        if way.move.from_stage:
            assert touches(place.stages[way.move.from_stage], way.points[0]), way.move


def touches(corner, point, slack=3):
    """A point lies at the rim of a stage, within the head of an arrow."""
    (x, y), (left, top) = point, corner
    is_within = left - slack <= x <= left + WIDE + slack and top - slack <= y <= top + HIGH + slack
    return is_within and not (left + slack < x < left + WIDE - slack and top + slack < y < top + HIGH - slack)


def test_no_words_cover_others_or_a_stage(given):
    """By how wide words are about; ``tests/browser`` measures them."""
    place = placed(*given)
    words = [box for label in (*place.titles.values(), *(way.label for way in place.ways)) for box in boxes(label)]
    stages = [(x, y, x + WIDE, y + HIGH) for x, y in place.stages.values()]
    of_ways = [box for way in place.ways for box in boxes(way.label)]

    assert [pair for pair in itertools.combinations(words, 2) if cover(*pair)] == []
    assert [pair for pair in itertools.combinations(stages, 2) if cover(*pair)] == []
    assert [(box, stage) for box in of_ways for stage in stages if cover(box, stage)] == []
    assert all(left >= 0 and top >= 0 and right <= place.width and foot <= place.height for left, top, right, foot in (*words, *stages))


def boxes(label):
    for number, line in enumerate(label.lines):
        wide, foot = width_of(line.words, line.size, is_bold=line.is_bold), label.y + number * label.leading
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        yield (left, foot - 0.85 * line.size, left + wide, foot + 0.15 * line.size)


def cover(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_all_levels_fit_on_a_page(given):
    assert placed(*given).width <= WIDEST_PAGE


def test_nothing_is_fetched_and_nothing_is_styled_inline(given):
    """The pages forbid both."""
    content = picture(*given)

    assert re.findall(r"https?://[^\"]*", content) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|href", content)


def test_two_pictures_on_a_page_have_no_name_in_common():
    ids = [re.findall(r' id="([^"]*)"', picture(load_process(levels), lang)) for levels in CHOICES for lang in ("zh", "en")]

    assert len(set(itertools.chain(*ids))) == sum(map(len, ids))


def test_words_are_broken_between_words_and_chinese_anywhere():
    assert broken("with the performance desk", 104, 13) == ["with the", "performance", "desk"]
    assert broken("待财政业务处审核", 60, 13) == ["待财政业", "务处审核"]
    assert broken("送审", 10, 13) == ["送", "审"]
    assert broken("indivisible", 10, 13) == ["indivisible"]
