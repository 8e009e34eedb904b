"""The grid of ceilings in the browser and as a spreadsheet, what the editor and the sheet show of them, and the interface for programs."""

import io
import json
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from tests.web.claims import Office, give_ceilings
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.documents.tables import rows_in
from jixiao.web.records.actions import budget, declarations
from jixiao.web.records.models import BudgetCeiling, BudgetRound, Event


@pytest.fixture
def desk(db, tree):
    return Office(tree)


@pytest.fixture
def finance(logged_in):
    return logged_in("finance")


def amounts(desk):
    found = BudgetCeiling.objects.select_related("agency")
    return {each.agency.code: each.amount_yuan for each in found}


def fields(page):
    """Names and values of the form with the grid."""
    found = html.document_fromstring(page.content.decode()).xpath("//form[@id='grid']//input")
    return {each.get("name"): each.get("value") or "" for each in found if each.get("name") != "csrfmiddlewaretoken"}


def test_finance_types_ceilings_into_the_grid(desk, finance):
    sent = fields(finance.get(f"/ceilings?year={YEAR}"))
    keys = {name: f"c-{desk.tree.agencies[name].pk}" for name in ("department_1", "unit_a", "unit_c")}
    assert set(keys.values()) < set(sent)
    answer = finance.post(f"/ceilings?year={YEAR}", sent | {keys["department_1"]: "3,000.5", keys["unit_a"]: "1200"})

    assert answer.status_code == 302
    assert amounts(desk) == {"201": Decimal("30005000.00"), "201001": Decimal("12000000.00")}
    again = fields(finance.get(f"/ceilings?year={YEAR}"))
    assert (again[keys["department_1"]], again[f"was-{keys['department_1'][2:]}"]) == ("3000.50", "3000.50")
    finance.post(f"/ceilings?year={YEAR}", again | {keys["unit_a"]: ""})
    assert amounts(desk)["201001"] is None
    assert [event.data["after"] for event in Event.objects.filter(action="ceiling.set").order_by("id")][-1] is None


def test_what_is_wrong_stands_in_the_grid_again_and_nothing_is_given(desk, finance):
    a, b = (f"c-{desk.tree.agencies[name].pk}" for name in ("unit_a", "unit_b"))
    answer = finance.post(f"/ceilings?year={YEAR}", fields(finance.get(f"/ceilings?year={YEAR}")) | {a: "1,2OO", b: "100"})

    assert answer.status_code == 422
    assert "“1,2OO”不是金额" in answer.content.decode()
    assert (fields(answer)[a], fields(answer)[b]) == ("1,2OO", "100")
    assert not BudgetCeiling.objects.exists()


def test_what_is_no_amount_and_what_is_too_much_are_told_at_once(desk, finance):
    give_ceilings(desk, department_1=Decimal(1_000_000))
    sent = fields(finance.get(f"/ceilings?year={YEAR}"))
    a, b = (f"c-{desk.tree.agencies[name].pk}" for name in ("unit_a", "unit_b"))
    page = finance.post(f"/ceilings?year={YEAR}", sent | {a: "1,2OO", b: "150"})

    assert page.status_code == 422
    (told,) = html.document_fromstring(page.content.decode()).xpath("//*[@role='alert']//ol")
    assert [item.text_content().split("。")[0] for item in told] == [
        "云川市公安局交通警察支队直属一大队：“1,2OO”不是金额",
        "云川市公安局交通警察支队的控制数是100.00万元，各单位合计150.00万元，多50.00万元",
    ]
    assert amounts(desk) == {"201": 1_000_000}


def test_who_typed_over_what_another_gave_meanwhile_is_told(desk, finance):
    sent = fields(finance.get(f"/ceilings?year={YEAR}"))
    give_ceilings(desk, unit_a=Decimal(500_000))

    answer = finance.post(f"/ceilings?year={YEAR}", sent | {f"c-{desk.tree.agencies['unit_a'].pk}": "60"})

    assert answer.status_code == 422
    assert "刚被别人改为50.00万元" in answer.content.decode()
    assert amounts(desk)["201001"] == 500_000


def test_department_types_into_the_rows_of_its_units_only(desk, logged_in):
    give_ceilings(desk, department_1=Decimal(3_000_000), unit_c=Decimal(10))
    client = logged_in("department_1")
    page = client.get(f"/ceilings?year={YEAR}")
    typed = {name[2:] for name in fields(page) if name.startswith("c-")}

    assert typed == {str(desk.tree.agencies[name].pk) for name in ("unit_a", "unit_b")}
    assert "第三中学" not in page.content.decode()
    assert not [name for name in fields(logged_in("clerk_a").get(f"/ceilings?year={YEAR}")) if name.startswith("c-")]


def test_unit_reads_of_its_department_what_holds_for_it_and_nothing_of_others(desk, logged_in):
    give_ceilings(desk, department_1=Decimal(3_000_000), unit_a=Decimal(1_000_000), unit_b=Decimal(1_500_000))
    page = html.document_fromstring(logged_in("clerk_a").get(f"/ceilings?year={YEAR}").content.decode())
    rows = [[" ".join(cell.text_content().split()) for cell in row.xpath("./td")] for row in page.xpath("//tr[@data-row]")]

    assert [row[:5] for row in rows] == [
        ["云川市公安局交通警察支队", "201", "300.00", "", "—"],
        ["云川市公安局交通警察支队直属一大队", "201001", "100.00", "", "0.00 0个"],
    ]
    assert page.xpath("//table[contains(@class, 'ceilings')]/tfoot") == []


def test_grid_takes_the_same_number_of_queries_for_few_and_for_many(desk, finance):
    asked = []
    for count in (1, 20):
        for _ in range(count):
            declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(), actor=desk.actor("clerk_a"))
        give_ceilings(desk, **({"unit_a": Decimal(1)} if count == 1 else dict.fromkeys(("unit_a", "unit_b", "unit_c"), Decimal(2))))
        finance.get("/ceilings")
        with CaptureQueriesContext(connection) as queries:
            finance.get("/ceilings")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 10


def test_fetched_spreadsheet_is_filled_in_and_sent_back(desk, finance):
    give_ceilings(desk, unit_b=Decimal("1234567.89"))
    fetched = finance.get(f"/ceilings/{YEAR}/file.xlsx")
    rows = rows_in(fetched.content)
    assert rows[0] == ["单位编码", "单位名称", "控制数（万元）"]
    assert ["201002", "云川市公安局交通警察支队直属二大队", "123.456789"] in rows

    answer = send(finance, [rows[0], ["201", "", 3000.5], ["201001", "随便写", "1,200"], ["301", "", ""]])

    assert answer.status_code == 302
    assert amounts(desk) == {"201": Decimal("30005000.00"), "201001": Decimal("12000000.00"), "201002": Decimal("1234567.89")}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["编码", "数"], ["201", 5]], "没有找到“单位编码”和“控制数”两列"),
        ([["单位编码", "控制数"], ["999", 5]], "第2行：没有编码为“999”的单位"),
        ([["单位编码", "控制数"], ["201", 5], ["201", 6]], "第3行：云川市公安局交通警察支队出现了两次"),
        ([["单位编码", "控制数"], ["201", "五百"]], "“五百”不是金额"),
        ([["单位编码", "控制数"], ["201", ""]], "是空的，没有改动"),
    ],
)
def test_spreadsheet_with_a_fault_gives_nothing(desk, finance, rows, told):
    answer = send(finance, rows)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not BudgetCeiling.objects.exists()


def send(client, rows):
    """Send a workbook with these rows."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return client.post(f"/ceilings/{YEAR}/file", {"file": SimpleUploadedFile("控制数.xlsx", kept.getvalue())})


def test_damaged_file_is_told_and_gives_nothing(desk, finance):
    answer = finance.post(f"/ceilings/{YEAR}/file", {"file": SimpleUploadedFile("控制数.xlsx", b"PK\x03\x04 damaged")})

    assert answer.status_code == 422
    assert not BudgetCeiling.objects.exists()


def test_rounds_are_opened_and_closed_on_the_page(desk, finance, logged_in):
    key = desk.tree.agencies["finance"].pk
    finance.post(f"/rounds/{YEAR}/first_up", {"finance": key, "due_on": "2026-09-12", "do": "open"})
    assert "截止2026-09-12" in logged_in("clerk_a").get(f"/ceilings?year={YEAR}").content.decode()
    finance.post(f"/rounds/{YEAR}/first_up", {"finance": key, "do": "close"})

    assert not BudgetRound.objects.get().is_open
    assert logged_in("department_1").post(f"/rounds/{YEAR}/first_up", {"finance": key, "do": "open"}).status_code == 404


def test_editor_and_sheet_show_what_is_left_and_what_is_missing(desk, logged_in):
    own = declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(), actor=desk.actor("clerk_a"))
    client = logged_in("clerk_a")
    assert "没有对本单位下达控制数，金额不限" in client.get(f"/declarations/{own.pk}/edit").content.decode()
    give_ceilings(desk, department_1=Decimal(5_000_000), unit_a=Decimal(1_000_000))

    page = client.get(f"/declarations/{own.pk}/edit").content.decode()

    assert "控制数100.00万元，已占用0.00万元，可用100.00万元" in page
    assert "超出20.00万元，送审不了" in page
    refused = client.post(f"/declarations/{own.pk}/submit", {"revision": own.revision})
    assert refused.status_code == 422
    assert "还差20.00万元" in refused.content.decode()
    give_ceilings(desk, unit_a=Decimal(2_000_000))
    declarations.submit(own.pk, seen=own.revision, actor=desk.actor("clerk_a"))
    sheet = logged_in("head_a").get(f"/declarations/{own.pk}").content.decode()
    assert "控制数200.00万元，已占用120.00万元，可用80.00万元" in sheet
    assert "本项目已占用120.00万元" in sheet


def test_programs_give_and_read_ceilings_and_rounds(desk, logged_in):
    client = logged_in("finance")

    def put(path, told):
        return client.put(f"/api/v1{path}", json.dumps(told, default=str), content_type="application/json")

    units = {name: str(agency.pk) for name, agency in desk.tree.agencies.items()}
    opened = put(f"/rounds/{YEAR}/second_up", {"finance": units["finance"]})
    assert (opened.status_code, opened.json()["due_on"], opened.json()["is_open"]) == (200, "2026-12-31", True)
    given = put(f"/ceilings/{YEAR}", {"items": [{"agency_id": units["unit_a"], "amount_yuan": "5000000.00"}]})
    line = next(each for each in given.json() if each["code"] == "201001")
    assert (line["amount_yuan"], line["claimed_yuan"], line["free_yuan"]) == ("5000000.00", "0.00", "5000000.00")
    stale = put(f"/ceilings/{YEAR}", {"items": [{"agency_id": units["unit_a"], "amount_yuan": "1", "seen_yuan": "4"}]})
    assert (stale.status_code, stale.json()["errors"][0]["field"]) == (422, units["unit_a"])
    assert client.get(f"/api/v1/rounds?fiscal_year={YEAR}").json()[0]["kind"] == "second_up"
    budget.close_round(desk.tree.agencies["finance"], YEAR, "second_up", actor=desk.actor("finance"))
    assert not client.get(f"/api/v1/rounds?fiscal_year={YEAR}").json()[0]["is_open"]
