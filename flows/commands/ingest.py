"""`jixiao ingest`: the main job."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.options import Options
from flows.progress import Progress
from warehouse.disk import WarehouseError
from warehouse.storage import place

if TYPE_CHECKING:
    from flows.steps import Summary

PLACE = place  # --curated may be a URL too
HELP = "Read what is new and publish a build"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("raw", nargs="?", type=place, default=Path("data/raw"), metavar="RAW",
                        help="folder of the disclosures, one folder a year; or its URL on an object store, s3://bucket/raw")
    parser.add_argument("--year", type=int, action="append", default=[], metavar="Y", help="read this year's folder only; others are carried over")
    parser.add_argument("--assume-year", type=int, metavar="Y", help="fiscal year of documents that show none")
    parser.add_argument("--workers", type=int, metavar="N", help="reading processes (default: one a core)")
    parser.add_argument("--runner", choices=("local", "dask"), default="local",
                        help="who reads: this machine, or a Dask cluster (default: %(default)s)")
    parser.add_argument("--address", metavar="URL", help="scheduler of the Dask cluster, tcp://host:8786 (default: DASK_SCHEDULER_ADDRESS)")
    parser.add_argument("--direct", action="store_true", help="run the same steps without a Prefect API")
    parser.add_argument("--accept-removals", action="store_true", help="publish although documents vanished or a department-year shrank")
    parser.add_argument("--rehash", action="store_true", help="read the bytes of every file, whatever its size and time say")


def run(args: argparse.Namespace) -> int:
    """Run the flow (or with --direct its steps); returns the exit code of the contract."""
    from flows.progress import bar
    from flows.summary import lines

    workers = {} if args.workers is None else {"workers": max(1, args.workers)}
    options = Options(args.raw, args.curated, tuple(args.year), args.assume_year, accept_removals=args.accept_removals, rehash=args.rehash,
                      address=_address(args), **workers)
    with bar() as progress:
        summary = (_direct if args.direct else _prefect)(options, progress)
    print(lines(summary), file=sys.stderr)
    return summary.exit_code


def _address(args: argparse.Namespace) -> str:
    """Of the cluster; empty without one. Raises WarehouseError for a cluster without an address, or the reverse."""
    if args.runner == "local":
        if args.address:
            raise WarehouseError("--address is for --runner dask")
        return ""
    address: str = args.address or os.environ.get("DASK_SCHEDULER_ADDRESS", "")
    if not address:
        raise WarehouseError("--runner dask needs the --address of the cluster's scheduler")
    return address


def _direct(options: Options, progress: Progress) -> Summary:
    from flows.pipeline import Direct, run

    if options.address:
        from flows.processes.cluster import OnDask

        return run(options, OnDask(options.address, progress))
    return run(options, Direct(progress))


def _prefect(options: Options, progress: Progress) -> Summary:
    from flows.prefect_home import own_home

    os.environ.update(own_home())
    from flows.ingest import run_flow

    return run_flow(options, progress)
