"""Facts: what a document says as flat, typed, documented tables, which the rules read (事实表).

``schema.sql`` declares them, :func:`jixiao.facts.load.facts_of` fills them from readings, :mod:`jixiao.facts.database` puts them into an
embedded DuckDB that can reach nothing outside itself. Text work (keys, likeness, numbers and years in prose) is done here once, so that
rules compare columns.
"""

from jixiao.facts.database import Database
from jixiao.facts.load import Facts, facts_of
from jixiao.facts.schema import FactColumn, FactTable, fact_tables

__all__ = ["Database", "FactColumn", "FactTable", "Facts", "fact_tables", "facts_of"]
