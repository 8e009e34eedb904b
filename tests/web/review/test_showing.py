"""What a unit types while a declaration is with it is its own; others read what was handed in."""

import pytest

from jixiao.declaring import Draft
from jixiao.web.records.actions import attachments
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.showing import as_shown, attached, may_fetch

OTHERS = ["department_1", "finance", "performance", "observer"]
NOTE = ".notice"


@pytest.fixture
def mending(desk):
    """A declaration that was returned, and of which the unit has since changed a target and the name, and put a file to it."""
    clerk = desk.actor("clerk_a")
    found = desk.drafted()
    attachments.attach(found.pk, name="测算依据.txt", content="路口312个".encode(), actor=clerk)
    found = desk.now(found)
    found = actions.submit(found.pk, seen=found.revision, actor=clerk)
    found = actions.send_back(found.pk, seen=found.revision, actor=desk.actor("head_a"), reason="请补充测算依据。")
    attachments.attach(found.pk, name="新测算.txt", content="路口320个".encode(), actor=clerk)
    attachments.detach(found.pk, found.attachments.get(name="测算依据.txt").pk, actor=clerk)
    found = desk.now(found)

    def typed(draft: Draft) -> Draft:
        return draft.with_field("indicators.k2.target", "≥99%").with_field("name", "城区信号灯全年维护")

    return actions.save(found.pk, typed, seen=found.revision, actor=clerk)


@pytest.mark.parametrize("login", OTHERS)
def test_others_read_the_version_that_was_frozen_last(login, mending, page):
    shown = page(login, "sheet", mending)

    assert "≥98%" in shown.words
    assert "≥99%" not in shown.words
    assert "城区信号灯全年维护" not in shown.words
    assert any("第2版" in said for said in shown.texts(NOTE))
    assert shown.texts("#attachments li a") == ["测算依据.txt"]


@pytest.mark.parametrize("login", ["clerk_a", "head_a"])
def test_the_unit_reads_what_it_types(login, mending, page):
    shown = page(login, "sheet", mending)

    assert "≥99%" in shown.words
    assert shown.texts("#attachments li a") == ["新测算.txt"]
    assert not any("第2版" in said for said in shown.texts(NOTE))


def test_form_as_a_file_and_changes_are_of_the_version_too(mending, page):
    assert "≥98%" in page("finance", "form_file", mending, "txt").response.content.decode()
    assert "≥99%" in page("clerk_a", "form_file", mending, "txt").response.content.decode()
    assert "≥99%" not in page("finance", "changes", mending).words
    assert "99%" in page("clerk_a", "changes", mending).words


def test_files_put_there_since_are_not_fetched(mending, page):
    new, old = mending.attachments.get(name="新测算.txt"), mending.attachments.get(name="测算依据.txt")

    assert page("finance", "attachment", mending, new.pk).status == 404
    assert page("finance", "attachment", mending, old.pk).status == 200
    assert page("clerk_a", "attachment", mending, new.pk).status == 200


@pytest.mark.parametrize("login", ["department_1", "finance"])
def test_what_was_taken_back_is_read_as_it_was_handed_in(login, desk, page):
    clerk = desk.actor("clerk_a")
    found = desk.submitted()
    found = actions.withdraw(found.pk, seen=found.revision, actor=clerk)
    found = actions.save(found.pk, lambda draft: draft.with_field("goal", "另写的目标。"), seen=found.revision, actor=clerk)

    assert "另写的目标" not in page(login, "sheet", found).words
    assert "另写的目标" in page("clerk_a", "sheet", found).words


def test_once_it_is_handed_in_again_all_read_the_same(mending, desk, page):
    clerk = desk.actor("clerk_a")
    found = actions.submit(mending.pk, seen=mending.revision, actor=clerk)

    for login in ("clerk_a", *OTHERS):
        shown = page(login, "sheet", found)
        assert "≥99%" in shown.words, login
        assert shown.texts("#attachments li a") == ["新测算.txt"]


def test_what_is_shown_is_not_saved(mending, desk):
    shown = as_shown(desk.now(mending), desk.actor("finance").scope)

    assert (shown.name, shown.shown_version) == ("云川市城区交通信号灯维护", 2)
    assert desk.now(mending).name == "城区信号灯全年维护"
    assert [file.name for file in attached(shown)] == ["测算依据.txt"]
    assert [may_fetch(shown, file) for file in shown.attachments.order_by("name")] == [False, True]
