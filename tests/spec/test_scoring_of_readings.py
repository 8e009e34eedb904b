"""The self-evaluations of scoring_forms.toml, printed in several layouts, read and scored: the figures are those of the table."""

import tomllib
from pathlib import Path

import pytest
from tests.spec.giving import assert_gives
from tests.spec.printed_forms import LAYOUTS

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.scoring.from_reading import score_document
from jixiao.scoring.telling import lines_of, summary_of

TABLE = tomllib.loads(Path(__file__).with_name("scoring_forms.toml").read_text(encoding="utf-8"))
FORMS = [form for form in TABLE["form"] if "round_rate_first" not in form]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["id"])
def test_printed_form_is_read_and_scores_as_computed_by_hand(form, layout):
    name, content = LAYOUTS[layout](form)

    document = recognise(read_bytes(content, name=name))
    (found,) = score_document(document, form["scheme"])

    assert [problem.describe("zh") for problem in document.problems if problem.id != "READ-017"] == []
    assert_gives(found.scored, form["gives"])
    assert str(found.project.evaluation.total_score or "") == form.get("declared_total", "")
    if "declared_total" in form and layout == "in pieces":
        assert (found.project.evaluation.grade, found.project.evaluation.total_weight) == ("优", 100)
    lines = lines_of(found)
    assert sum(line.expected for line in lines if line.expected is not None) == summary_of(found, lines).known
    if found.scored.total is not None:
        assert summary_of(found, lines).known == found.scored.total
