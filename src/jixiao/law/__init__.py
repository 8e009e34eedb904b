"""Law: what a rule rests on, and the numbers that the law sets, with their dates (法规依据与参数).

``sources.toml`` names laws and their articles with the status of verification; ``parameters/*.toml`` hold the numbers. Last year's
documents are judged by last year's numbers.
"""

from jixiao.law.parameters import Parameter, ParameterValue, parameter, parameters
from jixiao.law.sources import Article, Citation, Law, Status, citation, laws

__all__ = ["Article", "Citation", "Law", "Parameter", "ParameterValue", "Status", "citation", "laws", "parameter", "parameters"]
