"""Pictures of the report of an audit for the READMEs, of the documents of the demonstration: made with Chromium, and looked at."""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reports"
_SIZE = "1200,1500"
_COLOURS = 96


def _jixiao(*arguments: str) -> None:
    """Run a command; that it finds something is no failure."""
    subprocess.run([Path(sys.executable).with_name("jixiao"), *arguments], check=False, capture_output=True)  # noqa: S603 - a program of our own


def main() -> None:
    """One picture for each language."""
    FOLDER.mkdir(exist_ok=True)
    for lang in ("zh", "en"):
        with tempfile.TemporaryDirectory() as folder:
            page, shot = Path(folder) / "audit.html", Path(folder) / "audit.png"
            _jixiao("demo", folder, "--lang", lang)
            _jixiao("audit", f"{folder}/published/[1349]-*", "--severity", "warning", "--html", str(page), "--lang", lang)
            command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={_SIZE}"]
            subprocess.run([*command, f"--screenshot={shot}", page.as_uri()], check=True, capture_output=True)  # noqa: S603 - our own page
            picture = Image.open(io.BytesIO(shot.read_bytes())).convert("RGB").quantize(_COLOURS)
            picture.save(FOLDER / f"audit-{lang}.png", optimize=True)
        print(f"docs/reports/audit-{lang}.png")


if __name__ == "__main__":
    main()
