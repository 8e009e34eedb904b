"""What somebody sees of a declaration: the unit all that it types, everybody else what was handed in last (草稿不外显)."""

from __future__ import annotations

import json

from django.db.models import Q

from jixiao.declaring import Draft
from jixiao.web.records.actions.declarations import fill
from jixiao.web.records.models import Attachment, Declaration
from jixiao.web.records.scope import READERS_OF_OWN, Scope


def as_shown(declaration: Declaration, scope: Scope) -> Declaration:
    """The declaration with what the person of ``scope`` may read of it.

    While a unit mends what was returned or taken back, its texts and files are its own until it hands them in again; reviewers, observers
    and third parties go on reading the version that was frozen last.

    Args:
        declaration: as the database has it; its texts are put back in place, and it is not to be saved afterwards.
        scope: of who reads.

    Returns:
        the same; ``shown_version`` is the number of the version that is shown, and 0 where it is shown as it is now.
    """
    if declaration.is_editable and not scope.roles_on(declaration) & READERS_OF_OWN:
        version = declaration.versions.order_by("-number").first()
        if version is not None:
            fill(declaration, Draft.from_plain(json.loads(version.content)["draft"]))
            declaration.shown_version, declaration.shown_at = version.number, version.at
    return declaration


def attached(declaration: Declaration) -> list[Attachment]:
    """The files of a declaration as it is shown, without their bytes (附件)."""
    there = Q(removed_at__isnull=True)
    if declaration.shown_version:
        there = Q(at__lte=declaration.shown_at) & (there | Q(removed_at__gt=declaration.shown_at))
    return list(declaration.attachments.filter(there).select_related("by", "file").defer("file__content"))


def may_fetch(declaration: Declaration, file: Attachment) -> bool:
    """A file of the declaration may be fetched: it is no file that the unit put there since what is shown."""
    return not declaration.shown_version or file.at <= declaration.shown_at
