"""The picture of the process as Chromium draws it: nothing covers anything, in both languages, light, dark and on paper."""

import itertools
from importlib import resources

import pytest

from jixiao.workflow import LEVELS, load_process, picture

CHOICES = [levels for count in range(1, 5) for levels in itertools.combinations(LEVELS, count)]
DESIGN = resources.files("jixiao.reports").joinpath("design.css").read_text(encoding="utf-8")
COVERED = """() => {
  const boxes = (query) => [...document.querySelectorAll(query)].map((node) => [node.textContent || node.parentNode.dataset.stage, node.getBBox(), node]);
  const cover = (a, b, slack) => a.x + slack < b.x + b.width && b.x + slack < a.x + a.width && a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
  const texts = boxes("text"), stages = boxes("rect"), found = [];
  const {width, height} = document.querySelector("svg").viewBox.baseVal;
  texts.forEach(([words, box, node], at) => {
    for (const [other, its] of texts.slice(at + 1)) if (cover(box, its, 3)) found.push(`${words} | ${other}`);
    const own = node.parentNode.dataset.stage;
    for (const [stage, its, rect] of stages) {
      if (own === rect.parentNode.dataset.stage) {
        if (box.x < its.x + 2 || box.x + box.width > its.x + its.width - 2) found.push(`${words} leaves ${own}`);
      } else if (cover(box, its, 0)) found.push(`${words} over ${rect.parentNode.dataset.stage}`);
    }
    for (const path of document.querySelectorAll("g[data-move] > path")) {
      const inner = {x: box.x, y: box.y + 2.5, width: box.width, height: box.height - 5};
      for (let at = 0; at <= path.getTotalLength(); at += 1) {
        const {x, y} = path.getPointAtLength(at);
        if (cover(inner, {x, y, width: .1, height: .1}, 0)) { found.push(`${words} on the way ${path.parentNode.dataset.move}`); break; }
      }
    }
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) found.push(`${words} outside`);
  });
  return found;
}"""  # noqa: E501 - a script


@pytest.fixture
def show(chromium):
    """Opens pages with a picture; at the end they are closed."""
    pages = []

    def start(process, lang, **options):
        page = chromium.new_page(viewport={"width": 1366, "height": 768}, **options)
        pages.append(page)
        page.set_content(f"<!doctype html><html lang={lang}><title>.</title><style>{DESIGN}</style><main>{picture(process, lang)}</main>")
        return page

    yield start
    for page in pages:
        page.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_words_cover_other_words_stages_or_ways(show, lang):
    page = show(load_process(LEVELS), lang)
    for levels in CHOICES:
        page.evaluate("svg => { document.querySelector('main').innerHTML = svg; }", picture(load_process(levels), lang))
        assert page.evaluate(COVERED) == [], levels


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_words_stand_out_from_their_ground(show, scheme, media):
    """WCAG 1.4.3: 4.5 to 1, against the page and against the stage."""
    page = show(load_process(LEVELS), "zh", color_scheme=scheme)
    page.emulate_media(media=media, color_scheme=scheme)
    pairs = page.evaluate(
        """() => [...document.querySelectorAll("text")].map((node) => {
          const rect = node.parentNode.querySelector("rect");
          return [getComputedStyle(node).fill, rect ? getComputedStyle(rect).fill : getComputedStyle(document.body).backgroundColor];
        })"""
    )

    assert len(pairs) > 30
    assert [pair for pair in pairs if contrast(*map(luminance, pair)) < 4.5] == []


def luminance(colour):
    channels = [int(part) / 255 for part in colour.removeprefix("rgba(").removeprefix("rgb(").rstrip(")").split(",")[:3]]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_a_screen_of_an_office(show, lang):
    page = show(load_process(LEVELS), lang)

    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
