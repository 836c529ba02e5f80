"""A normal install holds what the code reads. Installed and run: ``make test-wheel``."""

from __future__ import annotations

import tarfile
from pathlib import Path

from tests.install.built import ROOMS, build, checkout, contents, tracked


def test_wheel_and_sdist_hold_every_tracked_file_of_the_code(tmp_path: Path):
    source = checkout(tmp_path / "source")
    assert set(contents(build("wheel", source, tmp_path / "out"))) == set(tracked(*ROOMS))
    with tarfile.open(build("sdist", source, tmp_path / "out")) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert set(tracked(*ROOMS)) <= names
    assert not [name for name in names if name.startswith("tests/")]
