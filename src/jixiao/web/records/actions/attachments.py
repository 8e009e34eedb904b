"""Files that belong to a declaration: put to it and taken away, each time with an event (附件)."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.db import transaction

from jixiao.documents.sniff import BINARY, is_encrypted, media_type_of
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.changing import as_seen, involve, keep, locked, step_for
from jixiao.web.records.actions.importing import store
from jixiao.web.records.models import Attachment, Declaration
from jixiao.web.records.refusals import RefusedError

MOST = 50
"""Files of one declaration."""
_LONGEST_NAME = 255
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def attach(pk: Any, *, name: str, content: bytes, actor: Actor, seen: int | None = None) -> Attachment:
    """Put a file to a declaration (上传附件).

    It overwrites nothing, so that no revision has to be named; it counts as a change, which whoever types sees. The same content under
    the same name is put there once.

    Args:
        pk: id of the declaration.
        name: of the file, as it is called where it comes from.
        content: its bytes; its type is told by them and never by the name.
        actor: who.
        seen: the revision that was seen, where a program says it.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        MoveRefusedError: it is with a reviewer, or the actor does not write for the unit.
        ConflictError: somebody else changed it meanwhile.
        RefusedError: the file is empty, too large, under a password, of no known kind, or one too many.
    """
    called = name_of(name)
    media_type = _checked(called, content)
    with transaction.atomic():
        declaration = locked(pk, actor)
        step = step_for(declaration, "save", actor)
        _check_seen(declaration, seen)
        there = declaration.attachments.filter(removed_at__isnull=True)
        file = store(content)
        if (same := there.filter(file=file, name=called).first()) is not None:
            return same
        if there.count() >= MOST:
            raise RefusedError("web_declare.too_many_files", most=MOST)
        made = Attachment.objects.create(
            declaration=declaration, file=file, name=called, media_type=media_type, by=actor.person, at=clock.now()
        )
        _counted(declaration, made, "attach", step.role, actor)
        return made


@transaction.atomic
def detach(pk: Any, file: Any, *, actor: Actor, seen: int | None = None) -> Attachment:
    """Take a file away from a declaration (删除附件); it stays in the ledger, because a version may have been frozen with it.

    Raises:
        Declaration.DoesNotExist, Attachment.DoesNotExist: there is none that the actor may see.
        MoveRefusedError: it is with a reviewer, or the actor does not write for the unit.
    """
    declaration = locked(pk, actor)
    step = step_for(declaration, "save", actor)
    _check_seen(declaration, seen)
    found = declaration.attachments.get(pk=file)
    if found.removed_at is None:
        found.removed_at = clock.now()
        found.save(update_fields=["removed_at"])
        _counted(declaration, found, "detach", step.role, actor)
    return found


def name_of(given: str) -> str:
    """The name of a file without its folders, and without what cannot be printed.

    >>> name_of("合同/2027.pdf"), name_of("..")
    ('2027.pdf', 'file')
    """
    last = _UNPRINTED.sub("", given).replace("\\", "/").rsplit("/", 1)[-1].strip()
    return last[-_LONGEST_NAME:] if last not in ("", ".", "..") else "file"


def _check_seen(declaration: Declaration, seen: int | None) -> None:
    if seen is not None:
        as_seen(declaration, seen)


def _checked(name: str, content: bytes) -> str:
    """The type of a file that may be put to a declaration."""
    if not content:
        raise RefusedError("web_declare.empty_file", name=name)
    if len(content) > settings.UPLOAD_LIMIT:
        raise RefusedError("web_declare.too_large", name=name, limit=settings.UPLOAD_LIMIT // 2**20)
    media_type = media_type_of(content)
    if is_encrypted(media_type):
        raise RefusedError("web_declare.locked_file", name=name)
    if media_type == BINARY:
        raise RefusedError("web_declare.unknown_file", name=name)
    return media_type


def _counted(declaration: Declaration, file: Attachment, action: str, role: str, actor: Actor) -> None:
    keep(declaration)
    involve(declaration, actor, made=True)
    data = {"name": file.name, "sha256": file.file_id, "revision": declaration.revision}
    record(actor, f"declaration.{action}", chain=declaration.chain, role=role, agency_id=declaration.agency_id, data=data)
