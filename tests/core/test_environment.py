"""The first command on a new machine: environment.py, and the lock files that it installs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT, slow

LOCKS = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("requirements*.lock")}
ENTRY = re.compile(r"^([a-z0-9-]+)==([^\s;]+)(?: ; ([^\\\n]*))?", re.MULTILINE)
RUN = "import runpy; runpy.run_path('environment.py', run_name='__main__')"


def versions(lock: str) -> dict[tuple[str, str], str]:
    """The version of each package and marker."""
    found = ENTRY.findall(LOCKS[lock])
    return {(name, marker.strip()): version for name, version, marker in found}


def names(lock: str) -> set[str]:
    return {name for name, _ in versions(lock)}


def made(folder, *, before: str = "pass") -> subprocess.CompletedProcess[str]:
    """What environment.py says with an empty lock, after `before` ran in its Python."""
    lock = folder.parent / "empty.lock"
    lock.touch()
    command = [sys.executable, "-c", f"{before}\n{RUN}", folder, lock]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    """An environment where nothing was."""
    folder = tmp_path_factory.mktemp("environment") / "env"
    done = made(folder)
    assert done.returncode == 0, done.stderr
    return folder


def works(folder) -> bool:
    command = [folder / "bin/python", "-m", "pip", "--version"]
    placed = (folder / ".place").read_text(encoding="utf-8") == f"{ROOT}\n"
    return placed and subprocess.run(command, check=False).returncode == 0


LEFT = {
    "a Python that is gone": f"{ROOT}\n",
    "an install that was cut off": "",
    "a checkout that has moved": "/elsewhere\n",
}
FIRST, *OTHERS = LEFT


def test_an_environment_is_made_where_there_is_none(env):
    assert works(env)


@pytest.mark.parametrize("left", [FIRST, *slow(OTHERS)])
def test_an_environment_is_made_where_none_works(left, tmp_path):
    folder = tmp_path / "env"
    python = folder / "bin/python"
    python.parent.mkdir(parents=True)
    python.symlink_to(tmp_path / "gone" if "gone" in left else sys.executable)
    (folder / "stale").touch()
    (folder / ".place").write_text(LEFT[left], encoding="utf-8")
    done = made(folder)
    assert done.returncode == 0, done.stderr
    assert works(folder)
    assert not (folder / "stale").exists()


def test_an_environment_that_works_stays(env):
    (env / "added").touch()
    assert made(env).returncode == 0
    assert (env / "added").exists()


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("import sys; sys.version_info = (3, 10, 4)", "3.11 or newer is needed"),
        ("import sys; sys.modules['ensurepip'] = None", "apt-get install python3-venv"),
    ],
)
def test_a_python_that_cannot_is_told_in_one_line(before, said, tmp_path):
    done = made(tmp_path / "env", before=before)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "env").exists()


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_a_lock_agrees_with_all_others_and_has_hashes_and_no_addresses(lock):
    mine = versions(lock)
    for other in LOCKS:
        assert mine | versions(other) == versions(other) | mine
    assert LOCKS[lock].count("--hash=sha256:") >= len(mine)
    assert "://" not in LOCKS[lock]


def test_each_extra_has_a_layer_and_a_run_needs_none_of_them():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra, wanted in project["optional-dependencies"].items():
        packages = {re.match("[a-z0-9-]+", one)[0] for one in wanted}
        assert packages <= names(f"requirements-{extra}.lock")
        assert not packages & names("requirements.lock")
