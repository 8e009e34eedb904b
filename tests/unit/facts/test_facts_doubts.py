"""Places that were read with doubt are facts, so that a corpus on disk keeps them."""

from pathlib import Path

import jixiao
from jixiao.facts import facts_of
from jixiao.facts.reading import place

DEMO = Path(jixiao.__file__).parent / "demo_documents"


def test_place_of_a_problem_is_a_doubt(tmp_path):
    text = next(DEMO.glob("1-*.txt")).read_text(encoding="utf-8").replace("1286.5", "12O6.5")
    file = tmp_path / "damaged.txt"
    file.write_text(text, encoding="utf-8")
    document = jixiao.read(file)

    doubts = [row["source"] for row in facts_of([document]).tables["doubts"]]

    assert "READ-014" in [problem.id for problem in document.problems]
    assert place(document.problems[0].source) in doubts


def test_document_without_doubt_has_none():
    document = jixiao.read(next(DEMO.glob("2-*.txt")))

    assert facts_of([document]).tables["doubts"] == []
