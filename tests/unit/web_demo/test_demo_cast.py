"""Agencies and people of the demonstration: a tree for each year, somebody in every role, and nobody and nothing that exists."""

from datetime import date

import pytest
from tests.unit.web_demo.demo import POLICE, agency_year, holds, loaded

from jixiao.codes import ListId, code_list
from jixiao.packs import load_pack
from jixiao.workflow import titles

TODAY = date(2026, 11, 28)
AGENCIES = {given["code"]: {year["fiscal_year"]: year for year in given["years"]} for given in loaded("agencies")["agencies"]}
PEOPLE = loaded("people")["people"]
EACH_YEAR = pytest.mark.parametrize("fiscal_year", [2026, 2027])


def of_year(fiscal_year):
    return {code: years[fiscal_year] for code, years in AGENCIES.items()}


@EACH_YEAR
def test_agencies_make_a_tree_under_one_finance_authority(fiscal_year):
    tree = of_year(fiscal_year)

    assert [code for code, year in tree.items() if "parent" not in year] == ["105"]
    for code, year in tree.items():
        seen = [code]
        while "parent" in tree[seen[-1]]:
            seen.append(tree[seen[-1]]["parent"])
            assert len(seen) <= 4
        assert seen[-1] == "105"
        assert year["finance"] == "105"
        assert year["level"] == ("finance" if code == "105" else "department" if code in ("204", "312") else "unit")
        if year["level"] == "unit":
            assert year["department"] in seen
        if year["level"] == "department":
            assert year["department"] == code


@EACH_YEAR
def test_each_pack_is_one_that_there_is(fiscal_year):
    assert {load_pack(year["pack"]).id for year in of_year(fiscal_year).values()} == {
        "national",
        "ningxia",
        "pingluo",
        "shijiazhuang",
        "tianjin",
        "xinzhou",
    }


def test_the_police_has_a_detachment_and_seven_units_in_2027():
    units = [code for code, year in of_year(2027).items() if year["level"] == "unit" and year["department"] == POLICE]

    assert len(units) == 8
    assert [code for code in units if agency_year(code, 2027)["parent"] == POLICE] == ["204001"]


def test_one_unit_was_renamed_and_one_was_moved_between_the_years():
    changed = {code: [key for key in years[2027] if years[2026].get(key) != years[2027][key]] for code, years in AGENCIES.items()}

    assert {code: keys for code, keys in changed.items() if set(keys) - {"fiscal_year", "is_open"}} == {
        "204002": ["fiscal_year", "name", "is_open"],
        "312003": ["fiscal_year", "parent", "department", "pack", "is_open"],
    }


def test_no_city_county_or_district_has_the_name_of_an_invented_one():
    real = {entry.name for entry in code_list(ListId.DIVISIONS)}

    assert not real & {"岚江市", "岚江县", "岚江区", "青垣县", "云麓县", "青岚自治区", "望川区"}
    assert {"平罗县", "石家庄市"} <= real


def test_logins_are_unique_and_names_too():
    assert len({person["login"] for person in PEOPLE}) == len(PEOPLE)
    assert len({person["name"] for person in PEOPLE}) == len(PEOPLE)
    assert all(person["login"].isascii() and person["login"].islower() and person["login"].isalpha() for person in PEOPLE)


def test_the_password_is_long_enough_and_no_number():
    password = loaded("people")["password"]

    assert len(password) >= 10
    assert not password.isnumeric()
    assert not any(person["login"] in password for person in PEOPLE)


def test_posts_are_at_agencies_that_there_are_and_of_known_roles():
    for person in PEOPLE:
        assert person["posts"]
        for post in person["posts"]:
            assert post["agency"] in AGENCIES
            assert post["role"] in titles()["roles"]
            assert post["from"] <= post.get("until", date.max)


@pytest.mark.parametrize("role", titles()["roles"])
def test_somebody_holds_every_role_today(role):
    assert any(holds(person["login"], role, post["agency"], TODAY) for person in PEOPLE for post in person["posts"])


@pytest.mark.parametrize("code", [code for code, years in AGENCIES.items() if years[2027]["level"] == "unit"])
def test_every_unit_has_a_clerk_and_a_head_today(code):
    for role in ("clerk", "unit_head"):
        assert any(holds(person["login"], role, code, TODAY) for person in PEOPLE), role


@pytest.mark.parametrize("code", ["204", "312"])
def test_every_department_has_a_reviewer_today(code):
    assert any(holds(person["login"], "department_reviewer", code, TODAY) for person in PEOPLE)


def test_administrators_have_no_business_role():
    kinds = {"system_admin", "security_admin", "audit_admin"}
    for person in PEOPLE:
        roles = {post["role"] for post in person["posts"]}
        assert not roles & kinds or len(roles) == 1


def test_who_stands_in_does_so_for_somebody_who_holds_the_post():
    standing_in = [(person, post) for person in PEOPLE for post in person["posts"] if "stands_in_for" in post]

    assert len(standing_in) == 2
    for _, post in standing_in:
        assert holds(post["stands_in_for"], post["role"], post["agency"], post["from"])
    assert [person["login"] for person, post in standing_in if post["from"] <= TODAY <= post["until"]] == ["yuanfeng"]


def test_one_desk_was_handed_over_from_one_day_to_the_next():
    assert holds("luomin", "clerk", "204006", date(2026, 6, 30))
    assert not holds("luomin", "clerk", "204006", date(2026, 7, 1))
    assert not holds("tanxiaoyan", "clerk", "204006", date(2026, 6, 30))
    assert holds("tanxiaoyan", "clerk", "204006", date(2026, 7, 1))
