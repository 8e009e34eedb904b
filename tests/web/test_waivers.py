"""A finding is waived: asked for by one desk, decided by another, shown with who and why, and lapsed with its text or day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations, lapsing
from jixiao.web.records.actions.administration import NotAcceptedError
from jixiao.web.records.actions.waiving import ask_waiver, decide_waiver, end_waiver
from jixiao.web.records.models import Event, Waiver
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.waivers import waiting

pytestmark = pytest.mark.both_databases
RULE, PATH = "VAL-030", "indicators.k6.target"
WHY = "新设路口首年运行，上年问卷实测为52%"
UNTIL = "2099-12-31"


@pytest.fixture
def acting(people):
    return lambda login: actor_of(people[login])


@pytest.fixture
def low(acting, agencies):
    """A draft with a satisfaction target that VAL-030 warns of."""
    return declarations.create(agencies["unit_a"], YEAR, complete().with_field(PATH, "≥50%"), actor=acting("clerk_a"))


@pytest.fixture
def submitted(low, acting):
    return declarations.submit(low.pk, seen=low.revision, actor=acting("clerk_a"))


@pytest.fixture
def asked(submitted, acting):
    return ask_waiver(submitted.pk, rule=RULE, path=PATH, reason=WHY, until=UNTIL, actor=acting("clerk_a"))


@pytest.fixture
def granted(asked, acting):
    return decide_waiver(asked.pk, is_granted=True, note="属实", actor=acting("performance"))


def finding(declaration):
    return next(each for each in declarations.examination_of(declaration).findings if each.rule_id == RULE)


def test_waiver_is_asked_granted_shown_and_counts_no_more(submitted, asked, acting, logged_in):
    before = (submitted.errors, submitted.warnings)
    assert finding(submitted).waiver is None

    decide_waiver(asked.pk, is_granted=True, note="属实", actor=acting("performance"))

    submitted.refresh_from_db()
    assert before == (0, 1)
    assert (submitted.errors, submitted.warnings) == (0, 0)
    waiver = finding(submitted).waiver
    assert (waiver.by, waiver.why, waiver.until) == ("朱琳", WHY, UNTIL)
    sheet = html.fromstring(logged_in("department_1").get(submitted.get_absolute_url()).content.decode())
    (item,) = sheet.xpath("//li[contains(@class, 'waived')]")
    assert all(words in item.text_content() for words in (RULE, "已豁免", "朱琳", WHY, UNTIL))
    assert [event.data["rule"] for event in Event.objects.filter(chain_id=submitted.chain, action="declaration.waiver_grant")] == [RULE]


def test_waiver_lapses_when_its_cell_changes_and_comes_back_with_the_text(low, acting):
    waiver = ask_waiver(low.pk, rule=RULE, path=PATH, reason=WHY, until=UNTIL, actor=acting("clerk_a"))
    decide_waiver(waiver.pk, is_granted=True, note="", actor=acting("performance"))
    assert finding(low).waiver is not None

    def typed(path, text):
        low.refresh_from_db()
        return declarations.save(low.pk, lambda draft: draft.with_field(path, text), seen=low.revision, actor=acting("clerk_a"))

    assert finding(typed("goal", "更新城区42处路口的交通信号灯，使信号灯完好率达到98%以上，减少拥堵和事故。")).waiver is not None
    assert finding(typed(PATH, "≥45%")).waiver is None
    assert finding(typed(PATH, "≥50%")).waiver is not None


def test_waiver_lapses_after_its_last_day(submitted, acting):
    last = clock.today() + timedelta(days=2)
    waiver = ask_waiver(submitted.pk, rule=RULE, path=PATH, reason=WHY, until=last.isoformat(), actor=acting("clerk_a"))
    decide_waiver(waiver.pk, is_granted=True, note="", actor=acting("performance"))
    with clock.at(clock.now() + timedelta(days=2)):
        assert finding(submitted).waiver is not None
    with clock.at(clock.now() + timedelta(days=3)):
        assert finding(submitted).waiver is None


def test_counts_follow_on_the_day_after_the_last_however_often_the_worker_looks(submitted, acting):
    before, last = (submitted.errors, submitted.warnings, submitted.risk), clock.today() + timedelta(days=2)
    waiver = ask_waiver(submitted.pk, rule=RULE, path=PATH, reason=WHY, until=last.isoformat(), actor=acting("clerk_a"))
    decide_waiver(waiver.pk, is_granted=True, note="", actor=acting("performance"))

    def counts():
        submitted.refresh_from_db()
        return submitted.errors, submitted.warnings, submitted.risk

    assert counts() != before
    waived, look = counts(), lapsing.Due()
    for days in (0, 2):
        with clock.at(clock.now() + timedelta(days=days)):
            look()
        assert counts() == waived, "it holds on its last day"
    with clock.at(clock.now() + timedelta(days=3)):
        look()
        look()
        assert counts() == before
        assert lapsing.lapse() == 0
    (event,) = Event.objects.filter(action="declaration.waiver_lapse")
    assert (event.chain_id, event.data["rule"], event.data["warnings"]) == (submitted.chain, RULE, before[1])
    with clock.at(clock.now() + timedelta(days=9)):
        lapsing.Due()()
    assert Event.objects.filter(action="declaration.waiver_lapse").count() == 1


def test_lapse_without_its_event_does_not_happen(granted, monkeypatch):
    Waiver.objects.update(until=clock.today())
    with clock.at(clock.now() + timedelta(days=1)), monkeypatch.context() as patching:
        patching.setattr(lapsing, "record", lambda *args, **told: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            lapsing.lapse()
        granted.refresh_from_db()
        assert granted.lapsed_at is None
    with clock.at(clock.now() + timedelta(days=1)):
        assert lapsing.lapse() == 1


@pytest.mark.parametrize(
    ("login", "key"),
    [
        ("finance", "web_waivers.no_power"),
        ("department_1", "web_waivers.no_power"),
        ("clerk_a", "web_waivers.no_power"),
        ("observer", "web_waivers.no_power"),
    ],
)
def test_only_the_performance_desk_decides(login, key, asked, acting):
    with pytest.raises(RefusedError) as told:
        decide_waiver(asked.pk, is_granted=True, note="", actor=acting(login))
    assert told.value.key == key
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_nobody_grants_what_he_asked_for(submitted, acting):
    asked = ask_waiver(submitted.pk, rule=RULE, path=PATH, reason=WHY, until=UNTIL, actor=acting("performance"))
    assert (waiting(acting("performance").scope), waiting(acting("performance_2").scope)) == (0, 1)

    with pytest.raises(RefusedError):
        decide_waiver(asked.pk, is_granted=True, note="", actor=acting("performance"))
    assert decide_waiver(asked.pk, is_granted=True, note="", actor=acting("performance_2")).state == "granted"


def test_strangers_see_nothing_of_it(asked, acting):
    for login in ("clerk_b", "department_2", "system_admin"):
        with pytest.raises(Waiver.DoesNotExist):
            decide_waiver(asked.pk, is_granted=True, note="", actor=acting(login))


def test_what_units_ask_for_while_they_write_is_seen_by_who_decides(low, acting, logged_in):
    asked = ask_waiver(low.pk, rule=RULE, path=PATH, reason=WHY, until=UNTIL, actor=acting("clerk_a"))

    answer = logged_in("performance").get(reverse("waiver", args=[asked.pk]))

    assert WHY in answer.content.decode()
    assert low.get_absolute_url() not in answer.content.decode()
    assert logged_in("finance").get(reverse("waiver", args=[asked.pk])).status_code == 404


def test_refusal_says_why_and_it_may_be_asked_again(asked, submitted, acting):
    with pytest.raises(RefusedError):
        decide_waiver(asked.pk, is_granted=False, note=" ", actor=acting("performance"))
    with pytest.raises(RefusedError):
        ask_waiver(submitted.pk, rule=RULE, path=PATH, reason=WHY, until=UNTIL, actor=acting("finance"))
    decide_waiver(asked.pk, is_granted=False, note="请附问卷", actor=acting("performance"))
    again = ask_waiver(submitted.pk, rule=RULE, path=PATH, reason="已附问卷", until=UNTIL, actor=acting("finance"))
    assert again.asked_role == "finance_reviewer"


def test_ended_waiver_counts_again(granted, submitted, acting):
    end_waiver(granted.pk, note="问卷作废", actor=acting("performance_2"))

    submitted.refresh_from_db()
    assert submitted.warnings == 1
    assert finding(submitted).waiver is None


@pytest.mark.parametrize(("rule", "path"), [("VAL-030", "goal"), ("FND-002", PATH), ("VAL-007", "indicators.k5.target")])
def test_what_is_not_found_or_only_informs_is_not_waived(rule, path, submitted, acting):
    with pytest.raises(RefusedError):
        ask_waiver(submitted.pk, rule=rule, path=path, reason=WHY, until=UNTIL, actor=acting("clerk_a"))


def test_reason_and_day_are_needed(submitted, acting):
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    with pytest.raises(NotAcceptedError) as told:
        ask_waiver(submitted.pk, rule=RULE, path=PATH, reason=" ", until=yesterday, actor=acting("clerk_a"))
    assert {each.field for each in told.value.reasons} == {"reason", "until"}


def test_it_goes_through_the_pages(submitted, logged_in):
    clerk, desk = logged_in("clerk_a"), logged_in("performance")
    sheet = html.fromstring(clerk.get(submitted.get_absolute_url()).content.decode())
    (address,) = [each for each in sheet.xpath("//a/@href") if "/waivers/ask" in each]
    assert clerk.post(address, {"reason": "", "until": UNTIL}).status_code == 422
    assert clerk.post(address, {"reason": WHY, "until": UNTIL}).status_code == 302

    assert "待决定的豁免" in desk.get("/").content.decode()
    listed = html.fromstring(desk.get(reverse("waivers")).content.decode())
    (one,) = listed.xpath("//tbody//a[@class='title']/@href")
    assert desk.post(one, {"do": "grant", "note": ""}).status_code == 302
    assert Waiver.objects.get().state == "granted"
    assert "已豁免" in clerk.get(submitted.get_absolute_url()).content.decode()


def test_programs_ask_and_decide(submitted, logged_in):
    address = f"/api/v1/declarations/{submitted.pk}"
    sent = {"rule": RULE, "path": PATH, "reason": WHY, "until": UNTIL}
    made = logged_in("clerk_a").post(f"{address}/waivers", sent, content_type="application/json")
    assert made.status_code == 201, made.content
    number = made.json()["id"]

    decided = logged_in("performance").post(f"/api/v1/waivers/{number}/decision", {"do": "grant"}, content_type="application/json")

    assert (decided.json()["state"], decided.json()["decided_by"]) == ("granted", "朱琳")
    found = logged_in("finance").get(f"{address}/examination").json()["findings"]
    (told,) = [each for each in found if each["code"] == RULE]
    assert told["waiver"] == {"by": "朱琳", "why": WHY, "until": UNTIL}
    assert [each["id"] for each in logged_in("department_1").get("/api/v1/waivers?state=granted").json()["items"]] == [number]


@pytest.mark.parametrize("what", ["ask", "grant", "end"])
def test_nothing_happens_without_its_event(what, submitted, acting, monkeypatch, request):
    own = None if what == "ask" else request.getfixturevalue("asked" if what == "grant" else "granted")
    monkeypatch.setattr("jixiao.web.records.actions.waiving.record", lambda *args, **told: 1 / 0)
    before = list(Waiver.objects.values_list("state"))

    with pytest.raises(ZeroDivisionError):
        if own is None:
            ask_waiver(submitted.pk, rule=RULE, path=PATH, reason=WHY, until=UNTIL, actor=acting("clerk_a"))
        elif what == "grant":
            decide_waiver(own.pk, is_granted=True, note="", actor=acting("performance"))
        else:
            end_waiver(own.pk, note="问卷作废", actor=acting("performance"))

    assert list(Waiver.objects.values_list("state")) == before
