"""List and inbox as pages: what stands in a row, the tree beside it, and as many queries for fifty rows as for one."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.tree import YEAR

from jixiao.web.records import clock
from jixiao.web.records.models import Agency, AgencyYear, Declaration, empty_draft

MOST_QUERIES = 10
SINCE = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


@pytest.fixture
def submit(tree):
    """``submit(count, **fields)`` makes declarations of unit_a that wait for the department."""

    def made(count, unit="unit_a", **fields):
        told = {
            "agency": tree.agencies[unit],
            "department": tree.agencies["department_1"],
            "finance": tree.agencies["finance"],
            "fiscal_year": YEAR,
            "agency_name": tree.agencies[unit].name,
            "pack": "national",
            "levels": ["department_review"],
            "draft": empty_draft(),
            "created_by": tree.people["clerk_a"],
            "stage": "department_review",
            "stage_since": SINCE,
            "submitted_at": SINCE,
        }
        return Declaration.objects.bulk_create(Declaration(**{**told, **fields}) for _ in range(count))

    return made


def rows_of(page):
    """The rows of the table of declarations, as text."""
    text = re.sub(r"<tfoot.*?</tfoot>", "", page.content.decode(), flags=re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in re.findall(r"<tr data-row>(.*?)</tr>", text)]


def test_row_says_what_a_reviewer_looks_for(submit, logged_in):
    (made,) = submit(
        1,
        name="城区<信号灯>更新",
        code="530100",
        annual_yuan=Decimal("1234567.80"),
        indicators=6,
        errors=2,
        warnings=1,
        comments_open=3,
        risk=74,
        grade="excellent",
        reminded_at=SINCE,
        due_on=date(2026, 10, 31),
    )
    with clock.at(datetime(2026, 11, 28, 4, tzinfo=UTC)):
        page = logged_in("department_1").get("/declarations?role=department_reviewer&tab=to_review")
    (row,) = rows_of(page)
    assert row == (
        "城区&lt;信号灯&gt;更新 530100 云川市公安局交通警察支队直属一大队 2027 123.45678 6 "
        "错误2 警告1 批注3 74 待主管部门审核 优 已催办 2026-11-20 2026-10-31 逾期28天"
    )
    assert f'href="/declarations/{made.pk}?role=department_reviewer&amp;tab=to_review"' in page.content.decode()
    assert 'title="2026-11-20 09:30"' in page.content.decode()
    assert 'class="due tight red"' in page.content.decode()
    assert 'title="风险74＝（错误2处×10＋警告1处×3＋提示×1）×资金系数3.10（123.45678万元），送审时计算"' in page.content.decode()
    assert f'value="{made.pk}:1"' in page.content.decode()


def test_row_of_what_nobody_named_yet(submit, logged_in):
    submit(1)
    page = logged_in("department_1").get("/declarations?role=department_reviewer&tab=to_review")
    (row,) = rows_of(page)
    assert row == "（未填项目名称） 云川市公安局交通警察支队直属一大队 2027 — 0 待主管部门审核 2026-11-20 —"


@pytest.mark.both_databases
@pytest.mark.parametrize("login", ["clerk_a", "department_1", "finance", "observer", "third_party"])
@pytest.mark.parametrize("path", ["/", "/declarations"])
def test_as_many_queries_for_fifty_rows_as_for_one(submit, logged_in, login, path):
    client = logged_in(login)
    client.get(path)  # the first one notes that the session is in use
    counted = []
    for more in (1, 2, 60):
        submit(more)
        submit(more, stage="draft", submitted_at=None)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counted.append(len(asked))
    of_risk = 1 if path == "/" else 0  # more than the home page shows, and all with one deadline: those with most risk are looked for
    assert counted[0] == counted[1] and counted[2] - counted[1] <= of_risk, [query["sql"][:90] for query in asked]
    assert counted[0] <= MOST_QUERIES


def test_total_stands_under_a_list_that_is_shown_whole(submit, logged_in):
    submit(2, annual_yuan=Decimal("100000.50"))
    address = "/declarations?role=department_reviewer&tab=to_review"
    assert '<td class="number">20.0001</td><td colspan="6">' in logged_in("department_1").get(address).content.decode()
    submit(60)
    assert "<tfoot>" not in logged_in("department_1").get(address).content.decode()


def tree_of(page):
    """Depth and name of the agencies in the tree."""
    found = re.search(r'<nav class="tree panel".*?</nav>', page.content.decode(), re.DOTALL).group()
    return re.findall(r'<li class="d(\d)"><a [^>]*title="([^"]+)"', found)


def test_small_tree_is_shown_whole_with_short_names(logged_in):
    page = logged_in("finance").get("/declarations")
    assert tree_of(page) == [
        ("0", "云川市财政局"),
        ("1", "云川市公安局交通警察支队"),
        ("2", "云川市公安局交通警察支队直属一大队"),
        ("2", "云川市公安局交通警察支队直属二大队"),
        ("1", "云川市教育局"),
        ("2", "云川市第三中学"),
    ]
    assert ">直属一大队</a>" in page.content.decode()


def test_of_a_large_tree_the_open_branch_is_shown(agencies, logged_in):
    made = Agency.objects.bulk_create(Agency(code=f"4{number:03}", name=f"第{number}小学") for number in range(70))
    AgencyYear.objects.bulk_create(
        AgencyYear(
            agency=school,
            fiscal_year=YEAR,
            name=school.name,
            level="unit",
            parent=agencies["department_2"],
            department=agencies["department_2"],
            finance=agencies["finance"],
        )
        for school in made
    )
    client = logged_in("finance")
    closed = [("0", "云川市财政局"), ("1", "云川市公安局交通警察支队"), ("1", "云川市教育局")]
    assert tree_of(client.get("/declarations")) == closed
    for chosen in (agencies["department_1"], agencies["unit_a"]):
        shown = tree_of(client.get(f"/declarations?agency={chosen.pk}"))
        assert [name for depth, name in shown if depth == "2"] == [
            "云川市公安局交通警察支队直属一大队",
            "云川市公安局交通警察支队直属二大队",
        ]


def test_a_department_in_the_tree_stands_for_its_units(submit, agencies, logged_in):
    submit(1, name="甲")
    submit(1, unit="unit_b", name="乙")
    submit(1, unit="unit_c", name="丙", department=agencies["department_2"])
    client, tab = logged_in("observer"), "role=observer&tab=in_review"
    for chosen, names in (("department_1", {"甲", "乙"}), ("unit_b", {"乙"}), ("department_2", {"丙"}), ("finance", set())):
        page = client.get(f"/declarations?{tab}&agency={agencies[chosen].pk}")
        assert {row.split(" ")[0] for row in rows_of(page)} == names


def test_inbox_shows_the_most_urgent_first(submit, logged_in):
    for number in range(12):
        submit(1, name=f"项目{number:02}", due_on=date(2026, 12, 20 - number))
    submit(1, name="没有期限")
    page = logged_in("department_1").get("/")
    assert [row.split(" ")[0] for row in rows_of(page)] == [f"项目{number:02}" for number in range(11, 3, -1)]
    assert '<b class="count waiting">13</b>' in page.content.decode()


def opened(page):
    """The tab that is open, and what its empty list says."""
    content = page.content.decode()
    tab = re.search(r'<nav class="tabs".*?aria-current="page">([^<]+)<', content, re.DOTALL)[1]
    empty = re.search(r'class="empty">(.*?)</td>', content, re.DOTALL)
    return tab, re.sub(r"<[^>]+>", "", empty[1]).strip() if empty else ""


def test_list_opens_where_something_waits(submit, logged_in):
    """Of a clerk nothing waits to be submitted, and one declaration was returned."""
    submit(1, stage="returned")
    client = logged_in("clerk_a")

    assert opened(client.get("/declarations")) == ("被退回", "")
    assert opened(client.get("/declarations?role=clerk&tab=submitted")) == ("已送审", "还没有送审过项目。")


def test_list_in_which_nothing_is_found_is_shown_whole_again_by_one_link(submit, logged_in):
    submit(1, name="信号灯")
    client = logged_in("department_1")
    page = client.get("/declarations?role=department_reviewer&tab=to_review&words=护栏&year=2027")

    assert opened(page) == ("待审核", "没有符合条件的项目。 清除查询条件")
    again = re.search(r'class="empty">.*?href="([^"]+)"', page.content.decode(), re.DOTALL)[1].replace("&amp;", "&")
    assert opened(client.get(f"/declarations{again}")) == ("待审核", "")


def test_queue_is_opened_by_its_deadlines(submit, logged_in):
    for name, day in (("晚", 9), ("早", 2), ("中", 5)):
        submit(1, name=f"{name}到期", due_on=date(2026, 12, day))
    client = logged_in("department_1")

    chip = re.search(r'<a class="chip" href="([^"]+)">待审核', client.get("/").content.decode())[1].replace("&amp;", "&")
    for address in ("/declarations", chip):
        names = re.findall(r'class="title"[^>]*>(.)到期', client.get(address).content.decode())
        assert names == ["早", "中", "晚"], address
