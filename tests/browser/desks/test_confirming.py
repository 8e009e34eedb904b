"""A clerk of two units confirms a queue of three files with the keyboard alone, the file beside the fields."""

from importlib import resources

import pytest
from tests.web.importing.queued import AGENCIES, at_two_agencies, document, read_all, sent

from jixiao.web.records.models import Declaration, Event, ImportBatch, QueuedFile, QueuedProject

CHOICES = ["一年期项目 Alt 1", "经常性项目 Alt 2"]
PDF = "02-2027-岚江市公安局交通警察支队城区大队-项目绩效目标.pdf"


@pytest.fixture
def batch(served, people, agencies):
    """A text of each of the clerk's two units, and a PDF of five projects that names a unit of somewhere else."""
    pdf = resources.files("jixiao.web.demo").joinpath("documents", PDF).read_bytes()
    actor = at_two_agencies(people, agencies)
    return sent(actor, ("甲.txt", document(1)), ("乙.txt", document(2, AGENCIES["unit_b"])), ("丙.pdf", pdf))


AT_PROJECT = """(begins) => document.querySelector('nav.projects-of a[aria-current]')?.innerText.startsWith(begins)
    && document.activeElement.closest('li.confirming')"""
"""The desk shows a project, and its keys are there: the script gives the cursor to the first doubtful field.

The number of doubtful fields behind a name is another number.
"""


def focused(page):
    return page.evaluate("() => document.activeElement.closest('li')?.dataset.path ?? document.activeElement.id")


def wait_focus(page, path):
    page.wait_for_function("(path) => (document.activeElement.closest('li')?.dataset.path ?? document.activeElement.id) === path", arg=path)


def arrived(page, condition, arg=None):
    """A page of which something is so is there, and its keys."""
    page.wait_for_function(condition, arg=arg)
    page.wait_for_load_state("load")


def progress(page):
    return page.inner_text("#progress")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def marked(page):
    """What is marked in the table on the left."""
    return page.inner_text("#source .seen-mark")


def test_queue_of_two_agencies_is_confirmed_by_keyboard(window, batch):
    page = window("clerk_a", f"/imports/queue/{batch.pk}")
    page.focus("#begin")
    press(page, "Enter")

    # the first file: accept, mend, accept the rest
    page.wait_for_selector("#doubtful")
    wait_focus(page, "name")
    assert marked(page) == "第1号路口信号灯维护"
    assert progress(page) == "存疑 0/5 · 项目 0/1"
    press(page, "Enter")
    wait_focus(page, "indicators.k2.name")
    page.wait_for_function("() => document.querySelector('#source .seen-mark').innerText === '驾驶人满意度'")
    press(page, "Enter")
    wait_focus(page, "attribute")
    assert page.locator("li.confirming:focus-within [data-choice]").all_inner_texts() == CHOICES
    press(page, "Alt+2")
    wait_focus(page, "period")
    page.keyboard.type("2027年")
    press(page, "Enter")
    wait_focus(page, "indicators")
    press(page, "Control+Enter")
    page.wait_for_selector("[role=alert]")
    assert "还有1处存疑没有看过" in page.inner_text("[role=alert]")
    wait_focus(page, "indicators")
    press(page, "Enter")
    wait_focus(page, "confirm-project")
    page.wait_for_function("() => document.getElementById('progress').innerText.startsWith('存疑 5/5')")
    press(page, "Enter")

    # the second file, of the other unit
    arrived(page, "() => document.querySelector('h1').innerText === '乙.txt'")
    assert "已生成申报" in page.inner_text("[role=status]")
    assert "直属二大队" in page.inner_text(".whose b")
    wait_focus(page, "name")
    press(page, "Alt+ArrowDown")
    wait_focus(page, "indicators.k2.name")
    press(page, "Alt+ArrowUp")
    wait_focus(page, "name")
    for path in ("indicators.k2.name", "attribute", "period", "indicators", "confirm-project"):
        press(page, "Enter")
        wait_focus(page, path)
    press(page, "Control+Enter")

    # the third, which belongs to nobody yet: the agency first, then one project, and the others are left out
    arrived(page, "() => document.querySelector('h1').innerText === '丙.pdf'")
    assert page.locator("#source svg rect.seen-mark").count() == 1
    press(page, "Control+Enter")
    wait_focus(page, "agency")
    press(page, "ArrowDown", "Tab", "Enter")
    page.wait_for_selector(".whose b:not(.not-matched)")
    assert "直属一大队" in page.inner_text(".whose b")
    for number in range(1, 6):
        arrived(page, AT_PROJECT, f"{number} ")
        press(page, "Alt+s")
    page.wait_for_url(f"**/imports/queue/{batch.pk}")

    assert sorted(Declaration.objects.values_list("agency__code", "name")) == [
        ("201001", "第1号路口信号灯维护"),
        ("201002", "第2号路口信号灯维护"),
    ]
    made = Declaration.objects.get(agency__code="201001")
    assert (made.draft["fields"]["attribute"], made.draft["fields"]["period"]) == ("经常性项目", "2027年")
    assert [own.state for own in batch.files.all()] == ["done"] * 3
    assert QueuedProject.objects.filter(state="skipped").count() == 5
    assert Event.objects.filter(action="declaration.create").count() == 2


def test_mark_follows_the_cursor_over_the_page_and_what_was_typed_is_taken_back(window, batch):
    entry = batch.files.get(number=3)
    page = window("clerk_a", f"/imports/files/{entry.pk}")
    mark = page.locator("#source rect.seen-mark")
    mark.wait_for()
    before = mark.bounding_box()
    press(page, "Alt+r")
    wait_focus(page, page.locator("#rest li.confirming").first.get_attribute("data-path"))
    page.wait_for_function(
        "(y) => Math.abs(document.querySelector('#source rect.seen-mark').getBoundingClientRect().y - y) > 20", arg=before["y"]
    )
    shown, pane = mark.bounding_box(), page.locator("#source").bounding_box()
    assert pane["y"] <= shown["y"] <= pane["y"] + pane["height"], "it is in sight"

    kept = page.evaluate("() => document.activeElement.value")
    page.keyboard.type("x")
    press(page, "Escape")
    assert page.evaluate("() => document.activeElement.value") == kept
    width = page.locator("#source svg").bounding_box()["width"]
    press(page, "Alt+=")
    assert page.locator("#source svg").bounding_box()["width"] > width


def test_what_was_said_is_there_in_another_window_and_a_conflict_is_told(window, batch):
    entry = batch.files.get(number=1)
    page = window("clerk_a", f"/imports/files/{entry.pk}")
    other = window("clerk_a2", f"/imports/files/{entry.pk}", lang="en")
    wait_focus(page, "name")
    press(page, "Enter")
    page.wait_for_function("() => document.getElementById('progress').innerText.startsWith('存疑 1/5')")

    wait_focus(other, "name")
    press(other, "Enter")
    other.wait_for_selector(".not-kept")
    assert "Somebody else looked at" in other.inner_text(".not-kept")
    other.click(".not-kept a")
    wait_focus(other, "indicators.k2.name")
    assert other.inner_text("#progress") == "1 of 5 doubtful, 0 of 1 projects"


def test_folder_is_sent_with_its_folders(window, served, people, agencies, tmp_path):
    at_two_agencies(people, agencies)
    for name, unit in (("一大队/甲.txt", "unit_a"), ("二大队/乙.txt", "unit_b")):
        (tmp_path / "目标" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "目标" / name).write_bytes(document(1, AGENCIES[unit]))
    page = window("clerk_a", "/imports")
    page.set_input_files("input[name=folder]", str(tmp_path / "目标"))
    page.click("#sending button.primary")
    page.wait_for_url("**/imports/queue/*")

    assert sorted(QueuedFile.objects.values_list("name", flat=True)) == ["目标/一大队/甲.txt", "目标/二大队/乙.txt"]
    assert page.locator(".queue-waiting").count() > 0
    read_all()
    page.wait_for_selector("#begin")
    assert ImportBatch.objects.get().files.filter(state="ready").count() == 2
