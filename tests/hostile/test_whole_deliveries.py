"""A slice of `make deliveries`; what it found; and proof that its examination sees what it is there
to see.
"""

from __future__ import annotations

import os
import random
from itertools import product
from pathlib import Path

import pytest

from tests.documents import Project, document
from tests.hostile.deliveries import make, run
from tests.hostile.deliveries.run import Result, deliver
from tests.hostile.test_delivery import publish, put, told
from warehouse.files.disk import WarehouseError


def test_hostile_files_cost_no_run_and_no_neighbour(tmp_path):
    result = Result()
    deliver(tmp_path, range(40), 7, result)
    assert result.wrong == []
    assert result.files == 40
    assert result.statuses["curated"] >= result.neighbours > 10


def made(folder: Path) -> dict[str, bytes]:
    for number in range(60):
        make.hostile(folder, number, 3)
    return {
        os.fspath(one.relative_to(folder)): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file() and not one.is_symlink()
    }


def test_a_seed_makes_the_same_delivery(tmp_path):
    for name in ("a", "b"):
        make.sound(tmp_path / name, 2)
    assert made(tmp_path / "a") == made(tmp_path / "b")


def test_every_kind_of_list_is_made_and_some_deliveries_have_none(tmp_path):
    names = set()
    for number in range(200):
        place = tmp_path / str(number)
        place.mkdir()
        if path := make.lists(place, number, 1):
            names.add(path.relative_to(place).as_posix())
    assert names == set(make.LISTS)


@pytest.fixture
def delivered(tmp_path):
    """Two sound documents and a bad one, ingested without fault."""
    put(tmp_path / "raw" / "2024", "a.txt", 0)
    put(tmp_path / "raw" / "2024", "b.txt", 1)
    publish(tmp_path)
    return tmp_path


def examined(folder: Path, neighbours: set[str]) -> list[str]:
    result = Result()
    run._examine(folder / "raw", folder / "curated", neighbours, result)
    return result.wrong


def test_a_silent_file_and_a_lost_neighbour_are_seen(delivered):
    assert examined(delivered, {"2024/a.txt"}) == []
    (delivered / "raw" / "2024" / "c.txt").write_text("later")
    assert [one.partition(": ")[2] for one in examined(delivered, {"2024/a.txt"})] == [
        "silent: '2024/c.txt'"
    ]
    assert "neighbour 2024/d.txt is None" in examined(delivered, {"2024/d.txt"})[0]


def test_a_run_that_ends_is_seen(tmp_path):
    result = Result()
    assert not run._ingest(tmp_path / "nowhere", tmp_path / "curated", result)
    assert "exit code 1" in result.wrong[0]


# what it found


def test_a_link_to_itself_costs_itself(tmp_path):
    year = tmp_path / "raw" / "2024"
    put(year, "sound.txt", 0)
    (year / "self.txt").symlink_to("self.txt")
    (year / "one").symlink_to("other")
    (year / "other").symlink_to("one")
    assert publish(tmp_path) == {
        "2024/sound.txt": "curated",
        "2024/self.txt": "unreadable",
        "2024/one": "unreadable",
        "2024/other": "unreadable",
    }


@pytest.mark.parametrize("ending", [".meta.yml", ".meta.yaml", ".META.YML"])
def test_a_sidecar_of_nothing_is_told(tmp_path, ending):
    year = tmp_path / "raw" / "2024"
    put(year, "sound.txt", 0)
    alone = year / f"a.pdf{ending}"
    alone.write_text("year: 2024")
    assert publish(tmp_path) == {"2024/sound.txt": "curated", f"2024/a.pdf{ending}": "unreadable"}
    assert "a.pdf" in told(tmp_path)[f"2024/a.pdf{ending}"]
    put(year, "a.pdf", 1)  # the document comes later: the sidecar is one of its own
    assert publish(tmp_path) == {"2024/sound.txt": "curated", "2024/a.pdf": "curated"}
    (year / "a.pdf").unlink()
    assert f"2024/a.pdf{ending}" in publish(tmp_path, accept_removals=True)


SIGNS = ("\x1f", "\x00", "\x1e", "\x1b", "\x7f", "\x85", "\u2028")


def test_control_characters_in_names_cost_no_run(tmp_path):
    year = tmp_path / "raw" / "2024"
    put(year, "sound.txt", 0)
    plain = {"department": "某区甲局", "project": "项目", "goal": "目标", "title": "绩效目标表"}
    for number, (sign, place) in enumerate(product(SIGNS, plain)):
        said = plain | {place: f"某{sign}区{sign}{sign}局{number}"}
        project = Project(said["project"], goal=said["goal"])
        text = document(said["department"], [project], title=f"项目支出{said['title']}")
        (year / f"{number}.txt").write_text(text, encoding="utf-8")
    statuses = publish(tmp_path)
    assert statuses["2024/sound.txt"] == "curated"
    assert len(statuses) == 1 + number + 1


# what is not acknowledged counts as news: without that list a run goes on (test_damaged_lists)
@pytest.mark.parametrize("name", [one for one in make.LISTS if one != "acknowledged.yml"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "bytes"])
def test_a_list_that_is_none_is_told_in_one_line(tmp_path, name, kind):
    put(tmp_path / "raw" / "2024", "a.txt", 0)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    if kind == "bytes":
        path.write_bytes(b"\xff\x00\xc1")
    else:
        {"pipe": os.mkfifo, "folder": os.mkdir, "link": link_to_itself}[kind](path)
    with pytest.raises(WarehouseError) as error:
        publish(tmp_path)
    assert path.name in str(error.value)
    assert "\n" not in str(error.value)


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def test_names_that_hold_any_sign_are_told_apart():
    """What rows print is numbered, not joined: no sign could part it."""
    import pyarrow as pa

    from warehouse.build.organise import _PRINTED, _encoded

    chance = random.Random(1)
    said = [
        tuple(chance.choice((None, "", "\x00", "\x1f", "a", "a\x1f", "\x1fa")) for _ in _PRINTED)
        for _ in range(500)
    ]
    columns = zip(*said, strict=True)
    table = pa.table(
        {name: pa.array(one, pa.string()) for name, one in zip(_PRINTED, columns, strict=True)}
    )
    distinct, indices = _encoded(table)
    assert [distinct[number] for number in indices.to_pylist()] == said
    assert len(distinct) == len(set(said))
