"""What is measured: invented projects of one form, no two of them alike, and readings for exports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import resources
from pathlib import Path

from tests.forms.examples import Example, example
from tests.property.vocabulary import ACTIONS, BODIES, PLACES, TOPICS

import jixiao
from jixiao.documents.printout import Page, Printout
from jixiao.documents.writers.pdf import source_of
from jixiao.model import Document, Project


@dataclass(frozen=True)
class Forms:
    """Forms to be laid out and written, and what others get of them.

    Attributes:
        examples: the projects.
        pages: the forms that come out of them, for peers.
        sources: what the type setter gets for each form.
    """

    examples: list[Example]
    pages: list[Page]
    sources: list[bytes]


def forms(form: str, count: int, run: int) -> Forms:
    """Forms of different projects; those of another run are others again, so that no library remembers them."""
    found = [_varied(example(form), run * count + at) for at in range(count)]
    pages = [item.laid_out().page for item in found]
    return Forms(found, pages, [source_of(Printout(page.name, [page])).encode() for page in pages])


def _varied(given: Example, number: int) -> Example:
    """The project of an example under other names, with another goal, other indicators and other money."""
    assert isinstance(given.content, Project)  # noqa: S101 - the examples of tables are not measured
    topic, action = TOPICS[number % len(TOPICS)], ACTIONS[number // len(TOPICS) % len(ACTIONS)]
    more = Decimal(number) * 100
    indicators = [item.model_copy(update={"name": f"{topic}{item.name}{number}"}) for item in given.content.indicators]
    project = given.content.model_copy(
        update={
            "name": f"{topic}{action}项目（{number}）",
            "unit": f"{PLACES[number % len(PLACES)]}{BODIES[number // 7 % len(BODIES)]}第{number}分局",
            "goal": f"{topic}{action}{number}处。{given.content.goal}",
            "amounts": {key: yuan + more if yuan is not None else None for key, yuan in given.content.amounts.items()},
            "indicators": indicators,
        }
    )
    return replace(given, content=project, around=replace(given.around, number=number % 999 + 1))


def readings(copies: int) -> list[Document]:
    """Readings of the documents of the demonstration, again and again."""
    with resources.as_file(resources.files("jixiao") / "demo_documents") as folder:
        found = [jixiao.read(path) for path in sorted(Path(folder).iterdir()) if not path.name.startswith("_")]
    return found * copies
