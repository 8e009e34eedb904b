"""Projects described in prose (项目经费情况说明): 项目概述, 立项依据 … 绩效目标 as headings of a text instead of a form. Handbook 06 §3.

A run of such headings in one style of numbering, with text below or beside them, describes a project. Each heading becomes a
narrative under its printed label; 绩效目标 is the goal too, without the sentences that only point to a form (详见…表); the amounts that
年度预算安排 states give the budget. A title that names a project makes one project. Without one, each amount with a name of its own
makes a project with the same narratives.

The lines stay in the sections of the document, for the figures that they claim, and count as typed. Where the document has a form
of the same name, and neither contradicts the other, the narratives are added to the project of the form: two projects would count
its money twice.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jixiao.documents.grid import Block, Cell, Grid, Paragraph
from jixiao.layouts import heads, lexicon, signs
from jixiao.layouts.columns import read_header
from jixiao.layouts.describing import drafts_of
from jixiao.layouts.draft import ProjectDraft, squash
from jixiao.layouts.flatten import restore_rows
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.narrative import heading_level
from jixiao.layouts.outline import Heading, read_heading
from jixiao.layouts.pairs import read_pairs
from jixiao.layouts.titles import is_pointer, is_title, names_project, title_name
from jixiao.provenance import SourceRef

_FEWEST = 3
_FEWEST_UNNUMBERED = 4
_LONGEST_TITLE = 30
_SENTENCE_END = re.compile(r"[。；;！!？?，,、：:）)]$")
_TELLING = {"overview", "basis", "actor", "plan"}


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph of the document as this module sees it: with its heading, and whether tables stand around it."""

    paragraph: Paragraph
    block: int
    heading: Heading | None
    after_grid: Grid | None = None
    before_grid: Grid | None = None


@dataclass(slots=True)
class Part:
    """A heading and the lines below it."""

    heading: Heading
    lines: list[Line]


@dataclass(slots=True)
class Run:
    """A description: from its title to the last line of its last heading."""

    parts: list[Part]
    title: Line | None = None
    name: str | None = None
    over: Line | None = None
    """A title above the title: 重点项目情况说明 over the headings that name the projects."""

    @property
    def titles(self) -> list[Line]:
        """The titles from top to bottom."""
        return [line for line in (self.over, self.title) if line is not None]

    def lines(self) -> Iterable[Line]:
        """All its lines, the titles among them."""
        yield from self.titles
        for part in self.parts:
            yield from part.lines


@dataclass(slots=True)
class Described:
    """The described projects of a document.

    Attributes:
        drafts: in the order of the document.
        places: places of the lines that describe them.
    """

    drafts: list[ProjectDraft] = field(default_factory=list)
    places: set[SourceRef] = field(default_factory=set)
    titles: set[SourceRef] = field(default_factory=set)

    def restore(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks with rows restored that were printed one cell per line, but not in a description; titles marked as headings."""
        if not self.places:
            return restore_rows(blocks)
        result: list[Block] = []
        between: list[Block] = []
        for block in blocks:
            line = signs.lone_cell(block)
            if isinstance(line, Paragraph) and line.source in self.places:
                result += restore_rows(between)
                between = []
                result.append(dataclasses.replace(line, level=line.level or 1) if line.source in self.titles else line)
            else:
                between.append(block)
        return result + restore_rows(between)

    def join(self, drafts: Sequence[ProjectDraft], ledger: Ledger) -> list[ProjectDraft]:
        """The projects of the forms and those that are described, in the order of the document."""
        result = list(drafts)
        for described in self.drafts:
            form = next((draft for draft in drafts if _is_same(draft, described)), None)
            if form is None:
                result.append(described)
            else:
                _add(described, form)
        return sorted(result, key=lambda draft: _rank(draft, ledger)) if self.drafts else result


def read_described(blocks: Sequence[Block], ledger: Ledger) -> Described:
    """Find the described projects among the blocks of a document and account for their headings and titles."""
    found = Described()
    for run in _runs(_lines_of(blocks)):
        found.titles |= {line.paragraph.source for line in run.titles}
        ledger.ignore("title", *(line.paragraph for line in run.titles if line is not run.title or run.name is None))
        for part in run.parts:
            if not part.heading.rest:
                ledger.ignore("label", part.lines[0].paragraph)
        found.places |= {line.paragraph.source for line in run.lines()}
        texts = [(part.heading, _text_lines(part)) for part in run.parts]
        title = run.title.paragraph.as_cell() if run.title is not None else None
        found.drafts += drafts_of(texts, title, run.name, run.parts[0].lines[0].paragraph.as_cell(), ledger)
    return found


def _text_lines(part: Part) -> list[Cell]:
    """The text of a part: what stands beside the heading, and the lines below."""
    first = part.lines[0].paragraph.as_cell()
    beside = [dataclasses.replace(first, text=part.heading.rest)] if part.heading.rest else []
    return beside + [line.paragraph.as_cell() for line in part.lines[1:]]


def _lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The paragraphs that are neither page numbers nor running heads; none at all where too few of them are headings."""
    blocks = [signs.lone_cell(block) for block in blocks]
    headings = {at: read_heading(block.text) for at, block in enumerate(blocks) if isinstance(block, Paragraph) and not block.is_cell}
    if sum(1 for heading in headings.values() if heading is not None and heading.role) < _FEWEST:
        return []
    repeated = signs.running_heads(blocks)
    lines: list[Line] = []
    grid: Grid | None = None
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            grid = block
            if lines and lines[-1].before_grid is None:
                lines[-1].before_grid = block
            continue
        heading = headings.get(at)
        is_label = heading is not None and heading.role is not None
        head = heads.read_head(block.text)
        if not block.text or (head is not None and head.kind == "page_number") or (squash(block.text) in repeated and not is_label):
            continue
        lines.append(Line(block, at, heading, after_grid=grid))
        grid = None
    return lines


def _runs(lines: Sequence[Line]) -> list[Run]:
    runs: list[Run] = []
    at, floor = 0, 0
    while at < len(lines):
        heading = lines[at].heading
        end = at
        if heading is not None and heading.role:
            run, end = _run_from(lines, at)
            if run is not None:
                _take_title(run, lines, at, floor, runs)
                runs.append(run)
                floor = end
        at = max(end, at + 1) if end > at else at + 1
    return runs


def _run_from(lines: Sequence[Line], start: int) -> tuple[Run | None, int]:
    """The description that begins with the heading at ``start``, and the index behind its last line."""
    first = lines[start].heading
    starts: list[int] = []
    end = start
    while first is not None and end < len(lines) and not (end > start and _breaks(lines, end, starts, first)):
        if _is_part(lines, end, starts, first):
            starts.append(end)
        end += 1
    while starts and not _role(lines[starts[-1]]):
        end = starts.pop()
    if not starts:
        return None, start + 1
    end = _end_of_tail(lines, starts[-1] + 1, end, first)
    parts = []
    for at, following in zip(starts, [*starts[1:], end], strict=True):
        heading = lines[at].heading
        if heading is not None:
            parts.append(Part(heading, list(lines[at:following])))
    run = Run(parts)
    return (run, end) if _describes(run, lines, start, end) else (None, start + 1)


def _role(line: Line) -> str | None:
    return line.heading.role if line.heading is not None else None


def _is_part(lines: Sequence[Line], at: int, starts: Sequence[int], first: Heading) -> bool:
    """The line is a heading of this description: its label is known, or its number is the next one."""
    heading = lines[at].heading
    if heading is None or heading.style != first.style:
        return False
    if heading.role:
        return True
    before = lines[starts[-1]].heading if starts else None
    return before is not None and heading.ordinal == before.ordinal + 1


def _breaks(lines: Sequence[Line], at: int, starts: Sequence[int], first: Heading) -> bool:
    """No line from here on belongs to the description."""
    line, heading = lines[at], lines[at].heading
    known = [other.label for start in starts if (other := lines[start].heading) is not None]
    is_own = heading is not None and heading.style == first.style and bool(heading.role)
    before = lines[starts[-1]].heading if starts else first
    if line.after_grid is not None:
        is_next = is_own and heading is not None and before is not None and bool(first.style) and heading.ordinal == before.ordinal + 1
        return not is_next or (heading is not None and heading.label in known)
    if is_own:
        return heading is not None and (heading.label in known or (bool(first.style) and heading.ordinal == first.ordinal))
    if is_title(line.paragraph.text):
        return True
    if heading is not None and heading.style == first.style and first.style:
        is_next = before is not None and heading.ordinal == before.ordinal + 1
        return heading.level <= 3 and not is_next
    if line.paragraph.level and line.paragraph.level <= (lines[starts[0]].paragraph.level if starts else 0):
        return True
    return 0 < heading_level(line.paragraph) < first.level


def _end_of_tail(lines: Sequence[Line], start: int, end: int, first: Heading | None) -> int:
    """Where the text of the last heading ends: before a caption, the name of an agency, a date, or the title of what follows."""
    cut = next((at for at in range(start, end) if _ends_text(lines, at, start, first)), end)
    if cut > start and lines[cut - 1].before_grid is not None:
        while cut > start and not is_pointer(lines[cut - 1].paragraph.text) and _is_above_table(lines[cut - 1].paragraph):
            cut -= 1
    while cut < len(lines) and cut > start and _may_be_title(lines, cut - 1, start):
        cut -= 1
    return cut


def _ends_text(lines: Sequence[Line], at: int, start: int, first: Heading | None) -> bool:
    paragraph, heading = lines[at].paragraph, lines[at].heading
    if paragraph.level and not lines[start - 1].paragraph.level:
        return True
    if heading is not None and heading.style and first is not None and heading.level < first.level:
        return bool(first.style) or _may_be_title(lines, at - 1, start)
    if at == start:
        return False
    head = heads.read_head(paragraph.text)
    is_caption = heads.is_form_title(paragraph.text) and not is_pointer(paragraph.text)
    return is_caption or heads.is_agency(paragraph.text) or (head is not None and head.kind in ("agency", "year", "date"))


def _may_be_title(lines: Sequence[Line], at: int, start: int) -> bool:
    """A short line behind the end of a sentence, or one that stands apart: the title of what follows, not the rest of the text."""
    paragraph = lines[at].paragraph
    if at < start or is_pointer(paragraph.text) or _SENTENCE_END.search(paragraph.text):
        return False
    is_apart = paragraph.after_gap or paragraph.after_page_break or paragraph.level > 0
    longest = _LONGEST_TITLE if is_apart else _LONGEST_TITLE // 2
    return len(squash(paragraph.text)) <= longest and _SENTENCE_END.search(lines[at - 1].paragraph.text) is not None


def _is_above_table(paragraph: Paragraph) -> bool:
    return signs.is_form_head(paragraph) or signs.is_table_head(paragraph)


def _describes(run: Run, lines: Sequence[Line], start: int, end: int) -> bool:
    """Enough headings with text, and nothing that only a form has."""
    roles = {part.heading.role for part in run.parts if part.heading.role}
    texts = [part for part in run.parts if part.heading.rest or len(part.lines) > 1]
    is_numbered = bool(run.parts[0].heading.style)
    if len(roles) < (_FEWEST if is_numbered else _FEWEST_UNNUMBERED) or not roles & _TELLING or len(texts) * 2 < len(run.parts):
        return False
    inside = [line.paragraph for part in run.parts for line in part.lines[1:]]
    columns = sum(1 for paragraph in inside if lexicon.roles("columns", paragraph.text))
    if columns > 2:
        return False
    last = lines[end - 1].before_grid
    has_form = last is not None and any(read_header(row.filled()) is not None for row in last.rows[:4])
    above = [line.paragraph for line in lines[max(start - 2, 0) : start]]
    return is_numbered or not (has_form or any(_is_form_line(paragraph) for paragraph in [*above, *inside]))


def _is_form_line(paragraph: Paragraph) -> bool:
    """A label of a form that a description does not have, alone or with its value."""
    _, pairs = read_pairs([paragraph.as_cell()])
    return bool(pairs) and lexicon.is_word(pairs[0].label) and pairs[0].label.group in ("fields", "amounts", "contacts", "containers")


def _take_title(run: Run, lines: Sequence[Line], start: int, floor: int, before: Sequence[Run]) -> None:
    """The line above the first heading, where it is a title; of the description before it, if that had taken it for its text."""
    if start == 0 or lines[start].after_grid is not None or run.parts[0].heading.role == "name":
        return
    line = lines[start - 1]
    text = line.paragraph.text
    depth = line.heading.level if line.heading is not None and line.heading.style else 0
    if is_title(text) or names_project(text, is_heading=bool(line.paragraph.level) or 0 < depth < run.parts[0].heading.level):
        run.title, run.name = line, title_name(text)
    if run.title is None:
        return
    above = lines[start - 2] if start - 2 >= floor and run.title.after_grid is None else None
    if run.name is not None and above is not None and is_title(above.paragraph.text) and title_name(above.paragraph.text) is None:
        run.over = above
    if start - 1 >= floor:
        return
    owner = before[-1].parts[-1]
    if owner.lines[-1] is line and len(owner.lines) > 1:
        owner.lines.pop()
    else:
        run.title = run.name = None


def _is_same(form: ProjectDraft, described: ProjectDraft) -> bool:
    """The form has the name of the described project, and they print nothing that contradicts the other."""
    if not described.name or squash(form.name) != squash(described.name) or form.is_whole_department:
        return False
    mine, other = form.amounts.get("annual"), described.amounts.get("annual")
    if mine and other and None not in (mine.yuan, other.yuan) and mine.yuan != other.yuan:
        return False
    return all(
        value is None or (own := form.narratives.get(label)) is None or squash(own.text) == squash(value.text)
        for label, value in described.narratives.items()
    )


def _add(described: ProjectDraft, form: ProjectDraft) -> None:
    """Give the project of a form what its description says beyond it."""
    for label, value in described.narratives.items():
        own = form.narratives.get(label)
        if own is None:
            form.narratives[label] = value
        elif value is not None:
            own.cells += value.cells
    for key, value in described.fields.items():
        if key not in form.fields:
            form.fields[key] = value
        elif squash(form.fields[key].text) == squash(value.text):
            form.fields[key].cells += value.cells
    for key, amount in described.amounts.items():
        own_amount = form.amounts.get(key)
        if own_amount is None or own_amount.yuan is None:
            form.amounts[key] = amount
        elif own_amount.yuan == amount.yuan:
            own_amount.cells += amount.cells


def _rank(draft: ProjectDraft, ledger: Ledger) -> int:
    first = draft.first or next((value.cells[0] for value in draft.fields.values() if value.cells), None)
    return ledger.rank(first.source) if first is not None else -1
