"""The repository keeps its own rules: sizes, links, twins, generated pages, reasons of suppressions."""

import importlib
import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {
    ".git",
    ".venv",
    "build",
    "dist",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}
MAX_LINES = 400
LONG_MODULES: dict[str, str] = {
    "web/records/migrations/0001_initial.py": "written by Django: the tables as they were first",
}
"""Modules of more lines than that, with the reason why they are not divided."""

MACHINE_PATH = re.compile(r"(?<![\w.~*/}-])/(?:work|root|home|Users|tmp)/\w|[A-Z]:\\(?:Users|work)\b")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)")
REASONED = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w-]+(?:,\s*[\w-]+)*\]|pragma:\s*no cover)\s+(?:-|–|#)\s+\w.{6,}"
)
DECISION = re.compile(r"(\d{4})-[a-z0-9-]+\.md")


def files(*suffixes: str):
    """All files of the repository, or those with one of these suffixes."""
    for path in sorted(ROOT.rglob("*")):
        is_ours = not any(part in SKIPPED or part.endswith(".egg-info") for part in path.relative_to(ROOT).parts)
        if is_ours and path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def prose_of(path: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text_of(path), flags=re.DOTALL | re.MULTILINE)


def test_no_file_names_a_path_of_some_machine():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]

    assert found == []


def test_long_module_has_a_reason():
    package = ROOT / "src" / "jixiao"
    lengths = {path.relative_to(package).as_posix(): len(text_of(path).splitlines()) for path in files(".py") if package in path.parents}

    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES and name not in LONG_MODULES} == {}
    assert {name for name in LONG_MODULES if lengths.get(name, 0) <= MAX_LINES} == set(), "no longer long: take it off the list"


def test_suppression_carries_its_reason():
    bare = []
    for path in files(".py"):
        for token in tokenize.generate_tokens(io.StringIO(text_of(path)).readline):
            if token.type == tokenize.COMMENT and SUPPRESSION.search(token.string) and not REASONED.search(token.string):
                bare.append(f"{path.relative_to(ROOT)}:{token.start[0]}: {token.string}")

    assert bare == []


@pytest.mark.parametrize(
    ("comment", "is_reasoned"),
    [
        ("# noqa: S101 - just begun", True),
        ("# type: ignore[arg-type]  # the stub is wrong about None", True),
        ("# noqa", False),
        ("# noqa: S101", False),
        ("# type: ignore", False),
        ("# noqa - whatever it is", False),
    ],
)
def test_what_counts_as_a_reason(comment, is_reasoned):
    assert bool(REASONED.search(comment)) == is_reasoned


@pytest.mark.parametrize("page", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in files(".md")])
def test_links_resolve(page):
    targets = [target.partition("#")[0] for target in LINK.findall(prose_of(page)) if "://" not in target]

    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_index_leads_to_every_page():
    docs = ROOT / "docs"
    indexes = [path for path in files(".md") if docs in path.parents and path.name == "README.md"]
    linked = {
        (index.parent / target.partition("#")[0]).resolve()
        for index in indexes
        for target in LINK.findall(prose_of(index))
        if "://" not in target
    }
    assert [str(index.relative_to(ROOT)) for index in indexes if index != docs / "README.md" and index not in linked] == []

    assert [
        str(page.relative_to(docs)) for page in files(".md") if docs in page.parents and page.name != "README.md" and page not in linked
    ] == []


def test_decisions_are_numbered_without_gaps():
    pages = sorted((ROOT / "docs" / "decisions").iterdir())

    assert [page.name for page in pages if not DECISION.fullmatch(page.name)] == []
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))


@pytest.mark.parametrize("page", [pytest.param(path, id=path.name) for path in sorted((ROOT / "docs" / "decisions").iterdir())])
def test_decision_has_context_decision_and_consequences(page):
    lines = text_of(page).splitlines()

    assert lines[0].startswith(f"# {page.name[:4]} ")
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]


def outline(page: Path) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", prose_of(page), flags=re.MULTILINE)]


def commands(page: Path) -> list[str]:
    """What a page tells the reader to type."""
    blocks = re.findall(r"^```console\n(.*?)^```$", text_of(page), flags=re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_readme_and_its_chinese_twin_have_the_same_shape():
    english, chinese = ROOT / "README.md", ROOT / "README.zh-CN.md"

    assert outline(english) == outline(chinese)
    assert [line.replace("--lang en ", "").replace(" --lang en", "") for line in commands(english)] == commands(chinese)
    assert prose_of(english).count("\n|") == prose_of(chinese).count("\n|")


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_readme_shows_what_the_commands_print(page):
    from tools import readme_examples

    assert text_of(ROOT / page) == readme_examples.page(ROOT / page), "run: make docs"


def test_name_in_the_glossary_is_used_in_the_code():
    names = set(re.findall(r"`([A-Za-z_.]+)`", text_of(ROOT / "docs" / "glossary.md")))
    package = ROOT / "src" / "jixiao"
    code = "\n".join(text_of(path) for path in files(".py", ".toml") if package in path.parents)

    assert [name for name in sorted(names) if not re.search(rf"\b{re.escape(name)}", code)] == []


@pytest.mark.parametrize("tool", [path.stem for path in sorted((ROOT / "tools").glob("reference_*.py"))])
def test_generated_page_is_up_to_date(tool):
    module = importlib.import_module(f"tools.{tool}")
    wanted = module.pages() if hasattr(module, "pages") else {module.PAGE: module.page()}
    there = set(module.FOLDER.rglob("*.md")) if hasattr(module, "pages") else set(wanted)

    assert [str(path.relative_to(ROOT)) for path in sorted(there ^ set(wanted))] == [], "run: make docs"
    assert [str(path.relative_to(ROOT)) for path, page in wanted.items() if path.read_text(encoding="utf-8") != page] == [], (
        "run: make docs"
    )


def test_licence_is_the_whole_text():
    licence = text_of(ROOT / "LICENSE")

    assert "Apache License\n                           Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert licence.rstrip().endswith("limitations under the License.")


def test_changelog_has_a_place_for_what_is_next():
    assert re.search(r"^## Unreleased$", text_of(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)
