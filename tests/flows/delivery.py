"""A delivery as an office gets it in spring, from the documents of the tests: ``python -m
tests.flows.delivery FOLDER``.

342 files under invented districts and departments: what a mail program and an office program leave
beside documents, archives, the same table as two formats, copies under other names, corrected
editions, files without a year. The same files each time.
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

TESTS = Path(__file__).parents[1]
COUNT = 342
_KINDS = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".html", ".txt", ".ods", ".ofd", ".rtf"}
_DISTRICTS = ("东湾区", "西岭县", "南桥市", "北原区", "中和县")
_DEPARTMENTS = ("教育局", "民政局", "水务局", "交通局", "文化局", "卫生健康局", "农业农村局")
_JUNK = {
    "Thumbs.db": b"\xd0\xcf\x11\xe0 no document",
    ".DS_Store": b"\0\0\0\1Bud1",
    "desktop.ini": b"[.ShellClassInfo]\r\n",
    "~$部门预算.docx": b"\x05Admin" + bytes(50),
    "空白.docx": b"",
    "通知.txt": "请于四月十日前报送。\n".encode(),
    "未传完.pdf": b"%PDF-1.4\n1 0 obj <<",
}
_YEAR = re.compile("20[12][0-9]")


def _documents() -> Iterator[Path]:
    """The documents of the tests, in an order that mixes their kinds."""
    material = TESTS / "material"
    folders = [material / "found", material / "looks/first", material / "looks/second"]
    folders += [material / "prints/word_forms", material / "prints/word_listings"]
    folders += [material / "prints/workbooks", material / "prints/web_pages"]
    folders += [material / "no_table", TESTS / "corpus"]  # later looks would change the walk
    for folder in folders:
        yield from (one for one in sorted(folder.rglob("*")) if one.suffix in _KINDS)


def deliver(root: Path) -> int:
    """Write the delivery below ``root``; returns how many files it has."""
    places = cycle(f"{district}/{one}" for one in _DEPARTMENTS for district in _DISTRICTS)
    kept: list[Path] = []
    for source in _documents():
        found = _YEAR.search(str(source.relative_to(TESTS)))
        folder = root / (found[0] if found else "2024") / next(places)
        folder.mkdir(parents=True, exist_ok=True)
        kept.append(Path(shutil.copy(source, folder / f"{folder.name}{source.name}")))
    _beside(root, kept)
    count = sum(one.is_file() for one in root.rglob("*"))
    for one in kept[-1 : COUNT - count - 1 : -1] if count > COUNT else kept[: COUNT - count]:
        shutil.copy(one, one.with_name(f"副本-{one.name}"))
    return sum(one.is_file() for one in root.rglob("*"))


def _beside(root: Path, kept: list[Path]) -> None:
    """Junk, archives, corrected editions, and a folder that names no year."""
    for number, (name, content) in enumerate(_JUNK.items()):
        kept[number * 7].with_name(name).write_bytes(content)
    for number in (3, 30, 60):
        with zipfile.ZipFile(kept[number].with_name("报送材料.zip"), "w") as archive:
            for one in kept[number + 1 : number + 4]:
                archive.write(one, f"上报/{one.name}")
    texts = [one for one in kept if one.suffix == ".txt"][:4]
    for one in texts:
        corrected = one.read_text(encoding="utf-8").replace("100%", "99%")
        one.with_name(f"{one.stem}（更正）.txt").write_text(corrected, encoding="utf-8")
    loose = root / "邮件附件"
    loose.mkdir()
    for one in kept[100:112]:
        shutil.copy(one, loose / f"来件{one.name}")


if __name__ == "__main__":
    print(deliver(Path(sys.argv[1])))
