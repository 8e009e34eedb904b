"""Templates of the report of an audit: everything is escaped, and nothing that is missing is blank."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jixiao.messages import text
from jixiao.reports.printable import printable

_FIGURE = re.compile(r"[≥≤><=＞＜±-]?\s?[（(]?-?[\d,.]*\d[)）]?\s?[%％‰]?")


@cache
def environment() -> Environment:
    """The templates of this room, in which words of strangers are made printable and then escaped."""
    found = Environment(
        loader=PackageLoader("jixiao.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["t"] = text
    found.tests["figure"] = is_figure
    return found


def is_figure(words: str) -> bool:
    """A text is a number with at most a unit, which is set flush right and never broken.

    >>> is_figure("1,748,327.00"), is_figure("≥95%"), is_figure("2024年"), is_figure("")
    (True, True, False, False)
    """
    return _FIGURE.fullmatch(words.strip()) is not None


@cache
def resource(name: str) -> str:
    """A file of this room: styles and script of the page."""
    return resources.files("jixiao.reports").joinpath(name).read_text(encoding="utf-8")


def own(markup: str) -> Markup:
    """Markup that we have written ourselves, which goes onto the page as it is."""
    return Markup(markup)  # noqa: S704 - only styles, scripts and pictures of ours are given


def digest_of(source: str) -> str:
    """The source of a content security policy that allows one style or script and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
