"""Lists on a telephone: what decides which row to open is on the screen, and nothing of it lies beside."""

import pytest
from tests.browser.desks.test_reviewing import desk, waiting

__all__ = ["desk", "waiting"]
TELEPHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("path", ["/", "/declarations?role=department_reviewer&tab=to_review"])
def test_row_of_a_list_is_a_card(path, waiting, window):
    page = window("department_1", path, **TELEPHONE)
    row = page.locator("tr[data-row]").first

    for what in ("a.title", ".due", ".state", "td.number >> nth=0"):
        box = row.locator(what).bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390, what
    assert "万元" in page.evaluate("getComputedStyle(document.querySelector('tr[data-row] td.number'), '::after').content")
    assert row.bounding_box()["height"] < 140
    assert page.locator("thead").first.bounding_box()["height"] <= 1


def test_rows_are_chosen_and_added_up(waiting, window):
    page = window("department_1", "/declarations?role=department_reviewer&tab=to_review", **TELEPHONE)
    page.wait_for_load_state("networkidle")
    page.locator("input[name=chosen]").nth(1).check()

    assert page.locator("[data-act=approve]").is_enabled()
    assert page.locator("tfoot .number").is_visible()
    assert page.locator(".choosing").bounding_box()["height"] < 140
    assert not page.locator(".choosing kbd").first.is_visible()


def test_on_a_desk_it_is_a_table(waiting, window):
    page = window("department_1", "/declarations?role=department_reviewer&tab=to_review")

    assert page.locator("thead th", has_text="期限").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('tr[data-row]')).display") == "table-row"
