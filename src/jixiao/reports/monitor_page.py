"""Projects in progress as one web page that needs no other file (绩效运行监控报告)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from jixiao.attainment import Unanswered
from jixiao.attainment.figure import Answer, Figure
from jixiao.messages import language
from jixiao.model import Document
from jixiao.monitoring.from_reading import ProjectRound
from jixiao.monitoring.lights import light_sets
from jixiao.monitoring.telling import TONES, left_out, lines_of, summary_of
from jixiao.reports.environment import digest_of, environment, own, resource


def monitor_page(documents: Sequence[Document], rounds: Sequence[ProjectRound], lights: str, version: str) -> str:
    """The page as HTML, in the language in force.

    Args:
        documents: that were read, in their order.
        rounds: the latest round of each project.
        lights: the set of lights.
        version: of the program, for the foot of the page.
    """
    told = [(item, lines, summary_of(item, lines)) for item in rounds for lines in [lines_of(item)]]
    entries = [{"item": item, "lines": lines, "summary": summary, "bars": _bars(item)} for item, lines, summary in told]
    style = resource("design.css") + resource("rounds.css")
    return (
        environment()
        .get_template("monitor.html.j2")
        .render(
            entries=entries,
            counts={tone: sum(summary.tone == tone for _, _, summary in told) for tone in TONES},
            tones=TONES,
            left_out=list(left_out(documents, rounds)),
            unread=[(PurePath(one.source.file).name, len(one.problems)) for one in documents if one.problems],
            lights=light_sets()[lights].title.text(),
            style=own(style),
            policy=own(f"default-src 'none'; style-src {digest_of(style)}"),
            lang="zh-CN" if language() == "zh" else "en",
            version=version,
            short=lambda file: PurePath(file).name,
        )
    )


def _bars(item: ProjectRound) -> dict[str, str]:
    """Shares of the year, of the money and of the results as lengths in percent, for the three bars of a project."""
    found = item.found
    return {
        "planned": _length(found.schedule.planned),
        "rate": _length(found.schedule.rate),
        "attainment": _length(found.attainment),
    }


def _length(found: Answer) -> str:
    if isinstance(found, Unanswered) or not isinstance(found, Figure):
        return ""
    return f"{min(max(float(found.value) * 100, 0.0), 100.0):.1f}"
