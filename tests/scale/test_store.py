"""Documents and builds on an object store: the same builds as on a disk, and nothing half done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import main
from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.conftest import ROOT
from tests.scale.conftest import documents, keys, lay, put
from tests.trust.conftest import files, rows
from tests.trust.conftest import ingest as on_disk
from warehouse.build.mirror import files_of, pointer, pull
from warehouse.build.places import place_of
from warehouse.build.remote import work_folder
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import load_manifest
from warehouse.files.storage import store


def ingest(bucket: str, **options):
    return run(Options(f"{bucket}/raw", f"{bucket}/curated", **{"workers": 1, **options}), Direct())


def published(bucket: str) -> str:
    found = pointer(f"{bucket}/curated")
    assert found is not None
    return found.build_id


def test_builds_in_a_store_equal_those_on_a_disk_and_pull_brings_them(bucket, tmp_path):
    first, odd = (
        documents(4),
        {
            "2024/第1号 附件#2%[终].txt": documents(9)["2024/局007.txt"],
            "2024/局001.txt.meta.yml": b"department: \xe6\x9f\x90\xe5\xb1\x80\n",
        },
    )
    put(f"{bucket}/raw", first | {"2024/": b""})  # consoles leave such marks of folders
    put(
        bucket,
        {
            "departments.csv": (
                "region_code,department,parent,first_year,last_year,approved_on\n"
                "440105,广州市海珠区教育局,,2015,,\n"
            ).encode()
        },
    )
    assert ingest(bucket).statuses == {"curated": 4}
    changed = (
        first
        | odd
        | {
            "2023/局000.txt": documents(3)["2023/局002.txt"].replace(
                "海珠区2局".encode(), "海珠区零局".encode()
            )
        }
    )
    put(f"{bucket}/raw", changed)
    assert ingest(bucket).read == 3
    assert not ingest(bucket).new_build

    on_disk(lay(tmp_path / "raw", changed), tmp_path / "disk")
    pulled = pull(f"{bucket}/curated", tmp_path / "pulled")
    assert pulled.name == published(bucket)
    assert files(tmp_path / "pulled") == files(tmp_path / "disk")
    assert {
        path.relative_to(pulled).as_posix() for path in pulled.rglob("*") if path.is_file()
    } == files_of(f"{bucket}/curated", pulled.name).keys()
    assert rows(tmp_path / "pulled", "SELECT count(*) FROM builds") == [(2,)]
    assert (tmp_path / "pulled/budget.duckdb").is_file()
    assert rows(
        work_folder(f"{bucket}/curated"), "SELECT count(*) FROM documents WHERE department = '某局'"
    ) == [(1,)]
    assert "staging" not in {key.split("/")[0] for key in keys(f"{bucket}/curated")}


def test_a_province_of_several_files_comes_back(bucket, tmp_path, monkeypatch):
    """Their names hold the documents they are of, and the hash of their content last."""
    monkeypatch.setattr("warehouse.build.places.BUCKET_ROWS", 5)
    put(f"{bucket}/raw", documents(9))
    ingest(bucket)
    named = load_manifest(pull(f"{bucket}/curated", tmp_path / "c")).files["indicators"]
    assert {len(place_of(path).bucket) for path in named} == {2}
    assert rows(tmp_path / "c", "SELECT count(*) FROM indicators") == [(27,)]


def test_a_replaced_object_of_the_same_size_is_read(bucket):
    put(f"{bucket}/raw", documents(2))
    ingest(bucket)
    put(
        f"{bucket}/raw",
        {"2023/局000.txt": documents(1)["2023/局000.txt"].replace(b"10.00", b"20.00")},
    )
    assert ingest(bucket).read == 1


def test_a_damaged_object_is_not_published_and_the_next_pull_goes_on(bucket, tmp_path):
    put(f"{bucket}/raw", documents(2))
    ingest(bucket)
    before = pull(f"{bucket}/curated", tmp_path / "c")
    put(f"{bucket}/raw", documents(3))
    ingest(bucket)
    there = files_of(f"{bucket}/curated", published(bucket))
    name = next(name for name in there if name.startswith("indicators/2023-"))
    # an object that no list names is no part of the build
    store(f"{bucket}/curated/builds/{published(bucket)}").put("kept", b"")
    whole = bytes(store(f"{bucket}/curated").get(f"builds/{published(bucket)}/{name}").bytes())
    put(f"{bucket}/curated/builds/{published(bucket)}", {name: whole[:-1]})
    with pytest.raises(WarehouseError, match="is damaged"):
        pull(f"{bucket}/curated", tmp_path / "c")
    assert (tmp_path / "c/current").resolve() == before.resolve()
    part = tmp_path / f"c/builds/.pull-{published(bucket)}"
    there = {
        path: path.stat().st_ino
        for path in part.rglob("*")
        if path.is_file() and path.name != Path(name).name
    }
    put(f"{bucket}/curated/builds/{published(bucket)}", {name: whole})
    build = pull(f"{bucket}/curated", tmp_path / "c")
    assert build.name == published(bucket)
    assert {build / path.relative_to(part): inode for path, inode in there.items()}.items() <= {
        path: path.stat().st_ino for path in build.rglob("*")
    }.items()


def test_damage_in_a_store_is_told_and_not_copied_on(bucket, capsys):
    put(f"{bucket}/raw", documents(4))
    ingest(bucket)
    place, before = f"{bucket}/curated", published(bucket)
    name = next(one for one in files_of(place, before) if one.startswith("indicators/2023-"))
    whole = bytes(store(place).get(f"builds/{before}/{name}").bytes())
    assert main(["verify", "--curated", place]) == 0
    put(f"{place}/builds/{before}", {name: whole[:50] + b"?" + whole[51:], "stray": b"1"})
    assert main(["verify", "--curated", place]) == 1
    told = capsys.readouterr().out
    assert f"{name} is not what its hash says" in told
    assert "stray is not on the manifest" in told
    assert (
        main(["verify", "--repair", "--curated", place]) == 1
    )  # nothing is mended, and it says so
    said = capsys.readouterr()
    assert "mends nothing in a store" in said.err
    assert "the next jixiao ingest that publishes sends it anew" in said.out
    put(f"{bucket}/raw", {"2024/新.txt": documents(9)["2024/局007.txt"]})
    assert ingest(bucket).new_build
    assert bytes(store(place).get(f"builds/{published(bucket)}/{name}").bytes()) == whole
    assert main(["verify", "--curated", place]) == 0


def test_killed_between_two_objects_the_build_before_stays(bucket, tmp_path):
    put(f"{bucket}/raw", documents(2))
    ingest(bucket)
    for point, number in ((5, 3), (14, 4)):  # the last is current.json itself
        before = published(bucket)
        put(f"{bucket}/raw", documents(number))
        done = subprocess.run(
            [sys.executable, "-m", "tests.scale.killed", str(point), bucket],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == -9, done.stderr
        assert published(bucket) == before
        pull(f"{bucket}/curated", tmp_path / "c")
        assert rows(tmp_path / "c", "SELECT count(*) FROM documents") == [(2,)]
    ingest(bucket)
    pull(f"{bucket}/curated", tmp_path / "c")
    assert rows(
        tmp_path / "c", "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM builds)"
    ) == [(4, 2)]


class Overtaken(Direct):
    """While this run works, another one on another machine publishes."""

    def __init__(self, bucket: str, elsewhere: Path) -> None:
        super().__init__()
        self.bucket, self.elsewhere = bucket, elsewhere

    def step(self, name, function, *arguments):
        if name == "publish":
            mine = os.environ["JIXIAO_WORK"]
            os.environ["JIXIAO_WORK"] = str(self.elsewhere)
            ingest(self.bucket)
            os.environ["JIXIAO_WORK"] = mine
        return super().step(name, function, *arguments)


@pytest.mark.parametrize("existing", [0, 1])
def test_of_two_runs_at_once_the_second_publishes_nothing(bucket, tmp_path, existing):
    put(f"{bucket}/raw", documents(1))
    if existing:
        ingest(bucket)
    put(f"{bucket}/raw", documents(2))
    with pytest.raises(WarehouseError, match="another run published"):
        run(
            Options(f"{bucket}/raw", f"{bucket}/curated", workers=1),
            Overtaken(bucket, tmp_path / "elsewhere"),
        )
    build = published(bucket)
    assert not ingest(bucket).new_build
    assert published(bucket) == build


def test_a_store_without_conditional_writes_is_said_to_have_none(bucket, monkeypatch, caplog):
    monkeypatch.setenv("AWS_CONDITIONAL_PUT", "disabled")
    put(f"{bucket}/raw", documents(1))
    ingest(bucket)
    assert "nothing guards against two runs at once" in caplog.text
    assert not ingest(bucket).new_build


def test_what_crashed_runs_and_old_builds_left_is_swept(bucket):
    put(f"{bucket}/raw", documents(1))
    put(
        f"{bucket}/curated",
        {
            "builds/20200101T000000000000Z-crashed/x.parquet": b"",
            "builds/20200101T000000000000Z-kept/pinned": b"",
            "builds/29990101T000000000000Z-another/x.parquet": b"",
            "staging/20200101T000000-a/b/c.arrow": b"",
        },
    )
    ingest(bucket)
    left = {"/".join(key.split("/")[:2]) for key in keys(f"{bucket}/curated")} - {
        f"builds/{published(bucket)}"
    }
    assert left == {
        "builds/20200101T000000000000Z-kept",
        "builds/29990101T000000000000Z-another",
        "current.json",
    }


def test_the_commands(bucket, tmp_path, capsys):
    put(f"{bucket}/raw", documents(1))
    assert (
        main(
            [
                "ingest",
                f"{bucket}/raw/",
                "--curated",
                f"{bucket}/curated/",
                "--direct",
                "--workers",
                "1",
            ]
        )
        == 0
    )
    assert main(["pull", f"{bucket}/curated", "--curated", str(tmp_path / "c")]) == 0
    assert (
        main(
            [
                "sql",
                "SELECT count(*) AS n FROM indicators",
                "--curated",
                str(tmp_path / "c"),
                "--format",
                "csv",
            ]
        )
        == 0
    )
    assert capsys.readouterr().out == "n\n3\n"
    assert main(["pull", f"{bucket}/nothing", "--curated", str(tmp_path / "d")]) == 1
    assert "nothing is published" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["sql", "SELECT 1", "--curated", f"{bucket}/curated"])
    assert "jixiao pull" in capsys.readouterr().err


def test_a_store_that_cannot_be_reached_is_one_line(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("JIXIAO_WORK", str(tmp_path))
    assert main(["pull", "s3://nobody-is-there/curated", "--curated", str(tmp_path / "c")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
