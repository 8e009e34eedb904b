"""A declaration while it is written (绩效目标申报): typed texts that become a project, and what the rules say of each field.

A :class:`Draft` keeps what was typed, as typed. :func:`form_of` is the paper form that it is typed into, :func:`sums` what its funding
comes to.
"""

from jixiao.declaring.candidates import Candidate, Line, candidates
from jixiao.declaring.differing import FieldChange, RowMove, changed_explanations, difference, moved_rows, patched
from jixiao.declaring.doubts import Doubt
from jixiao.declaring.draft import Draft, DraftIndicator
from jixiao.declaring.examining import Examination, FieldFinding, examine
from jixiao.declaring.faults import Fault
from jixiao.declaring.form_cells import FormCell, FormGrid, FormInput, FormLine, FormSheet, IndicatorColumn, InputKind, LevelOption
from jixiao.declaring.from_project import from_project
from jixiao.declaring.funding import sums
from jixiao.declaring.headlines import Headline, headline_of
from jixiao.declaring.pasted_rows import PageRow
from jixiao.declaring.pasting import LeftOut, Pasted, paste
from jixiao.declaring.paths import DraftError, name_of
from jixiao.declaring.projects import Typed, to_project
from jixiao.declaring.risk import Risk, risk_of
from jixiao.declaring.rows import IndicatorRow, rows_of
from jixiao.declaring.sheet import form_of
from jixiao.declaring.snapshots import snapshot
from jixiao.declaring.understanding import is_measurable, understood, understood_target
from jixiao.declaring.waiving import Granted, evidence_digest, evidence_text, places_of, waived
from jixiao.declaring.years import aligned

__all__ = [
    "Candidate",
    "Doubt",
    "Draft",
    "DraftError",
    "DraftIndicator",
    "Examination",
    "Fault",
    "FieldChange",
    "FieldFinding",
    "FormCell",
    "FormGrid",
    "FormInput",
    "FormLine",
    "FormSheet",
    "Granted",
    "Headline",
    "IndicatorColumn",
    "IndicatorRow",
    "InputKind",
    "LeftOut",
    "LevelOption",
    "Line",
    "PageRow",
    "Pasted",
    "Risk",
    "RowMove",
    "Typed",
    "aligned",
    "candidates",
    "changed_explanations",
    "difference",
    "evidence_digest",
    "evidence_text",
    "examine",
    "form_of",
    "from_project",
    "headline_of",
    "is_measurable",
    "moved_rows",
    "name_of",
    "paste",
    "patched",
    "places_of",
    "risk_of",
    "rows_of",
    "snapshot",
    "sums",
    "to_project",
    "understood",
    "understood_target",
    "waived",
]
