"""Phrases of one's own: kept, and taken away again (常用语)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from jixiao.packs.pack import PHRASED
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Person, Phrase
from jixiao.web.records.refusals import RefusedError

MOST = 30
LONGEST = 300


@transaction.atomic
def keep_phrase(*, move: str, text: str, actor: Actor) -> Phrase:
    """Keep what somebody often writes; the same twice is kept once.

    Raises:
        RefusedError: there is no such move, nothing was written or too much, or so many are kept already.
    """
    person, words = _locked(actor), text.strip()
    if move not in PHRASED:
        raise RefusedError("web_bulk.no_such_move")
    if not words or len(words) > LONGEST:
        raise RefusedError("web_bulk.phrase_length", most=LONGEST)
    found = person.phrases.filter(move=move, text=words).first()
    if found is not None:
        return found
    if person.phrases.filter(move=move).count() >= MOST:
        raise RefusedError("web_bulk.too_many_phrases", most=MOST)
    kept = Phrase.objects.create(person=person, move=move, text=words)
    record(actor, "phrase.keep", object=str(kept.pk), data={"move": move, "text": words})
    return kept


@transaction.atomic
def drop_phrase(pk: Any, *, actor: Actor) -> None:
    """Take a phrase away.

    Raises:
        Phrase.DoesNotExist: the person has none of that number.
    """
    found = _locked(actor).phrases.get(pk=pk)
    record(actor, "phrase.drop", object=str(found.pk), data={"move": found.move, "text": found.text})
    found.delete()


def _locked(actor: Actor) -> Person:
    return Person.objects.select_for_update().get(pk=actor.somebody.pk)
