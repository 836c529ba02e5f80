"""Where Prefect keeps its state when a run brings the server along: in a folder of this program.

Prefect's own folder, ``~/.prefect``, is shared by everything that uses Prefect. Its database has
the revision of the newest version that was there, and an older one cannot start with it. So a run
has a folder of its own for each version of Prefect, unless the user configured Prefect.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from schemas.messages import say
from warehouse.files.disk import WarehouseError

# an API, a profile, a folder or a database: who sets one of these knows where the state is
_CHOICES = (
    "PREFECT_API_URL",
    "PREFECT_HOME",
    "PREFECT_PROFILE",
    "PREFECT_PROFILES_PATH",
    "PREFECT_SERVER_DATABASE_CONNECTION_URL",
    "PREFECT_API_DATABASE_CONNECTION_URL",
)
_FILES = ("prefect.toml", ".env", "pyproject.toml")
_CHOSEN = re.compile(
    r"^\s*(?:export\s+)?(?:" + "|".join(_CHOICES) + r")\s*=|^\[tool\.prefect", re.MULTILINE
)
# what Prefect writes into a new profile by itself
_DEFAULTS = {"PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"}
_REVISION = re.compile(r"^revision\s*=\s*[\"'](\w+)", re.MULTILINE)


def own_home(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables that give Prefect a folder of its own; none where the user configured it.

    To be set before Prefect is imported. Raises WarehouseError where the database that Prefect
    would use is of another version.
    """
    known = os.environ if environment is None else environment
    home = Path(known.get("HOME") or tempfile.gettempdir())
    if any(known.get(name) for name in _CHOICES) or _profile_says(home) or _file_says():
        if not known.get("PREFECT_API_URL"):
            check(Path(known.get("PREFECT_HOME") or home / ".prefect").expanduser())
        return {}
    return {"PREFECT_HOME": str(_folder(known, home))}


def check(folder: Path) -> None:
    """Raises WarehouseError where the SQLite database in ``folder`` has a revision that this
    version of Prefect does not know: its server would try to start for ever.
    """
    database = folder / "prefect.db"
    if not database.is_file():
        return
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        # empty or not yet made: what is wrong with it, Prefect's server says
        return
    if revision and revision[0] not in _revisions():
        raise WarehouseError(
            say(
                "error.prefect_database",
                database=database,
                revision=revision[0],
                version=version("prefect"),
                remedy=say("remedy.direct"),
            )
        )


def _revisions() -> set[str]:
    """All revisions that this version of Prefect can bring a database to."""
    spec = find_spec("prefect")
    root = Path(spec.origin).parent if spec and spec.origin else Path()
    files = (root / "server/database/_migrations/versions/sqlite").glob("*.py")
    texts = (file.read_text(encoding="utf-8") for file in files)
    return {match[1] for text in texts if (match := _REVISION.search(text))}


def _profile_says(home: Path) -> bool:
    """Whether the active profile of the user's own folder sets anything by hand."""
    try:
        content = tomllib.loads((home / ".prefect/profiles.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    profile = content.get("profiles", {}).get(content.get("active"), {})
    return bool(set(profile) - _DEFAULTS)


def _file_says() -> bool:
    """Whether a file of the current folder, from which Prefect takes settings, sets one."""
    if Path("prefect.toml").is_file():
        return True
    return any(_CHOSEN.search(_text(Path(name))) for name in _FILES)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _folder(known: Mapping[str, str], home: Path) -> Path:
    """The state folder of this version; among temporary files where the user's cannot be
    written.
    """
    name = f"prefect-{version('prefect')}"
    state = Path(known.get("XDG_STATE_HOME") or home / ".local/state").expanduser() / "jixiao"
    for folder in (state / name, Path(tempfile.gettempdir(), f"jixiao-{os.getuid()}", name)):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise WarehouseError(say("error.no_prefect_folder", remedy=say("remedy.direct")))
