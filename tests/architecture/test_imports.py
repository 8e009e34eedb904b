"""Imports go down only, and each outside library stays in its rooms."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "jixiao"
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

ROOMS_OF = {
    "annotated_types": set(),
    "click": {"cli"},
    "cryptography": {"chain", "web"},
    "django": {"web"},
    "django_tasks": {"web"},
    "django_tasks_db": {"web"},
    "docx": {"documents"},
    "duckdb": {"corpus", "exports", "facts", "rules"},
    "jinja2": {"reports"},
    "lxml": {"documents"},
    "markupsafe": {"reports"},
    "ninja": {"web"},
    "pandas": {"corpus"},
    "PIL": {"documents"},
    "pyarrow": {"corpus"},
    "pydantic": {"provenance", "values", "model", "web"},
    "pylopdf_fonts_zh_cn": {"documents"},
    "pypdfium2": {"documents"},
    "pyspark": {"corpus"},
    "python_calamine": {"documents"},
    "rich": {"cli"},
    "segno": {"web"},
    "sqlglot": {"corpus", "rules"},
    "typst": {"documents"},
    "xlsxwriter": {"documents", "exports"},
    "yaml": {"rules"},
}
"""Outside libraries and the rooms that may use them; a new one is a decision and one line here."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of ``pyproject.toml`` against the package ``folder/jixiao``."""
    command = [str(LINT_IMPORTS), "--no-logo", "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    environment = os.environ | {"PYTHONPATH": str(folder), "NO_COLOR": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_imports_go_down_only():
    result = lint(PACKAGE.parent)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "forbidden"),
    [
        ("values/target.py", "from jixiao import pipeline", "jixiao.values is not allowed to import jixiao.pipeline"),
        ("documents/grid.py", "import jixiao.layouts.lexicon", "jixiao.documents is not allowed to import jixiao.layouts"),
    ],
)
def test_import_upwards_is_caught(tmp_path, module, line, forbidden):
    copy = tmp_path / "jixiao"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    result = lint(tmp_path)

    assert result.returncode == 1
    assert forbidden in result.stdout


def test_every_room_has_a_layer():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
    layers = {room.strip() for layer in contract["layers"] for room in layer.split("|")}
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))} - {"__init__"}

    assert rooms == layers


def test_every_folder_with_modules_is_a_package():
    """Without ``__init__.py`` a folder can be imported and yet is not seen by the check of the layers."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}

    assert [str(folder.relative_to(PACKAGE)) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_outside_library_stays_in_its_rooms():
    strays = [
        f"{path.relative_to(PACKAGE)}:{line}: {library}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for library, line in outside_imports(path)
        if path.relative_to(PACKAGE).with_suffix("").parts[0] not in ROOMS_OF.get(library, set())
    ]

    assert strays == []


def outside_imports(path: Path):
    """Libraries that a module imports, other than the standard library and ourselves, with the lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for library in {name.partition(".")[0] for name in names}:
            if library not in sys.stdlib_module_names and library != "jixiao":
                yield library, node.lineno
