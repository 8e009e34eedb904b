"""Write what the examples of the two READMEs really print, so that the pages show no output that nobody has seen.

Of a ``console`` block the commands that begin with ``jixiao`` or ``sed`` are run, and what they print is put below them; a ``pycon``
block is run as an interpreter session. All examples of a page share one folder, in which ``build/demo`` holds what ``jixiao demo``
writes.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = {ROOT / "README.md": "en", ROOT / "README.zh-CN.md": "zh"}
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
RUN = ("jixiao ", "sed ")


def page(path: Path) -> str:
    """The page with the outputs of today."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _shell("jixiao demo build/demo", place, PAGES[path])
        return BLOCK.sub(lambda match: _block(match[1], match[2], place, PAGES[path]), path.read_text(encoding="utf-8"))


def _block(kind: str, body: str, place: Path, lang: str) -> str:
    printed = _console(body, place, lang) if kind == "console" else _session(body, place, lang)
    return f"```{kind}\n{printed}```"


def _console(body: str, place: Path, lang: str) -> str:
    printed = ""
    for command in [line[2:] for line in body.splitlines() if line.startswith("$ ")]:
        printed += f"$ {command}\n"
        if command.startswith(RUN):
            printed += _shell(command, place, lang)
    return printed


def _session(body: str, place: Path, lang: str) -> str:
    """Statements with what the interpreter prints after each."""
    statements = [line[4:] for line in body.splitlines() if line.startswith(">>> ")]
    program = "".join(f"print({'>>> ' + line!r})\nexec(compile({line!r}, 'README', 'single'))\n" for line in statements)
    return _run([sys.executable, "-c", program], place, lang)


def _shell(command: str, place: Path, lang: str) -> str:
    return _run(["/bin/sh", "-c", command], place, lang)


def _run(command: list[str], place: Path, lang: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = os.environ | {"PATH": path, "COLUMNS": "100", "JIXIAO_LANG": lang, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=place, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 - the commands of our own pages
    lines = [line.rstrip() for line in (done.stdout + done.stderr).decode("utf-8").splitlines()]
    return "\n".join(lines).strip("\n") + "\n" if any(lines) else ""


def main() -> None:
    """Write both pages."""
    for path in PAGES:
        path.write_text(page(path), encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
