"""What is set over a pack: it holds from its day, with who and why; drafts, waiting declarations and frozen versions follow."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.packs import ParameterSetting, RuleSettings, Setting, inherited, load_pack
from jixiao.web.records import clock, jurisdictions
from jixiao.web.records.actions import budget, declarations
from jixiao.web.records.actions.administration import NotAcceptedError, PowerError, Wanted, assign_pack, preview, seen_digest, set_for
from jixiao.web.records.models import AgencyYear, Declaration, Event, JurisdictionSetting
from jixiao.web.records.refusals import RefusedError

pytestmark = pytest.mark.both_databases
PARAMETER = "targets.low_satisfaction"
BASIS = replace(load_pack("national").bases["form"], pack="ningxia")
WHY = "按云川市财政局通知顺延"


def due(pack="national", name="declare_by", year=YEAR):
    return jurisdictions.pack_of(pack).calendar[name].on(year)


def found_by(declaration):
    return {each.rule_id: each.severity for each in declarations.examination_of(declaration).findings}


@pytest.fixture
def low(acting, agencies):
    """A draft whose satisfaction target is 70 %, which the rule VAL-030 finds low."""
    draft = complete().with_field("indicators.k6.target", "≥70%")
    return declarations.create(agencies["unit_a"], YEAR, draft, actor=acting("clerk_a"))


def test_deadline_of_one_year_goes_before_the_pack_and_moves_what_waits(acting, declared, events):
    waiting, other = declared("unit_a", stage="draft"), declared("unit_b", stage="department_review", by="clerk_b")
    Declaration.objects.update(due_on=date(2026, 8, 31))

    done = set_for("national", [Wanted("deadline", "declare_by", "2026-09-10", YEAR)], reason=WHY, actor=acting("system_admin"))

    assert (due(), due(year=2028)) == (date(2026, 9, 10), date(2027, 8, 31))
    assert done.moved == 1
    for each in (waiting, other):
        each.refresh_from_db()
    assert (waiting.due_on, other.due_on) == (date(2026, 9, 10), date(2026, 8, 31))
    (event,) = events("jurisdiction.deadline")
    assert event.chain_id == "pack:national"
    assert event.data == {
        "name": "declare_by",
        "before": {"value": ""},
        "after": {"value": "2026-09-10"},
        "since": "2026-11-20",
        "reason": WHY,
        "year": YEAR,
        "declarations": 1,
    }
    assert event.before == load_pack("national").digest != event.after == jurisdictions.pack_of("national").digest


def test_round_with_a_day_of_its_own_stays(acting, declared, agencies):
    budget.open_round(agencies["finance"], YEAR, "first_up", actor=acting("finance"), due_on=date(2026, 12, 1))
    waiting = declared("unit_a", stage="draft")
    Declaration.objects.update(due_on=date(2026, 12, 1))

    set_for("national", [Wanted("deadline", "declare_by", "2026-09-10", YEAR)], reason=WHY, actor=acting("system_admin"))

    waiting.refresh_from_db()
    assert waiting.due_on == date(2026, 12, 1)


def test_setting_holds_from_its_day_and_is_taken_back(acting):
    later = (clock.today() + timedelta(days=3)).isoformat()
    wanted = Wanted("deadline", "adjust_by", "2027-10-31", YEAR)
    set_for("national", [wanted], reason=WHY, since=later, actor=acting("system_admin"))
    assert due(name="adjust_by") == date(2027, 11, 30)

    with clock.at(clock.now() + timedelta(days=3)):
        assert due(name="adjust_by") == date(2027, 10, 31)
        set_for("national", [Wanted("deadline", "adjust_by", "", YEAR)], reason="通知撤销", actor=acting("system_admin"))
        assert due(name="adjust_by") == date(2027, 11, 30)

    assert JurisdictionSetting.objects.count() == 2


def test_rule_is_judged_by_what_is_set_at_once(acting, low):
    rule, admin = "VAL-030", acting("system_admin")
    assert found_by(low)[rule] == "info"  # as the rule itself grades a target that is only a little low

    set_for("national", [Wanted("severity", rule, "error")], reason=WHY, actor=admin)
    assert found_by(low)[rule] == "error"
    set_for("national", [Wanted("parameter", "targets.low_satisfaction", "60")], reason=WHY, actor=admin)
    assert rule not in found_by(low)
    set_for("national", [Wanted("parameter", "targets.low_satisfaction", "")], reason=WHY, actor=admin)
    assert found_by(low)[rule] == "error"
    set_for("national", [Wanted("applied", rule, "off")], reason=WHY, actor=admin)
    assert rule not in found_by(low)


def test_setting_of_a_rule_holds_for_packs_that_extend_it_unless_they_set_it_themselves(acting):
    admin = acting("system_admin")

    def of(pack):
        settings = jurisdictions.pack_of(pack).rule_settings
        return (
            [(each.value, each.basis.pack) for each in settings.parameters if each.parameter == PARAMETER],
            [each.basis.pack for each in settings.not_applied if each.rule == "VAL-030"],
        )

    unset = of("ningxia")
    set_for("national", [Wanted("parameter", PARAMETER, "66"), Wanted("applied", "VAL-030", "off")], reason=WHY, actor=admin)
    above = ([(Decimal(66), "national")], ["national"])
    assert [of(pack) for pack in ("national", "national+whole", "ningxia", "ningxia+whole")] == [above] * 4

    set_for("ningxia", [Wanted("parameter", PARAMETER, "77")], reason=WHY, actor=admin)
    own = ([(Decimal(77), "ningxia")], ["national"])
    assert [of(pack) for pack in ("national", "ningxia", "ningxia+whole", "pingluo")] == [above, own, own, above]

    set_for("ningxia", [Wanted("parameter", PARAMETER, "")], reason=WHY, actor=admin)
    set_for("national", [Wanted("applied", "VAL-030", "")], reason=WHY, actor=admin)
    assert of("ningxia") == ([(Decimal(66), "national")], [])
    set_for("national", [Wanted("parameter", PARAMETER, "")], reason=WHY, actor=admin)
    assert of("ningxia") == unset


def test_setting_gives_way_to_what_a_nearer_pack_states(acting):
    stated = [each for each in load_pack("ningxia").rule_settings.parameters if each.basis.pack == "ningxia"]
    nearer = replace(load_pack("ningxia"), rule_settings=RuleSettings((ParameterSetting(PARAMETER, Decimal(55), None, {}, BASIS),), (), ()))
    told = {"national": (Setting("parameter", PARAMETER, "66", date(2026, 1, 1), WHY, "管理员", pack="national"),)}

    assert PARAMETER not in {each.parameter for each in stated}
    assert [each.value for each in inherited(load_pack("ningxia"), told)] == ["66"]
    assert inherited(nearer, told) == ()
    assert [each.value for each in inherited(nearer, {"ningxia": told["national"]})] == ["66"]


def test_day_of_the_calendar_holds_for_its_own_jurisdiction_and_its_whole_departments_alone(acting, declared):
    waiting = declared("unit_a", stage="draft")
    Declaration.objects.update(due_on=date(2026, 8, 31), pack="national+whole")

    set_for("national", [Wanted("deadline", "declare_by", "2026-09-10", YEAR)], reason=WHY, actor=acting("system_admin"))

    waiting.refresh_from_db()
    assert waiting.due_on == due("national+whole") == date(2026, 9, 10)
    assert due("ningxia") == load_pack("ningxia").calendar["declare_by"].on(YEAR)


def test_administration_says_from_where_a_setting_comes_and_keeps_it_inherited(acting, logged_in):
    set_for("national", [Wanted("severity", "VAL-030", "error")], reason=WHY, actor=acting("system_admin"))
    client, address = logged_in("system_admin"), reverse("pack_rule", args=["ningxia", "VAL-030"])

    for page in (address, reverse("pack_rules", args=["ningxia"]), reverse("pack", args=["ningxia"])):
        assert "沿用“" in client.get(page).content.decode(), page
    assert "有本级设置" not in client.get(reverse("pack", args=["ningxia"])).content.decode()
    assert "有本级设置" in client.get(reverse("pack", args=["national"])).content.decode()
    tree = html.fromstring(client.get(address).content.decode())
    form = dict(tree.forms[-1].fields) | {"reason": WHY}
    assert form["severity"] == "error"
    client.post(address, form)
    assert not JurisdictionSetting.objects.filter(pack="ningxia").exists(), "what is inherited is not set again"
    client.post(address, form | {"severity": "info"})
    assert JurisdictionSetting.objects.get(pack="ningxia").value == "info"
    client.post(address, form)
    assert jurisdictions.settings_of("ningxia")[0].pack == "national"


def test_editor_and_review_are_told_by_what_is_set_at_once(acting, low, logged_in):
    clerk = logged_in("clerk_a")
    address = reverse("examination", args=[low.pk])

    def told():
        return "VAL-030" in [each["rule"] for each in clerk.get(address).json()["told"]], "VAL-030" in clerk.get(sheet).content.decode()

    sheet = low.get_absolute_url()
    assert told() == (True, True)
    set_for("national", [Wanted("applied", "VAL-030", "off")], reason=WHY, actor=acting("system_admin"))
    assert told() == (False, False)


def test_frozen_version_tells_what_was_in_force(acting, agencies):
    set_for("national", [Wanted("deadline", "declare_by", "2026-12-10", YEAR)], reason=WHY, actor=acting("system_admin"))
    drafted = declarations.create(agencies["unit_a"], YEAR, complete(), actor=acting("clerk_a"))
    declarations.submit(drafted.pk, seen=drafted.revision, actor=acting("clerk_a"))

    identity = json.loads(drafted.versions.get().content)["identity"]

    assert identity["pack_sha256"] == jurisdictions.pack_of("national").digest != load_pack("national").digest


@pytest.mark.parametrize(
    ("wanted", "field", "key"),
    [
        (Wanted("deadline", "declare_by", "2031-01-01", YEAR), "day", "setting_day"),
        (Wanted("deadline", "tea_by", "2026-09-10", YEAR), "day", "setting_unknown"),
        (Wanted("parameter", "targets.low_satisfaction", "some"), "value", "setting_value"),
        (Wanted("severity", "FND-002", "fatal"), "severity", "setting_value"),
        (Wanted("applied", "TEA-001", "off"), "applied", "setting_unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_is_set(wanted, field, key, acting):
    good = Wanted("severity", "FND-002", "warning")

    with pytest.raises(NotAcceptedError) as told:
        set_for("national", [good, wanted], reason="", actor=acting("system_admin"))

    assert {(each.field, each.key) for each in told.value.reasons} == {("reason", "missing"), (field, key)}
    assert not JurisdictionSetting.objects.exists()


@pytest.mark.parametrize("login", ["finance", "security_admin", "audit_admin", "performance"])
def test_nobody_else_sets_anything(login, acting):
    with pytest.raises(PowerError):
        set_for("national", [Wanted("severity", "FND-002", "warning")], reason=WHY, actor=acting(login))


def test_pack_is_previewed_and_given_with_drafts(acting, agencies, events):
    drafted = declarations.create(agencies["unit_a"], YEAR, complete(), actor=acting("clerk_a"))
    row = AgencyYear.objects.select_related("agency").get(agency=agencies["unit_a"], fiscal_year=YEAR)
    seen = preview(row, "ningxia")
    assert [each.pk for each in seen.drafts] == [drafted.pk]
    lacking = {each.path for found in seen.lacking for each in found.faults}

    moved = assign_pack(row.agency_id, YEAR, "ningxia", seen=seen_digest(row), with_drafts=True, reason=WHY, actor=acting("system_admin"))

    drafted.refresh_from_db()
    assert (moved, drafted.pack, drafted.levels) == (1, "ningxia", list(load_pack("ningxia").review_levels))
    missing = {each.path for each in declarations.examination_of(drafted).faults if each.key in ("fault.missing", "fault.level_missing")}
    assert lacking
    assert lacking <= missing
    (event,) = events("declaration.repack")
    assert event.chain_id == drafted.chain
    assert Event.objects.get(action="jurisdiction.assign").data["drafts"] == 1


def test_drafts_do_not_go_where_amounts_mean_something_else(acting, agencies):
    drafted = declarations.create(agencies["unit_a"], YEAR, complete(), actor=acting("clerk_a"))
    row = AgencyYear.objects.select_related("agency").get(agency=agencies["unit_a"], fiscal_year=YEAR)
    other = next(
        each for each in ("tianjin", "xinzhou", "pingluo", "shijiazhuang") if load_pack(each).money_unit != load_pack("national").money_unit
    )

    with pytest.raises(RefusedError):
        assign_pack(row.agency_id, YEAR, other, seen=seen_digest(row), with_drafts=True, reason=WHY, actor=acting("system_admin"))

    drafted.refresh_from_db()
    row.refresh_from_db()
    assert (drafted.pack, row.pack) == ("national", "national")


def test_page_of_a_rule_sets_only_what_differs(acting, logged_in):
    address = reverse("pack_rule", args=["national", "FND-002"])
    tree = html.fromstring(logged_in("system_admin").get(address).content.decode())
    sent = {each.get("name"): each.get("value") for each in tree.xpath("//main//input[starts-with(@name, 'number')]")}
    sent |= {"applied": "on", "severity": "info", "reason": WHY}

    logged_in("system_admin").post(address, sent)

    assert [(each.kind, each.name, each.value) for each in JurisdictionSetting.objects.all()] == [("severity", "FND-002", "info")]
    assert WHY in logged_in("clerk_a").get(reverse("pack", args=["national"])).content.decode()


def test_fault_of_a_deadline_stands_beside_its_field(logged_in):
    answer = logged_in("system_admin").post(reverse("pack_deadline", args=["national", YEAR, "declare_by"]), {"day": "明天", "reason": ""})

    tree = html.fromstring(answer.content.decode())
    assert answer.status_code == 422
    assert "“明天”不能作这个年度的期限" in tree.get_element_by_id("e-day").text_content()
    assert tree.get_element_by_id("e-reason") is not None


@pytest.mark.parametrize("name", ["packs", "pack", "pack_rules"])
def test_pages_take_as_many_queries_whatever_was_set(name, acting, logged_in):
    client = logged_in("system_admin")
    address = reverse(name, args=[] if name == "packs" else ["national"])

    def queries():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = queries()
    wanted = [Wanted("severity", rule, "info") for rule in ("FND-001", "FND-002", "FND-003", "FND-004")]
    set_for("national", wanted, reason=WHY, actor=acting("system_admin"))

    assert queries() == few <= 10


def test_every_number_has_its_unit_in_words():
    from jixiao.law.parameters import parameters
    from jixiao.messages import catalogue

    assert sorted(each.unit for each in parameters().values() if f"parameter_unit.{each.unit.replace(' ', '_')}" not in catalogue()) == []
