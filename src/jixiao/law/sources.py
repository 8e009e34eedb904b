"""Laws and articles that rules cite, and how far each citation is verified."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from jixiao.errors import CallerError


class Status(StrEnum):
    """How far a citation is verified (核实状态)."""

    VERIFIED = "verified"
    """The text was read."""
    SECONDARY = "secondary"
    """Known through a text that quotes or applies it."""
    UNVERIFIED = "unverified"
    """From knowledge: nobody has compared it yet."""
    PRACTICE = "practice"
    """No law: it rests on professional practice or on what auditors criticise."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article or paragraph: what it obliges to, in our own words, and its status."""

    number: str
    zh: str
    en: str
    status: Status


@dataclass(frozen=True, slots=True)
class Law:
    """A law, regulation, notice, or a body of practice (法规, 文件, 惯例)."""

    id: str
    zh: str
    en: str
    number: str
    date: str
    status: Status
    articles: dict[str, Article]


@dataclass(frozen=True, slots=True)
class Citation:
    """A law with the article that is cited, if one is."""

    law: Law
    article: Article | None

    @property
    def status(self) -> Status:
        """Status of the article, or of the law where no article is cited."""
        return self.article.status if self.article else self.law.status

    def describe(self, lang: str) -> str:
        """The citation in words: 《中华人民共和国预算法》第十四条."""
        if lang == "zh":
            number = f"（{self.law.number}）" if self.law.number else ""
            return f"{self.law.zh}{number}{_article_zh(self.article.number) if self.article else ''}"
        number = f" ({self.law.number})" if self.law.number else ""
        return f"{self.law.en}{number}{f', art. {self.article.number}' if self.article else ''}"


@cache
def laws() -> dict[str, Law]:
    """All laws by their id."""
    raw = tomllib.loads(resources.files("jixiao.law").joinpath("sources.toml").read_text(encoding="utf-8"))
    found = {}
    for key, entry in raw.items():
        status = Status(entry["status"])
        articles = {
            number: Article(number, item["zh"], item["en"], Status(item.get("status", entry["status"])))
            for number, item in entry.get("articles", {}).items()
        }
        found[key] = Law(key, entry["zh"], entry["en"], entry.get("number", ""), entry.get("date", ""), status, articles)
    return found


def citation(text: str) -> Citation:
    """The citation that ``law`` or ``law#article`` names.

    Raises:
        CallerError: there is no such law or article; the message names those that there are.

    >>> citation("budget-law#14").describe("zh")
    '《中华人民共和国预算法》第14条'
    """
    key, _, number = text.partition("#")
    law = laws().get(key)
    if law is None:
        raise CallerError("error.no_such_law", law=key, laws="、".join(laws()))
    if number and number not in law.articles:
        raise CallerError("error.no_such_article", law=key, article=number, articles="、".join(law.articles) or "—")
    return Citation(law, law.articles[number] if number else None)


def _article_zh(number: str) -> str:
    article, _, paragraph = number.partition(".")
    return f"第{article}条" + (f"第{paragraph}款" if paragraph else "")
