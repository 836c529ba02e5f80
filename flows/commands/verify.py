"""`jixiao verify`: builds against what they say of themselves."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.messages import say
from warehouse.files.storage import place

if TYPE_CHECKING:
    from warehouse.build.verify import Verified
    from warehouse.files.layout import Warehouse

PLACE = place  # --curated may be a URL too


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("build", nargs="?", metavar="BUILD", help=say("option.verify_build"))
    parser.add_argument("--all", action="store_true", help=say("option.verify_all"))
    parser.add_argument("--quick", action="store_true", help=say("option.verify_quick"))
    parser.add_argument("--repair", action="store_true", help=say("option.verify_repair"))
    parser.add_argument(
        "--raw", type=place, default=Path("data/raw"), metavar="RAW", help=say("option.verify_raw")
    )


def run(args: argparse.Namespace) -> int:
    """Print a line for each fault, with what to do; 1 if there is any."""
    lines = [*(_stored(args) if isinstance(args.curated, str) else _here(args))]
    for line in lines:
        print(line)
    return 1 if lines else 0


def _stored(args: argparse.Namespace) -> Iterator[str]:
    """Faults of a build in an object store."""
    from flows.progress import bar
    from warehouse.build.verify import stored_builds, verify_stored

    build = args.build or stored_builds(args.curated)
    with bar("progress.verifying", in_bytes=True) as progress:
        found = verify_stored(args.curated, build, quick=args.quick, progress=progress)
    lines = found.lines()
    if lines and args.repair:
        print(say("verify.not_in_a_store"), file=sys.stderr)
    for line in lines:
        yield say("verify.line", build=build, fault=line, remedy=say("verify.ingest_sends"))
    _whole(found)


def _here(args: argparse.Namespace) -> Iterator[str]:
    from warehouse.build.verify import catalogue_is_older, verify_catalogue
    from warehouse.files.disk import lock
    from warehouse.files.layout import Warehouse

    warehouse = Warehouse(args.curated)
    for build in _wanted(warehouse, args):
        if args.repair:
            with lock(args.curated):
                _repaired(warehouse, build, args)
        yield from _of_build(warehouse, build, args)
    if catalogue_is_older(warehouse):
        print(say("verify.older_catalogue", file=warehouse.catalogue.name), file=sys.stderr)
        return
    for line in [] if args.build else verify_catalogue(warehouse):
        yield say("verify.line", build="budget.duckdb", fault=line, remedy=say("verify.refreshes"))


def _wanted(warehouse: Warehouse, args: argparse.Namespace) -> list[Path]:
    """The folders to look at; raises WarehouseError if there is none."""
    from warehouse.catalogue.query import published

    if args.all:
        # builds that lost their manifest are builds too
        return sorted(one for one in warehouse.builds.glob("[!.]*") if one.is_dir())
    if args.build:
        return [warehouse.build(args.build)]
    return [published(args.curated)]


def _of_build(warehouse: Warehouse, build: Path, args: argparse.Namespace) -> Iterator[str]:
    from flows.progress import bar
    from warehouse.build.verify import verify

    with bar("progress.verifying", in_bytes=True) as progress:
        found = verify(build, quick=args.quick, progress=progress)
    for fault in found.files:
        remedy = _remedy(warehouse, build, fault.path, fault.kind)
        yield say("verify.line", build=build.name, fault=fault, remedy=remedy)
    for line in found.others:
        yield say("verify.line", build=build.name, fault=line, remedy=_older(warehouse, build))
    _whole(found)


def _remedy(warehouse: Warehouse, build: Path, path: str, kind: str) -> str:
    """What to do about one file."""
    from warehouse.build.repair import source_of

    if kind == "extra":
        return say("verify.sets_aside")
    if path == "manifest.json":
        return _older(warehouse, build)
    source = source_of(warehouse, build, path)
    return say("verify.takes", build=source) if source else say("verify.reads_again")


def _older(warehouse: Warehouse, build: Path) -> str:
    """To which build one can go back; reading the raw files again is always left."""
    from warehouse.build.verify import verify

    older = (one for one in reversed(warehouse.whole()) if one.name < build.name)
    whole = next((one.name for one in older if not verify(one).lines()), None)
    return say("verify.go_back", build=whole) if whole else say("verify.start_anew")


def _repaired(warehouse: Warehouse, build: Path, args: argparse.Namespace) -> None:
    """Put right what can be; says why the raw files could not be read."""
    from flows.mend import mend
    from warehouse.build.verify import verify_catalogue
    from warehouse.catalogue.render import refresh

    if why := mend(warehouse, build, args.raw):
        print(why, file=sys.stderr)
    if warehouse.published() == build.resolve() and verify_catalogue(warehouse):
        warehouse.catalogue.unlink(missing_ok=True)
        refresh(warehouse)


def _whole(found: Verified) -> None:
    if not found.lines():
        print(say("verify.whole", build=found.build_id), file=sys.stderr)
