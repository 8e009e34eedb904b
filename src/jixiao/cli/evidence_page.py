"""Evidence as a web page: one file that holds the rows, the pictures of the pages and their marks."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from jixiao.evidence import Evidence, Excerpt, Missing, PagePicture
from jixiao.layouts.masking import masked
from jixiao.messages import language, text

if TYPE_CHECKING:
    from jixiao.cli.evidence import Shown
    from jixiao.provenance import SourceRef

_STYLE = """
body { font: 15px/1.6 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif }
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; color: #1c1c1c }
pre { white-space: pre-wrap; font: inherit }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; display: block; overflow-x: auto }
caption { text-align: left; color: #555 }
td, th { border: 1px solid #bbb; padding: .2rem .5rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; min-width: 2em }
th { color: #555; font-weight: normal; white-space: nowrap }
td.mark { background: #fff08c; outline: 2px solid #c81e1e }
tr.gap td { border-style: dashed; color: #777 }
figure { margin: 0 0 1.5rem }
.page { position: relative }
.page img { width: 100%; height: auto; display: block; border: 1px solid #ccc }
.page span { position: absolute; outline: 2px solid #c81e1e; background: #fff08c; mix-blend-mode: multiply }
footer { color: #555; font-size: .85em; overflow-wrap: anywhere; margin-bottom: 2rem }
"""


def page_of(shown: Sequence[Shown], evidence: Evidence) -> str:
    """One web page that holds everything that it shows."""
    body = "\n".join(part for item in shown for part in _figure(item, evidence))
    title = html.escape(text("evidence.title"))
    lang = "zh-CN" if language() == "zh" else "en"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="{lang}">\n<head>{head}</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n'


def _figure(item: Shown, evidence: Evidence) -> Iterator[str]:
    if item.head:
        plain = Text.from_ansi(item.head).plain
        yield f"<pre>{html.escape(masked(plain))}</pre>"
    if isinstance(item.excerpt, Missing):
        yield f"<p>{html.escape(item.excerpt.reason)}</p>"
    else:
        yield _table(item.excerpt)
    pages = dict.fromkeys(place.page for place in item.places if place.page)
    for page in pages:
        found = evidence.page(item.places[0].file, item.document.source.sha256, page)
        if isinstance(found, PagePicture):
            yield _page_figure(found, [place for place in item.places if place.page == page and place.box])
    source = item.document.source
    yield f"<footer>{html.escape(source.file)} · SHA-256 {source.sha256}</footer>"


def _table(excerpt: Excerpt) -> str:
    rows = []
    for row in excerpt.rows:
        if row.is_gap:
            rows.append('<tr class="gap"><th></th><td colspan="99">⋮</td></tr>')
            continue
        cells = "".join(
            f"<td{_span('colspan', cell.colspan)}{_span('rowspan', cell.rowspan)}{' class=mark' if cell.is_marked else ''}>"
            f"{html.escape(cell.text)}</td>"
            for cell in row.cells
        )
        rows.append(f"<tr><th>{html.escape(row.label)}</th>{cells}</tr>")
    return f"<table><caption>{html.escape(excerpt.caption)}</caption>{''.join(rows)}</table>"


def _span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""


def _page_figure(picture: PagePicture, places: Sequence[SourceRef]) -> str:
    """A page with its marks, which grow with the picture."""
    marks = []
    for place in places:
        left, top, right, bottom = place.box
        across, down = 100 / picture.points_width, 100 / picture.points_height
        marks.append(
            f'<span style="left:{left * across:.2f}%;top:{top * down:.2f}%;'
            f'width:{(right - left) * across:.2f}%;height:{(bottom - top) * down:.2f}%"></span>'
        )
    data = base64.b64encode(picture.image).decode()
    alt = html.escape(text("place.page", page=picture.page))
    image = f'<img src="data:{picture.media_type};base64,{data}" width="{picture.width}" height="{picture.height}" alt="{alt}">'
    return f'<figure><figcaption>{alt}</figcaption><div class="page">{image}{"".join(marks)}</div></figure>'
