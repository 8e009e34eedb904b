"""A declaration on the screen and its form read from a file are one thing to the rules: the same rules find the same in the same fields.

What a form lacks is left out on both sides, for both judge what its form says: :func:`jixiao.declaring.printed.as_printed`. Agency and year
are not on every form; the file names them in a line above it, as publications do. No rule is exempted.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.forms.projects import emptiest, longest, projects
from tests.unit.declaring.jurisdictions import FORMS
from tests.unit.declaring.printing import found_in_file, found_on_screen, printed_and_read

import jixiao
from jixiao import pipeline
from jixiao.declaring import examine, from_project
from jixiao.layouts.lay_out import declaration
from jixiao.packs import load_pack

DEMO = dict(
    zip("123456789", ("ningxia", "pingluo", "xinzhou", "shijiazhuang", "tianjin", "national", "ningxia", "xinzhou", "tianjin"), strict=True)
)
DEMO_FILES = sorted((Path(jixiao.__file__).parent / "demo_documents").iterdir())
SEEDS = dict(zip(("000", "001", "002", "003", "004"), ("ningxia", "pingluo", "xinzhou", "shijiazhuang", "tianjin"), strict=True))
CORPUS = Path(os.environ.get("JIXIAO_CORPUS", "no corpus"))
EXPLORES = "JIXIAO_EXPLORE" in os.environ
EXAMPLES = 40 if EXPLORES else 3
EVERY = 1 if EXPLORES else 4
"""Of the projects of a published document so many are looked at: each is laid out, read and audited whole."""


def differences(project, pack, agency, year):
    examined = examine(from_project(project, pack), pack, agency=agency, fiscal_year=year)
    assert examined.failures == ()
    read = printed_and_read(examined.typed.project, pack, agency, year)
    assert (len(read.projects), read.publisher, read.fiscal_year) == (1, agency, year)
    in_file, on_screen = found_in_file(read, pack), found_on_screen(examined)
    told = [f"{project.name}: only in the file {key}" for key in in_file - on_screen]
    return told + [f"{project.name}: only on the screen {key}" for key in on_screen - in_file], sum(on_screen.values())


def all_differences(document, pack, every=1):
    told, count = [], 0
    for project in document.projects[::every]:
        more, found = differences(project, pack, document.publisher, document.fiscal_year)
        told, count = told + more, count + found
    return told, count


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.name[0]) for path in sorted((Path(jixiao.__file__).parent / "demo_documents").iterdir())]
)
def test_demonstration_is_judged_alike_on_screen_and_in_a_file(path):
    told, count = all_differences(pipeline.read(path), load_pack(DEMO[path.name[0]]))

    assert told == []
    assert count


@pytest.mark.skipif(not CORPUS.is_dir(), reason="JIXIAO_CORPUS names no folder of published documents")
@pytest.mark.parametrize("seed", SEEDS)
def test_published_projects_are_judged_alike_on_screen_and_in_a_file(seed):
    (path,) = (CORPUS / "seeds").glob(f"{seed}_*.txt")

    told, count = all_differences(pipeline.read(path), load_pack(SEEDS[seed]), EVERY)

    assert told == []
    assert count


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("make", [emptiest, longest])
def test_extreme_form_is_judged_alike_on_screen_and_in_a_file(form, make):
    told, _ = differences(make(declaration(form)), load_pack(form), "青禾县气象局", 2026)

    assert told == []


@pytest.mark.parametrize("form", FORMS)
def test_any_form_is_judged_alike_on_screen_and_in_a_file(form):
    """The foot of the national form is one line, so that a file cannot tell its persons apart: it is left blank here."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        derandomize=not EXPLORES,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def check(data):
        project = data.draw(projects(declaration(form)))[0]
        project = project.model_copy(update={"contacts": None}) if form == "national" else project
        assert differences(project, load_pack(form), "青禾县气象局", 2026)[0] == []

    check()
