"""What nobody can understand is reported, cell by cell, and nothing else is lost; a row that goes takes its indicator with it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, note
from hypothesis import strategies as st
from tests.property import vocabulary as words
from tests.property.documents import documents, is_doubtful
from tests.property.printing import Line, encode, lay_out, shape
from tests.property.reading import EXAMPLES, faults, problems, read


def _goes_on(line: Line, layout) -> bool:
    """A text behind or below a goal may be the rest of the goal."""
    return any(cell.startswith(layout.labels[key]) for cell in line.cells for key in ("goal", "goal_of_period"))


def _fields(lines, layout) -> list[int]:
    return [at for at, line in enumerate(lines) if line.kind == "field" and not _goes_on(line, layout)]


def _is_full(line: Line, truth, layout) -> bool:
    """Nothing in the row may have slid: it prints its level, no cell behind it is blank, and the name does not read like a label."""
    if line.kind != "indicator":
        return False
    item = truth.projects[line.project].indicators[line.indicator]
    filled = [col for col, cell in enumerate(line.cells) if cell]
    is_plain = item.name in words.PLAIN_NAMES.get(item.level2_code, ())
    behind = len(layout.columns) - min(layout.columns.index(role) for role in ("level2", "name") if role in layout.columns)
    return not is_plain and filled == list(range(filled[0], len(line.cells))) and len(filled) >= behind


def _plant(draw, kind, lines, truth, layout, text) -> bool:
    """Put one unknown text into the rows; false where the document has no such place."""
    rows = _fields(lines, layout)
    if kind == "left of a label":
        at = draw(st.sampled_from(rows))
        blanks = [col for col, cell in enumerate(lines[at].cells) if not cell and not any(lines[at].cells[:col])]
        if not blanks or not any(lines[at].cells):
            return False
        lines[at].cells[draw(st.sampled_from(blanks))] = text
    elif kind == "at the end of a field row":
        at = draw(st.sampled_from(rows))
        lines[at].cells += [""] * draw(st.integers(0, 2)) + [text]
    elif kind == "at the end of an indicator row":
        at = draw(st.sampled_from([at for at, line in enumerate(lines) if _is_full(line, truth, layout)] or [-1]))
        if at < 0:
            return False
        lines[at].cells += [""] * draw(st.integers(0, 2)) + [text]
    else:
        # above the first field a row may be a caption, and below the last it may be anything
        at = draw(st.sampled_from([at for at in rows if at + 1 < len(lines) and lines[at + 1].kind == "field"] or [-1]))
        if at < 0:
            return False
        lines.insert(at + 1, Line("field", [""] * (layout.lead + draw(st.integers(0, 1))) + [text], project=lines[at].project))
    return True


KINDS = ["left of a label", "at the end of a field row", "at the end of an indicator row", "in a row between fields"]


@EXAMPLES
@given(documents("tabs"), st.lists(st.sampled_from(KINDS), min_size=1, max_size=4), st.data())
def test_unknown_cells_are_reported_one_by_one(printed, kinds, data):
    # tabs only: a line below a cell of the other two shapes may be the rest of that cell; and labels stand beside their values,
    # since below a row of labels every text is the value of one of them
    truth, layout = printed
    layout = replace(layout, over=False, inline=False, padded=True)
    lines = lay_out(truth, layout)
    before = read(encode(shape(lines, layout), layout))
    assume(not faults(truth, layout, before) and not before.problems)
    planted = sum(_plant(data.draw, kind, lines, truth, layout, text) for kind, text in zip(kinds, words.UNKNOWN, strict=False))
    assume(planted)
    text = shape(lines, layout)
    note(text)
    after = read(encode(text, layout))

    assert faults(truth, layout, after) == []
    assert (after.account.problems, len(after.problems)) == (planted, planted), problems(after)
    assert after.account.cells == before.account.cells + planted


_LEVEL_WORDS = frozenset({"数量", "质量", "时效", "成本"})


def _is_removable(lines, at: int) -> bool:
    """The rows below inherit nothing from this one, and it is not the only one of its form."""
    line = lines[at]
    others = [other for other in lines if other.kind == "indicator" and other.project == line.project and other is not line]
    if line.kind != "indicator" or not others:
        return False
    if lines[at - 1].kind == "level" and (at + 1 == len(lines) or lines[at + 1].kind != "indicator"):
        return False  # a first level without a row says nothing
    below = next((other for other in lines[at + 1 :] if other.kind in ("indicator", "level", "field", "head")), None)
    if below is None or below.kind != "indicator":
        return True
    return below.first >= line.first and below.second >= line.second


@EXAMPLES
@given(documents(), st.data())
def test_a_row_that_goes_takes_exactly_its_indicator(printed, data):
    truth, layout = printed
    lines = lay_out(truth, layout)
    before = read(encode(shape(lines, layout), layout))
    assume(not faults(truth, layout, before) and not before.problems)
    # one cell per line, a header that stands twice without a row between says nothing of where the rows begin
    assume(not (layout.shape == "lines" and layout.header_again))
    candidates = [at for at in range(len(lines)) if _is_removable(lines, at)]
    assume(candidates)
    gone = lines.pop(data.draw(st.sampled_from(candidates)))
    left = truth.without(gone.project, gone.indicator)
    assume(not is_doubtful(left, layout))
    # a name that is a level's word (数量) with a wording as its target is a level to whoever sees few rows: test_layouts.py has the floors
    assume(not any(item.name in _LEVEL_WORDS for project in left.projects for item in project.indicators))
    text = shape(lines, layout)
    note(text)
    after = read(encode(text, layout))

    assert faults(left, layout, after) == []
    assert problems(after) == []
