"""The vocabulary of the domain, frozen and typed: what a document says, with the place of every value.

The classes here are the JSON of a reading as well; their keys are those of the contract of a reading.
"""

from jixiao.model.document import Account, Caption, Claim, ContentsEntry, Document, DocumentKind, FileSource, PersonalData, Section
from jixiao.model.evaluation import EvaluatedProject, EvaluationSummary, Result, SelfEvaluation
from jixiao.model.listed import listed_project
from jixiao.model.monitoring import IndicatorRound, MonitoringRound
from jixiao.model.project import Amounts, FundingLine, Indicator, Project, Repair
from jixiao.model.table import Line, Table

__all__ = [
    "Account",
    "Amounts",
    "Caption",
    "Claim",
    "ContentsEntry",
    "Document",
    "DocumentKind",
    "EvaluatedProject",
    "EvaluationSummary",
    "FileSource",
    "FundingLine",
    "Indicator",
    "IndicatorRound",
    "Line",
    "MonitoringRound",
    "PersonalData",
    "Project",
    "Repair",
    "Result",
    "Section",
    "SelfEvaluation",
    "Table",
    "listed_project",
]
