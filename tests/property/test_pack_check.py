"""Whatever is written into a pack, the check says what is wrong and does not fail itself; what it lets pass can be used."""

import os
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.forms.projects import emptiest
from tests.unit.packs.own_pack import QINGHE, write_pack

from jixiao.layouts.lay_out import lay_out_form
from jixiao.layouts.lay_out.binding import Around
from jixiao.packs import catalogue_for, check_pack, declaration_for, load_pack
from jixiao.rules import load_catalogue

EXPLORES = "JIXIAO_EXPLORE" in os.environ
LINES = QINGHE.splitlines()
VALUES = [
    "3", "-5", "1.5", "inf", "99999999999999999999", "true", "2026-01-01", "08:00:00", '""', '"x"', '"九月"', "[]", "[1]", "[[1]]", '["a"]',
    "{}", '{ zh = "甲", en = "a" }', '[{ code = "x" }]', '"output.cost"', '["finance_review"]', '"national-form"', '"2月"',
]  # fmt: skip
"""What is put behind a key, right or not."""


@st.composite
def written(draw):
    """The invented pack with some lines changed, left out, written twice, or with a letter that somebody slipped on."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["value", "value", "without", "twice", "letter"]))
        if kind == "value" and "=" in lines[at]:
            lines[at] = f"{lines[at].partition('=')[0]}= {draw(st.sampled_from(VALUES))}"
        elif kind == "without" and len(lines) > 1:
            del lines[at]
        elif kind == "twice":
            lines.insert(at, draw(st.sampled_from(LINES)))
        elif lines[at]:
            place = draw(st.integers(0, len(lines[at]) - 1))
            lines[at] = lines[at][:place] + draw(st.sampled_from('"[]{}=.,x甲1')) + lines[at][place + 1 :]
    return "\n".join(lines)


def test_any_pack_is_checked_and_what_passes_can_be_used(tmp_path):
    rules = load_catalogue()
    seen = set()

    @settings(
        max_examples=3000 if EXPLORES else 300,
        deadline=None,
        derandomize=not EXPLORES,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(written())
    def check(text):
        file = write_pack(tmp_path, text)
        faults = check_pack(file)
        seen.add(bool(faults))
        for fault in faults:
            assert fault.message("zh")
            assert fault.message("en")
            assert fault.remedy("zh")
            assert fault.remedy("en")
        if not faults:
            pack = load_pack(file)
            form = declaration_for(pack)
            assert lay_out_form(emptiest(form), form, Around(2026)).page.blocks
            assert catalogue_for(pack, rules).entries.keys() == rules.entries.keys()
            assert all(deadline.on(2027, {"finance_approval": date(2027, 2, 1)}) for deadline in pack.calendar.values() if deadline.month)

    check()
    assert seen == {True, False}
