"""Write docs/reference/law.md: the sources that rules cite, and the numbers with their dates, from src/jixiao/law."""

from collections.abc import Iterator
from pathlib import Path

from jixiao.law import Law, Parameter, laws, parameters
from jixiao.messages import text
from jixiao.rules.wording import shown_number

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "law.md"

HEAD = """# Law and numbers (法规依据与参数)

What the [rules](../rules/README.md) cite, and the numbers that they bind. This page is made by `tools/reference_law.py` from
`src/jixiao/law/sources.toml` and `src/jixiao/law/parameters/`. What an article obliges to is a paraphrase of our own, not its text.

| 状态 Status | |
|---|---|
| 已核对原文 verified | the text was read |
| 据转引 secondary | known through a text that quotes or applies it |
| 未核对原文 unverified | nobody has compared it with its text yet; a rule that cites it cites practice as well |
| 专业惯例 practice | no law: it rests on professional practice |

## Sources (法规与文件)
"""
NUMBERS = """## Numbers (参数)

A document is judged by the number of its year. A number without a date has held as long as documents are audited.

| Number (参数) | 含义 | Meaning | Value (值) | Unit (单位) | Since (起) | Source (来源) |
|---|---|---|---|---|---|---|"""


def page() -> str:
    """The whole page."""
    sources = [line for law in laws().values() for line in _law(law)]
    numbers = [row for parameter in parameters().values() for row in _numbers(parameter)]
    return "\n".join([HEAD, *sources, NUMBERS, *numbers]).rstrip() + "\n"


def _law(law: Law) -> Iterator[str]:
    about = "; ".join(filter(None, (law.number, law.date, _status(law.status.value))))
    yield f"### {law.id}"
    yield ""
    yield f"{law.zh} {law.en} ({about})"
    yield ""
    if law.articles:
        yield "| 条 Art. | 内容 | What it obliges to | 状态 Status |"
        yield "|---|---|---|---|"
        for article in law.articles.values():
            yield f"| {article.number} | {cell(article.zh)} | {cell(article.en)} | {_status(article.status.value)} |"
        yield ""


def _status(status: str) -> str:
    return f"{text(f'lawstatus.{status}', 'zh')} {status}"


def _numbers(parameter: Parameter) -> Iterator[str]:
    for value in parameter.values:
        since = value.start.isoformat() if value.start else ""
        cells = (f"`{parameter.id}`", parameter.zh, parameter.en, shown_number(value.value), parameter.unit, since, value.source)
        yield "| " + " | ".join(map(cell, cells)) + " |"


def cell(words: str) -> str:
    """Words in a cell of a table."""
    return words.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
