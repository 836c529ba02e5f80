"""The project's wheel and sdist, built from what git tracks and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("flows", "schemas", "transforms", "warehouse")
BUILD = """
import sys
from setuptools import build_meta
print(getattr(build_meta, "build_" + sys.argv[1])(sys.argv[2]))
"""


def tracked(*folders: str) -> list[str]:
    """Names of the tracked files that are there. Skips the test without git or a clone."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git and a clone: a copy does not say which files belong to it")
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", *folders]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [name for name in listed.split("\0") if name and (ROOT / name).exists()]


def checkout(folder: Path) -> Path:
    """``folder`` with a copy of all tracked files, but for the material of the tests."""
    for name in tracked():
        if not name.startswith("tests/material/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def build(kind: str, source: Path, out: Path) -> Path:
    """The ``wheel`` or ``sdist`` of a folder, made with the setuptools that is here."""
    out.mkdir(exist_ok=True)
    command = [sys.executable, "-c", BUILD, kind, out]
    done = subprocess.run(command, cwd=source, capture_output=True, check=True)
    return out / done.stdout.decode().split()[-1]


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of the code with their bytes."""
    with zipfile.ZipFile(wheel) as packed:
        names = [name for name in packed.namelist() if name.split("/")[0] in ROOMS]
        return {name: packed.read(name) for name in names}
