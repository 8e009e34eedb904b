"""What is laid out as an official form is read back: every form in every kind of file, also the longest and the emptiest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.forms.comparison import differences
from tests.forms.projects import YEAR, emptiest, longest, projects

import jixiao
from jixiao.documents.printout import Printout
from jixiao.forms import FORMATS
from jixiao.layouts.lay_out import Around, declaration, form_names, lay_out_form
from jixiao.model import Document, Project

EXPLORES = "JIXIAO_EXPLORE" in os.environ
EXAMPLES = 60 if EXPLORES else 8
PHASES = [Phase.generate]
"""Without shrinking: what a form says of a long project is as telling as of a short one, and found in seconds."""
FORMS = form_names()


def read_back(found: list[Project], form: str, kind: str, folder: Path) -> Document:
    """Lay projects out, write them as one file, and read that."""
    from jixiao.documents.writers import write

    pages = [lay_out_form(project, declaration(form), Around(YEAR, number)).page for number, project in enumerate(found, 1)]
    path = folder / f"forms.{kind}"
    path.write_bytes(write(Printout("forms", pages), kind))
    return jixiao.read(path)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", FORMS)
def test_forms_are_read_back(form, kind, tmp_path):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=PHASES,
        derandomize=not EXPLORES,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def check(data):
        found = data.draw(projects(declaration(form)))
        assert differences(declaration(form), found, read_back(found, form, kind, tmp_path)) == []

    check()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", FORMS)
def test_emptiest_form_is_read_back(form, kind, tmp_path):
    project = emptiest(declaration(form))

    assert differences(declaration(form), [project], read_back([project], form, kind, tmp_path)) == []


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", FORMS)
def test_longest_form_is_read_back(form, kind, tmp_path):
    project = longest(declaration(form))

    assert differences(declaration(form), [project], read_back([project], form, kind, tmp_path)) == []
