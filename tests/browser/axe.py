"""axe in a page: put into it once, and asked for violations alone, which takes a part of the time."""

from axe_playwright_python.base import AXE_SCRIPT

GRAVE = ("serious", "critical")


def grave(page, *rules):
    """Serious and critical violations of all rules, or of some of them, as axe tells them.

    Style sheets are not loaded a second time (``preload``): all of ours are on the page's own host, and read as they are.
    """
    options = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
    return [item for item in found if item["impact"] in GRAVE]
