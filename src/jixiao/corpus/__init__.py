"""Facts of many documents as Parquet files, and the rules over them on one machine (DuckDB) or on many (Spark) (语料)."""
