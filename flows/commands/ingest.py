"""`jixiao ingest`: the main job."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from flows import config
from flows.options import Options
from flows.progress import Progress
from flows.system import needs_linux
from flows.terminal import fitted
from schemas.messages import say
from warehouse.files.disk import WarehouseError
from warehouse.files.storage import place

if TYPE_CHECKING:
    from flows.steps import Summary

_LONGEST = 1e6
PLACE = place  # --curated may be a URL too


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "raw",
        nargs="?",
        type=place,
        default=config.raw(),
        metavar="RAW",
        help=say("option.ingest_raw"),
    )
    parser.add_argument(
        "--year", type=int, action="append", default=[], metavar="Y", help=say("option.year")
    )
    parser.add_argument("--assume-year", type=int, metavar="Y", help=say("option.assume_year"))
    parser.add_argument("--workers", type=int, metavar="N", help=say("option.workers"))
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=Options().timeout,
        metavar="S",
        help=say("option.ingest_timeout"),
    )
    parser.add_argument(
        "--runner", choices=("local", "dask"), default="local", help=say("option.runner")
    )
    parser.add_argument("--address", metavar="URL", help=say("option.address"))
    parser.add_argument("--direct", action="store_true", help=say("option.direct"))
    parser.add_argument(
        "--accept-removals", action="store_true", help=say("option.accept_removals")
    )
    parser.add_argument("--rehash", action="store_true", help=say("option.rehash"))
    parser.add_argument("--debug", action="store_true", help=say("option.debug"))


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < _LONGEST:
        raise ValueError(text)
    return seconds


def run(args: argparse.Namespace) -> int:
    """Run the flow (or with --direct its steps); returns the exit code of the contract."""
    needs_linux()
    from flows.progress import bar
    from flows.summary import lines

    chosen = config.workers() if args.workers is None else max(1, args.workers)
    options = Options(
        args.raw,
        args.curated,
        tuple(args.year),
        args.assume_year,
        timeout=args.timeout,
        accept_removals=args.accept_removals,
        rehash=args.rehash,
        address=_address(args),
        debug=args.debug,
        workers=chosen or Options().workers,
    )
    with bar() as progress:
        summary = (_direct if args.direct else _prefect)(options, progress)
    said = lines(summary, config.where(args.curated))
    print(fitted(said, sys.stderr), file=sys.stderr)
    return summary.exit_code


def _address(args: argparse.Namespace) -> str:
    """Of the cluster; empty without one. Raises WarehouseError for a cluster without an address, or
    the reverse.
    """
    if args.runner == "local":
        if args.address:
            raise WarehouseError(say("error.address_is_for_dask"))
        return ""
    address: str = args.address or os.environ.get("DASK_SCHEDULER_ADDRESS", "")
    if not address:
        raise WarehouseError(say("error.dask_address"))
    return address


def _direct(options: Options, progress: Progress) -> Summary:
    from flows.pipeline import run
    from flows.runners import Direct

    if options.address:
        from flows.processes.cluster import OnDask

        return run(options, OnDask(options.address, progress))
    return run(options, Direct(progress))


def _prefect(options: Options, progress: Progress) -> Summary:
    from flows.prefect_runs.prefect_home import own_home

    os.environ.update(own_home())
    from flows.ingest import run_flow

    return run_flow(options, progress)
