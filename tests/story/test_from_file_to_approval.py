"""The story that the ledger is for, in a browser, on the program as it is started.

A clerk imports a published PDF and declares it, the department returns it, the clerk mends it, finance approves it and approves it with the
budget; anybody verifies that offline.
"""

import json
import os
import re
import tomllib
import urllib.request
from contextlib import ExitStack
from importlib import resources
from pathlib import Path

import pytest
from tests.browser.chromium import browser, need_chromium
from tests.web.programs import jixiao
from tests.web.running import Running

pytestmark = pytest.mark.xdist_group("story")  # one installation for all of them
PASSWORD = tomllib.loads(resources.files("jixiao.web.demo").joinpath("people.toml").read_text(encoding="utf-8"))["password"]
FILE = "realdocs/putuo-finance-bureau-2025-budget.pdf"
PROJECT = "中介机构服务费"
AMOUNT = "418.8"
INDICATORS = {
    "数量指标": ("委托评审项目数量", "≥40个"),
    "质量指标": ("评审报告一次通过率", "≥95%"),
    "时效指标": ("评审报告按期出具率", "≥98%"),
    "成本指标": ("评审服务单价", "≤9万元/个"),
    "社会效益指标": ("评审核减资金占送审金额的比例", "≥6%"),
    "服务对象满意度指标": ("送审单位满意度", "≥90%"),
}
GOAL = "全年委托评审40个以上项目，评审报告按期出具，核减不合理支出，为预算安排提供依据。"
REASON = "数量只写下限看不出工作量，请按送审计划填写确定的项目个数。"


@pytest.fixture(scope="module")
def published():
    """A published PDF of another agency."""
    corpus = os.environ.get("JIXIAO_CORPUS")
    if not corpus:
        pytest.skip("JIXIAO_CORPUS is not set: the folder of published documents")
    return Path(corpus) / FILE


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """``jixiao up --demo``, as anybody starts it."""
    need_chromium()
    folder = tmp_path_factory.mktemp("story")
    running = Running(folder, "--demo", "--home", str(folder / "home"))
    try:
        yield running.wait_for(r"ready: (http://\S+)", seconds=240)[1].rstrip("/"), folder
    finally:
        running.end()


@pytest.fixture(scope="module")
def desk(installed):
    """Windows of people: ``desk("weixin")``; none of their pages may complain."""
    address, _ = installed
    windows, faults = {}, []
    with browser() as chromium, ExitStack() as closing:

        def come_in(login):
            if login not in windows:
                context = chromium.new_context(viewport={"width": 1366, "height": 768}, base_url=address, locale="zh-CN")
                page = closing.enter_context(context).new_page()
                page.on("pageerror", lambda error: faults.append(f"{login}: {error}"))
                page.on(
                    "response", lambda answer: faults.append(f"{login}: {answer.status} {answer.url}") if answer.status >= 500 else None
                )
                page.goto("/login")
                page.fill("input[name=login]", login)
                page.fill("input[name=password]", PASSWORD)
                page.click("form[action='/login'] button.primary")
                page.wait_for_url(f"{address}/")
                windows[login] = page
            return windows[login]

        yield come_in
    assert faults == []


def type_into(page, label, text, nth=0):
    """Type into a cell of the form as people do, and leave it."""
    cell = page.get_by_label(label, exact=True).nth(nth)
    cell.fill(text)
    cell.press("Tab")


def saved(page):
    """Wait until the page says that all is saved."""
    page.get_by_text(re.compile(r"^已保存")).first.wait_for()


def decide(page, declaration, move, **fields):
    """Make a move on its page."""
    page.goto(f"{declaration}/move/{move}")
    form = page.locator(f"form[action*='/move/{move}']").first
    for name, text in fields.items():
        form.locator(f"[name={name}]").first.fill(text)
    with page.expect_navigation():  # it is asked first whether the session is still there
        form.locator("button.primary, button.danger").first.click()


def state_of(page, declaration):
    page.goto(declaration)
    return page.locator("main .state").first.inner_text().strip()


def told(page, address):
    """JSON of the interface, with the session of the page."""
    answer = page.request.get(f"/api/v1{address}")
    assert answer.status == 200, answer.text()
    return answer.json()


def test_from_a_published_file_to_an_approved_target(desk, installed, published, tmp_path):
    _, folder = installed
    clerk, head, department, finance = desk("weixin"), desk("yinli"), desk("heli"), desk("qianli")

    # the clerk imports a published PDF and confirms one of its projects
    clerk.goto("/imports")
    clerk.set_input_files("input[name=files]", str(published))
    clerk.click("#sending button.primary")
    clerk.wait_for_url("**/imports/queue/*")
    clerk.locator("#queue-files:not([hx-get])").wait_for(timeout=60_000)
    clerk.locator("#queue-files select").select_option(label="岚江市市政设施养护中心")  # the file names an agency that is none of theirs
    clerk.get_by_role("button", name="指定").click()
    clerk.click("#begin")
    clerk.locator("nav.projects-of a", has_text=PROJECT).click()
    clerk.locator("nav.projects-of a[aria-current]", has_text=PROJECT).wait_for()
    clerk.click("#unseen")
    clerk.locator("nav.projects-of a.confirmed", has_text=PROJECT).click()
    declaration = str(clerk.locator(".as-read .notice a").get_attribute("href"))
    clerk.goto(f"{declaration}/edit")
    assert clerk.get_by_label("项目名称", exact=True).input_value() == PROJECT
    assert clerk.get_by_label("年度资金总额", exact=True).input_value() == AMOUNT
    assert clerk.get_by_label("实施单位", exact=True).input_value() == "岚江市市政设施养护中心", "not typed again"

    # submitting tells all reasons at once, and changes nothing
    clerk.get_by_role("button", name="送审", exact=True).click()
    clerk.wait_for_url("**/submit")
    shown = clerk.locator("main").inner_text()
    assert all(missing in shown for missing in ("项目属性", "项目期", "数量指标", "效益指标"))
    assert told(clerk, declaration)["stage"] == "draft"
    assert len(told(clerk, f"{declaration}/examination")["blocking"]) >= 5

    # what is missing is typed into the paper form
    clerk.goto(f"{declaration}/edit")
    clerk.get_by_label("项目属性", exact=True).select_option(index=1)
    type_into(clerk, "项目期", "1年")
    type_into(clerk, "财政拨款", AMOUNT)
    type_into(clerk, "年度目标", GOAL)
    for level, (name, target) in INDICATORS.items():
        type_into(clerk, f"{level} · 三级指标", name)
        type_into(clerk, f"{level} · {target_label(clerk)}", target)
    saved(clerk)
    clerk.reload()
    assert clerk.get_by_label("数量指标 · 三级指标", exact=True).input_value() == INDICATORS["数量指标"][0]
    blocking = told(clerk, f"{declaration}/examination")["blocking"]
    assert blocking == [], blocking
    clerk.get_by_role("button", name="送审", exact=True).click()
    clerk.wait_for_url(lambda url: not url.endswith("/edit"))
    assert state_of(clerk, declaration) == "待单位审核"

    # the unit passes it on, the department returns it with a comment
    assert PROJECT in inbox(head)
    decide(head, declaration, "approve", opinion="同意报送。")
    assert PROJECT in inbox(department)
    decide(department, declaration, "return", reason=REASON)
    assert state_of(clerk, declaration) == "被退回"
    assert REASON in clerk.locator("main").inner_text()

    # the clerk mends it; it goes the whole way
    clerk.goto(f"{declaration}/edit")
    type_into(clerk, f"数量指标 · {target_label(clerk)}", "40个")
    saved(clerk)
    clerk.get_by_role("button", name="送审", exact=True).click()
    clerk.wait_for_url(lambda url: not url.endswith("/edit"))
    decide(head, declaration, "approve")
    decide(department, declaration, "approve", opinion="已改为确定的个数，同意。")
    assert PROJECT in inbox(finance)
    decide(finance, declaration, "approve", opinion="同意。")
    assert state_of(finance, declaration) == "审核通过"
    decide(finance, declaration, "ratify", number="岚财预〔2026〕88号", on="2026-11-27")
    assert state_of(clerk, declaration) == "已批复"

    # seen in the history, by programs, and offline
    clerk.goto(f"{declaration}/history")
    shown = clerk.locator("main").inner_text()
    assert all(words in shown for words in ("韦欣", "尹", REASON, "岚财预〔2026〕88号"))
    now = told(clerk, declaration)
    assert (now["stage"], now["ratified_number"], now["ratified_on"]) == ("ratified", "岚财预〔2026〕88号", "2026-11-27")
    events = [event["action"] for event in told(clerk, f"{declaration}/events") if event["action"] not in ("declaration.save",)]
    assert events == [
        "declaration.create",
        "declaration.submit",
        "declaration.approve",
        "declaration.return",
        "declaration.submit",
        "declaration.approve",
        "declaration.approve",
        "declaration.approve",
        "declaration.ratify",
    ]
    proof = tmp_path / "proof.ledger.jsonl"
    proof.write_bytes(clerk.request.get(f"/api/v1{declaration}/ledger").body())
    assert verified(folder, proof) == (0, True, None)
    changed = tmp_path / "changed.ledger.jsonl"
    changed.write_text(proof.read_text(encoding="utf-8").replace("同意报送。", "不同意。", 1), encoding="utf-8")
    code, intact, broken = verified(folder, changed)
    assert (code, intact, broken["kind"]) == (1, False, "digest")
    assert broken["chain"] == f"declaration:{now['id']}"


def target_label(page):
    """What the cells of targets are called in the form."""
    found = page.get_by_label(re.compile(r"^数量指标 · (指标值|target)$")).first
    return found.get_attribute("aria-label").partition(" · ")[2]


def inbox(page):
    page.goto("/")
    return page.locator("main").inner_text()


def verified(folder, file):
    code, printed, complaint = jixiao("verify", "--json", file, cwd=folder)
    assert not complaint, complaint
    answer = json.loads(printed)
    return code, answer["intact"], answer["broken"]


def test_nothing_is_shown_to_whoever_did_not_come_in(installed):
    address, _ = installed
    with urllib.request.urlopen(f"{address}/declarations") as answer:  # noqa: S310 - our own server
        assert answer.geturl().startswith(f"{address}/login")
