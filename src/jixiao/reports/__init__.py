"""Pages for people: the report of an audit and of a comparison, each one file of HTML (报告)."""

from jixiao.reports.audit_report import audit_report
from jixiao.reports.figures import Shown

__all__ = ["Shown", "audit_report"]
