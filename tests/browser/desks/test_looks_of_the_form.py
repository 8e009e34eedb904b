"""The page where a declaration is written: for everybody, in every window, on paper, with small scripts."""

from io import BytesIO

import pypdfium2
import pytest
from tests.browser.desks.writing import EXAMINED, LOW
from tests.browser.test_pages import violations
from tests.web.declare.conftest import draft

from jixiao.packs import pack_ids


@pytest.mark.parametrize("pack", pack_ids())
def test_nobody_is_kept_out_and_nothing_is_wider_than_the_window(pack, declared, opened):
    page = opened(declared(draft(indicators=LOW, **{"amounts.fiscal": "1,2OO"}), pack))
    page.wait_for_selector("#told-items li.error")

    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


@pytest.mark.parametrize(("width", "lang", "scheme"), [(390, "zh", "light"), (1366, "en", "dark"), (1920, "zh", "dark")])
def test_nobody_is_kept_out_in_other_windows(width, lang, scheme, declared, opened):
    page = opened(declared(draft(indicators=LOW)), width=width, lang=lang, color_scheme=scheme)
    page.wait_for_selector("#told-items li.error")

    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("pack", pack_ids())
def test_paper_is_printed_as_the_form_alone(pack, declared, opened):
    page = opened(declared(draft(), pack))
    page.wait_for_selector(EXAMINED)

    printed = pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4")))

    words = "".join(printed[at].get_textpage().get_text_range() for at in range(len(printed)))
    assert "维护路口数量" in words
    assert not any(word in words for word in ("审核提示", "送审", "已保存", "附件"))


def test_scripts_of_the_page_are_small(served, opened, declared):
    page = opened(declared(draft()))

    sizes = page.evaluate(
        "async () => Object.fromEntries(await Promise.all([...document.scripts].filter(each => each.src).map(async each =>"
        "[new URL(each.src).pathname.split('/').pop(), (await (await fetch(each.src)).arrayBuffer()).byteLength])))"
    )

    assert sum(size for name, size in sizes.items() if name.startswith("editor")) < 48_000
    assert sum(sizes.values()) < 100_000
