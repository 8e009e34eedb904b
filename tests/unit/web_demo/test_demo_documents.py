"""The documents of the demonstration are read whole, say what a person wrote into them, and have the mistakes that were put there."""

from collections import defaultdict
from decimal import Decimal

import pytest
from tests.unit.web_demo.demo import DOCUMENTS, declarations, file_of, loaded, reading, year_of

from jixiao import audit
from jixiao.layouts.lay_out import form_names
from jixiao.rules import Severity

FILES = sorted(entry.name for entry in DOCUMENTS.iterdir())
SAID = {
    "01": (5, "1921", 54),
    "02": (5, "1406", 35),
    "03": (4, "845.5", 35),
    "04": (4, "961", 37),
    "05": (4, "340", 28),
    "06": (4, "518.45", 32),
    "07": (4, "625", 33),
    "08": (2, "354", 16),
    "09": (1, "245", 11),
    "10": (1, "168", 6),
    "11": (1, "19", 8),
    "12": (1, "62", 9),
    "13": (2, "757.2", 15),
    "14": (2, "930", 12),
}
"""Added up by hand from the forms: projects, their money of the year in 万元, their indicators. That of 01 holds the 690 that is printed
where 680 would be right."""
FORM_OF_PACK = "ningxia", "pingluo", "xinzhou", "shijiazhuang", "tianjin"


@pytest.fixture(scope="module")
def result():
    return audit([reading(name) for name in FILES])


@pytest.fixture(scope="module")
def found(result):
    """Severity and rule of everything that was found, by file and project."""
    by_project = defaultdict(set)
    for item in result.findings:
        by_project[item.file, item.project_name].add((item.severity, item.rule.id))
    return by_project


def test_every_file_is_in_the_story_and_every_document_of_the_story_is_a_file():
    assert sorted(given["file"] for given in loaded("story")["documents"]) == FILES


@pytest.mark.parametrize("name", FILES)
def test_document_is_read_without_a_problem_and_every_cell_is_accounted_for(name):
    document = reading(name)

    assert document.problems == []
    assert document.notes == []
    assert document.account.cells == document.account.typed + document.account.ignored
    assert set(document.account.ignored_as) <= {"label", "title", "money", "page_number"}
    assert [repair for project in document.projects for repair in project.repairs] == []


@pytest.mark.parametrize("name", FILES)
def test_document_says_what_was_counted_by_hand(name):
    document = reading(name)
    money = sum((project.amounts["annual"] for project in document.projects), Decimal(0)) / 10000
    rows = [item for project in document.projects for item in project.indicators if not item.placeholder]

    assert (len(document.projects), f"{money.normalize():f}", len(rows)) == SAID[name[:2]]


@pytest.mark.parametrize("name", FILES)
def test_document_is_of_the_agency_and_year_that_import_it(name):
    document = reading(name)
    file = next(given for given in loaded("story")["documents"] if given["file"] == name)
    year = year_of({"document": file["id"]})

    assert document.publisher == year["name"]
    assert document.fiscal_year == file["fiscal_year"]
    assert {project.unit for project in document.projects} <= {year["name"], None}


@pytest.mark.parametrize("name", FILES)
def test_every_project_has_six_to_fourteen_indicators_and_only_planted_money_does_not_add_up(name, found):
    for project in reading(name).projects:
        assert 6 <= sum(not item.placeholder for item in project.indicators) <= 14, project.name
    wrong = {key for key, items in found.items() if (Severity.ERROR, "FND-001") in items}

    assert wrong == {("01-2027-岚江市公安局交通警察支队-项目绩效目标.docx", "普通国省道平交路口隐患治理")}


def test_all_five_layouts_in_all_five_kinds_of_file():
    used = {year_of({"document": given["id"]})["pack"] for given in loaded("story")["documents"]}

    assert set(FORM_OF_PACK) < set(form_names())
    assert set(FORM_OF_PACK) <= used
    assert {name.rpartition(".")[2] for name in FILES} == {"pdf", "docx", "xlsx", "html", "txt"}


def test_the_files_are_what_their_content_gives():
    from tools.demo_documents import contents, written

    assert {content.name: written(content) for content in contents()} == {name: (DOCUMENTS / name).read_bytes() for name in FILES}


def test_no_rule_fails_on_the_documents(result):
    assert result.failures == []


@pytest.mark.parametrize("told", declarations(), ids=lambda told: f"{told['document']}-{told['number']}")
def test_planted_mistakes_are_found_and_nothing_else_is(told, found):
    items = found[file_of(told)["file"], told["name"]]
    grave = {rule for severity, rule in items if severity is not Severity.INFO}

    assert grave == set(told.get("findings", ()))


@pytest.mark.parametrize("told", [told for told in declarations() if told.get("exemplary")], ids=lambda told: told["name"])
def test_exemplary_project_is_found_without_anything(told, found):
    assert found[file_of(told)["file"], told["name"]] == set()


def test_nothing_graver_than_info_is_found_of_a_document_as_a_whole(found):
    assert {rule for (_, project), items in found.items() for severity, rule in items if project is None} <= {"IND-031"}


def test_a_good_third_of_the_projects_has_mistakes_and_some_are_exemplary():
    of_police = [told for told in declarations() if year_of(told)["name"] not in ("岚江市市政设施养护中心", "岚江市环境卫生服务中心")]

    assert len(of_police) == 36
    assert sum("findings" in told for told in of_police) == 15
    assert sum(told.get("exemplary", False) for told in of_police) == 12
