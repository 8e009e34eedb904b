"""Pages for people in a browser: wide and narrow, light and dark, without a script, on paper, for people who cannot see them."""

from io import BytesIO

import pypdfium2
import pytest
from tests.browser.axe import grave
from tests.browser.chromium import visit

WIDTHS = (1920, 1366, 390)
_GO_THROUGH = """async () => {
  for (const node of document.querySelectorAll("article, section")) {
    node.scrollIntoView();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  }
}"""


@pytest.fixture(params=["zh", "en", "comparison"])
def page_file(request, report):
    """A page: the report of the demonstration in both languages, and the page of a comparison."""
    return request.getfixturevalue("comparison_page") if request.param == "comparison" else report(request.param)


def violations(page):
    """Grave faults of accessibility: the rule, and the first place.

    The page is gone through first: what can be scrolled becomes a stop of the tab key when it comes near, as a focus above it makes it.
    """
    page.evaluate(_GO_THROUGH)
    return {item["id"]: item["nodes"][0]["html"][:200] + " " + item["nodes"][0]["failureSummary"][:300] for item in grave(page)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(page_file, scheme, visiting):
    page = visiting(page_file, color_scheme=scheme)

    assert violations(page) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_a_narrow_window(report, scheme, visiting):
    page = visiting(report("zh"), color_scheme=scheme, width=390, height=844)

    assert violations(page) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_page_is_never_wider_than_its_window(page_file, width, visiting):
    page = visiting(page_file, width=width)

    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_report_can_be_read_without_a_script(report, audited, visiting):
    page = visiting(report("zh"), java_script_enabled=False)

    assert page.locator(".item:visible").count() == len(audited[1].findings) - page.locator("details.more .item").count()
    assert page.locator("#filters").is_hidden()
    assert page.locator("dialog:visible").count() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_report_is_printed_on_pages(language, report, audited, visiting):
    page = visiting(report(language))

    with pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))) as printed:
        width, height = printed.get_page_size(0)
        words = "".join(printed[number].get_textpage().get_text_range() for number in range(len(printed)))
        count = len(printed)

    flat = "".join(words.split())
    assert (round(width), round(height)) == (595, 842)
    assert count > 5
    for finding in audited[1].findings:
        assert finding.id in flat
    assert "".join(page.locator("#f-q").get_attribute("placeholder").split()) not in flat


def test_picture_of_a_page_is_enlarged_with_its_mark(report, visiting):
    page = visiting(report("zh"))
    crop = page.locator(".crop").first

    crop.click()

    assert page.locator("#zoom").is_visible()
    assert page.locator("#zoom svg .marked").count() == crop.locator(".marked").count()
    page.keyboard.press("Escape")
    assert page.locator("#zoom").is_hidden()


def test_mark_of_a_picture_lets_the_letters_through(report, visiting):
    page = visiting(report("zh"))
    mark = page.locator(".crop .marked").first
    mark.scroll_into_view_if_needed()

    fill, blend = mark.evaluate("node => [Number(getComputedStyle(node).fillOpacity), getComputedStyle(node).mixBlendMode]")
    assert fill < 0.5 or blend == "multiply"
    assert mark.bounding_box()["width"] > 5
    assert mark.bounding_box()["height"] > 5


def test_script_of_a_stranger_does_not_run(report, folder, chromium):
    hostile = folder / "hostile.html"
    page = report("zh").read_text(encoding="utf-8")
    hostile.write_text(page.replace("</main>", "<script>document.title = 'taken'</script></main>"), encoding="utf-8")

    with visit(chromium) as found:
        found.open(hostile)

        assert found.page.title() != "taken"
        assert "Content Security Policy" in found.faults[0]


def test_table_that_can_be_scrolled_is_reached_with_the_tab_key(report, visiting):
    page = visiting(report("zh"), width=390, height=844)
    identity = page.evaluate("""() => [...document.querySelectorAll("article.finding.item")].find((node) => {
      const rows = node.querySelector(".rows");
      return rows && rows.scrollWidth > rows.clientWidth + 1;
    }).id""")

    page.locator(f"[id='{identity}'] .link").focus()
    for _ in range(3):  # the link, the button that copies it, the table
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('.rows')"):
            break

    assert page.evaluate("() => document.activeElement.closest('article').id") == identity
    assert page.evaluate("() => document.activeElement.matches('.rows')")
