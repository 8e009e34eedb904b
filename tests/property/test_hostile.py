"""Bad input never raises and never hangs: it gives a reading whose account adds up and whose problems say what to do."""

from __future__ import annotations

import random
import signal
import time
import zlib
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.property.documents import documents
from tests.property.printing import print_document
from tests.property.reading import EXAMPLES, read

from jixiao import messages
from jixiao.model import Document

GUARD = 20
"""Seconds that one reading may take; most take milliseconds."""
GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/input.txt"))
FORM = "项目支出绩效目标表\n单位：万元\n项目名称\t湿地栈道维护\n年度资金总额\t12.50\n年度绩效目标\t维护栈道3公里。\n"
HEADER = "一级指标\t二级指标\t三级指标\t指标值\n"
ROW = "产出指标\t数量指标\t栈道长度\t≥3公里\n"


class TooSlowError(BaseException):
    """A reading that goes on and on; no ``Exception``, so that nothing on the way can swallow it."""


@contextmanager
def _guard(seconds: float):
    def stop(*_):
        raise TooSlowError(f"still reading after {seconds} s")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _read_within_bounds(data: bytes) -> Document:
    start = time.perf_counter()
    with _guard(GUARD):
        document = read(data)
        document.model_dump_json()
    assert time.perf_counter() - start < GUARD

    account = document.account
    assert account.cells == account.typed + account.prose + account.ignored + account.problems
    assert account.ignored == sum(account.ignored_as.values())
    assert account.problems <= len(document.problems)
    for problem in document.problems:
        for language in messages.LANGUAGES:
            assert problem.message(language).strip()
            assert problem.remedy(language).strip()
            assert problem.describe(language)
    return document


BINARY = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "zip": b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(range(256)),
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64),
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(200)),
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "gzip": b"\x1f\x8b\x08\x00" + bytes(range(100)),
    "zeros": bytes(10_000),
    "all bytes": bytes(range(256)) * 20,
    "compressed": zlib.compress(FORM.encode() * 200),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(100) + bytes(range(128, 256)) * 4,
}
EMPTY = {
    "nothing": b"",
    "blanks": b" \n\t\r\n  ",
    "mark of utf-8": b"\xef\xbb\xbf",
    "mark of utf-16 le": b"\xff\xfe",
    "mark of utf-16 be": b"\xfe\xff",
    "wide blanks": "\u3000\u3000\n\u3000".encode(),
    "form feeds": b"\f\f\n\f",
    "invisible": "\u200b\u200e\ufeff\n".encode(),
    "tabs": b"\t\t\t\n\t\t\n",
}
ODD = {
    "a line of a million characters": "绩" * 1_000_000,
    "a line of a million digits": "1" * 1_000_000,
    "a line of a million blanks": "a" + " " * 1_000_000 + "b",
    "many segments in a line": "甲  " * 30_000,
    "100,000 tabs": "\t" * 100_000,
    "100,000 tabs with a word at the end": "\t" * 100_000 + "指标值",
    "50,000 lines of one character": "绩\n" * 50_000,
    "50,000 lines of one digit": "7\n" * 50_000,
    "20,000 labels": "项目名称\n" * 20_000,
    "20,000 levels": "产出指标\n数量指标\n" * 10_000,
    "a header again and again": HEADER * 3_000,
    "a row again and again": FORM + HEADER + ROW * 2_000,
    "a form again and again": (FORM + HEADER + ROW + "\n") * 300,
    "open brackets": "（" * 50_000 + "\n" + "((((" * 5_000,
    "open quotes": ('"未完\t"\n' * 5_000) + '"',
    "nested marks": "<b>" * 30_000 + "[bookmark:" * 10_000,
    "only separators": "\t\t\t\n \t \n----\n====\n||||\n,,,,\n" * 2_000,
    "rules of dots": "." * 90_000 + "\n" + "…" * 90_000,
    "a row of 2,000 cells": "\t".join(f"格{number}" for number in range(2_000)),
    "rows of 2,000 cells": ("\t".join("12.5" for _ in range(2_000)) + "\n") * 20,
    "a form with rows of 2,000 cells": FORM + HEADER + ("产出指标" + "\t数量指标" * 2_000 + "\n") * 5,
    "2,000 columns in the header": "一级指标\t二级指标\t三级指标\t指标值\t" * 500 + "\n" + "产出指标\t" * 2_000,
    "contents without end": "目录\n" + "第一部分 概况......................1\n" * 5_000,
    "aligned without end": ("  项目名称        湿地栈道        金额      12.50\n" * 2_000),
    "aligned and ragged": "".join(" " * (number * 7 % 90) + "格  " * (number % 9) + "\n" for number in range(1_000)),
    "numbers without end": ("1.2.3.4.5.6.7.8.9、一、（一）" * 200 + "\n") * 50,
    "conditions without end": FORM + HEADER + "产出指标\t数量指标\t名称\t" + "≥95%且≤100%或者" * 5_000 + "\n",
    "agencies without end": ("青禾县" * 3_000 + "局\n") * 30,
    "a sum without end": FORM.replace("12.50", "1," * 40_000 + "000.00"),
    "fields without a form": "项目名称\t\n主管部门\t\n实施单位\t\n" * 1_000,
    "controls": "项目名称\t湿地\x0b栈道\x1c\n\x85金额\u2028\u2029\n",
    "right to left": "\u202e项目名称\t\u202d湿地\u200f\n" + HEADER + ROW,
    "beyond the basic plane": "项目名称\t𠮷野家😀维护\n" + HEADER + "产出指标\t数量指标\t𠀀𠀁数量\t≥3处\n",
    "private characters": "项目名称\t\ue000\ue001维护\n" + HEADER + ROW,
}  # fmt: skip


@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY.keys())
def test_binary_under_the_name_of_a_text_is_a_problem(data):
    document = _read_within_bounds(data)

    assert document.problems
    assert not document.projects


@pytest.mark.parametrize("data", EMPTY.values(), ids=EMPTY.keys())
def test_nothing_to_read_is_a_problem(data):
    document = _read_within_bounds(data)

    assert document.problems
    assert document.account.cells == 0


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_read_within_bounds(text):
    _read_within_bounds(text.encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "gb18030"])
def test_text_cut_inside_a_character_is_read_within_bounds(encoding):
    data = (FORM + HEADER + ROW).encode(encoding)
    for end in range(len(data) - 9, len(data)):
        _read_within_bounds(data[:end])


def test_zero_bytes_between_texts_are_read_within_bounds():
    data = (FORM + HEADER + ROW).encode()
    for share in (1, 10, 100):
        _read_within_bounds(b"\0".join(data[at : at + share] for at in range(0, len(data), share)))


@EXAMPLES
@given(st.binary(max_size=400))
def test_any_bytes_are_read_within_bounds(data):
    _read_within_bounds(data)


@EXAMPLES
@given(st.text(alphabet=st.sampled_from("\t\n\f  　项目名称绩效指标一二三级产出数量值单位：万元12.5%≥（）\"'、。"), max_size=300))
def test_any_text_of_our_alphabet_is_read_within_bounds(text):
    _read_within_bounds(text.encode())


WORDS = [
    "\t", "\t", "\n", "\n", "\n\n", "  ", "    ", "\f", "项目名称", "实施单位", "年度资金总额", "其中：财政拨款", "项目资金（万元）",
    "总体目标", "实施期目标", "年度目标",
    "绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "权重", "产出指标", "数量指标", "成本指标", "满意度", "≥95%", "12.50",
    "3月底", "30%", "单位：万元", "合计",
    "（2025年度）", "目录", "第一部分", "- 3 -", "青禾县气象局", "附件1", "产出指", "标", "0", "/", "无", "预算规模及资金用途",
    "资金支出计划（%）", "序号", "1", "2", "3", "续表",
]  # fmt: skip


@EXAMPLES
@given(st.lists(st.sampled_from(WORDS), max_size=120))
def test_any_order_of_our_words_is_read_within_bounds(parts):
    _read_within_bounds("".join(parts).encode())


COLUMNS = [
    "一级指标", "二级指标", "三级指标", "指标值", "实施期指标值", "备注", "权重", "指标性质", "计量单位", "审核", "指标解释", "序号",
]  # fmt: skip
CELLS = [
    "", "", "", "", "", "", "产出指标", "数量指标", "成本指标", "别的指标", "第 3 页", "3", "栈道数量", "≥3公里", "有效提升",
    "以后补充说明", "10", "满意度", "标", "产出指", "/", "无", "备注",
]  # fmt: skip


@st.composite
def _tables(draw) -> str:
    header = draw(st.permutations(["三级指标", "指标值", *draw(st.lists(st.sampled_from(COLUMNS), max_size=6))]))
    rows = draw(st.lists(st.lists(st.sampled_from(CELLS), max_size=len(header) + 1), max_size=6))
    break_ = draw(st.sampled_from(["\n", "\n\n", "\n\f"]))
    return FORM + "\t".join(header) + "\n" + break_.join("\t".join(row) for row in rows)


@EXAMPLES
@given(_tables(), st.sampled_from(["\t", "    ", "\n"]))
def test_any_rows_below_a_header_are_read_within_bounds(text, separator):
    _read_within_bounds(text.replace("\t", separator).encode())


def test_a_row_with_nothing_but_a_level_and_a_remark_is_read_within_bounds():
    _read_within_bounds((FORM + "二级指标\t三级指标\t指标值\t备注\n别的指标\t\t\t以后补充\n").encode())
    _read_within_bounds((FORM + "三级指标\t备注\t指标值\t指标性质\t二级指标\t指标值\n\t栈道数量\t\t别的指标\t\n").encode())


@EXAMPLES
@given(documents(), st.data())
def test_any_beginning_of_a_document_is_read_within_bounds(printed, data):
    content = print_document(*printed)

    _read_within_bounds(content[: data.draw(st.integers(0, len(content)))])


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_any_beginning_of_a_golden_is_read_within_bounds(path):
    content = path.read_bytes()
    chance = random.Random(path.parent.name)  # noqa: S311 - places to cut at
    for end in sorted(chance.sample(range(len(content)), 6)):
        _read_within_bounds(content[:end])


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """A golden with damage of one kind or another."""
    kind = chance.randrange(6)
    if kind == 0:
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        return bytes(damaged)
    lines = content.split(b"\n")
    if kind == 1:
        for _ in range(chance.randint(1, 10)):
            a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
    elif kind == 2:
        lines = [line for line in lines if chance.random() > 0.1]
    elif kind == 3:
        lines = [line.replace(b"\t", b"", 1) if chance.random() < 0.2 else line for line in lines]
    elif kind == 4:
        lines = [line.replace(b"\t", b"\t\t", 1) if chance.random() < 0.2 else line for line in lines]
    else:
        chance.shuffle(lines)
    return b"\n".join(lines)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_damage_to_a_golden_is_read_within_bounds(path):
    content = path.read_bytes()
    chance = random.Random(path.parent.name)  # noqa: S311 - places and kinds of damage
    for _ in range(8):
        _read_within_bounds(_mutated(content, chance))
