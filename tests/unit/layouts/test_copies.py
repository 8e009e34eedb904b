"""Prints of one form: what they cost, and which are one form."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from jixiao.documents.grid import Cell
from jixiao.layouts import copies
from jixiao.layouts.copies import merge_copies
from jixiao.layouts.draft import AmountValue, IndicatorDraft, ProjectDraft, Value
from jixiao.provenance import SourceRef

_SLACK = 2.5  # of twice as many prints; 4 if each is compared with each


def _cell(text: str, line: int) -> Cell:
    return Cell(text, 0, SourceRef("invented.txt", line=line))


def _print(
    line: int, *, name: str = "灌区泵站更新", code: str | None = None, annual: int | None = None, rows: tuple[tuple[str, str], ...] = ()
) -> ProjectDraft:
    """A print of a form with indicators of one level."""
    draft = ProjectDraft(first=_cell(name, line))
    draft.fields["name"] = Value.of(_cell(name, line))
    if code is not None:
        draft.fields["code"] = Value.of(_cell(code, line))
    if annual is not None:
        draft.amounts["annual"] = AmountValue(Decimal(annual))
    for label, value in rows:
        texts = {"name": Value.of(_cell(label, line)), "value": Value.of(_cell(value, line))}
        draft.indicators.append(IndicatorDraft(texts, level2_code="output.quantity", is_level2_own=True))
    return draft


def _equal(count: int) -> list[ProjectDraft]:
    return [_print(line) for line in range(count)]


def _equal_with_rows(count: int) -> list[ProjectDraft]:
    return [_print(line, rows=(("更新泵站数量", "≥3座"), ("培训操作人员", "40人次"))) for line in range(count)]


def _other_names(count: int) -> list[ProjectDraft]:
    return [_print(line, name=f"灌区泵站更新第{line}期") for line in range(count)]


def _other_amounts(count: int) -> list[ProjectDraft]:
    return [_print(line, annual=line + 1) for line in range(count)]


def _other_rows(count: int) -> list[ProjectDraft]:
    """One row is the same in all, so that nothing contradicts; the other is in one print only."""
    return [_print(line, rows=(("更新泵站数量", "≥3座"), (chr(0x4E00 + 3 * line) * 6, f"{line}人次"))) for line in range(count)]


@pytest.mark.parametrize("prints", [_equal, _equal_with_rows, _other_names, _other_amounts, _other_rows])
def test_twice_as_many_prints_take_twice_as_many_steps(
    prints: Callable[[int], list[ProjectDraft]], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = 0

    def counting(step: Callable[..., object]) -> Callable[..., object]:
        def count(*arguments: object) -> object:
            nonlocal counted
            counted += 1
            return step(*arguments)

        return count

    for name in ("_is_copy", "same_indicator", "squash"):
        monkeypatch.setattr(copies, name, counting(getattr(copies, name)))
    found = []
    for count in (400, 800):
        counted = 0
        merge_copies(prints(count))
        found.append(counted)
    assert found[1] <= _SLACK * found[0] + 10


def test_equal_prints_are_one_form_with_all_their_places() -> None:
    (merged,) = merge_copies(_equal_with_rows(3))
    assert [cell.source.line for cell in merged.copies] == [1, 2]
    assert [place.line for place in merged.fields["name"].places] == [0, 1, 2]
    assert [item.text("name") for item in merged.indicators] == ["更新泵站数量", "培训操作人员"]
    assert [place.line for place in merged.indicators[1].texts["value"].places] == [0, 1, 2]


def test_a_print_goes_to_the_nearest_form_above_that_it_does_not_contradict() -> None:
    merged = merge_copies([_print(0, annual=10), _print(1, annual=20), _print(2), _print(3, annual=10)])
    assert [[cell.source.line for cell in draft.copies] for draft in merged] == [[3], [2]]


def test_codes_tell_forms_of_one_name_apart() -> None:
    merged = merge_copies([_print(0, code="A-1000-0001"), _print(1, code="B-2222-7777"), _print(2, code="A-1000-0001")])
    assert [[cell.source.line for cell in draft.copies] for draft in merged] == [[2], []]


def test_the_same_row_with_letters_lost_is_one_row() -> None:
    whole = (("更新泵站数量", "≥3座"), ("培训操作人员人次", "40人次"))
    (merged,) = merge_copies([_print(0, rows=whole), _print(1, rows=(("更新泵站数量", "≥3座"), ("培训作人员人次", "40人次")))])
    assert [item.text("name") for item in merged.indicators] == ["更新泵站数量", "培训操作人员人次"]
    assert [note.kind for note in merged.repairs] == ["copies_differ"]


def test_more_prints_that_differ_than_one_form_can_have_are_several_forms() -> None:
    merged = merge_copies(_other_rows(120))
    assert len(merged) == 3
    assert sum(1 + len(draft.copies) for draft in merged) == 120


def test_a_long_text_is_quoted_where_the_prints_begin_to_differ() -> None:
    long = "养护全市水闸和泵站的启闭机、钢丝绳及电气设备，" * 4
    prints = [_print(0), _print(1), _print(2)]
    for draft, end in zip(prints, ("每季度一次。", "每季度一次。", "每月一次。"), strict=True):
        draft.fields["goal"] = Value.of(_cell(long + end, 1))
    (merged,) = merge_copies(prints)
    (note,) = merged.repairs
    assert note.printed.endswith("每月一次。")
    assert note.read_as.endswith("每季度一次。")
    assert note.printed.startswith("…")
    assert len(note.printed) < 40


def test_a_text_under_the_label_before_it_has_slid() -> None:
    whole = {"立项依据": "水闸技术管理规程要求定期养护", "项目设立必要性": "启闭机老化，存在安全隐患"}
    prints = [_print(0), _print(1)]
    prints[0].narratives = {label: Value.of(_cell(text, 2)) for label, text in whole.items()}
    prints[1].narratives = {"立项依据": Value.of(_cell("启闭机老化，存有安全隐患", 7)), "项目设立必要性": None}
    (merged,) = merge_copies(prints)
    assert [(note.kind, note.printed, note.read_as) for note in merged.repairs] == [
        ("slid_label", "启闭机老化，存有安全隐患", "项目设立必要性"),
        ("copies_differ", "启闭机老化，存有安全隐患", "启闭机老化，存在安全隐患"),
    ]


def test_two_rows_of_one_print_are_two_rows() -> None:
    whole = (("单位成本（每名管护员）", "300元"), ("单位成本（每座泵站）", "100元"))
    other = (("单位成本（每名管护员）", "300元"), ("单位成本（每名泵站）", "100元"))
    (merged,) = merge_copies([_print(0, rows=whole), _print(1, rows=other)])
    assert [(item.text("name"), item.text("value")) for item in merged.indicators] == list(whole)
    assert [(note.printed, note.read_as) for note in merged.repairs] == [("单位成本（每名泵站）", "单位成本（每座泵站）")]
