"""National corpora for tests and benchmarks: invented agencies and projects as facts in Parquet files, with planted defects."""
