"""The page of a declaration for a browser without programs: the whole form is sent, and nothing of it is lost."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from tests.web.declare.conftest import FIELDS, INDICATORS, draft, now
from tests.web.tree import YEAR

from jixiao.declaring import Draft
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import AgencyYear, Declaration, Event, Post


class Fields(HTMLParser):
    """What a browser would send of the form ``sheet``."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.sent, self.links, self.text = {}, [], []
        self._name, self._said, self._in_template, self._select = None, "", 0, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "template":
            self._in_template += 1
        if tag == "a":
            self.links.append(told.get("href", ""))
        if self._in_template:
            return
        if tag == "textarea":
            self._name, self._said = told.get("name"), ""
        elif tag == "input" and told.get("type") == "hidden" and told.get("name", "").startswith(("revision", "code:")):
            self.sent[told["name"]] = told["value"]
        elif tag == "select":
            self._select = told.get("name")
            self.sent.setdefault(self._select, "")
        elif tag == "option" and "selected" in told:
            self.sent[self._select] = told["value"]

    def handle_data(self, data):
        self.text.append(data)
        if self._name is not None:
            self._said += data

    def handle_endtag(self, tag):
        if tag == "template":
            self._in_template -= 1
        if tag == "textarea" and self._name is not None:
            self.sent[self._name] = self._said.removeprefix("\n").replace("\n", "\r\n")
            self._name = None


@pytest.fixture
def page(logged_in):
    """``page(declaration)`` is what the form would send as it is shown."""

    def get(declaration, login="clerk_a", query=""):
        answer = logged_in(login).get(reverse("edit", args=[declaration.pk]) + query)
        assert answer.status_code == 200
        return Fields(answer.content.decode())

    return get


@pytest.fixture
def send(logged_in):
    """``send(declaration, fields)`` presses the button for saving, or another one."""

    def post(declaration, fields, route="edit", login="clerk_a"):
        return logged_in(login).post(reverse(route, args=[declaration.pk]), fields)

    return post


@pytest.mark.parametrize("text", ["\n\n头\n尾 \n", "a\u202eb", "</textarea><b>", "“引号”&amp;'"])
def test_form_that_is_sent_as_it_was_shown_changes_nothing(text, declared, page, send):
    one = declared(draft(goal=text, name=text))

    answer = send(one, page(one).sent)

    assert answer.status_code == 302
    assert now(one)[0].revision == 1
    assert now(one)[1].text("goal") == text


def test_what_is_typed_into_the_form_is_saved(declared, page, send):
    one = declared(draft())

    send(one, page(one).sent | {"goal": "第一行\r\n第二行", "indicators.k2.target": "≥99%"})

    assert (now(one)[1].text("goal"), now(one)[1].text("indicators.k2.target")) == ("第一行\n第二行", "≥99%")
    assert now(one)[0].revision == 2


def test_row_that_waits_becomes_an_indicator_when_it_is_typed_into(declared, page, send):
    one = declared(draft())
    sent = page(one).sent
    id_ = next(name for name, code in sent.items() if code == "benefit.economic").removeprefix("code:")

    send(one, sent | {f"indicators.{id_}.name": "节约维护费", f"indicators.{id_}.target": "≥5万元"})

    added = next(item for item in now(one)[1].indicators if item.id == id_)
    assert dict(added.texts) == {"level1": "效益指标", "level2": "经济效益指标", "name": "节约维护费", "target": "≥5万元"}


def test_rows_that_wait_and_are_left_blank_are_none(declared, page, send):
    one = declared(draft())
    sent = page(one).sent

    send(one, sent | {"goal": "改"})

    assert len([name for name in sent if name.startswith("code:")]) == 3
    assert len(now(one)[1].indicators) == len(INDICATORS)


@pytest.mark.parametrize(
    ("op", "order"),
    [
        ("up:k2", ["k2", "k1", "k3", "k4", "k5", "k6"]),
        ("down:k2", ["k1", "k3", "k2", "k4", "k5", "k6"]),
        ("remove:k3", ["k1", "k2", "k4", "k5", "k6"]),
        ("up:k1", ["k1", "k2", "k3", "k4", "k5", "k6"]),
        ("remove:gone", ["k1", "k2", "k3", "k4", "k5", "k6"]),
        ("what:k1", ["k1", "k2", "k3", "k4", "k5", "k6"]),
    ],
)
def test_buttons_of_a_row_work_without_a_program(op, order, declared, page, send):
    one = declared(draft())

    send(one, page(one).sent | {"op": op})

    assert [item.id for item in now(one)[1].indicators] == order


def test_row_is_added_below_another_and_at_the_end_of_its_level(declared, page, send):
    one = declared(draft())

    send(one, page(one).sent | {"op": "add:k1"})
    kept = now(one)[0]
    send(kept, page(kept).sent | {"op": "new:", "new_level": "output.quality"})

    texts = [(item.text("level2"), item.text("name")) for item in now(one)[1].indicators]
    assert texts[:4] == [("数量指标", "维护路口数量"), ("数量指标", ""), ("质量指标", "信号灯完好率"), ("质量指标", "")]


def test_level_that_is_chosen_for_a_row_is_kept(declared, page, send):
    one = declared(draft())

    send(one, page(one).sent | {"level:k5": "benefit.ecological"})

    assert now(one)[1].text("indicators.k5.level2") == "生态效益指标"


def test_conflict_shows_both_and_keeps_what_was_typed_in_the_form(declared, page, send, saving):
    one = declared(draft())
    sent = page(one).sent | {"goal": "周明写的目标"}
    saving(one, {"goal": "吴倩写的目标"}, login="clerk_a2")

    answer = send(one, sent)

    shown = Fields(answer.content.decode())
    assert answer.status_code == 409
    assert (shown.sent["goal"], shown.sent["revision"]) == ("周明写的目标", "2")
    assert "吴倩写的目标" in "".join(shown.text)
    assert now(one)[1].text("goal") == "吴倩写的目标"

    assert send(one, shown.sent).status_code == 302
    assert now(one)[1].text("goal") == "周明写的目标"


def test_all_reasons_against_submitting_come_at_once_and_lead_to_their_cells(declared, page, send):
    low = [*INDICATORS[1:5], ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%")]
    one = declared(draft(indicators=low, period="", **{"amounts.fiscal": "1,2OO"}))

    answer = send(one, page(one).sent, "submit")

    assert answer.status_code == 422
    reasons = re.search(r'id="reasons".*?</section>', answer.content.decode(), re.S)[0]
    assert Fields(reasons).links == [
        "#f:period",
        "#f:amounts.annual",
        "#f:amounts.fiscal",
        "#f:level%3Aoutput.quantity",
        "#f:indicators.k5.target",
    ]
    assert now(one)[0].stage == "draft"


def test_submitting_saves_what_is_in_the_form_first(declared, page, send):
    one = declared(draft(goal="短"))

    answer = send(one, page(one).sent | {"goal": FIELDS["goal"]}, "submit")

    kept, typed = now(one)
    assert (answer.status_code, answer["Location"]) == (302, kept.get_absolute_url())
    assert (kept.stage, typed.text("goal")) == ("unit_review", FIELDS["goal"])


def test_pressing_twice_submits_once(declared, page, send):
    one = declared(draft())
    sent = page(one).sent
    send(one, sent, "submit")

    again = send(one, sent, "submit")

    assert again.status_code == 422
    assert list(Event.objects.filter(chain_id=one.chain).order_by("seq").values_list("action", flat=True)) == [
        "declaration.create",
        "declaration.submit",
    ]


def test_reason_for_a_finding_lets_it_be_submitted(declared, page, send):
    low = [*INDICATORS[:5], ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%")]
    one = declared(draft(indicators=low))
    told = {"revision": "1", "rule": "VAL-030", "path": "indicators.k6.target", "why": "首次调查，往年为3%。"}

    answer = send(one, told, "explain")

    kept = now(one)[0]
    assert answer.status_code == 302
    assert "首次调查，往年为3%。" in "".join(page(kept, query="?examined=1").text)
    assert send(kept, page(kept).sent, "submit").status_code == 302


def test_what_is_not_with_the_unit_is_read_on_its_sheet(declared, logged_in, actor):
    one = declared(draft())
    actions.submit(one.pk, seen=1, actor=actor("clerk_a"))

    answers = {login: logged_in(login).get(reverse("edit", args=[one.pk])) for login in ("clerk_a", "head_a", "department_1")}

    assert {login: (answer.status_code, answer["Location"]) for login, answer in answers.items()} == dict.fromkeys(
        answers, (302, one.get_absolute_url())
    )


@pytest.mark.parametrize("login", ["clerk_b", "head_b", "department_1", "observer", "security_admin"])
@pytest.mark.parametrize("route", ["edit", "examination"])
def test_declaration_of_another_unit_is_not_there(login, route, declared, logged_in):
    one = declared(draft())

    assert logged_in(login).get(reverse(route, args=[one.pk])).status_code == 404


def test_why_it_was_returned_stands_on_top_with_comments_at_their_fields(declared, page, actor):
    one = actions.submit(declared(draft()).pk, seen=1, actor=actor("clerk_a"))
    actions.comment(one.pk, path="goal", text="请写明次数。", seen=one.revision, actor=actor("head_a"))
    actions.send_back(one.pk, seen=one.revision, actor=actor("head_a"), reason="目标不够具体。")

    shown = page(now(one)[0])

    words = "".join(shown.text)
    assert "冯涛（单位负责人）" in words
    assert "目标不够具体。" in words
    assert "请写明次数。" in words
    assert "#f:goal" in shown.links


def test_new_declaration_knows_unit_and_department(logged_in, agencies):
    client = logged_in("clerk_a")
    agency = agencies["unit_a"]

    shown = client.get(reverse("declaration_new")).content.decode()
    answer = client.post(reverse("declaration_new"), {"for": f"{agency.pk}/{YEAR}"})

    made = Declaration.objects.get()
    assert f'value="{agency.pk}/{YEAR}"' in shown
    assert answer["Location"] == reverse("edit", args=[made.pk])
    assert dict(Draft.from_plain(made.draft).fields) == {
        "unit": agency.name,
        "department": agencies["department_1"].name,
        "department_code": "201",
    }


@pytest.mark.parametrize("given", ["", "x", "unit_b", "closed"])
def test_new_declaration_needs_an_open_year_of_the_own_unit(given, logged_in, agencies):
    if given == "closed":
        AgencyYear.objects.filter(agency=agencies["unit_a"]).update(is_open=False)
    chosen = {"unit_b": f"{agencies['unit_b'].pk}/{YEAR}", "closed": f"{agencies['unit_a'].pk}/{YEAR}"}.get(given, given)

    answer = logged_in("clerk_a").post(reverse("declaration_new"), {"for": chosen})

    assert answer.status_code == 422
    assert not Declaration.objects.exists()


def test_clerk_of_several_units_chooses(logged_in, agencies, people):
    Post.objects.create(person=people["clerk_a"], agency=agencies["unit_b"], role="clerk", valid_from="2020-01-01")

    shown = logged_in("clerk_a").get(reverse("declaration_new")).content.decode()

    assert re.findall(r'name="for" value="([^"]+)"', shown) == [f"{agencies[unit].pk}/{YEAR}" for unit in ("unit_a", "unit_b")]


def test_who_is_no_clerk_begins_nothing(logged_in):
    assert [logged_in(login).get(reverse("declaration_new")).status_code for login in ("head_a", "finance", "system_admin")] == [404] * 3


def test_number_of_queries_does_not_grow_with_the_rows(declared, logged_in, django_assert_max_num_queries):
    one = declared(draft(indicators=INDICATORS * 20))

    client = logged_in("clerk_a")

    with django_assert_max_num_queries(13):
        assert client.get(reverse("edit", args=[one.pk])).status_code == 200
