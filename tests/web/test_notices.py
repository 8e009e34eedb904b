"""Notices by mail go to a real server: to whoever has to act, with title and link alone, and no failure of it stops a move."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.drafts import complete
from tests.web.mailbox import mailbox
from tests.web.tree import YEAR

from jixiao.web.operating import checking_mail
from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations, notices, reminders
from jixiao.web.records.actions.administration import NotAcceptedError
from jixiao.web.records.actions.notices import choose_mail, due, make_notices, send_notices
from jixiao.web.records.models import Event, MailChoice, Notice, Stage

pytestmark = pytest.mark.both_databases
LATER = timedelta(seconds=20)


@pytest.fixture
def box(settings):
    with mailbox() as server:
        settings.MAIL, settings.MAIL_DOMAINS, settings.ADDRESS = True, (), "https://jixiao.example.cn"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "jixiao@example.cn"
        yield server


@pytest.fixture
def acting(people):
    return lambda login: actor_of(people[login])


@pytest.fixture
def wanting(acting, box):
    """``wanting("head_a")`` wants mail from now on."""

    def want(login, when="at_once"):
        make_notices()
        choose_mail(address=f"{login.replace('_', '.')}@example.cn", when=when, actor=acting(login))

    return want


@pytest.fixture
def submitted(acting, agencies):
    def submit(name="城区交通信号灯更新"):
        made = declarations.create(agencies["unit_a"], YEAR, complete(name=name), actor=acting("clerk_a"))
        return declarations.submit(made.pk, seen=made.revision, actor=acting("clerk_a"))

    return submit


def deliver(after=LATER):
    """What the worker does a while later."""
    with clock.at(clock.now() + after):
        make_notices()
        for person in due():
            send_notices.call(str(person))


def test_whoever_has_to_act_is_told_title_and_link_and_nothing_else(wanting, submitted, box, people):
    wanting("head_a")
    wanting("head_b")
    wanting("clerk_a")
    declaration = submitted()

    deliver()

    (mail,) = box.mails
    assert (mail["To"], mail["From"]) == ("head.a@example.cn", "jixiao@example.cn")
    text = mail.get_content()
    assert "城区交通信号灯更新" in text
    link = f"https://jixiao.example.cn{declaration.get_absolute_url()}"
    assert link in text
    text = text.replace(link, "")  # whose key may hold any digits
    typed = complete()
    said = [typed.text("goal"), *(row.text(key) for row in typed.indicators for key in ("name", "target")), "120"]
    assert not [each for each in said if each in text]
    deliver()
    assert len(box.mails) == 1


def test_return_and_reminder_reach_the_unit_and_the_desk(wanting, submitted, box, acting):
    wanting("clerk_a2")
    wanting("head_a")
    declaration = submitted()
    reminders.remind(declaration.pk, note="请尽快", actor=acting("department_1"))
    declarations.send_back(declaration.pk, seen=declaration.revision, reason="目标写得太粗", actor=acting("head_a"))

    deliver()

    told = {mail["To"]: mail.get_content() for mail in box.mails}
    assert set(told) == {"clerk.a2@example.cn", "head.a@example.cn"}
    assert "被退回" in told["clerk.a2@example.cn"]
    assert "催办" in told["head.a@example.cn"]
    assert not any(words in text for text in told.values() for words in ("目标写得太粗", "请尽快"))


def test_daily_is_one_mail_of_everything(wanting, submitted, box, people):
    wanting("head_a", when="daily")
    morning = clock.beginning_of(clock.today()) + timedelta(days=1, hours=9)
    with clock.at(morning - timedelta(hours=2)):
        submitted("路口信号灯更新")
        submitted("标线复划")
        deliver()
    assert box.mails == []

    with clock.at(morning):
        deliver()
        submitted("护栏更换")
        deliver(timedelta(hours=1))
    assert len(box.mails) == 1
    assert all(name in box.mails[0].get_content() for name in ("路口信号灯更新", "标线复划"))

    with clock.at(morning + timedelta(days=1)):
        deliver()
    assert "护栏更换" in box.mails[1].get_content()


def test_server_that_refuses_or_is_away_stops_nothing_and_mail_comes_later(wanting, submitted, box, settings):
    wanting("head_a")
    box.is_refusing = True
    assert submitted().stage == Stage.UNIT_REVIEW
    deliver()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    deliver(timedelta(minutes=30))
    assert (box.mails, Notice.objects.get().tries) == ([], 2)

    box.is_refusing, settings.EMAIL_PORT = False, port
    deliver(timedelta(hours=2))

    assert len(box.mails) == 1
    assert Notice.objects.get().sent_at is not None


def test_fault_while_notices_are_made_is_logged_and_stops_nobody(wanting, submitted, monkeypatch, caplog):
    wanting("head_a")
    submitted()
    monkeypatch.setattr(notices, "concerned", lambda event: 1 / 0)
    with clock.at(clock.now() + LATER):
        notices.Due()()
    assert "notices could not be made" in caplog.text


def test_nobody_is_told_who_did_not_ask_and_nothing_of_before(box, submitted, acting):
    submitted()
    make_notices()
    choose_mail(address="head.a@example.cn", when="at_once", actor=acting("head_a"))
    choose_mail(address="", when="never", actor=acting("head_b"))
    deliver()
    assert (box.mails, Notice.objects.count()) == ([], 0)


def test_without_a_server_nothing_is_made(settings, submitted):
    settings.MAIL = False
    submitted()
    notices.Due()()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("address", "when", "wrong"),
    [
        ("zhou", "daily", {"address"}),
        ("", "at_once", {"address"}),
        ("a@other.cn", "daily", {"address"}),
        ("a@yunchuan.cn", "hourly", {"when"}),
    ],
)
def test_address_is_one_of_the_office(address, when, wrong, settings, acting):
    settings.MAIL_DOMAINS = ("yunchuan.cn",)
    with pytest.raises(NotAcceptedError) as told:
        choose_mail(address=address, when=when, actor=acting("clerk_a"))
    assert {each.field for each in told.value.reasons} == wrong


def test_choice_is_made_on_the_page_and_leaves_an_event(logged_in, people):
    answer = logged_in("clerk_a").post(reverse("notices"), {"address": "zhouming@yunchuan.cn", "when": "daily"})
    assert answer.status_code == 302
    own = MailChoice.objects.get()
    assert (own.person, own.address, own.when) == (people["clerk_a"], "zhouming@yunchuan.cn", "daily")
    assert Event.objects.get(action="person.mail").data["after"] == {"address": "zhouming@yunchuan.cn", "when": "daily"}
    assert logged_in("clerk_a").get("/api/v1/me/notices").json() == {"address": "zhouming@yunchuan.cn", "when": "daily", "is_on": False}


def test_doctor_looks_at_the_server(db, box, settings):
    def looked():
        return [(item.state.value, item.key) for item in checking_mail.look()]

    assert looked() == [("ok", "web_doctor.mail_ok")]
    settings.ADDRESS = ""
    assert looked() == [("bad", "web_doctor.mail_no_address")]
    settings.ADDRESS, settings.EMAIL_PORT = "https://jixiao.example.cn", 1
    assert looked() == [("bad", "web_doctor.mail_silent")]
    settings.MAIL = False
    assert looked() == [("ok", "web_doctor.mail_off")]
