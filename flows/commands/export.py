"""`jixiao export`: a build for other programs."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from pathlib import Path

from flows.terminal import fitted
from schemas.messages import language, listed, say
from schemas.nearest import did_you_mean

_FORMS = ("duckdb", "parquet", "csv", "xlsx")
_SUFFIXES = {".duckdb": "duckdb", ".db": "duckdb", ".xlsx": "xlsx"}


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("target", type=Path, metavar="FILE|DIR", help=say("option.target"))
    parser.add_argument("--format", choices=_FORMS, help=say("option.export_format"))
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help=say("option.only"))
    parser.add_argument("--names", choices=("en", "zh"), help=say("option.names"))
    parser.add_argument("--build", metavar="ID", help=say("option.build"))


def run(args: argparse.Namespace) -> int:
    """Write it and say what was written."""
    from warehouse.catalogue.definitions import known
    from warehouse.catalogue.query import published
    from warehouse.export.formats import export

    form = args.format or _form(args.target)
    if form in ("xlsx", "duckdb") and not args.target.parent.is_dir():
        # openpyxl would leave a traceback of its own
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(args.target))
    in_chinese = (args.names or ("zh" if form in ("xlsx", "csv") else "en")) == "zh"
    build = published(args.curated, args.build).absolute()
    written = export(build, args.target, form, args.only, in_chinese=in_chinese)
    every = known(build)
    names = [every[name].label_zh if language() == "zh" else name for name in written]
    said = say("status.fact", label=args.target, value=listed(names))
    print(fitted(said, sys.stderr), file=sys.stderr)
    return 0


def _form(target: Path) -> str:
    """By the suffix of a file; a folder gets Parquet. Raises UsageError for a suffix that names no
    form.
    """
    from warehouse.files.disk import UsageError

    suffix = target.suffix.lower()
    if not suffix or target.is_dir():
        return "parquet"
    if suffix not in _SUFFIXES:
        near = did_you_mean(suffix, _SUFFIXES)
        raise UsageError(say("error.no_suffix", target=target, forms=", ".join(_FORMS)) + near)
    return _SUFFIXES[suffix]
