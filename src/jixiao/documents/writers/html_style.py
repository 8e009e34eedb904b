"""The style sheet of a web page that is written: calm on the screen, an official form on paper."""

from __future__ import annotations

from jixiao.documents.writers.lines import A4_MM, LOOKS, MARGIN_SIDE_MM, MARGIN_TOP_MM, ROOMY, Look

_SONG = '"Times New Roman", SimSun, 宋体, "Songti SC", STSong, "Noto Serif CJK SC", "Source Han Serif SC", serif'
_HEI = 'SimHei, 黑体, "Heiti SC", STHeiti, "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", sans-serif'
_SHORT, _LONG = A4_MM


def class_of(look: Look) -> str:
    """Name of the class of lines that look so.

    >>> class_of(Look(10.5)), class_of(Look(16.0, is_title=True))
    ('t21', 't32 hei')
    """
    return f"t{look.points * 2:g}" + (" hei" if look.is_title else "")


def _sizes() -> str:
    """Sizes of the type of lines; headings have what titles of their size have."""
    sizes = sorted({look.points for look in LOOKS.values()} | {16.0, 14.0, 12.0, 11.0})
    return "\n".join(f".{class_of(Look(points))} {{ font-size: {points:g}pt }}" for points in sizes)


STYLE = f"""\
@page {{ @bottom-center {{ content: "— " counter(page) " —"; font: 9pt "Times New Roman", serif }} }}
@page portrait {{ size: A4 portrait; margin: {MARGIN_TOP_MM:g}mm {MARGIN_SIDE_MM:g}mm }}
@page landscape {{ size: A4 landscape; margin: {MARGIN_TOP_MM:g}mm {MARGIN_SIDE_MM:g}mm }}
* {{ box-sizing: border-box }}
body {{ margin: 0; background: #f1f0ec; color: #000; font-family: {_SONG}; line-height: 1.45; -webkit-text-size-adjust: 100% }}
nav {{ margin: 24px auto 0; max-width: {_SHORT:g}mm; padding: 0 12px; columns: 15em; font-size: 10.5pt }}
nav a {{ display: block; color: #1d4f91; text-decoration: none; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }}
nav a::after {{ content: attr(aria-label) }}
nav a:hover, nav a:focus {{ text-decoration: underline }}
section {{ margin: 24px auto; padding: {MARGIN_TOP_MM:g}mm {MARGIN_SIDE_MM:g}mm; background: #fff;
  border: 1px solid #dcdad3; box-shadow: 0 1px 5px rgb(0 0 0 / 10%) }}
section.portrait {{ page: portrait; width: {_SHORT:g}mm; min-height: {_LONG:g}mm }}
section.landscape {{ page: landscape; width: {_LONG:g}mm; min-height: {_SHORT:g}mm }}
p, h1, h2, h3, h4, h5, h6 {{ margin: 2pt 0; font-weight: normal }}
p, h1, h2, h3, h4, h5, h6, th, td {{ white-space: pre-wrap; overflow-wrap: anywhere }}
.hei {{ margin: 5pt 0 6pt; font-family: {_HEI}; break-after: avoid }}
{_sizes()}
.c {{ text-align: center }}
.r {{ text-align: right; font-variant-numeric: tabular-nums }}
.beside {{ display: flex; justify-content: space-between; align-items: baseline; gap: 2em }}
.tables {{ margin: 3pt 0; font-size: var(--points) }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; line-height: 1.35 }}
.tables + .tables {{ margin-top: 10pt }}
table.follows {{ margin-top: -1px }}
th, td {{ border: 1px solid #000; padding: var(--above, 3pt) 3.5pt; vertical-align: middle; text-align: left; font-weight: normal }}
tr {{ height: calc(var(--points) * var(--row, {ROOMY:g})) }}
th.c, td.c {{ text-align: center }}
th.r, td.r {{ text-align: right }}
thead {{ display: table-header-group }}
tr:not(.tall, :has([rowspan])), tr:not(.tall) > :not([rowspan]) {{ break-inside: avoid }}
@media screen and (max-width: {_SHORT:g}mm) {{
  section.portrait, section.landscape {{ width: auto; min-height: 0; margin: 8px 0; padding: 14px 12px; border-width: 1px 0 }}
  .tables {{ overflow-x: auto }}
  section.portrait table {{ min-width: 150mm }}
  section.landscape table {{ min-width: 230mm }}
}}
@media screen and (min-width: {_SHORT:g}mm) and (max-width: {_LONG + 12:g}mm) {{
  section.landscape {{ width: auto; margin: 24px 0; padding: {MARGIN_TOP_MM:g}mm 24px }}
  section.landscape .tables {{ overflow-x: auto }}
  section.landscape table {{ min-width: 230mm }}
}}
@media print {{
  body {{ background: none }}
  nav {{ display: none }}
  section.portrait, section.landscape {{ width: auto; min-height: 0; margin: 0; padding: 0; border: 0; box-shadow: none }}
  section + section, .new-page {{ break-before: page }}
  th, td {{ border-width: 0.5pt }}
  table.follows {{ margin-top: -0.5pt }}
}}
"""
