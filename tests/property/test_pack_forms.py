"""A project that is laid out by the form of a pack is read back, and is printed under the labels of the pack."""

import hashlib

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.forms.comparison import differences
from tests.forms.projects import YEAR, projects
from tests.unit.packs.own_pack import write_pack

from jixiao.documents.printout import Printout
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers import write
from jixiao.layouts.lay_out import Around, lay_out_form
from jixiao.layouts.recognise import recognise
from jixiao.packs import declaration_for, load_pack, pack_ids
from jixiao.packs.labels import clean, printed_labels
from jixiao.values.taxonomy import level1, level2

EXAMPLES = 12


@pytest.mark.parametrize("name", [*pack_ids(), "qinghe"])
def test_project_is_read_back_from_the_form_of_a_pack(name, tmp_path):
    pack = load_pack(write_pack(tmp_path) if name == "qinghe" else name)
    form = declaration_for(pack)
    labels = {path: label.text for path, label in printed_labels(form).items()}

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def check(data):
        found = data.draw(projects(form))
        pages = [lay_out_form(project, form, Around(YEAR, number)).page for number, project in enumerate(found, 1)]
        printed = {clean(cell.text) for page in pages for block in page.blocks for row in getattr(block, "rows", []) for cell in row.cells}
        written = write(Printout("forms", pages), "html")

        assert differences(form, found, recognise(read_bytes(written, name=f"{hashlib.sha256(written).hexdigest()}.html"))) == []
        assert {path: text for path, text in labels.items() if clean(pack.labels[path]) not in printed} == {}
        used = {code for project in found for item in project.indicators for code in (item.level1_code, item.level2_code)}
        used |= set(form.levels.always)
        assert {code for code in used & set(pack.level_labels) if clean(pack.level_labels[code]) not in printed} == set()

    check()


@pytest.mark.parametrize("name", pack_ids())
def test_label_of_a_level_is_read_as_that_level(name):
    pack = load_pack(name)
    read = {first.code: level1(first.label) for first in pack.level_options}
    read |= {second.code: level2(second.label) for first in pack.level_options for second in first.level2}

    assert {code: match.code if match else None for code, match in read.items()} == {code: code for code in read}
