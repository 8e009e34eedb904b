"""Rows of cited documents: a title with the number that stands beside it (引用的文件)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.mentions import texts_of
from jixiao.facts.reading import FactReading, place
from jixiao.matching.keys import han_length, key_of

_NUMBER = r"[\u4e00-\u9fff]{1,10}\s?[〔\[【［（(](?:19|20)\d\d[〕\]】］）)]\s?第?\d{1,5}\s?号"
_AFTER = re.compile(rf"《([^《》\n]{{4,80}}(?:〈[^〉]*〉[^《》\n]{{0,20}})?)》(?:的通知|通知)?[（(]?({_NUMBER})")
_BEFORE = re.compile(rf"({_NUMBER})(?:文件)?(?:关于)?(?:印发|转发|下发|发布)?[（(]?《([^《》\n]{{4,80}})》")
_LONGEST = 30_000
_NOISE = re.compile(r"关于印发|关于转发|关于|的通知|印发|通知")
_FILLER = re.compile(r"^(?:根据|按照|依据|依照|参照|落实|执行|贯彻|以及|和|与|由|的|按)+")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``citations``."""
    number = 0
    for _, project_id, _, item in reading.projects():
        for field, label, text, source in texts_of(item):
            for row in cited_in(text):
                number += 1
                own: Row = {"citation_no": number, "project_id": project_id, "field": field, "label": label, "source": source}
                yield "citations", {"document_id": reading.id, **own, **row}
    for at, section in enumerate(reading.document.sections, start=1):
        for row in cited_in(section.text):
            number += 1
            source = place(section.place_of(str(row["title"])))
            own = {"citation_no": number, "section_id": f"{reading.id}/s{at}", "field": "section", "source": source}
            yield "citations", {"document_id": reading.id, **own, **row}


def cited_in(text: str) -> Iterator[Row]:
    """Titles with their numbers.

    >>> [(row["title"], row["number"]) for row in cited_in("依据《城市供水管理办法》（云政发〔2021〕12号）执行")]
    [('城市供水管理办法', '云政发〔2021〕12号')]
    """
    body = text[:_LONGEST]
    found = [(match[1], match[2]) for match in _AFTER.finditer(body)] + [(match[2], match[1]) for match in _BEFORE.finditer(body)]
    for title, number in found:
        title_key, clean = key_of(_NOISE.sub("", title)), _FILLER.sub("", number)
        if title_key and han_length(title_key) > 3:
            yield {"title": title, "title_key": title_key, "number": clean, "number_key": key_of(clean)}
