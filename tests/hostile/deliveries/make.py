"""A delivery on disk: hostile files in mixed folders beside sound ones."""

from __future__ import annotations

import os
import random
import socket
from contextlib import suppress
from pathlib import Path

from tests.documents import Project, document
from tests.hostile.deliveries import archives, beside, texts
from tests.hostile.deliveries.names import free, name
from tests.hostile.mutations import mutated, samples

FOLDERS = ("2024", "2024/区", "2023", "2024/sound", "2024/a/b/c/d", "", "2024/x.pdf", "1850/甲")
FOLDERS += ("2024/\u202e", "2024/a!b", "2024/a.zip")
LISTS = ("corrections/a.yml", "corrections/b.yml", "decisions.yml", "acknowledged.yml")
TARGETS = (
    "nowhere",
    "/dev/zero",
    "/etc/passwd",
    ".",
    "/",
    "/\udcff",
    "..",
    "/dev/stdin",
    "a/" * 900,
)
MAKERS = (*texts.MAKERS, *archives.MAKERS)


def sound(raw: Path, count: int) -> set[str]:
    """Writes sound documents, and one of each format; their paths."""
    folder = raw / "2024" / "sound"
    folder.mkdir(parents=True)
    for number in range(count):
        said = document(f"某区{number}局", [Project(f"项目{number}", f"{number + 1}.00")])
        (folder / f"{number}.txt").write_text(said, encoding="utf-8")
    for suffix, data in samples().items():
        if suffix not in ("7z", "rar", "zip"):
            (folder / f"sample.{suffix}").write_bytes(data)
    return {one.relative_to(raw).as_posix() for one in folder.iterdir()}


def hostile(raw: Path, number: int, seed: int) -> None:
    """Writes hostile file ``number``."""
    chance = random.Random(f"{seed}/delivery/{number}")
    folder = raw / chance.choice(FOLDERS)
    folder.mkdir(parents=True, exist_ok=True)
    shape = chance.random()
    if shape < 0.06:
        special(chance, Path(os.fsdecode(free(folder, name(chance, number, "txt")))), raw)
        return
    suffix, data = content(chance, number, seed)
    path = free(folder, name(chance, number, suffix))
    put(path, data)
    if shape < 0.2:
        ending = chance.choice((b".meta.yml", b".meta.yaml", b".META.YML", b".meta.yml.txt"))
        put(path + ending, beside.sidecar(chance))
    elif shape < 0.25:
        twin(chance, path, data, folder)
    elif shape < 0.26 and folder.name not in ("sound", "2024", raw.name):
        put(free(folder, b"meta.yml"), beside.sidecar(chance))


def content(chance: random.Random, number: int, seed: int) -> tuple[str, bytes]:
    """Suffix and bytes: a broken sample in half of the cases."""
    if chance.random() < 0.5:
        return mutated(number, seed)
    suffix, make = chance.choice(MAKERS)
    return suffix, make(chance)


def twin(chance: random.Random, path: bytes, data: bytes, folder: Path) -> None:
    """The same bytes once more, under a name that is nearly the same, or in another year."""
    again = chance.choice((path + b" ", path.upper(), path + b".txt", path.lower()))
    if chance.random() < 0.3:
        folder = folder.parents[len(folder.parents) - 1]
    put(free(folder, again.rpartition(b"/")[2]), data)


def put(path: bytes, data: bytes) -> None:
    """Writes a file unless the system refuses the name."""
    with suppress(OSError):
        Path(os.fsdecode(path)).write_bytes(data)


def special(chance: random.Random, path: Path, raw: Path) -> None:
    """What is no file, or a link."""
    with suppress(OSError):
        match chance.randrange(9):
            case 0 | 1:
                os.mkfifo(path)
            case 2:
                with socket.socket(socket.AF_UNIX) as one:
                    one.bind(str(path))
            case 3:
                path.symlink_to(path.name)  # a link to itself
            case 4:
                path.symlink_to(chance.choice(TARGETS))
            case 5:
                path.symlink_to(raw / "2024" / "sound" / "0.txt")
            case 6:
                os.link(raw / "2024" / "sound" / "1.txt", path)
            case 7:
                path.mkdir()
            case 8:
                os.mkfifo(f"{path}.meta.yml")


def lists(place: Path, number: int, seed: int) -> Path | None:
    """Writes a hostile list beside the raw folder in one of four deliveries."""
    chance = random.Random(f"{seed}/lists/{number}")
    if chance.random() > 0.25:
        return None
    path = place / chance.choice(LISTS)
    path.parent.mkdir(exist_ok=True)
    if chance.random() < 0.1:
        os.mkfifo(path)
    elif chance.random() < 0.1:
        path.mkdir()
    else:
        path.write_bytes(beside.decisions(chance))
    return path
