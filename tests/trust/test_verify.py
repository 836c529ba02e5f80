"""Damage is noticed, is never carried on, and is put right from what still has the bytes."""

from __future__ import annotations

import json
import random
import shutil
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from flows.cli import main
from tests.documents import Project, document, indicators
from tests.trust.conftest import ingest, lay, put_back, rows
from tests.trust.flips import damages, flip
from warehouse.build.verify import verify, verify_catalogue
from warehouse.catalogue.query import published
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import Warehouse
from warehouse.files.manifest import MANIFEST, RAW, load_listing, load_manifest, sealed
from warehouse.files.rotation import RUNS, due, turned
from warehouse.files.verify import DamagedError


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> tuple[Path, Path]:
    """Two builds beside their documents, the second of which shares files with the first, and a
    copy of both.
    """
    place = tmp_path_factory.mktemp("verify") / "place"
    raw = lay(place / "raw")
    ingest(raw, place / "c")
    _more(raw, "新")
    ingest(raw, place / "c")
    return place, put_back(place, place.with_name("kept"))


@pytest.fixture
def place(kept) -> Path:
    """Both as they were before any test."""
    place, copied = kept
    return put_back(copied, place)


@pytest.fixture
def raw(place) -> Path:
    return place / "raw"


@pytest.fixture
def curated(place) -> Path:
    return place / "c"


def _more(raw: Path, name: str) -> None:
    text = document(f"某区{name}局", [Project(f"项目{name}", indicators=indicators(5))])
    (raw / "2024" / f"{name}局.txt").write_text(text, encoding="utf-8")


def content(build: Path) -> dict[str, bytes]:
    files = (path for path in build.rglob("*") if path.is_file())
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in files}


def ask(curated: Path, *arguments: str) -> int:
    return main(["verify", "--curated", str(curated), *arguments])


def test_whole_builds_are_whole(curated, capsys):
    assert ask(curated, "--all") == 0
    assert capsys.readouterr().out == ""


def test_every_damage_is_noticed(curated):
    build = published(curated)
    before = content(build)
    for what in damages(build, random.Random(22), flips=120):
        with what as told:
            assert verify(build).lines(), told
    assert content(build) == before
    assert not verify(build).lines()


def test_a_flipped_bit_is_told_with_what_to_do(curated, capsys):
    build = published(curated)
    with flip(next((build / "indicators").glob("2024-*.parquet")), 4000):
        assert ask(curated) == 1
        line = capsys.readouterr().out
        assert line.startswith(f"build {build.name}: indicators/2024-")
        assert "is not what its hash says: jixiao verify --repair" in line
        assert ask(curated, "--quick") == 0


def test_damage_is_never_carried_into_the_next_build(raw, curated):
    build = published(curated)
    _more(raw, "又")
    for folder in ("indicators", "projects", "documents", "findings", "builds", "readings"):
        file = min((build / folder).glob("*.parquet"))
        with flip(file, file.stat().st_size // 3), pytest.raises(DamagedError, match=file.name):
            ingest(raw, curated)
        assert published(curated) == build
    assert ingest(raw, curated).new_build


def test_a_run_with_nothing_new_sees_a_missing_or_shortened_file(raw, curated):
    file = next((published(curated) / "readings").glob("2023-*.parquet"))
    whole = file.read_bytes()
    file.unlink()
    with pytest.raises(DamagedError, match="is missing"):
        ingest(raw, curated)
    file.write_bytes(whole[:-1])
    with pytest.raises(DamagedError, match="another size"):
        ingest(raw, curated)
    file.write_bytes(whole)
    assert not ingest(raw, curated).new_build


def test_thirty_runs_read_every_file(curated):
    listing = load_listing(published(curated))
    seen: list[str] = []
    for _ in range(RUNS):
        seen += due(curated, listing)
        turned(curated)
    assert sorted(seen) == sorted(listing.contents)
    (curated / "verify-turn.json").write_bytes(b"[" * 100_000)
    assert due(curated, listing)


def test_a_flipped_bit_is_found_within_thirty_runs(raw, curated):
    with flip(next((published(curated) / "documents").iterdir()), 50):
        for _ in range(RUNS):
            try:
                ingest(raw, curated)
            except DamagedError:
                return
    pytest.fail("never read")


def test_repair_takes_the_bytes_of_another_build(curated, capsys):
    build = published(curated)
    before = content(build)
    shared = next((build / "indicators").glob("2023-*.parquet"))
    other = next(one for one in Warehouse(curated).whole() if one != build)
    data = shared.read_bytes()
    shared.unlink()  # a file of its own: second names of one file are damaged together
    shared.write_bytes(data[:100] + b"?" + data[101:])
    assert ask(curated) == 1
    assert f"from build {other.name}" in capsys.readouterr().out
    assert ask(curated, "--repair", "--raw", "nowhere") == 0
    assert content(build) == before


def test_repair_reads_the_raw_files_again(raw, curated):
    build = published(curated)
    before = content(build)
    builds = next(iter(load_listing(build).files["builds"]))
    names = sorted(before.keys() - {MANIFEST, builds})
    for name in names:
        (build / name).write_bytes(b"gone")
    # files that both builds have are one file with two names
    assert ask(curated, "--all", "--repair", "--raw", str(raw)) == 0
    assert content(build) == before
    assert not list(curated.glob(".tmp-*"))


def test_what_cannot_be_repaired_is_told(raw, curated, capsys):
    build = published(curated)
    (build / MANIFEST).write_bytes(b"{")
    assert ask(curated, "--repair", "--raw", str(raw)) == 1
    older = Warehouse(curated).whole()[0].name
    assert f"go back to build {older}, which is whole" in capsys.readouterr().out


def test_a_stray_file_counts_for_nothing_and_repair_sets_it_aside(curated):
    build = published(curated)
    count = rows(curated, "SELECT count(*) FROM indicators")
    source = next((build / "indicators").glob("*.parquet"))
    shutil.copy(source, build / "indicators" / "2024-99-stray.parquet")
    assert rows(curated, "SELECT count(*) FROM indicators") == count
    with duckdb.connect(str(curated / "budget.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM indicators").fetchall() == count
    assert ask(curated) == 1
    assert ask(curated, "--repair") == 0
    assert (curated / "set-aside" / build.name / "indicators/2024-99-stray.parquet").is_file()


@pytest.mark.parametrize("command", [["builds"], ["sql", "SELECT count(*) FROM indicators"]])
def test_a_missing_file_is_one_clear_line(curated, capsys, command):
    build = published(curated)
    file = next((build / "indicators").glob("*.parquet"))
    file.unlink()
    assert main([*command, "--curated", str(curated)]) == 1
    name = f"indicators/{file.name}"
    line = f"jixiao: build {build.name} is damaged: {name} is missing (jixiao verify --repair)\n"
    assert capsys.readouterr().err == line


def test_a_missing_manifest_or_build_is_one_clear_line(curated, capsys):
    build = published(curated)
    (build / MANIFEST).rename(curated / "kept")
    assert main(["builds", "--curated", str(curated)]) == 1
    assert "manifest.json is missing" in capsys.readouterr().err
    shutil.rmtree(build)
    assert main(["builds", "--curated", str(curated)]) == 1
    line = capsys.readouterr().err
    assert f"names build {build.name}, which is not there" in line
    assert Warehouse(curated).whole()[0].name in line


def test_a_manifest_of_a_newer_version_is_told_as_that(raw, curated, capsys):
    build = published(curated)
    said = json.loads((build / MANIFEST).read_bytes())
    said.pop("hash")
    (build / MANIFEST).write_bytes(sealed(said | {"format": 3, "more": 1}))
    for command in (["builds"], ["verify"], ["ingest", str(raw), "--direct"]):
        assert main([*command, "--curated", str(curated)]) == 1
        said_of_it = "".join(capsys.readouterr())
        assert "made by a newer version" in said_of_it
        assert "damaged" not in said_of_it


def test_the_catalogue_is_compared_with_what_it_is_made_from(curated):
    warehouse = Warehouse(curated)
    assert not verify_catalogue(warehouse)
    with duckdb.connect(str(warehouse.catalogue)) as connection:
        connection.execute("CREATE OR REPLACE VIEW long_table AS SELECT 1 AS a")
    assert verify_catalogue(warehouse)
    assert ask(curated) == 1
    assert ask(curated, "--repair") == 0


@pytest.mark.parametrize("alone", [False, True])
def test_a_copy_that_followed_the_links_answers_and_is_built_upon(raw, curated, tmp_path, alone):
    copied = tmp_path / "copied"
    shutil.copytree(curated, copied)  # as cp -rL: current becomes a folder
    if alone:
        shutil.rmtree(copied / "builds")
    count = "SELECT count(*) FROM indicators"
    assert rows(copied, count) == rows(curated, count)
    assert not ingest(raw, copied).new_build
    assert (copied / "current").is_symlink()
    assert not (copied / "current.copied").exists()
    assert ask(copied) == 0
    _more(raw, "又")
    assert ingest(raw, copied).new_build


MEMORIES = [
    b"",
    b"null",
    b"[]",
    b"7",
    b"{",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"a": ' * 50_000,
    json.dumps({"2024/局0.txt": 3, "2024/局1.txt": None, "2024/局2.txt": {}}).encode(),
    json.dumps({"2024/局0.txt": [[1, 2, 3, 4], 5], "2024/局1.txt": []}).encode(),
    b'{"hash": "", "files": {}}',
    b'{"x": 1' + b"0" * 10_000 + b"}",
]


@pytest.mark.parametrize("memory", MEMORIES, ids=range(len(MEMORIES)))
def test_a_stat_cache_of_any_content_is_only_a_memory(raw, curated, memory):
    first = published(curated).name
    (curated / "stat-cache.json").write_bytes(memory)
    assert ingest(raw, curated).build_id == first


def test_a_wrong_hash_in_the_stat_cache_changes_nothing(raw, curated):
    first = ingest(raw, curated)
    cache = curated / "stat-cache.json"
    text = cache.read_text(encoding="utf-8")
    digested = sha256((raw / "2024/局0.txt").read_bytes()).hexdigest()
    assert digested in text
    cache.write_text(text.replace(digested, "0" * 64), encoding="utf-8")
    assert ingest(raw, curated).build_id == first.build_id
    cache.unlink()
    cache.mkdir()
    assert ingest(raw, curated).build_id == first.build_id
    assert load_manifest(published(curated)).raw["2024/局0.txt"].sha256 == digested


def test_the_raw_part_of_a_manifest_is_checked_when_it_is_read(raw, curated):
    with flip(published(curated) / RAW, 40), pytest.raises(WarehouseError, match=RAW):
        ingest(raw, curated)
