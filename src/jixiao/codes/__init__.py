"""Code lists of public budgets as dated reference data (代码清单): which name a code has, in which years, and who says so.

Only rows that a source prints are carried. A list that is not whole says so: a code that it lacks is no mistake of a document.
"""

from jixiao.codes.code import Code, Status
from jixiao.codes.folding import fold_name
from jixiao.codes.forms import Correspondence, Heading, correspondences, expenditure_forms, expenditure_headings, headings
from jixiao.codes.lists import CodeList, ListId, code_list
from jixiao.codes.origin import Origin, origin_of

__all__ = [
    "Code",
    "CodeList",
    "Correspondence",
    "Heading",
    "ListId",
    "Origin",
    "Status",
    "code_list",
    "correspondences",
    "expenditure_forms",
    "expenditure_headings",
    "fold_name",
    "headings",
    "origin_of",
]
