"""`jixiao meta`: say once what holds for all documents of a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from flows import config
from flows.folder_meta import NAME
from schemas.chinese import shown
from schemas.messages import say

# the other name of a key: what is said under the one replaces it
_OTHERWISE = {"kind": "document_kind", "year": "fiscal_year"}
_KEYS = ("year", "region", "region_code", "department", "kind")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=say("option.meta_folder"))
    parser.add_argument("--year", type=int, metavar="Y", help=say("option.search_year"))
    parser.add_argument("--region", metavar="TEXT", help=say("option.meta_region"))
    parser.add_argument("--region-code", metavar="CODE", help=say("option.meta_region_code"))
    parser.add_argument("--department", metavar="TEXT", help=say("option.meta_department"))
    parser.add_argument("--kind", metavar="KIND", help=say("option.meta_kind"))
    parser.add_argument(
        "--raw", type=Path, default=config.raw(), metavar="RAW", help=say("option.raw")
    )


def run(args: argparse.Namespace) -> int:
    """Add what was named to the file, and print the whole of it."""
    from schemas.chinese import shown
    from transforms.rows.source import check_sidecar
    from warehouse.files.disk import WarehouseError, write

    file = _file(args.folder, args.raw)
    before = _content(file)
    said = {name: value for name in _KEYS if (value := getattr(args, name)) is not None}
    if problems := check_sidecar(said).problems:
        raise WarehouseError("; ".join(shown(what) for _, what in problems))
    if said:
        for name, other in _OTHERWISE.items():
            if name in said:
                before.pop(other, None)
        write(file, _yaml(before | said))
    print(_yaml(before | said).decode(), end="")
    print(say("meta.of", file=file) if said or before else say("meta.none"), file=sys.stderr)
    return 0


def _file(named: Path, raw: Path) -> Path:
    """Where it goes: into a folder, or beside a document. Names are looked for from here, then
    below the raw folder.
    """
    from flows.sidecars import SIDECAR
    from warehouse.files.disk import WarehouseError

    for place in (named, raw / named):
        if place.is_dir():
            return place / NAME
        if place.is_file():
            return place.with_name(place.name + SIDECAR)
    raise WarehouseError(say("error.no_folder", folder=named))


def _content(file: Path) -> dict[Any, Any]:
    import yaml

    from flows.yaml_file import load
    from warehouse.files.disk import WarehouseError

    try:
        content = load(file.read_bytes()) if file.is_file() else {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        said = shown(" ".join(str(error).split()))
        raise WarehouseError(say("error.of_file", file=file, error=said)) from error
    if not isinstance(content, dict | None):
        raise WarehouseError(say("error.of_file", file=file, error=say("found.not_mapping")))
    return content or {}


def _yaml(content: dict[Any, Any]) -> bytes:
    import yaml

    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False)).encode() * bool(
        content
    )
