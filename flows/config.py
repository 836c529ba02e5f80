"""``jixiao.toml``: what holds for a folder of work, found upwards from the working folder.

Its keys are those of KNOWN; a table such as ``[thresholds]`` is read by who needs it. Folders are
named from the file's own folder. An option comes before the environment (JIXIAO_CURATED,
JIXIAO_RAW), that before the file, and the file before the defaults.
"""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

from schemas.messages import say
from schemas.nearest import did_you_mean
from warehouse.files.disk import ListError, WarehouseError
from warehouse.files.text import decoded

NAME = "jixiao.toml"
NOTIFY = "JIXIAO_NOTIFY"
_PLACE = re.compile(r"line (\d+), column (\d+)")
KNOWN: dict[str, tuple[type, ...]] = {
    "curated": (str,),
    "raw": (str,),
    "workers": (int,),
    "notify": (str, list),
    "thresholds": (dict,),
}


def curated() -> str:
    """Where the builds are, as far as no option says it."""
    return _place("JIXIAO_CURATED", "curated", "data/curated")


def where(chosen: object) -> str:
    """The option by which a command finds a curated folder; '' where it finds it without."""
    return "" if str(chosen) == curated() else f" --curated {shlex.quote(str(chosen))}"


def raw() -> str:
    """Where the disclosures are."""
    return _place("JIXIAO_RAW", "raw", "data/raw")


def workers() -> int | None:
    """Reading processes; None where nobody says it."""
    number = settings().get("workers")
    return None if number is None else max(1, int(number))


def notify() -> list[str]:
    """Addresses that are told when somebody has to look: JIXIAO_NOTIFY, with spaces or commas
    between them, else the file's.
    """
    said = os.environ.get(NOTIFY) or settings().get("notify") or []
    if isinstance(said, str):
        return [one for one in re.split(r"[,\s]+(?=\w+://)", said.strip()) if one]
    return [str(one) for one in said]


def table(name: str) -> dict[str, Any]:
    """One table of the file, ``thresholds`` say; {} without it. Raises WarehouseError as
    `settings`.
    """
    found = settings().get(name) or {}
    return dict(found)


def found(start: Path | None = None) -> Path | None:
    """The nearest file of that name, from a folder upwards."""
    folder = (start or Path.cwd()).absolute()
    files = (one / NAME for one in (folder, *folder.parents))
    return next((file for file in files if file.is_file()), None)


def settings(start: Path | None = None) -> dict[str, Any]:
    """What the file says; {} without one. Raises WarehouseError that names the file, and the line
    or the key that is wrong.
    """
    file = found(start)
    if file is None:
        return {}
    try:
        content = tomllib.loads(decoded(file))
    except tomllib.TOMLDecodeError as error:
        raise ListError(_no_toml(file, error)) from error
    for key, value in content.items():
        _check(file, key, value)
    return content


def _no_toml(file: Path, error: tomllib.TOMLDecodeError) -> str:
    """Where the file stops being TOML: its end, where the parser names no place."""
    problem = say("config.no_toml")
    if place := _PLACE.search(str(error)):
        return say("error.of_place", file=file, line=place[1], column=place[2], problem=problem)
    return say("error.of_line", file=file, line=len(decoded(file).splitlines()), problems=problem)


def _check(file: Path, key: str, value: object) -> None:
    if key not in KNOWN:
        said = say("config.unknown", key=key) + did_you_mean(key, KNOWN)
    elif not isinstance(value, KNOWN[key]) or isinstance(value, bool):
        said = say("config.wrong", key=key, value=value)
    else:
        return
    raise WarehouseError(say("error.of_file", file=file, error=said))


def _place(variable: str, key: str, default: str) -> str:
    if chosen := os.environ.get(variable):
        return chosen
    said = settings().get(key)
    if said is None or "://" in said:
        return said or default
    file = found()
    return str((file.parent if file else Path()) / said)
