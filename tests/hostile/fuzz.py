"""Coverage-guided fuzz (atheris, libFuzzer): `python -m tests.hostile.fuzz TARGET [SECONDS]
[libFuzzer options]`.

`make fuzz` runs all targets one after another (TARGET ``all``, then names of some).

A reader may raise UnreadableError and nothing else. Packages are fuzzed inside, where a checksum
would stop every change: the fuzzer changes one part, which is then packed with the others of the
sample. pdf and rar are native programs in a process of their own: see mutate. Inputs that add
coverage are kept in ``.fuzz/TARGET``, one that fails is written there and named.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["transforms"]):
    from transforms.document import Table, UnreadableError
    from transforms.explode import explode
    from transforms.joining.join import stitch
    from transforms.reading import expand, formats
    from transforms.values import parse_value

from tests.documents import ITEMS
from tests.hostile.mutations import samples

FOLDER = Path(__file__).parents[2] / ".fuzz"
PUBLISHED = Path(__file__).parents[1] / "material" / "values.tsv"
INSIDE = {
    "docx": "word/document.xml",
    "docx.numbering": "word/styles.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "xlsx.styles": "xl/styles.xml",
    "ods": "content.xml",
    "ofd": "Doc_0/Pages/Page_0/Content.xml",
    "ofd.document": "Doc_0/Document.xml",
}
PLAIN = ("txt", "html", "mhtml", "rtf", "doc", "xls", "zip", "word.xml", "excel.xml")
FORMATS = {"txt": "text", "word.xml": "officexml", "excel.xml": "officexml"}
TARGETS = (*INSIDE, *PLAIN, "explode", "values")


def part(target: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(samples()[target.partition(".")[0]])) as package:
        return package.read(INSIDE[target])


def pack(target: str) -> Callable[[bytes], bytes]:
    """A package with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(samples()[target.partition(".")[0]])) as package:
        others = {name: package.read(name) for name in package.namelist() if name != INSIDE[target]}

    def packed(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, content in (others | {INSIDE[target]: data}).items():
                package.writestr(name, content)
        return out.getvalue()

    return packed


def reader(target: str) -> Callable[[bytes], None]:
    """Reads with the target's own reader, whatever the magic bytes say, and stitches the result."""
    suffix = target if target in PLAIN else target.partition(".")[0]
    one = next(one for one in formats() if FORMATS.get(suffix, suffix) == one.FORMAT)
    change = pack(target) if target in INSIDE else bytes

    def run(data: bytes) -> None:
        try:
            if suffix == "zip":
                list(expand(change(data), "a"))
                return
            document = one.read(change(data), "a")
        except UnreadableError:
            return
        for block in stitch(document.blocks):
            assert not isinstance(block, Table) or len({len(row) for row in block.rows}) == 1, (
                "rows of different length"
            )

    return run


def check_explode(data: bytes) -> None:
    """Items and gaps give the cell back; an item by itself gives itself."""
    text = data.decode("utf-8", "replace")
    done = explode(text)
    assert "".join(text[start:end] for start, end in done.spans()) == text, "spans"
    for item in done.items:
        again = explode(text[slice(*item.span)]).items
        # its number may be the end of the value before it
        assert [one[1:8] for one in again] == [item[1:8]], "an item read alone is another"


def check_values(data: bytes) -> None:
    """Value, unit and operator, divided by tabs, in every role."""
    text, unit, operator, name = (
        *data.decode("utf-8", "replace").split("\t"),
        None,
        None,
        None,
        None,
    )[:4]
    for role in ("target", "actual"):
        found = parse_value(text or "", unit, operator, role=role, name=name, year=2024)
        assert found == parse_value(text or "", unit, operator, role=role, name=name, year=2024)
        assert (
            found.upper is None
            or found.number is None
            or found.upper >= found.number
            or "impossible_range" in found.notes
        ), "a range upside down"


def seeds(target: str) -> list[bytes]:
    if target == "explode":
        return [
            "".join(
                f"{number}、{item.format(n=number)}；" for number, item in enumerate(ITEMS, 1)
            ).encode(),
            *(item.format(n=1).encode() for item in ITEMS),
        ]
    if target == "values":
        return [
            line.split("\t")[3].replace(" | ", "\t").encode()
            for line in PUBLISHED.read_text(encoding="utf-8").splitlines()[1:]
        ]
    return [part(target)] if target in INSIDE else [samples()[target]]


def prepare(target: str) -> Path:
    """The folder of the target with its seeds and a dictionary of the words in them."""
    folder = FOLDER / target
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    found = seeds(target)
    for number, seed in enumerate(found):
        (folder / "inputs" / f"seed{number:03}").write_bytes(seed)
    words = sorted(
        {word for seed in found for word in re.findall(rb"[\w:\\-]{2,30}|[\x80-\xff]{3,30}", seed)}
    )[:2000]
    (folder / "words").write_text(
        "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words),
        encoding="ascii",
    )
    return folder


def fuzz(target: str, seconds: str, *options: str) -> None:
    """Ends the process."""
    folder = prepare(target)
    checks: dict[str, Callable[[bytes], None]] = {"explode": check_explode, "values": check_values}
    atheris.Setup(
        [
            sys.argv[0],
            str(folder / "inputs"),
            f"-dict={folder / 'words'}",
            f"-artifact_prefix={folder}/",
            f"-max_total_time={seconds}",
            "-timeout=120",
            "-rss_limit_mb=4096",
            "-max_len=40000",
            "-print_final_stats=1",
            "-verbosity=0",
            *options,
        ],
        checks.get(target) or reader(target),
    )
    atheris.Fuzz()


def fuzz_all(seconds: str, *targets: str) -> int:
    """Each target in a process of its own; prints a line each. Returns how many failed."""
    failed = 0
    for target in targets or TARGETS:
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile.fuzz", target, seconds],
            capture_output=True,
            text=True,
            check=False,
        )
        tried = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        print(
            f"{target}: {tried[1] if tried else '?'} inputs, "
            f"{'failed' if done.returncode else 'no failure'}",
            flush=True,
        )
        if done.returncode:
            failed += 1
            print(done.stdout[-3000:], done.stderr[-1500:], sep="\n")
    return failed


if __name__ == "__main__":
    name, limit, *more = [*sys.argv[1:], "600"] if len(sys.argv) < 3 else sys.argv[1:]
    sys.exit(fuzz_all(limit, *more) if name == "all" else fuzz(name, limit, *more))
