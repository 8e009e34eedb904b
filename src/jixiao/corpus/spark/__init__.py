"""The same rules on Spark: a session, facts as its tables, and documents that are read where they are (Spark)."""

from jixiao.corpus.spark.database import QueryError, SparkDatabase
from jixiao.corpus.spark.session import check_spark, is_local, spark_session

__all__ = ["QueryError", "SparkDatabase", "check_spark", "is_local", "spark_session"]
