"""The report of an audit as one file of HTML: what was read, what was found with its evidence, what the rules are (审核报告)."""

from jixiao.reports.audit.exhibits import Progress
from jixiao.reports.audit.page import Report, audit_report

__all__ = ["Progress", "Report", "audit_report"]
