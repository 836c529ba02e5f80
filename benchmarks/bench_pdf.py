"""PDF readers on documents of about 50 pages: pages a second, peak memory, cells exact.

CPU time of one process a reader, runs interleaved, the best counts.

``python -m benchmarks.bench_pdf [--peers PYTHON] [--rounds N]`` prints Markdown. Peers may live in
another environment; a missing one is named. Everybody's tables go through the same stitching, so
that only the reading differs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from operator import eq, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.document import Table

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "material" / "pdf"
READERS = ("text", "ours", "tablers", "pdfplumber", "camelot")
SLOW = {"camelot"}  # one run is enough to see it
# number of the page, and its tables: texts, ruled, open at the top, open at the bottom
Pages = list[tuple[int, list[tuple[list[list[str]], bool, bool, bool]]]]

WORKER = """
import json, re, sys, time
sys.path.insert(0, {root!r})
reader, path = sys.argv[1:]

def text(path):
    import pypdfium2
    document = pypdfium2.PdfDocument(open(path, "rb").read())
    for index in range(len(document)):
        page = document[index]
        layer = page.get_textpage()
        layer.get_text_range()
        layer.close()
        page.close()
    document.close()
    return []

def ours(path):
    from transforms.reading import read
    pages = {{}}
    for table in read(open(path, "rb").read(), path).tables():
        rows = [[cell.text if cell else "" for cell in row] for row in table.rows]
        number = next(cell.page for cell in table.cells())
        pages.setdefault(number, []).append((rows, table.ruled, table.open_top, table.open_bottom))
    return list(pages.items())

def rows(table):
    return [[cell.text if cell else "" for cell in row.cells] for row in table.rows]

def tablers(path):
    import tablers
    with tablers.Document(path) as document:
        return [(number, [(rows(table), True, False, False)
                          for table in tablers.find_tables(page, extract_text=True)])
                for number, page in enumerate(document.pages(), 1)]

def pdfplumber(path):
    import pdfplumber
    with pdfplumber.open(path) as document:
        return [(number, [([[cell or "" for cell in row] for row in table], True, False, False)
                          for table in page.extract_tables()])
                for number, page in enumerate(document.pages, 1)]

def camelot(path):
    import camelot
    found = camelot.read_pdf(path, pages="all", flavor="lattice")
    return [(table.page, [(table.df.values.tolist(), True, False, False)]) for table in found]

call = globals()[reader]
if reader != "camelot":
    call(path)
start = time.process_time()
found = call(path)
seconds = time.process_time() - start
peak = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]
print(json.dumps([seconds, int(peak) // 1024, found]))
"""


def documents(folder: Path) -> dict[str, Path]:
    """The corpus' two prints, and the same table typeset with other rules, among prose and other
    tables.
    """
    from benchmarks.pdf_samples import typeset

    truth = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))
    made = {name: folder / f"{name}.pdf" for name in ("lines", "rects", "cells", "no rules")}
    for name, path in made.items():
        path.write_bytes(typeset(truth, name))
    return {
        "Word print": CORPUS / "word_print.pdf",
        "open page breaks": CORPUS / "open_page_breaks.pdf",
        **made,
    }


def run(python: str, reader: str, path: Path) -> tuple[float, int, float] | None:
    """Seconds, MB and share of exact cells of one run; None if the reader is not installed."""
    done = subprocess.run(
        [python, "-c", WORKER.format(root=str(ROOT)), reader, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr:
            return None
        raise RuntimeError(done.stderr[-2000:])
    seconds, memory, found = json.loads(done.stdout.splitlines()[-1])
    return seconds, memory, exact(found) if reader != "text" else float("nan")


def exact(found: Pages) -> float:
    """Share of the truth's cells that stand in the right row and column, white space apart."""
    from transforms.words.folding import fold

    truth = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))["rows"]
    wanted = [[fold(text) for text in row] for row in truth]
    rows = [
        [fold(cell.text) if cell else "" for cell in row]
        for table in _stitched(found)
        for row in table.rows
    ]
    return sum(_hits(row, rows) for row in wanted) / sum(map(len, wanted))


def _stitched(found: Pages) -> list[Table]:
    from transforms.document import Cell, Row, Table
    from transforms.joining.join import stitch

    blocks = tuple(
        Table(tuple(Row(Cell(text, 1, page) for text in row) for row in rows), *edges)
        for page, tables in found
        for rows, *edges in tables
        if rows and rows[0]
    )
    return [block for block in stitch(blocks) if isinstance(block, Table)]


def _hits(wanted: list[str], rows: list[list[str]]) -> int:
    """How many cells the best of the rows with that first cell has right."""
    return max(
        (
            sum(map(eq, row, wanted))
            for row in rows
            if row[0] == wanted[0] and len(row) == len(wanted)
        ),
        default=0,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--peers",
        default=sys.executable,
        help="the Python that has tablers, pdfplumber and camelot",
    )
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, path in documents(Path(folder)).items():
            print(table(name, path, options.peers, options.rounds), flush=True)


def table(name: str, path: Path, peers: str, rounds: int) -> str:
    """One document's results in Markdown."""
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(path))
    best = _best(path, peers, rounds)
    lines = [
        f"\n{name}, {pages} pages\n",
        "| reader | pages/s | times the bare text | MB | cells exact |",
        "|---|---|---|---|---|",
    ]
    for reader in READERS:
        if reader not in best:
            lines.append(f"| {reader} | not installed | | | |")
            continue
        seconds, memory, share = best[reader]
        speed = f"{pages / seconds:.0f} | {seconds / best['text'][0]:.2f}"
        lines.append(
            f"| {reader} | {speed} | {memory} | {'-' if reader == 'text' else f'{share:.1%}'} |"
        )
    return "\n".join(lines)


def _best(path: Path, peers: str, rounds: int) -> dict[str, tuple[float, int, float]]:
    """The fastest run of each reader that is installed. In each round every reader runs once."""
    best: dict[str, tuple[float, int, float]] = {}
    for number in range(rounds):
        for reader in READERS:
            if number and reader in SLOW:
                continue
            result = run(sys.executable if reader in {"text", "ours"} else peers, reader, path)
            if result:
                best[reader] = min(result, best.get(reader, result), key=itemgetter(0))
    return best


if __name__ == "__main__":
    main()
