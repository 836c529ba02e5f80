"""jixiao as a stranger has it: the wheel and the sdist, installed into an empty environment and
run outside of the checkout.

Minutes long, so `make test` does not collect it: `make test-wheel` does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.version import parser_version
from tests.conftest import ROOT
from tests.flows.served import serving
from tests.install.built import build, checkout
from tests.trust.conftest import files

COUNT = "SELECT count(*) AS n, sum(total) AS total FROM projects"


@dataclass
class Installed:
    """An environment, and a folder outside of the checkout in which its commands run."""

    bin: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the session: no checkout on a path, no home with settings."""
        home = str(self.folder / "home")
        return {"PATH": f"{self.bin}:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8"}

    def __call__(self, program: str, *arguments: object) -> str:
        command = [self.bin / program, *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has what a run needs and nothing of the project."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    locked = ["--quiet", "--no-deps", "--require-hashes", "-r", ROOT / "requirements.lock"]
    subprocess.run([folder / "bin/pip", "install", *locked], check=True)
    return folder / "bin"


@pytest.fixture(scope="module", params=["wheel", "sdist"])
def jixiao(
    request: pytest.FixtureRequest, environment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    """jixiao, installed from the wheel, then from the sdist; its sample beside it."""
    folder = tmp_path_factory.mktemp(request.param)
    packed = build(request.param, checkout(folder / "source"), folder / "dist")
    shutil.rmtree(folder / "source")
    pip = environment / "pip"
    install = [pip, "install", "--quiet", "--no-deps", "--force-reinstall", packed]
    subprocess.run(install, cwd=folder, check=True)
    subprocess.run([pip, "check"], cwd=folder, check=True)
    shutil.copytree(ROOT / "data/raw", folder / "raw")
    (folder / "home").mkdir()
    installed = Installed(environment, folder)
    installed("jixiao", "ingest", "raw", "--curated", "curated", "--direct")
    return installed


def test_the_reading_code_is_that_of_the_checkout(jixiao: Installed):
    script = "import flows.version as v; print(v.__file__, v.parser_version())"
    file, version = jixiao("python", "-c", script).split()
    assert file.startswith(str(jixiao.bin.parent))
    assert version == parser_version()


def test_ingest_through_prefect_gives_the_same_build(jixiao: Installed):
    jixiao("jixiao", "ingest", "raw", "--curated", "through")
    assert files(jixiao.folder / "through") == files(jixiao.folder / "curated")


def test_questions_are_answered(jixiao: Installed):
    def ask(*question: str) -> list[dict[str, object]]:
        return json.loads(jixiao("jixiao", *question, "--curated", "curated", "--format", "json"))

    assert ask("sql", COUNT) == [{"n": 5, "total": "1460.000000"}]
    assert ask("search", "满意度")
    assert ask("findings") == []
    assert len(ask("builds")) == 1


def test_a_row_is_explained_with_a_picture(jixiao: Installed):
    query = "SELECT indicator_id AS id FROM indicators LIMIT 1"
    row = json.loads(jixiao("jixiao", "sql", query, "--curated", "curated", "--format", "json"))[0]
    where = ["--curated", "curated", "--raw", "raw", "--image", "cell.png"]
    said = jixiao("jixiao", "explain", row["id"], *where)
    assert row["id"] in said
    assert (jixiao.folder / "cell.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("target", ["out.xlsx", "out.duckdb", "csv", "parquet"])
def test_export(jixiao: Installed, target: str):
    form = Path(target).suffix.lstrip(".") or target
    jixiao("jixiao", "export", target, "--format", form, "--curated", "curated")
    assert (jixiao.folder / target).exists()


def test_dashboard(jixiao: Installed):
    jixiao("jixiao", "dashboard", "--curated", "curated", "--output", "page.html")
    assert "echarts" in (jixiao.folder / "page.html").read_text(encoding="utf-8")


def test_a_deployment_runs_with_names_seen_from_the_folder_of_serve(jixiao: Installed):
    shutil.copytree(jixiao.folder / "raw/2024", jixiao.folder / "raw/2025")
    command = [str(jixiao.bin / "jixiao"), "serve", "raw", "--curated", "served"]
    quick = jixiao.environment | {"PREFECT_WORKER_QUERY_SECONDS": "2"}
    with serving(command, quick, jixiao.folder) as prefect:
        assert prefect.run("catch-up")["state_type"] == "COMPLETED"
    assert (jixiao.folder / "served/current").resolve().is_dir()


@pytest.mark.skipif(not shutil.which("uv"), reason="needs uv")
def test_uv_installs_it_as_a_tool(jixiao: Installed, tmp_path: Path):
    (packed,) = (jixiao.folder / "dist").iterdir()
    tools = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    uv = ["uv", "tool", "install", "--quiet", "--python", sys.executable, packed]
    subprocess.run(uv, env=os.environ | tools, check=True)
    tool = Installed(tmp_path / "bin", jixiao.folder)
    answer = tool("jixiao", "sql", COUNT, "--curated", "curated", "--format", "json")
    assert json.loads(answer)[0]["n"] == 5
