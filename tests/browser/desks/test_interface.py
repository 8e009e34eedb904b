"""The page that describes the interface for programs: it is drawn under its policy, from this server alone, and calls it."""

import pytest
from tests.web.api.described import OPERATIONS


@pytest.mark.parametrize(("lang", "title"), [("zh", "接口说明"), ("en", "The interface for programs")])
def test_description_is_drawn_whole(window, lang, title):
    page = window("clerk_a", "/api/v1/docs", lang=lang)
    page.wait_for_selector(".opblock")
    assert page.locator(".opblock").count() == len(OPERATIONS)
    assert page.title().startswith(title)
    page.click("#operations-around-me .opblock-summary-control")
    page.click("#operations-around-me .try-out__btn")
    page.click("#operations-around-me .execute")
    page.wait_for_selector("#operations-around-me .live-responses-table .response-col_status:has-text('200')")
    assert "周明" in page.inner_text("#operations-around-me .live-responses-table")
