"""Machines with no fonts, with fonts without Chinese, with each family that is installed here:
every PDF of the tests gives the same cells in the same places, and a build the same bytes.

Minutes long, so `make test` does not collect it: `make test-fonts` does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
import reportlab

from tests.conftest import ROOT
from tests.machines import CANNOT, FOLDERS, Machine, possible, seeing
from tests.reading.pdf.named_fonts import DOWN, FONTS, LATIN
from tests.reading.pdf.unembedded import WAYS, Down, Mixed, made
from tests.trust.conftest import files, ingest
from transforms.document import Cell, Line, Table, UnreadableError
from transforms.reading import read

SONG = FONTS["song"]
INSTALLED = sorted({path.parent for path in Path(FOLDERS[-1]).rglob("*.[to]t[fc]")})
NO_CHINESE = Path(reportlab.__file__).with_name("fonts")


def digests(paths: Sequence[Path]) -> dict[str, str]:
    """What is read of each file, boxes and all."""
    return {str(path): sha256(_read(path).encode()).hexdigest() for path in paths}


def _read(path: Path) -> str:
    try:
        document = read(path.read_bytes(), path.name)
    except (UnreadableError, ValueError) as error:  # the second: prints/odd/grid_crash
        return repr(error)
    told = [
        _told(cell)
        for block in document.blocks
        for cell in (block.cells() if isinstance(block, Table) else [block])
    ]
    return repr((told, document.title, document.pages, document.unread))


def _told(cell: Cell | Line) -> tuple[object, ...]:
    repaired = sorted(cell.repaired) if isinstance(cell, Cell) else None
    return cell.text, cell.row, cell.page, cell.box, repaired


def elsewhere(machine: Machine, paths: Sequence[Path]) -> dict[str, str]:
    command, wanted = machine([sys.executable, "-m", __name__, "read"]), "\n".join(map(str, paths))
    done = subprocess.run(
        command, input=wanted, text=True, capture_output=True, check=True, cwd=ROOT
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("made")
    ways = [way(font) for way, font in product(WAYS, FONTS.values())]
    ways += [Down(SONG, DOWN), *(Mixed(SONG, second) for second in LATIN.values())]
    for number, way in enumerate(ways):
        (folder / f"{number}.pdf").write_bytes(made(way, turn=90 * (number % 4)))
    return sorted((*folder.iterdir(), *(ROOT / "tests").rglob("*.pdf")))


@pytest.fixture(scope="module")
def here(paths: list[Path]) -> dict[str, str]:
    return digests(paths)


@pytest.fixture(scope="module")
def raw(paths: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every third of the files, and the first document's print, under one year."""
    folder = tmp_path_factory.mktemp("raw") / "2024"
    folder.mkdir()
    for number, path in enumerate(paths[::3]):
        shutil.copy(path, folder / f"{number}-{path.name}")
    return folder.parent


@pytest.fixture(scope="module")
def build(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _built(raw, tmp_path_factory.mktemp("here"))


@pytest.mark.skipif(not possible(), reason=CANNOT)
@pytest.mark.parametrize(
    "fonts", [None, NO_CHINESE, *INSTALLED], ids=lambda one: one.name if one else "none"
)
def test_rows_and_bytes_are_the_same(fonts, paths, here, raw, build, tmp_path):
    machine = seeing(fonts or tmp_path)
    assert elsewhere(machine, paths) == here
    command = machine([sys.executable, "-m", __name__, "build", raw, tmp_path])
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert json.loads(done.stdout.splitlines()[-1]) == build


def _built(raw: Path, folder: Path) -> dict[str, str]:
    ingest(raw, folder / "curated")
    return {name: sha256(data).hexdigest() for name, data in files(folder / "curated").items()}


if __name__ == "__main__":
    if sys.argv[1] == "read":
        print(json.dumps(digests(list(map(Path, sys.stdin.read().splitlines())))))
    else:
        print(json.dumps(_built(Path(sys.argv[2]), Path(sys.argv[3]))))
