"""Readings as tidy tables (整洁数据): one row for each observation, in CSV, XLSX and Parquet.

>>> from jixiao import exports
>>> exports.write_csv(documents, "tables")  # doctest: +SKIP

The tables and their columns are declared in ``tables.toml`` and described in ``docs/reference/exports.md``.
"""

from jixiao.exports.csv_files import write_csv
from jixiao.exports.destination import check_file, check_folder
from jixiao.exports.formulas import neutralise, restore
from jixiao.exports.parquet_files import write_parquet
from jixiao.exports.schema import Column, ColumnType, TableSchema, schemas
from jixiao.exports.tables import ExportedTable, tables_of
from jixiao.exports.xlsx_file import write_xlsx

__all__ = [
    "Column",
    "ColumnType",
    "ExportedTable",
    "TableSchema",
    "check_file",
    "check_folder",
    "neutralise",
    "restore",
    "schemas",
    "tables_of",
    "write_csv",
    "write_parquet",
    "write_xlsx",
]
