"""A normal install holds what the code reads. Installed and run: ``make test-wheel``."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

from tests.conftest import ROOT
from tests.install.built import ROOMS, build, checkout, contents, tracked


def test_wheel_and_sdist_hold_every_tracked_file_of_the_code(tmp_path: Path):
    source = checkout(tmp_path / "source")
    assert set(contents(build("wheel", source, tmp_path / "out"))) == set(tracked(*ROOMS))
    with tarfile.open(build("sdist", source, tmp_path / "out")) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert set(tracked(*ROOMS)) <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_image_gets_what_the_wheel_is_built_from(tmp_path: Path):
    source, context = checkout(tmp_path / "source"), tmp_path / "context"
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = [line[1:] for line in lines if line.startswith("!")]
    context.mkdir()
    for path in map(source.joinpath, let_in):
        (shutil.copytree if path.is_dir() else shutil.copy)(path, context / path.name)
    assert contents(build("wheel", context, tmp_path / "out")).keys() == set(tracked(*ROOMS))
    assert "requirements.lock" in let_in
