"""Prose by headings, with the figures that it claims (情况说明)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.documents.grid import Paragraph
from jixiao.layouts.draft import squash, tidy
from jixiao.provenance import SourceRef

_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"^第[一二三四五六七八九十]{1,3}(?:部分|章|篇)")),
    (2, re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、.．]")),
    (3, re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]")),
    (4, re.compile(r"^\d{1,2}\s*[、.．](?!\d)")),
    (5, re.compile(r"^[（(]\d{1,2}[)）]")),
)
_LONGEST_HEADING = 40
_SENTENCE = re.compile(r"[。；;!?]|[，,].*[，,]|[：:]\s*\S")
_END = re.compile(r"[。；;：:!?.）)”\"]$")


@dataclass(slots=True)
class SectionDraft:
    """A section being read."""

    heading: Paragraph | None
    level: int
    lines: list[Paragraph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraphs of the section, one a line; a paragraph that a page break cut in two is one again."""
        return "\n".join(joined for joined, _ in _joined(self.lines))

    @property
    def places(self) -> list[SourceRef]:
        """Where each line of the text begins."""
        return [place for _, place in _joined(self.lines)]


def heading_level(paragraph: Paragraph) -> int:
    """Depth of a heading, 0 for other text: by its number, or by the mark that the file gives it."""
    flat = tidy(paragraph.text)
    if not flat or len(flat) > _LONGEST_HEADING:
        return 0
    for level, style in _STYLES:
        if match := style.match(flat):
            rest = flat[match.end() :].rstrip("：: ")
            if paragraph.level or (level <= 2 and not re.search(r"[。；]", rest)) or not _SENTENCE.search(rest):
                return level
            return 0
    return 2 if paragraph.level and not _SENTENCE.search(flat) else 0


def sections_of(paragraphs: Sequence[Paragraph]) -> Iterator[SectionDraft]:
    """Group prose under its headings."""
    current: SectionDraft | None = None
    for index, paragraph in enumerate(paragraphs):
        level = heading_level(paragraph)
        if level >= 4 and not paragraph.level and not _stands_over_text(paragraphs, index):
            level = 0
        if level:
            if current is not None:
                yield current
            current = SectionDraft(paragraph, level)
        else:
            if current is None:
                current = SectionDraft(None, 0)
            current.lines.append(paragraph)
    if current is not None:
        yield current


def _stands_over_text(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """A numbered line is a heading where text follows; a run of numbered lines is a list."""
    if index + 1 >= len(paragraphs):
        return False
    following = paragraphs[index + 1]
    text = tidy(paragraphs[index].text)
    if any(style.match(text) and style.match(tidy(following.text)) for _, style in _STYLES):
        return False
    return not _END.search(text) and heading_level(following) == 0 and len(following.text) > len(text)


def _joined(lines: Sequence[Paragraph]) -> Iterator[tuple[str, SourceRef]]:
    """Each paragraph and where it begins."""
    pending: list[str] = []
    place: SourceRef | None = None
    for line in lines:
        text = line.text
        if place is not None and goes_on("".join(pending), text):
            pending.append(text)
            continue
        if place is not None:
            yield "".join(pending), place
        pending, place = ([text], line.source) if text else ([], None)
    if place is not None:
        yield "".join(pending), place


def goes_on(above: str, below: str) -> bool:
    """A line goes on in the one below it: it is long or stops at a comma, ends no sentence, and no item begins there."""
    is_open = len(squash(above)) > 30 or above.endswith(("，", "、"))
    return is_open and not _END.search(above) and not _begins_item(below)


def _begins_item(text: str) -> bool:
    return any(style.match(text) for _, style in _STYLES)
