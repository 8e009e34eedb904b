"""Rules are written in the dialect of DuckDB and run on Spark as well, with the same meaning; read :mod:`translate` first."""

from jixiao.corpus.translation.translate import to_spark
from jixiao.corpus.translation.words import TranslationError

__all__ = ["TranslationError", "to_spark"]
