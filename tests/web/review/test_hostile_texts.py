"""Whatever people type is text on every page, and no page is broken by it."""

import pytest
from django.urls import reverse
from tests.web.review.conftest import ROWS, draft_of

from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Comment, Declaration

NASTY = [
    "<script>document.title='x'</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ declaration.draft }}{% load static %}",
    "</textarea></table></article><h1>伪造</h1>",
    "javascript:alert(1)//",
    "\u202e反向\u202c\u200b零宽",
    "&lt;b&gt;&amp;",
    "a\r\nSet-Cookie: x=1",
    "=cmd|' /C calc'!A0",
]


@pytest.fixture(params=range(len(NASTY)))
def nasty(request):
    return NASTY[request.param]


@pytest.fixture
def found(desk, nasty):
    """A declaration that says something nasty wherever a person can say something."""
    rows = [(level1, level2, f"{name}{nasty}", target) for level1, level2, name, target in ROWS]
    draft = draft_of(rows, name=f"信号灯{nasty}", goal=f"目标{nasty}", department=f"部门{nasty}", contacts__经办人=nasty)
    made = desk.drafted(draft)
    Declaration.objects.filter(pk=made.pk).update(stage="unit_review", submitted_at=made.created_at)
    made = desk.now(made)
    actions.comment(made.pk, path="goal", text=f"批注{nasty}", seen=made.revision, actor=desk.actor("head_a"))
    actions.approve(made.pk, seen=made.revision, actor=desk.actor("head_a"), opinion=f"意见{nasty}")
    made = desk.now(made)
    made = actions.send_back(made.pk, seen=made.revision, actor=desk.actor("department_1"), reason=f"理由{nasty}")
    return actions.save(made.pk, lambda old: old.with_field("goal", f"改过{nasty}"), seen=made.revision, actor=desk.actor("clerk_a"))


def tags(page):
    """What kinds of elements a page has, and which attributes that could run something or colour it."""
    running = {name for node in page.tree.iter() for name in node.attrib if name.startswith("on") or name == "style"}
    loose = [node.text for node in page.all("script") if not node.get("src") and node.get("type") != "application/json"]
    foreign = {
        node.get(name)
        for node in page.tree.iter()
        for name in ("href", "src", "action", "hx-get", "hx-post")
        if node.get(name) and not node.get(name).startswith(("/", "#", "?"))
    }
    return {node.tag for node in page.tree.iter() if isinstance(node.tag, str)}, running, loose, foreign


PAGES = [("sheet", ()), ("history", ()), ("version", (1,)), ("version", (2,)), ("changes", ()), ("move", ("discard",))]


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_what_people_type_is_text(name, more, found, nasty, page):
    shown = page("clerk_a", name, found, *more)

    kinds, running, loose, foreign = tags(shown)
    assert shown.status == 200
    assert (kinds & {"img", "iframe", "object", "embed", "svg", "style", "base"}, running, loose, foreign) == (set(), set(), [], set())
    assert "".join(nasty.split()) in shown.words
    assert "{{" not in shown.words or "{{" in nasty


def test_what_people_type_is_text_in_the_list(found, nasty, logged_in):
    response = logged_in("clerk_a").get(reverse("declarations") + "?role=clerk&tab=returned")

    assert response.status_code == 200
    assert b"<script>document" not in response.content
    assert b"<img" not in response.content


def test_what_was_typed_for_a_refused_move_is_text(found, nasty, send):
    shown = send("head_a", "move", found, "return", revision=found.revision, reason=nasty)

    kinds, running, loose, foreign = tags(shown)
    assert shown.status == 409
    assert (kinds & {"img", "svg", "style"}, running, loose, foreign) == (set(), set(), [], set())
    assert ["".join(nasty.split())] == shown.texts("textarea[readonly]")


@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx", "html", "pdf"])
def test_form_with_nasty_texts_is_a_file_or_a_reason(kind, found, page):
    shown = page("clerk_a", "form_file", found, kind)

    assert shown.status in (200, 422)
    assert "\n" not in shown.response.headers.get("Content-Disposition", "")
    if shown.status == 422:
        assert len(shown.texts("[role='alert']")[0]) > 10


def test_sheet_of_ten_thousand_letters_in_a_field_is_shown(desk, page):
    found = desk.drafted(draft_of(goal="长" * 10_000))

    assert page("clerk_a", "sheet", found).status == 200


def test_comment_about_a_row_that_is_gone_stays_in_the_list(desk, page):
    found = desk.at("returned")
    Comment.objects.create(
        declaration=found, path="indicators.k3.target", text="请改。", by=desk.tree.people["head_a"], role="unit_head", revision=1
    )
    found = actions.save(found.pk, lambda draft: draft.without_indicator("k3"), seen=found.revision, actor=desk.actor("clerk_a"))

    shown = page("clerk_a", "sheet", found)

    assert shown.texts("#comments .where") == ["批1指标值"]
    assert shown.all("#comments .where a") == []
