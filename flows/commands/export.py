"""`jixiao export`: a build for other programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "Write a build as a portable DuckDB file, Parquet, CSV for Excel or a workbook"
_FORMS = ("duckdb", "parquet", "csv", "xlsx")
_SUFFIXES = {".duckdb": "duckdb", ".db": "duckdb", ".xlsx": "xlsx"}


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("target", type=Path, metavar="FILE|DIR", help="a file for duckdb and xlsx, a folder for parquet and csv")
    parser.add_argument("--format", choices=_FORMS, help="default: by the name of FILE, else parquet")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only these tables and views")
    parser.add_argument("--names", choices=("en", "zh"), help="names of files, sheets and columns (default: zh for xlsx and csv, else en)")
    parser.add_argument("--build", metavar="ID", help="an older build")


def run(args: argparse.Namespace) -> int:
    """Write it and say what was written."""
    from warehouse.export import export
    from warehouse.query import published

    form = args.format or _SUFFIXES.get(args.target.suffix.lower(), "parquet")
    in_chinese = (args.names or ("zh" if form in ("xlsx", "csv") else "en")) == "zh"
    written = export(published(args.curated, args.build), args.target, form, args.only, in_chinese=in_chinese)
    print(f"{args.target}: {', '.join(written)}", file=sys.stderr)
    return 0
