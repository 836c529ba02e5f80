"""`jixiao doctor`: what can be read here, and what is missing for the rest."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from flows.terminal import fitted
from schemas.messages import say

_EXTRAS = {
    "ocr": ("rapidocr", "onnxruntime", "cv2"),
    "storage": ("obstore",),
    "dask": ("distributed", "prefect_dask"),
}
_UNPACKERS = ("unar", "bsdtar")
Fact = tuple[bool, str]


def options(_parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(args: argparse.Namespace) -> int:
    """Print it, a line a fact: +, or - and what to do. Exit code 1 if what every run needs
    is missing.
    """
    needed = list(_needed(args.curated))
    for good, said in (*needed, *_formats(), *_others(args.curated)):
        print(fitted(f"{'+' if good else '-'} {said}", sys.stdout))
    return 0 if all(good for good, _ in needed) else 1


def _needed(curated: Path) -> Iterator[Fact]:
    from flows.version import code_version

    python = platform.python_version()
    yield True, say("doctor.version", version=code_version(), python=python)
    linux = sys.platform == "linux"
    yield linux, say("doctor.linux" if linux else "doctor.no_linux", system=sys.platform)
    folder = next((one for one in (curated, *curated.absolute().parents) if one.exists()), curated)
    free = shutil.disk_usage(folder).free / 1e9
    can = os.access(folder, os.W_OK)
    yield can, say("doctor.folder" if can else "doctor.no_folder", folder=curated, free=free)


def _formats() -> Iterator[Fact]:
    yield True, say("doctor.formats")
    tool = next((one for one in _UNPACKERS if shutil.which(one)), None)
    yield bool(tool), say("doctor.unpacker" if tool else "doctor.no_unpacker", tool=tool)
    for name, packages in _EXTRAS.items():
        there = all(find_spec(one) for one in packages)
        yield there, say(f"doctor.{'' if there else 'no_'}{name}")


def _others(curated: Path) -> Iterator[Fact]:
    from flows import config
    from warehouse.catalogue.lists import faults

    found = config.found()
    yield True, say("doctor.settings", file=found or say("summary.none"))
    for fault in faults(curated):
        yield False, fault
