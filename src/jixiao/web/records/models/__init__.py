"""All tables."""

from jixiao.web.records.models.agencies import Agency, AgencyYear, Level
from jixiao.web.records.models.declarations import Assignment, Comment, Declaration, Involvement, Stage, Version, empty_draft
from jixiao.web.records.models.events import Chain, Event
from jixiao.web.records.models.files import Attachment, Import, ImportedProject, ImportState, StoredFile
from jixiao.web.records.models.people import ApiToken, Person, Post, Role, SecondFactor
from jixiao.web.records.models.receipts import Receipt
from jixiao.web.records.models.verifications import ChainCheck, Outcome

__all__ = [
    "Agency",
    "AgencyYear",
    "ApiToken",
    "Assignment",
    "Attachment",
    "Chain",
    "ChainCheck",
    "Comment",
    "Declaration",
    "Event",
    "Import",
    "ImportState",
    "ImportedProject",
    "Involvement",
    "Level",
    "Outcome",
    "Person",
    "Post",
    "Receipt",
    "Role",
    "SecondFactor",
    "Stage",
    "StoredFile",
    "Version",
    "empty_draft",
]
