"""Scored self-evaluations as one web page that needs no other file (自评计分报告)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import PurePath

from jixiao.attainment import printed
from jixiao.messages import language
from jixiao.reports.environment import digest_of, environment, own, resource
from jixiao.scoring.from_reading import FormScore
from jixiao.scoring.telling import ScoreLine, grade_words, lines_of, summary_of, tone_of

TONES = ("off", "unscored", "noted", "fine")


def score_page(forms: Sequence[FormScore], version: str) -> str:
    """The page as HTML, in the language in force.

    Args:
        forms: scored self-evaluations, in their order.
        version: of the program, for the foot of the page.
    """
    told = [(form, lines, summary_of(form, lines)) for form in forms for lines in [lines_of(form)]]
    entries = [
        {"form": form, "lines": lines, "summary": summary, "tone": tone_of(lines, summary), "weight": _weight(lines)}
        for form, lines, summary in told
    ]
    style = resource("design.css") + resource("scores.css")
    return (
        environment()
        .get_template("score.html.j2")
        .render(
            entries=entries,
            counts={tone: sum(entry["tone"] == tone for entry in entries) for tone in TONES},
            documents=len({id(form.document) for form in forms}),
            style=own(style),
            policy=own(f"default-src 'none'; style-src {digest_of(style)}"),
            lang="zh-CN" if language() == "zh" else "en",
            version=version,
            points=_points,
            shown=_shown,
            signed=_signed,
            grades=grade_words,
            short=lambda file: PurePath(file).name,
        )
    )


def _weight(lines: Sequence[ScoreLine]) -> str:
    return printed(sum((line.weight for line in lines if line.weight is not None), Decimal(0)))


def _points(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _shown(value: Decimal | None) -> str:
    return "—" if value is None else printed(value)


def _signed(value: Decimal | None) -> str:
    if not value:
        return ""
    return f"+{printed(value)}" if value > 0 else f"−{printed(abs(value))}"
