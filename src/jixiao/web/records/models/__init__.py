"""All tables."""

from jixiao.web.records.models.adjustments import Adjustment, in_force
from jixiao.web.records.models.agencies import Agency, AgencyYear, Level
from jixiao.web.records.models.assessments import ExAnteAssessment
from jixiao.web.records.models.ceilings import UPWARD, BudgetCeiling, BudgetClaim, BudgetRound, RoundKind
from jixiao.web.records.models.declarations import Assignment, Comment, Declaration, Involvement, Stage, Subject, Version, empty_draft
from jixiao.web.records.models.events import Chain, Event
from jixiao.web.records.models.files import Attachment, Import, ImportedProject, ImportState, StoredFile
from jixiao.web.records.models.jurisdictions import JurisdictionSetting
from jixiao.web.records.models.notices import MailChoice, MailCursor, MailWhen, Notice
from jixiao.web.records.models.people import ApiToken, Person, Post, Role, SecondFactor
from jixiao.web.records.models.projects import Case, Project, ProjectState, in_state
from jixiao.web.records.models.queue import Decision, ImportBatch, QueuedFile, QueuedProject, QueueState
from jixiao.web.records.models.receipts import Receipt
from jixiao.web.records.models.reviewing import Phrase, Reminder
from jixiao.web.records.models.verifications import ChainCheck, Outcome
from jixiao.web.records.models.waivers import Waiver, WaiverState

__all__ = [
    "UPWARD",
    "Adjustment",
    "Agency",
    "AgencyYear",
    "ApiToken",
    "Assignment",
    "Attachment",
    "BudgetCeiling",
    "BudgetClaim",
    "BudgetRound",
    "Case",
    "Chain",
    "ChainCheck",
    "Comment",
    "Decision",
    "Declaration",
    "Event",
    "ExAnteAssessment",
    "Import",
    "ImportBatch",
    "ImportState",
    "ImportedProject",
    "Involvement",
    "JurisdictionSetting",
    "Level",
    "MailChoice",
    "MailCursor",
    "MailWhen",
    "Notice",
    "Outcome",
    "Person",
    "Phrase",
    "Post",
    "Project",
    "ProjectState",
    "QueueState",
    "QueuedFile",
    "QueuedProject",
    "Receipt",
    "Reminder",
    "Role",
    "RoundKind",
    "SecondFactor",
    "Stage",
    "StoredFile",
    "Subject",
    "Version",
    "Waiver",
    "WaiverState",
    "empty_draft",
    "in_force",
    "in_state",
]
