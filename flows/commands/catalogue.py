"""`jixiao catalogue`: budget.duckdb anew, in a folder that was copied or moved."""

from __future__ import annotations

import argparse

from schemas.messages import say


def options(_parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(args: argparse.Namespace) -> int:
    """Write the catalogue if it is not that of the published build in this place. Takes no lock:
    the file is written whole beside the other, and takes its name.
    """
    from warehouse.catalogue.query import published
    from warehouse.catalogue.render import refresh
    from warehouse.files.layout import Warehouse

    build = published(args.curated)
    warehouse = Warehouse(args.curated)
    said = "catalogue.written" if refresh(warehouse) else "catalogue.fits"
    print(say(said, file=warehouse.catalogue, build=build.name))
    return 0
