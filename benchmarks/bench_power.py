"""How much the account of documents notices: random faults put into what was read.

``python -m benchmarks.bench_power [--faults N] [--seed N] [FOLDER …]`` prints Markdown: by kind of
fault how many were made and how many told, each fault alone; then how many documents are doubted
without one. Without folders it reads the tables of tests/material.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import cast

from benchmarks.faults import FAULTS, OF_AMOUNTS, Fault, FaultOfAmounts, Projects, Rows
from transforms import parse as road
from transforms.document import Document
from transforms.rows.crosschecked import crosscheck
from transforms.rows.findings import Findings
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

MATERIAL = Path(__file__).parents[1] / "tests" / "material"
FOLDERS = tuple(MATERIAL / name for name in ("found/docs", "prints", "pdf"))
NO_DOCUMENTS = {".json", ".md", ".tsv", ".yml", ".py"}


@dataclass(frozen=True, slots=True)
class Read:
    """One document as read, before the account."""

    path: Path
    document: Document
    parsed: Parsed
    findings: Findings


def documents(folders: Iterable[Path]) -> Iterator[Read]:
    """Each document from which rows came."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in NO_DOCUMENTS and "odd" not in path.parts:
                yield from _read(path)


def _read(path: Path) -> Iterator[Read]:
    kept: list[Read] = []

    def keep(document: Document, parsed: Parsed, findings: Findings) -> None:
        kept.append(Read(path, document, parsed, findings))

    road.crosscheck, before = keep, road.crosscheck
    try:
        road.parse(path.read_bytes(), Source(path.name, assume_year=2024))
    finally:
        road.crosscheck = before
    yield from (read for read in kept if any(not row.finding_id for row in read.parsed.indicators))


def doubts(read: Read, rows: Rows, projects: Projects | None = None) -> int:
    """How many findings the account adds where these rows, and projects, were read."""
    known = {row.indicator_id for row in rows if row in read.parsed.indicators}
    kept = [one for one in read.findings.rows if one["indicator_id"] in (None, *known)]
    findings = Findings(read.findings.document_id, read.findings.path, kept)
    parsed = Parsed(
        dict(read.parsed.document),
        [copy(project) for project in projects or read.parsed.projects],
        list(rows),
        findings.rows,
    )
    before = len(kept)
    crosscheck(read.document, parsed, findings)
    return len(findings.rows) - before


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="name each fault that was not told")
    parser.add_argument("folders", nargs="*", type=Path)
    options = parser.parse_args()
    random = Random(options.seed)
    known = list(documents(options.folders or FOLDERS))
    quiet = {read.path: doubts(read, read.parsed.indicators) for read in known}
    sound = [read for read in known if not quiet[read.path]]
    made, told = Counter[str](), Counter[str]()
    faults = (*FAULTS, *OF_AMOUNTS)
    while made.total() < options.faults:
        fault = faults[made.total() % len(faults)]
        read, noticed, what = _tried(fault, sound, random)
        made[fault.__name__] += 1
        told[fault.__name__] += noticed
        if options.list and not noticed:
            print(fault.__name__, read.path.name, what)
    print("| fault | made | told |\n|---|---|---|")
    for fault in faults:
        name = fault.__name__
        print(
            f"| {name.replace('_', ' ')} | {made[name]} | {told[name] / max(made[name], 1):.1%} |"
        )
    print(f"| all | {made.total()} | {told.total() / made.total():.1%} |\n")
    print(f"{len(known)} documents with rows, {len(known) - len(sound)} doubted without a fault")


def _tried(
    fault: Fault | FaultOfAmounts, sound: list[Read], random: Random
) -> tuple[Read, bool, str]:
    """A document with the fault, whether it is noticed, and what was changed."""
    while True:
        read = random.choice(sound)
        rows, projects = read.parsed.indicators, read.parsed.projects
        if fault in OF_AMOUNTS:
            others = cast("FaultOfAmounts", fault)(projects, random)
            if others is not None and others != projects:
                return read, doubts(read, rows, others) > 0, _amounts(projects, others)
            continue
        changed = cast("Fault", fault)(rows, random)
        if changed is not None and changed != rows:
            return read, doubts(read, changed) > 0, _difference(rows, changed)


def _amounts(before: Projects, after: Projects) -> str:
    pairs = zip(before, after, strict=True)
    changed = (
        f"{one['project']} {name}: {one[name]} -> {other[name]}"
        for one, other in pairs
        for name in one
        if one[name] != other[name]
    )
    return "; ".join(changed)


def _difference(before: Rows, after: Rows) -> str:
    """The first row that differs, field by field; the row that is missing."""
    if len(after) < len(before):
        lost = next(row for row in before if row not in after)
        return f"{lost.subcategory_printed} {lost.name} {lost.annual_value} {lost.row}"
    unlike = ((one, two) for one, two in zip(before, after, strict=False) if one != two)
    one, other = next(unlike, (before[-1], after[-1]))
    pairs = zip(one._fields, one, other, strict=True)
    return "; ".join(f"{name}: {a!r} -> {b!r}"[:90] for name, a, b in pairs if a != b)[:260]


if __name__ == "__main__":
    main()
