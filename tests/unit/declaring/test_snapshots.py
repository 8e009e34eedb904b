"""A declaration frozen: the same declaration is the same bytes, any change is another digest, and its shape is that of its page."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.forms.projects import YEAR, longest, projects
from tests.unit.declaring.json_schema import faults
from tests.unit.declaring.jurisdictions import FORMS, jurisdiction

from jixiao.chain import canonical_json, sha256_of
from jixiao.declaring import Draft, from_project, snapshot, to_project
from jixiao.declaring.snapshots import SCHEMA
from jixiao.layouts.lay_out import declaration

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "declaration-snapshot.md"
SHAPE = json.loads(re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1])
IDENTITY = {"declaration": "a3", "agency_code": "118001", "agency": "青禾县水务局", "fiscal_year": 2026, "pack": "ningxia", "version": 2}
PLAIN = {
    "fields": {"name": "泵站维修", "amounts.fiscal": " 110 ", "narratives.source": "县府会议"},
    "indicators": [
        {"id": "k1", "level1": "产出指标", "level2": "数量指标", "name": "维修泵站", "target": "≥3座", "extra.confidence": "高"},
        {"id": "k2", "name": "群众满意度", "target": "九成"},
    ],
    "explanations": {"VAL-030@indicators.k2.target": "首年调查"},
}


def frozen(draft, form="ningxia", identity=IDENTITY, **more):
    typed = to_project(draft, jurisdiction(form), agency=identity["agency"], fiscal_year=identity["fiscal_year"])
    return snapshot(draft, typed, identity, **more)


def digest(*args, **more):
    return sha256_of(canonical_json(frozen(*args, **more)))


DRAFT = Draft.from_plain(PLAIN)


def test_snapshot_says_who_what_it_means_and_what_was_typed():
    found = frozen(DRAFT, attachments=[{"name": "批复.pdf", "sha256": "0" * 64}])

    assert found["schema"] == SCHEMA == SHAPE["$id"]
    assert found["identity"] == IDENTITY
    assert found["draft"]["fields"]["amounts.fiscal"] == " 110 "
    assert found["project"]["amounts"]["fiscal"] == "1100000"
    assert found["project"]["indicators"][0]["target"]["value"] == "3"
    assert found["attachments"] == [{"name": "批复.pdf", "sha256": "0" * 64}]


def test_text_is_kept_under_any_label():
    """A label may be called like what is left out of a reading."""
    found = frozen(DRAFT)

    assert found["project"]["narratives"]["source"] == "县府会议"
    assert found["project"]["indicators"][0]["extra"] == {"confidence": "高"}


def test_places_and_doubts_of_reading_are_no_part_of_it():
    said = json.dumps(frozen(DRAFT)["project"]["indicators"][0]["target"])

    assert "confidence" not in said
    assert not {"source", "sources", "repairs", "copies", "steps", "confidence"} & set(frozen(DRAFT)["project"])


def test_typed_draft_comes_back_out_of_a_snapshot():
    assert Draft.from_plain(json.loads(canonical_json(frozen(DRAFT)))["draft"]) == DRAFT


def test_same_declaration_is_the_same_bytes_in_whatever_order_it_was_typed():
    other = Draft.from_plain({**PLAIN, "fields": dict(reversed(PLAIN["fields"].items()))})

    assert digest(other) == digest(DRAFT)


@pytest.mark.parametrize(
    "changed",
    [
        DRAFT.with_field("name", "泵站维修 "),
        DRAFT.with_field("indicators.k1.target", "≥ 3座"),
        DRAFT.with_moved_indicator("k2", 0),
        DRAFT.with_explanation("VAL-030", "indicators.k2.target", ""),
        DRAFT.with_indicator().without_indicator("k3"),
    ],
)
def test_any_change_is_another_digest(changed):
    assert digest(changed) != digest(DRAFT)


def test_identity_and_attachments_count():
    attached = [{"name": "批复.pdf", "sha256": "0" * 64}]

    assert len({digest(DRAFT), digest(DRAFT, identity={**IDENTITY, "version": 3}), digest(DRAFT, attachments=attached)}) == 3


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_snapshot_is_canonical_and_has_the_shape_of_its_page(form, data):
    project = data.draw(projects(declaration(form)) | st.just([longest(declaration(form))]))[0]

    found = frozen(from_project(project, jurisdiction(form)), form, {**IDENTITY, "fiscal_year": YEAR})

    assert list(faults(found, SHAPE, SHAPE)) == []
    assert json.loads(canonical_json(found)) == found


def test_shape_of_the_page_refuses_what_is_none():
    found = frozen(DRAFT)
    wrong = [{**found, "schema": "x"}, {**found, "more": 1}, {**found, "draft": {**found["draft"], "made": "1"}}]
    wrong.append({**found, "project": {**found["project"], "amounts": {"annual": "1,100"}}})
    wrong.append({**found, "project": {key: value for key, value in found["project"].items() if key != "goal"}})

    assert list(faults(found, SHAPE, SHAPE)) == []
    assert [bool(list(faults(one, SHAPE, SHAPE))) for one in wrong] == [True] * len(wrong)
