"""Where the data lands: immutable builds of Parquet, the atomic switch, the DuckDB catalogue and
its analysis views.
"""
